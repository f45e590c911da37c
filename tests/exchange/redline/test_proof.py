"""The proof fails whenever a redline would not give one of its editions."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from strategy_editor.document.node import element
from strategy_editor.exchange.docx.export import render
from strategy_editor.exchange.docx.redline.proof import (
    UnprovenRedline,
    prove,
    rendered_fingerprint,
)
from strategy_editor.exchange.docx.tracking.names import Decision
from tests.exchange.redline.redlines import OPTIONS, redline, sample
from tests.exchange.redline.test_redlining import HEAD, A, B, C, noted, table
from tests.short import section, small_strategy

LIST = element("list", element("item", element("text", "Punkt."), id="i"), id="l", kind="number")
OLD, NEW = (
    small_strategy(section("S", A, text, LIST, table([HEAD, row]), noted("Satz", note)))
    for text, row, note in (
        (B, ("2012", "drei"), "Note."),
        (C, ("2013", "vier"), "Notiz."),
    )
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return redline(OLD, NEW).content


@pytest.fixture(scope="module")
def editions():
    return [rendered_fingerprint(render(each, OPTIONS, None, compared=True)) for each in (OLD, NEW)]


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The package with one place of a part written otherwise."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == f"word/{part}.xml":
                assert old.encode() in data, old
                data = data.replace(old.encode(), new.encode(), 1)
            target.writestr(name, data)
    return stream.getvalue()


def test_a_redline_gives_both_editions(content, editions):
    prove(content, *editions)


MUTANTS = {
    "a word that stayed": ("document", "Der erste", "Der letzte"),
    "a word that came": ("document", ">Zum Schluss", ">Zu Beginn"),
    "a word that went": ("document", ">Ein zweiter", ">Ein dritter"),
    "a style": ("document", '"BodyText"', '"Quote"'),
    "an end": ("document", "<w:rPr><w:del ", "<w:rPr><w:ins "),
    "a kind of change": ("document", "<w:cantSplit/><w:ins ", "<w:cantSplit/><w:del "),
    "a note": ("footnotes", ">No", ">Nu"),
    "a header": ("header1", "Small", "Smell"),
    "a look": ("document", '<w:rStyle w:val="FootnoteReference"/>', ""),
    "where a number counts": (
        "numbering",
        '<w:startOverride w:val="1"/>',
        '<w:startOverride w:val="4"/>',
    ),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_whatever_is_wrong_is_noticed(content, editions, name):
    wrong = changed(content, *MUTANTS[name])
    with pytest.raises(UnprovenRedline):
        prove(wrong, *editions)


def test_the_sentence_says_which_direction_fails_and_where(content, editions):
    wrong = changed(content, "document", ">Ein zweiter", ">Ein dritter")
    with pytest.raises(UnprovenRedline) as raised:
        prove(wrong, *editions)

    assert raised.value.key == f"error.redline-unproven-{Decision.REJECT.value}"
    assert "Ein zweiter" in str(raised.value.values["place"])


def test_nothing_is_written_where_the_proof_fails(monkeypatch, tmp_path):
    from strategy_editor.exchange.docx.redline import redlining
    from strategy_editor.workspace.redlines import export_redline

    def fails(*_: object) -> None:
        raise UnprovenRedline(Decision.ACCEPT, "Ziel")

    monkeypatch.setattr(redlining, "prove", fails)
    target = tmp_path / "out.docx"
    with pytest.raises(UnprovenRedline):
        export_redline(sample("egov-2009"), sample("egov-2014"), target, OPTIONS)

    assert list(tmp_path.iterdir()) == []
