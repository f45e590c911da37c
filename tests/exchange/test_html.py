"""The HTML page: complete, self-contained, accessible."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from strategy_editor.document.node import element
from strategy_editor.exchange.html.page import html_export
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.blocks import blocks
from strategy_editor.storage.reading import read
from tests.exchange.word import CREATED, SAMPLES, WHOLE

PAGES = {path.stem: path for path in (WHOLE, *SAMPLES)}
OPTIONS = ExportOptions(created=CREATED)


@cache
def exported(name):
    path = PAGES[name]
    return html_export(read(path).document, OPTIONS, path.with_name(f"{path.stem}.media"))


@pytest.fixture(params=PAGES)
def name(request):
    return request.param


@pytest.fixture
def page(name):
    return lxml_html.document_fromstring(exported(name).content)


def test_every_text_of_the_strategy_stands_on_the_page(name, page):
    shown = " ".join(page.text_content().split())
    for block in blocks(read(PAGES[name]).document.root):
        if block.kind == "paragraph":
            words = [each for each in block.node.content if isinstance(each, str)]
            for text in words:
                assert " ".join(text.split(" ")).strip(" \n\t") == "" or (
                    " ".join(text.split()) in shown
                )


def test_headings_skip_no_level_and_one_is_the_first(page):
    levels = [int(each.tag[1]) for each in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_ids_are_those_of_the_elements_and_stand_once(name, page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    printed = {
        block.node_id
        for block in blocks(read(PAGES[name]).document.root)
        if block.kind in ("heading", "goal", "paragraph", "table", "item")
        and block.node_id
        and block.node.text.strip()
    }
    assert printed <= set(ids)


def test_links_inside_lead_somewhere_and_nothing_is_loaded_from_elsewhere(page):
    ids = set(page.xpath("//@id"))
    inside = [each[1:] for each in page.xpath("//a/@href") if each.startswith("#")]
    assert set(inside) <= ids
    assert not page.xpath("//script | //link | //iframe | //object")
    assert all(each.startswith("data:") for each in page.xpath("//@src"))
    assert "url(" not in exported_css(page)


def exported_css(page):
    return page.xpath("string(//style)")


def test_language_title_and_marks_for_screen_readers(name, page):
    document = read(PAGES[name]).document
    assert page.get("lang") == document.root.get("xml:lang")
    assert page.xpath("string(//title)").strip()
    assert page.xpath("count(//main)") == 1
    assert all(each.strip() for each in page.xpath("//img/@alt"))
    assert len(page.xpath("//img[not(@alt)]")) == 0
    assert all(each in ("col", "row") for each in page.xpath("//th/@scope"))
    assert len(page.xpath("//th[not(@scope)]")) == 0
    assert all(each.text_content().strip() for each in page.xpath("//a"))


def test_footnotes_are_called_and_lead_back(page):
    calls = page.xpath("//a[@role='doc-noteref']")
    notes = page.xpath("//section[@role='doc-endnotes']/ol/li")
    assert len(calls) == len(notes)
    assert all(each.text_content().strip("↩ ") for each in notes)


def test_no_paragraph_is_empty(page):
    assert not [each for each in page.xpath("//p|//li|//dd") if not each.text_content().strip()]


def test_nothing_that_was_not_asked_for_is_told():
    content = exported("egov-2014").content
    assert "author" not in re.sub(r"data:[^\"]*", "", content).split("</head>")[0]
    named = html_export(
        read(PAGES["whole"]).document, ExportOptions(created=CREATED, author="A. & B."), None
    )
    assert '<meta name="author" content="A. &amp; B.">' in named.content


def test_a_text_that_looks_like_markup_is_text():
    document = read(PAGES["whole"]).document
    hostile = '<script>alert("x")</script> & ]]> \' " <!--'
    first = next(b for b in blocks(document.root) if b.kind == "paragraph")
    changed = document.updated(first.node_id, lambda node: node.with_content([hostile]))
    page = lxml_html.document_fromstring(html_export(changed, OPTIONS, None).content)
    assert hostile in page.text_content()
    assert not page.xpath("//script")


def test_addresses_that_run_code_are_no_links():
    document = read(PAGES["whole"]).document
    first = next(b for b in blocks(document.root) if b.kind == "paragraph")
    link = element("link", "hier", href="javascript:alert(1)")
    changed = document.updated(first.node_id, lambda node: node.with_content([link]))
    assert "javascript:" not in html_export(changed, OPTIONS, None).content


def test_a_missing_picture_is_said_in_its_place_and_in_the_ledger():
    path = PAGES["egov-2014"]
    export = html_export(read(path).document, OPTIONS, None)
    assert [entry.key for entry in export.ledger] == ["missing-picture"]
    assert 'class="missing"' in export.content


def test_what_html_does_not_have_is_said():
    options = ExportOptions(created=CREATED, line_numbers=True)
    keys = [entry.key for entry in html_export(read(WHOLE).document, options, None).ledger]
    assert "no-lines-in-html" in keys


def test_annotations_are_a_list_at_the_end_on_request():
    options = ExportOptions(created=CREATED, annotations=True)
    export = html_export(read(PAGES["egov-2014"]).document, options, None)
    page = lxml_html.document_fromstring(export.content)
    items = page.xpath("//h2[@id='annotations-of-this-edition']/following-sibling::ol[1]/li")

    first = items[0].text_content()
    assert first.startswith("Referat V.1 (Musterdaten), 10.\u00a0April\u00a02014")
    assert "IT-Vorhaben ab 100\u00a0000\u00a0Euro“" in first
    assert "Geschäftsstelle CIO (Musterdaten)" in items[0].find("ul").text_content()
    assert page.xpath(f"//*[@id='{items[0].xpath('a/@href')[0][1:]}']")
    assert page.xpath("//nav//a[@href='#annotations-of-this-edition']")
    assert "Referat V.1 (Musterdaten)" not in exported("egov-2014").content


def test_an_annotation_of_what_is_left_out_is_told():
    options = ExportOptions(created=CREATED, annotations=True, parts=frozenset({"imprint"}))
    export = html_export(read(PAGES["egov-2014"]).document, options, None)
    assert {entry.key for entry in export.ledger} == {"annotation-unplaced"}
    assert "annotations-of-this-edition" not in export.content


def test_parts_can_be_left_out():
    options = ExportOptions(created=CREATED, parts=frozenset({"text"}))
    page = lxml_html.document_fromstring(
        html_export(read(PAGES["egov-2014"]).document, options, None).content
    )
    assert not page.xpath("//nav")
    assert not page.xpath("//dl[@class='front']")
    assert page.xpath("count(//h1)") == 1


def test_the_same_strategy_gives_the_same_page(name):
    path = PAGES[name]
    again = html_export(read(path).document, OPTIONS, path.with_name(f"{path.stem}.media"))
    assert again == exported(name)
