"""What does not fit the page: wide tables, huge pictures."""

from __future__ import annotations

import struct

import pytest
from openxml_audit import OpenXmlValidator

from strategy_editor.document.node import element
from strategy_editor.exchange.docx.markup import w
from tests.exchange.word import exported, png, text_of
from tests.short import small_strategy

WORD = "Verwaltungsleistung"


def table(columns, node_id="t", *, text=WORD, header=True):
    rows = [
        element("row", *[element("cell", f"{text} {row}.{column}") for column in range(columns)],
                id=f"{node_id}r{row}", **({"header": "true"} if header and not row else {}))
        for row in range(3)
    ]  # fmt: skip
    return element(
        "table", element("caption", "Breit"),
        *[element("column", id=f"{node_id}c{number}") for number in range(columns)], *rows,
        id=node_id,
    )  # fmt: skip


def strategy(*content):
    return small_strategy(element("section", element("title", "T"), *content, id="s1"))


def sections(word):
    return [
        (each.find(w("pgSz")).get(w("orient")), each.find(w("titlePg")) is not None)
        for each in word.body.iter(w("sectPr"))
    ]


def columns(word):
    return [len(each.find(w("tblGrid"))) for each in word.body.iter(w("tbl"))]


def test_a_narrow_table_stays_on_its_page():
    assert sections(exported(strategy(table(3)))) == [(None, True)]


def test_a_wide_table_stands_in_landscape_with_its_caption_and_source():
    wide = table(6).with_attribute("source", "Amt")
    word = exported(strategy(element("paragraph", "Vorher.", id="p0"), wide,
                             element("paragraph", "Danach.", id="p1")))  # fmt: skip
    breaks = [text_of(each) for each in word.body.iter(w("p"))
              if each.find(f"{w('pPr')}/{w('sectPr')}") is not None]  # fmt: skip

    assert sections(word) == [(None, True), ("landscape", False), (None, False)]
    assert breaks == ["Vorher.", "Source: Amt"]
    assert columns(word) == [6]
    size = word.body[-1].find(w("pgSz"))
    assert (size.get(w("w")), size.get(w("h"))) == ("11906", "16838")
    width = sum(int(each.get(w("w"))) for each in word.body.iter(w("gridCol")))
    assert width == 16838 - 1417 - 1134


def test_wide_tables_in_a_row_share_the_landscape_pages():
    word = exported(strategy(table(6, "t1"), table(6, "t2")))

    assert [each for each, _ in sections(word)] == [None, "landscape"]


def test_a_heading_goes_with_its_wide_table():
    inner = element("section", element("title", "U"), table(6), id="s2")
    word = exported(strategy(element("paragraph", "Vorher.", id="p0"), inner))
    ended = [text_of(each) for each in word.body.iter(w("p"))
             if each.find(f"{w('pPr')}/{w('sectPr')}") is not None]  # fmt: skip

    assert ended == ["Vorher."]


def test_a_table_of_sixty_columns_stands_in_parts_that_repeat_the_first_column():
    word = exported(strategy(table(60)))
    found = columns(word)
    captions = word.paragraphs("Caption")

    assert sum(found) - (len(found) - 1) == 60
    assert captions[0].endswith("1: Breit")
    assert captions[1] == f"Table (part 2 of {len(found)}): Breit"
    assert [(each.key, each.node_id) for each in word.export.ledger] == [("table-in-parts", "t")]
    for part in word.body.iter(w("tbl")):
        rows = [[text_of(cell) for cell in row.findall(w("tc"))] for row in part.findall(w("tr"))]
        assert [row[0] for row in rows] == [f"{WORD} {number}.0" for number in range(3)]
        assert part.find(f"{w('tr')}/{w('trPr')}/{w('tblHeader')}") is not None
    texts = {text_of(each) for each in word.body.iter(w("tc"))}
    assert len(texts) == 180


def test_sixty_narrow_columns_keep_their_letters_whole():
    word = exported(strategy(table(60, text="x")))
    widths = [int(each.get(w("w"))) for each in word.body.iter(w("gridCol"))]

    assert min(widths) >= 3 * 104 + 240


def test_cells_over_several_columns_are_shown_in_each_part():
    title = element("row", element("cell", "Über alles", columns="60"), id="top", header="true")
    base = table(60, header=False)
    rows = [each for each in base.content if each.tag != "row"]
    wide = base.with_content((*rows, title, *base.children_of("row")))
    word = exported(strategy(wide))

    for part in word.body.iter(w("tbl")):
        first = part.find(w("tr"))
        spans = [int(each.get(w("val"))) for each in first.iter(w("gridSpan"))]
        assert text_of(first) == "Über alles"
        assert spans == [len(part.find(w("tblGrid")))]


@pytest.mark.parametrize("count", [6, 60, 300])
def test_openxml_audit_finds_nothing_in_wide_tables(count, tmp_path):
    target = tmp_path / "wide.docx"
    target.write_bytes(exported(strategy(table(count)), line_numbers=True).export.content)

    assert OpenXmlValidator().validate(target).errors == []


def test_lines_are_numbered_in_every_section():
    word = exported(strategy(table(6)), line_numbers=True)

    assert len(list(word.body.iter(w("lnNumType")))) == 2


def figure():
    return element("figure", element("caption", "Bild"), element("alt-text", "Ein Plan"),
                   id="f", file="plan.png")  # fmt: skip


def test_a_picture_of_twenty_thousand_pixels_square_is_named_and_described(tmp_path):
    content = bytearray(png(1, 1))
    content[16:24] = struct.pack(">II", 20_000, 20_000)
    tmp_path.joinpath("plan.png").write_bytes(content)
    word = exported(strategy(figure()), tmp_path)

    assert [(each.key, each.node_id) for each in word.export.ledger] == [("picture-too-large", "f")]
    assert not [name for name in word.names if "media" in name]
    assert "Ein Plan" in word.paragraphs("Box")[0]


@pytest.mark.parametrize("size", [(20_000, 100), (100, 20_000), (20_000, 1), (1, 20_000)])
def test_a_long_picture_is_shown_within_the_page(tmp_path, size):
    tmp_path.joinpath("plan.png").write_bytes(png(*size))
    word = exported(strategy(figure()), tmp_path)
    extent = next(each for each in word.body.iter() if each.tag.endswith("}extent"))

    assert word.export.ledger == ()
    assert 1 <= int(extent.get("cx")) <= 9355 * 635
    assert 1 <= int(extent.get("cy")) <= 11500 * 635
