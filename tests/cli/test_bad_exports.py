"""Bad input to an export, through the command line: a clear word, and no half-written file."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from strategy_editor.document.node import element
from strategy_editor.i18n import LANGUAGES
from strategy_editor.storage import writing
from strategy_editor.storage.writing import write
from tests.cli.calling import Answer, call
from tests.exchange.houses import changed, house_template
from tests.exchange.word import png
from tests.short import small_strategy

LINK = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/image" Target="http://localhost:9/x.png" TargetMode="External"/>'
)
END = b"</Relationships>"
TEMPLATES = {
    "damaged": house_template()[:-900],
    "no archive": b"Sehr geehrte Damen und Herren",
    "an old one": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
    "with macros": changed(
        house_template(), lambda _name, part: part, **{"word/vbaProject.bin": "macro"}
    ),
    "with a link to a picture outside": changed(
        house_template(),
        lambda name, part: (
            part.replace(END, LINK + END) if name == "word/_rels/document.xml.rels" else part
        ),
    ),
}
FORMATS = ("docx", "html", "pdf")


def huge() -> bytes:
    """The head of a picture of 20 000 pixels square."""
    content = bytearray(png(1, 1))
    content[16:24] = struct.pack(">II", 20_000, 20_000)
    return bytes(content)


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A strategy with a picture and a table of sixty columns."""
    cells = [element("cell", f"Wert {number}") for number in range(60)]
    section = element(
        "section", element("title", "T"),
        element("figure", element("caption", "Plan"), element("alt-text", "Ein Plan"), id="f",
                file="plan.png"),
        element("table", element("caption", "Breit"),
                *(element("column", id=f"c{number}") for number in range(60)),
                element("row", *cells, id="r"), id="t"),
        id="s",
    )  # fmt: skip
    write(small_strategy(section), tmp_path / "plan.xml")
    (tmp_path / "plan.media").mkdir()
    return tmp_path


def export(
    capsys: pytest.CaptureFixture[str], folder: Path, out: Path | str, language: str, *more: object
) -> Answer:
    return call(capsys, "export", folder / "plan.xml", "-o", out, *more, language=language)


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_unsound_template_is_named_and_nothing_is_written(capsys, folder, language, name):
    template = folder / "haus.docx"
    template.write_bytes(TEMPLATES[name])
    before = sorted(folder.iterdir())
    answer = export(capsys, folder, folder / "out.docx", language, "--template", template)

    assert answer.code == 2
    assert "haus.docx" in answer.sentence()
    assert sorted(folder.iterdir()) == before


def test_a_template_that_is_not_there_is_named(capsys, folder, language):
    answer = export(capsys, folder, folder / "out.docx", language, "--template", "weg.dotx")

    assert answer.code == 2
    assert "weg.dotx" in answer.sentence()
    assert not (folder / "out.docx").exists()


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("picture", [None, huge()], ids=["missing", "20 000 pixels"])
def test_a_picture_that_cannot_be_shown_is_told_and_the_rest_is_written(
    capsys, folder, language, ending, picture
):
    if picture is not None:
        (folder / "plan.media" / "plan.png").write_bytes(picture)
    out = folder / f"out.{ending}"
    answer = export(capsys, folder, out, language)

    assert answer.code == 0
    said = {"de": "Das Bild ", "en": "picture"}[language]
    assert said in answer.out + answer.err
    assert out.stat().st_size > 0
    assert sorted(each.name for each in folder.iterdir()) == sorted(
        ["plan.media", "plan.xml", out.name]
    )


@pytest.mark.parametrize(
    "out", ["{0}", "{0}/weg/out.docx", "{0}/plan.xml/out.docx", "{0}/plan.xml"]
)
def test_a_target_that_cannot_be_written_is_named(capsys, folder, language, out):
    target = out.format(folder)
    before = (folder / "plan.xml").read_bytes()
    answer = export(capsys, folder, target, language)

    assert answer.code == 2
    assert target in answer.sentence()
    assert (folder / "plan.xml").read_bytes() == before
    assert sorted(each.name for each in folder.iterdir()) == ["plan.media", "plan.xml"]


def test_a_target_that_is_open_elsewhere_keeps_what_it_was(capsys, folder, language, monkeypatch):
    """As on Windows, where Word keeps others from replacing what it shows."""
    out = folder / "out.docx"
    out.write_bytes(b"before")

    def refused(*_paths: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(writing.os, "replace", refused)
    monkeypatch.setattr(writing.time, "sleep", lambda _seconds: None)
    answer = export(capsys, folder, out, language)

    assert answer.code == 2
    assert "out.docx" in answer.sentence()
    assert out.read_bytes() == b"before"
    assert sorted(each.name for each in folder.iterdir()) == ["out.docx", "plan.media", "plan.xml"]


def test_styles_without_a_template_are_said_to_need_one(capsys, folder, language):
    answer = export(capsys, folder, folder / "out.docx", language, "--style", "BodyText=Normal")

    assert answer.code == 2
    assert "--template" in answer.sentence()
    assert not (folder / "out.docx").exists()
