"""What programs that we did not write say of our redlines."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from strategy_editor.exchange.docx.export import word_export
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.redlining import word_redline
from strategy_editor.exchange.docx.tracking.lint import HINTS, lint
from strategy_editor.exchange.editions import Edition
from tests.exchange.redline.redlines import OPTIONS, sample
from tests.exchange.redline.test_laws import MANY
from tests.exchange.tracking import office
from tests.exchange.tracking.writing import part
from tests.exchange.validator import sdk
from tests.stress.grow import grow
from tests.stress.truth import new_edition

CASES = ("samples", "many")


@cache
def editions(case: str) -> tuple[Edition, Edition]:
    if case in ("samples", "back"):
        pair = sample("egov-2009"), sample("egov-2014")
        return pair if case == "samples" else pair[::-1]
    old = grow(250, 7)
    new, _ = new_edition(old, MANY, 7, "keep")
    return Edition(old), Edition(new)


@cache
def content(case: str) -> bytes:
    return word_redline(*editions(case), OPTIONS).content


@pytest.mark.parametrize("case", [*CASES, "back"])
def test_our_lint_finds_nothing(case):
    assert [flaw for flaw in lint(content(case)) if flaw.rule not in HINTS] == []


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_openxml_audit_finds_nothing(case, tmp_path):
    target = tmp_path / "redline.docx"
    target.write_bytes(content(case))

    assert OpenXmlValidator().validate(target).errors == []


@pytest.mark.npm
@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_the_open_xml_sdk_finds_nothing(case, tmp_path):
    validator = sdk()
    if validator is None:
        pytest.skip("the Open XML SDK validator is not installed")
    target = tmp_path / "redline.docx"
    target.write_bytes(content(case))
    outcome = subprocess.run(
        [validator, target], capture_output=True, text=True, timeout=600, check=False
    )

    assert json.loads(outcome.stdout)["errors"] == []


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_gives_both_editions(tmp_path: Path):
    """Save for empty paragraphs that LibreOffice 7.4 leaves before tables."""
    found = office.settled({case: content(case) for case in CASES}, tmp_path)
    for case in CASES:
        wanted = dict(zip(("reject", "accept"), editions(case), strict=True))
        for decision, edition in wanted.items():
            texts = read_texts(part(found[case, decision]))
            export = word_export(edition.document, OPTIONS, edition.media).content
            expected = read_texts(part(export))
            assert [each for each in texts if each] == [each for each in expected if each]
            assert note_texts(found[case, decision]) == note_texts(export)
            left = len(texts) - len(expected)
            exempt = before_tables(part(content(case)), decision)
            assert 0 <= left <= exempt, (case, decision)


def note_texts(content: bytes) -> list[str]:
    """The texts of the footnotes."""
    return [each for each in read_texts(part(content, "footnotes")) if each]


def read_texts(root: etree._Element) -> list[str]:
    """The texts of the paragraphs without results of fields, which LibreOffice computes anew."""
    texts = []
    for paragraph in root.iter(w("p")):
        depth, text = 0, ""
        for each in paragraph.iter(w("t"), w("fldChar")):
            kind = each.get(w("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
            text += each.text or "" if not depth and each.tag == w("t") else ""
        texts.append(text.strip())
    return texts


def before_tables(root: etree._Element, decision: str) -> int:
    """How many paragraphs go that stand directly before a table."""
    kinds = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}[decision]
    return sum(
        any(paragraph.find(f"{w('pPr')}/{w('rPr')}/{w(kind)}") is not None for kind in kinds)
        for paragraph in root.iter(w("p"))
        if getattr(next(paragraph.itersiblings(w("p"), w("tbl")), None), "tag", "") == w("tbl")
    )
