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
    """Save for what LibreOffice 7.4 cannot do.

    It leaves an empty paragraph where one went that stood before a table or held a footnote, and
    rows without text where a row with a drawing went.
    """
    if not office.installed():
        pytest.skip("LibreOffice is not installed")
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
            assert 0 <= left <= may_be_left(part(content(case)), decision), (case, decision)


def note_texts(content: bytes) -> list[str]:
    """The texts of the footnotes."""
    return [each for each in read_texts(part(content, "footnotes")) if each]


def read_texts(root: etree._Element) -> list[str]:
    """The texts of the paragraphs without results of fields, which LibreOffice computes anew."""
    texts = []
    left = {row for row in root.iter(w("tr")) if is_left_with_drawing(row)}
    for paragraph in root.iter(w("p")):
        if left.intersection(paragraph.iterancestors(w("tr"))):
            continue
        depth, text = 0, ""
        for each in paragraph.iter(w("t"), w("fldChar")):
            kind = each.get(w("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
            text += each.text or "" if not depth and each.tag == w("t") else ""
        texts.append(text.strip())
    return texts


def is_left_with_drawing(row: etree._Element) -> bool:
    has_text = any(text.text for text in row.iter(w("t")))
    return not has_text and next(row.iter(w("drawing")), None) is not None


def may_be_left(root: etree._Element, decision: str) -> int:
    """How many paragraphs go that stand before a table, end the text behind one, or hold a note."""
    kinds = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}[decision]
    count = int(root[0].findall("*")[-2].tag == w("tbl"))
    for paragraph in root.iter(w("p")):
        following = next(paragraph.itersiblings(w("p"), w("tbl")), None)
        marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        noted = next(paragraph.iter(w("footnoteReference")), None) is not None
        before_table = following is not None and following.tag == w("tbl")
        if (noted or before_table) and marks is not None:
            count += any(each.tag in map(w, kinds) for each in marks)
    return count
