"""The Synopse as a Word document."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from openxml_audit import OpenXmlValidator

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.synopsis import synopsis_export
from tests.exchange.redline.redlines import OPTIONS, sample
from tests.exchange.synopsis.test_rows import A, B, C, strategy
from tests.exchange.tracking.writing import part


@cache
def content(*names: str) -> bytes:
    return synopsis_export([sample(name).document for name in names], OPTIONS).content


PAIR = ("egov-2009", "egov-2014")


def test_the_pages_lie_across_and_the_head_comes_again_on_each():
    body = part(content(*PAIR))[0]
    table = body.find(w("tbl"))
    size = body.find(f"{w('sectPr')}/{w('pgSz')}")

    assert size.get(w("orient")) == "landscape"
    assert int(size.get(w("w"))) > int(size.get(w("h")))
    heads = [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in table.iter(w("tr"))]
    assert heads[0]
    assert not any(heads[1:])
    assert table.find(f"{w('tblPr')}/{w('tblCaption')}").get(w("val")) == "Synopse"


def test_the_heading_says_what_it_is_and_names_both_editions():
    texts = ["".join(each.itertext()) for each in part(content(*PAIR)).iter(w("p"))]

    assert texts[0].startswith("Synopse der Ausgaben 2009 und 2014")
    assert "Sächsische E-Government-Strategie 2009 (Stand: 31." in texts[1]
    assert "Strategie für IT und E-Government des Freistaates Sachsen 2014" in texts[1]


def test_bold_stands_on_the_right_and_italics_on_the_left_alone():
    table = part(content(*PAIR)).find(f".//{w('tbl')}")
    for row in table.findall(w("tr"))[1:]:
        for at, cell in enumerate(row.findall(w("tc"))):
            styles = {each.get(w("val")) for each in cell.iter(w("rStyle"))}
            assert (
                styles <= ({"Emphasis"}, {"Strong"}, set())[min(at, 2)]
                or len(row.findall(w("tc"))) < 3
            )


def test_no_cell_of_an_edition_is_empty():
    table = part(content(*PAIR)).find(f".//{w('tbl')}")
    for row in table.findall(w("tr")):
        cells = row.findall(w("tc"))
        for cell in cells[:2]:
            merged = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            goes_on = merged is not None and merged.get(w("val")) != "restart"
            assert goes_on or "".join(cell.itertext()).strip()


def test_editions_without_difference_are_unchanged():
    found = synopsis_export([strategy(A, B), strategy(A, B)], OPTIONS).content
    texts = ["".join(each.itertext()) for each in part(found).iter(w("tc"))]

    assert "unchanged, with everything below" in texts


def test_three_editions_have_a_column_each():
    found = synopsis_export([strategy(A), strategy(B), strategy(C)], OPTIONS).content
    row = part(found).find(f".//{w('tbl')}").find(w("tr"))

    assert len(row.findall(w("tc"))) == 4


def test_the_same_editions_give_the_same_bytes():
    editions = [sample(name).document for name in PAIR]
    assert synopsis_export(editions, OPTIONS).content == content(*PAIR)


@pytest.mark.slow
def test_openxml_audit_finds_nothing(tmp_path):
    target = tmp_path / "synopsis.docx"
    target.write_bytes(content(*PAIR))

    assert OpenXmlValidator().validate(target).errors == []


def test_each_row_of_a_new_or_dropped_table_is_a_line_of_its_own():
    table = part(content(*PAIR)).find(f".//{w('tbl')}")
    lines = [
        ["".join(line.itertext()) for line in cell.findall(w("p"))] for cell in table.iter(w("tc"))
    ]
    rows = next(each for each in lines if each[0] == "Begriff\u00a0| Bedeutung\u00a0| Frage, "
                "die er beantwortet")  # fmt: skip

    assert rows[2].startswith("Anspruch\u00a0| Maßstab, den die Verwaltung an sich selbst anlegt")
    assert all("; Anspruch" not in line for each in lines for line in each)


def test_annotations_become_comments_on_the_newest_edition():
    pair = [sample(name).document for name in PAIR]
    made = synopsis_export(pair, replace(OPTIONS, annotations=True))
    body = part(made.content)
    cells = {
        str(each.get(w("id"))): "".join(next(each.iterancestors(w("tc"))).itertext())
        for each in body.iter(w("commentRangeStart"))
    }

    assert made.ledger == ()
    assert len(cells) == len(list(part(made.content, "comments"))) == 6
    assert any("Gemeinsames Vorhabenportfolio" in text for text in cells.values())
