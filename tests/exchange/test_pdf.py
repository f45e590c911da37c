"""The PDF: tagged, described, complete; read back with an independent library."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from strategy_editor.document.node import Node, element
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.pdf.export import pdf_export
from strategy_editor.exchange.pdf.pieces import Writer
from strategy_editor.exchange.pdf.running import Running, literal
from strategy_editor.exchange.reading.blocks import blocks
from strategy_editor.exchange.reading.columns import LETTER
from strategy_editor.exchange.reading.headings import HEADINGS
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.tidy import said
from strategy_editor.exchange.setting.pieces import Cell, Row, TablePiece
from strategy_editor.storage.reading import read
from tests.exchange.word import CREATED, SAMPLES, WHOLE
from tests.short import small_strategy

PAGES = {path.stem: path for path in (WHOLE, *SAMPLES)}
OPTIONS = ExportOptions(created=CREATED)


@cache
def exported(name):
    path = PAGES[name]
    return pdf_export(read(path).document, OPTIONS, path.with_name(f"{path.stem}.media")).content


@pytest.fixture(params=PAGES)
def name(request):
    return request.param


@pytest.fixture
def pdf(name):
    with pikepdf.open(BytesIO(exported(name))) as opened:
        yield opened


def structure(pdf):
    """Yield all structure elements."""
    pending = [pdf.Root.StructTreeRoot]
    while pending:
        node = pending.pop()
        if "/S" in node:
            yield node
        kids = node.get("/K")
        if isinstance(kids, pikepdf.Array):
            pending += [each for each in kids if isinstance(each, pikepdf.Dictionary)]
        elif isinstance(kids, pikepdf.Dictionary):
            pending.append(kids)


def tags(pdf):
    return [str(each.S) for each in structure(pdf)]


def test_it_claims_both_standards_and_is_tagged(pdf):
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"].strip()
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_its_language_is_that_of_the_strategy(name, pdf):
    expected = read(PAGES[name]).document.root.get("xml:lang")
    assert str(pdf.Root.Lang).split("-")[0] == expected.split("-")[0]


def test_every_heading_is_tagged_and_in_the_outline(name, pdf):
    listed = [b for b in blocks(read(PAGES[name]).document.root) if b.kind in HEADINGS]
    headings = [tag for tag in tags(pdf) if tag[1:2] == "H" and tag[2:].isdigit()]
    assert len(headings) >= len(listed)
    with pdf.open_outline() as outline:
        assert outline.root


def test_pictures_have_words_and_tables_heads(name, pdf):
    found = list(structure(pdf))
    figures = [each for each in found if str(each.S) == "/Figure"]
    assert all(str(each.Alt).strip() for each in figures)
    tables = [each for each in found if str(each.S) == "/Table"]
    kinds = {block.kind for block in blocks(read(PAGES[name]).document.root)}
    assert bool(tables) == bool(kinds & {"table", "generated", "abbreviation", "indicator"})
    heads = [each for each in found if str(each.S) == "/TH"]
    assert bool(heads) == bool(tables)


def test_all_fonts_are_embedded(pdf):
    for page in pdf.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = below.FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_nothing_that_was_not_asked_for_is_told():
    with pikepdf.open(BytesIO(exported("egov-2014"))) as pdf:
        assert "/Author" not in pdf.docinfo
    named = pdf_export(
        read(WHOLE).document, ExportOptions(created=CREATED, author="A. Mustermann"), None
    )
    with pikepdf.open(BytesIO(named.content)) as pdf:
        assert str(pdf.docinfo.Author) == "A. Mustermann"


def test_the_same_strategy_gives_the_same_bytes():
    path = PAGES["whole"]
    again = pdf_export(read(path).document, OPTIONS, path.with_name("whole.media"))
    assert again.content == exported("whole")


@pytest.mark.parametrize(
    "text",
    ['#panic("x")', "$x$ *a* _b_ `c` <l> @r", '\\" ] [ } {', "// /* */ = - + ~", "ě š č ž ł ń Ŕ"],
)
def test_a_text_that_looks_like_code_is_text(text):
    document = read(WHOLE).document
    first = next(each for each in blocks(document.root) if each.kind == "paragraph")
    changed = document.updated(first.node_id, lambda node: node.with_content([text]))
    assert pdf_export(changed, OPTIONS, None).content.startswith(b"%PDF")


def test_literals_end_where_they_should():
    assert literal('a"b\\c\n') == '"a\\"b\\\\c\\n"'


def test_links_lead_where_they_say_unless_they_run_code():
    document = read(WHOLE).document
    first = next(each for each in blocks(document.root) if each.kind == "paragraph")
    for address, kept in (("https://example.org/a", True), ("javascript:alert(1)", False)):
        link = element("link", "hier", href=address)
        changed = document.updated(first.node_id, lambda node, link=link: node.with_content([link]))
        with pikepdf.open(BytesIO(pdf_export(changed, OPTIONS, None).content)) as pdf:
            found = {
                str(each.A.URI)
                for page in pdf.pages
                for each in page.get("/Annots", [])
                if "/URI" in each.get("/A", {})
            }
        assert (address in found) is kept


def test_a_missing_picture_is_said_in_the_ledger():
    export = pdf_export(read(PAGES["egov-2014"]).document, OPTIONS, None)
    assert [entry.key for entry in export.ledger] == ["missing-picture"]


def test_no_column_is_narrower_than_its_longest_word():
    word = "Schulverwaltungsangelegenheiten"
    row = Row((Cell(tuple(said("Ein Ziel")), 0), Cell(tuple(said(word)), 1)))
    piece = TablePiece((row,), 0, (90.0, 10.0), ("left", "left"))
    code = "".join(
        Writer(Running(Reader(read(WHOLE).document), frozenset()), frozenset(), "", "").code(
            [piece]
        )
    )
    first, second = map(int, re.findall(r"(\d+)fr", code))

    assert second >= len(word) * LETTER
    assert first + second == pytest.approx(9354, abs=2)


def test_annotations_are_a_list_at_the_end_on_request():
    document = read(PAGES["egov-2014"]).document
    content = pdf_export(document, ExportOptions(created=CREATED, annotations=True), None).content
    with pikepdf.open(BytesIO(content)) as opened, opened.open_outline() as outline:
        assert outline.root[-1].title == "Anmerkungen"


def test_a_wide_table_lies_across_and_the_widest_stands_in_parts():
    def table(columns: int) -> Node:
        cells = [element("cell", f"Wert {number}") for number in range(columns)]
        named = [element("column", id=f"c{columns}_{number}") for number in range(columns)]
        row = element("row", *cells, id=f"r{columns}")
        return element("table", element("caption", "Breit"), *named, row, id=f"t{columns}")

    for columns, across, parts in ((5, 0, 1), (20, 1, 1), (60, 1, 3)):
        document = small_strategy(
            element("section", element("title", "T"), table(columns), id="sec")
        )
        made = pdf_export(document, OPTIONS, None)
        pages = PdfReader(BytesIO(made.content)).pages
        text = " ".join(" ".join(each.extract_text() for each in pages).split())

        assert sum(each.mediabox.width > each.mediabox.height for each in pages) == across
        assert all(f"Wert {number}" in text for number in range(columns))
        assert [each.values["count"] for each in made.ledger] == [parts] * (parts > 1)
