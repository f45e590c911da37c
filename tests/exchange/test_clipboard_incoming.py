# ruff: noqa: E501
"""What Word, LibreOffice, browsers and hostile pages put on the clipboard."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.node import Node, element
from strategy_editor.exchange.clipboard.incoming import (
    Incoming,
    from_html,
    from_text,
    inline_from_html,
)
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.elements import to_element
from tests.checking import VALIDATOR

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<h1><span lang=DE>Ausgangslage<o:p></o:p></span></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Fett</b>, <i>kursiv</i> und
ein <a href="https://www.sachsen.de/">Verweis</a>, 10&nbsp;Prozent<a style='mso-footnote-id:ftn1'
href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span><![endif]>Erstens<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>Darunter</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Zweitens</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Schritt</p>
<h2>Zahlen</h2>
<p class=MsoNormal><![if !vml]><img width=200 height=100 src="file:///C:/tmp/image001.png"><![endif]></p>
<table class=MsoTableGrid border=1><caption>Übersicht</caption>
<thead><tr><td><p class=MsoNormal><b>Jahr</b></p></td><td colspan=2><p class=MsoNormal>Wert</p></td></tr></thead>
<tr><td rowspan=2>2014</td><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>
<p class=MsoNormal><span lang=EN-US>open data</span> ist da.</p>
<!--EndFragment-->
<div style='mso-element:footnote-list'><hr align=left size=1>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span
class=MsoFootnoteReference>[1]</span></a> Quelle: <i>Amt</i>.</p></div></div>
</body></html>"""

LIBRE = """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4"/></head>
<body lang="de-DE" dir="ltr"><h2 class="western">Titel</h2>
<p style="line-height: 100%"><font face="Liberation Serif"><b>Fett</b></font> Text<a class="sdfootnoteanc"
name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>
<ol><li><p style="margin-bottom: 0cm">eins</p></li><ol type="a"><li><p>eins a</p></li></ol><li><p>zwei</p></li></ol>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
href="#sdfootnote1anc">1</a>Anmerkung</p></div></body></html>"""

CHROME = """<meta charset='utf-8'><h3 style="color: rgb(0, 0, 0);">Abschnitt</h3><p>Ein
<strong>starkes</strong> <em>Wort</em> <span style="font-weight: 700;">fett</span></p>
<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><script>alert(1)</script><svg></svg><input type="text">"""

FIREFOX = """<h1>Eins</h1><div>Text<br>weiter<br><br>neu</div><blockquote>Zitat</blockquote>
<dl><dt>Wort</dt><dd>Erklärung</dd></dl><a href="javascript:alert(1)">böse</a>"""


def ids():
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


def shape(node: Node | str) -> object:
    """An element as tag and content, without ids."""
    if isinstance(node, str):
        return node
    kind = node.get("kind")
    return (f"{node.tag}:{kind}" if kind else node.tag, *map(shape, node.content))


def shapes(html: str) -> list[object]:
    return [shape(each) for each in from_html(html, "de", ids()).nodes]


REAL = Path(__file__).parent / "clipboard"
LEVELS = (
    "list:bullet",
    ("item", ("text", "Erster Punkt"),
     ("list:bullet", ("item", ("text", "Tiefer"),
                      ("list:bullet", ("item", ("text", "Noch tiefer")))))),
    ("item", ("text", "Zweiter ", ("strong", "Punkt"))),
)  # fmt: skip


def real(name: str) -> Incoming:
    """What other programs really put on the clipboard, or write as such."""
    return from_html((REAL / name).read_text(encoding="utf-8"), "de", ids())


def test_a_document_from_word_comes_whole():
    found = real("word-report.html")
    assert found.left_out == {"deletions": 1, "comments": 1}
    assert_valid(found.nodes)
    (report,) = found.nodes
    title, text, chapter = map(shape, report.content)
    assert title == ("title", "Wirkung messen")
    assert text == (
        "paragraph", "Ein Absatz mit ", ("strong", "fett"), ", ", ("emphasis", "kursiv"),
        " und Rechtschreibwelle; dazu eine Fußnote",
        ("footnote", "Zählung des ", ("emphasis", "Hauptamts"), "."), ".",
    )  # fmt: skip
    assert chapter[1:3] == (("title", "Kennzahlen"), LEVELS)
    assert chapter[3] == (
        "list:number",
        ("item", ("text", "Eins"), ("list:letter", ("item", ("text", "Buchstabe")))),
        ("item", ("text", "Zwei")),
    )
    table = report.children[2].child("table")
    assert [[(c.text, c.get("columns")) for c in row.children] for row in
            table.children_of("row")] == [
        [("Jahr", ""), ("Anteil", "2")], [("2014", ""), ("5\u00a0%", ""), ("", "")],
    ]  # fmt: skip
    assert table.child("row").get("header") == "true"
    assert [each[0] for each in chapter[5:]] == ["quotation", "paragraph"]
    assert chapter[6] == ("paragraph", "Neu eingefügt. Bleibt.")


def test_a_document_from_libreoffice_comes_whole():
    found = real("libreoffice-report.html")
    assert found.left_out == {}
    assert_valid(found.nodes)
    (report,) = found.nodes
    assert [each.tag for each in report.children] == ["title", "paragraph", "section"]
    strong = ("strong", ("emphasis", "so"))
    assert shape(report.children[1])[1:] == (
        "Ein Absatz mit ", ("strong", "fett"), " und ", ("emphasis", "kursiv"),
        " und beidem: ", strong, ".",
    )  # fmt: skip
    tags = [each.tag for each in report.children[2].children]
    # The levels of these lists are not in what LibreOffice writes.
    assert tags == ["title", "list", "list", "table", "paragraph", "paragraph"]
    assert [len(each.children) for each in report.children[2].children_of("list")] == [4, 2]


def test_notes_and_nested_lists_from_libreoffice():
    found = real("libreoffice-notes.html")
    assert_valid(found.nodes)
    assert [shape(each) for each in found.nodes] == [
        (
            "section",
            ("title", "Überschrift mit Fußnote"),
            ("paragraph", "Ein Satz mit Fußnote",
             ("footnote", "Der Text der ", ("strong", "Fußnote"), "."), " und weiter."),
            ("list:bullet",
             ("item", ("text", "eins"), ("list:bullet", ("item", ("text", "eins eins")))),
             ("item", ("text", "zwei"))),
        )
    ]  # fmt: skip


def test_word_for_the_web_writes_a_list_for_each_item():
    found = real("word-online.html")
    assert_valid(found.nodes)
    assert [shape(each) for each in found.nodes] == [
        (
            "section",
            ("title", "Kennzahlen"),
            (
                "list:bullet",
                ("item", ("text", ("strong", "Erster"), " Punkt"),
                 ("list:bullet", ("item", ("text", "Tiefer")))),
                ("item", ("text", "Zweiter Punkt")),
            ),
        )
    ]  # fmt: skip


def assert_valid(nodes: tuple[Node, ...]) -> None:
    root = element("section", element("title", "x"), id="s")
    from strategy_editor.editing.assembling import put_in

    holder = put_in(current_schema(), root, nodes)
    assert holder is not None
    assert VALIDATOR.validate(to_element(holder)), VALIDATOR.error_log
    found = [each.id for each in holder.walk() if each.id]
    assert len(found) == len(set(found))


def test_word_becomes_our_structure():
    incoming = from_html(WORD, "de", ids())
    assert incoming.left_out == {"pictures": 1}
    assert [shape(each) for each in incoming.nodes] == [
        (
            "section",
            ("title", "Ausgangslage"),
            (
                "paragraph",
                ("strong", "Fett"), ", ", ("emphasis", "kursiv"), " und ein ",
                ("link", "Verweis"), ", 10\u00a0Prozent",
                ("footnote", "Quelle: ", ("emphasis", "Amt"), "."), ".",
            ),
            (
                "list:bullet",
                ("item", ("text", "Erstens"), ("list:bullet", ("item", ("text", "Darunter")))),
                ("item", ("text", "Zweitens")),
            ),
            ("list:number", ("item", ("text", "Schritt"))),
            (
                "section",
                ("title", "Zahlen"),
                (
                    "table", ("caption", "Übersicht"), ("column",), ("column",), ("column",),
                    ("row", ("cell", ("strong", "Jahr")), ("cell", "Wert")),
                    ("row", ("cell", "2014"), ("cell", "a"), ("cell", "b")),
                    ("row", ("cell", "c"), ("cell",)),
                ),
                ("paragraph", ("passage", "open data"), " ist da."),
            ),
        )
    ]  # fmt: skip
    table = next(n for each in incoming.nodes for n in each.walk() if n.tag == "table")
    rows = table.children_of("row")
    assert [row.get("header") for row in rows] == ["true", "", ""]
    assert rows[0].children[1].get("columns") == "2"
    assert rows[1].children[0].get("rows") == "2"
    assert_valid(incoming.nodes)


def test_libreoffice_keeps_notes_and_nested_lists():
    incoming = from_html(LIBRE, "de", ids())
    assert [shape(each) for each in incoming.nodes] == [
        (
            "section",
            ("title", "Titel"),
            ("paragraph", ("strong", "Fett"), " Text", ("footnote", "Anmerkung")),
            (
                "list:number",
                ("item", ("text", "eins"), ("list:letter", ("item", ("text", "eins a")))),
                ("item", ("text", "zwei")),
            ),
        )
    ]
    assert_valid(incoming.nodes)


def test_a_browser_brings_headings_lists_and_nothing_active():
    incoming = from_html(CHROME, "de", ids())
    assert incoming.left_out == {"pictures": 1, "fields": 1}
    (section,) = incoming.nodes
    assert section.text_of("title") == "Abschnitt"
    assert "alert" not in section.text
    assert shape(section.child("paragraph")) == (
        "paragraph", "Ein ", ("strong", "starkes"), " ", ("emphasis", "Wort"), " ",
        ("strong", "fett"),
    )  # fmt: skip
    assert shape(section.child("list")) == (
        "list:bullet",
        ("item", ("text", "a"), ("list:bullet", ("item", ("text", "b")))),
        ("item", ("text", "c")),
    )
    assert_valid(incoming.nodes)


def test_line_breaks_quotations_and_bad_links():
    (section,) = shapes(FIREFOX)
    assert section[2:] == (
        ("paragraph", "Text weiter"),
        ("paragraph", "neu"),
        ("quotation", ("text", "Zitat")),
        ("paragraph", "Wort"),
        ("paragraph", "Erklärung"),
        ("paragraph", "böse"),
    )


@pytest.mark.parametrize("html", [
    "", "   ", "<", "<!--", "<html>", "<p>", "<table><tr><td colspan=999999999 rowspan=-1>x<td>y",
    "<table><tr></tr></table>", "<ul></ul>", "<li>lose</li>", "<h1></h1><h6>tief</h6>",
    "<div>" * 5000 + "tief", "<ul><li>" * 300 + "tief", "<b>" * 3000 + "x",
    "<table>" * 100 + "<tr><td>x", "\x00<p>\x00a\ud800</p>", "<?xml version='1.0' encoding='x'?><p>a",
    "<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;&b;</p>", "<p lang='\"><script>'>x</p>",
    "<a href='#_ftn1'>1</a><div id=ftn1><a href='#_ftn1'>1</a>selbst</div>",
    "<svg><foreignObject><p>x</p></foreignObject></svg>", "<p style='mso-list:l0 level9 lfo1'>neun",
    "<img src='http://example.invalid/x.png'><link rel=stylesheet href='http://example.invalid'>",
    "<table><tr><td rowspan=3>a<td>b</tr><tr></tr><tr><td>c</table>",
    "<table><tr><td rowspan=2>a</tr><tr></tr></table>",
])  # fmt: skip
def test_whatever_comes_is_valid_or_nothing(html):
    incoming = from_html(html, "de", ids())
    if incoming.nodes:
        assert_valid(incoming.nodes)


_TAGS = st.sampled_from(
    ["p", "h1", "h3", "ul", "ol", "li", "table", "tr", "td", "th", "b", "i", "div", "br", "img",
     "blockquote", "a href='https://a.de'", "span lang=en", "p style='mso-list:l0 level2 lfo1'",
     "/p", "/ul", "/li", "/table", "/div", "/b", "/td", "/tr", "pre", "thead"]
)  # fmt: skip


@given(st.lists(st.one_of(_TAGS.map(lambda tag: f"<{tag}>"), st.text("aä <&\u00a0", max_size=4))))
def test_any_soup_of_tags_gives_valid_elements(parts):
    incoming = from_html("".join(parts), "de", ids())
    if incoming.nodes:
        assert_valid(incoming.nodes)


def test_a_heading_keeps_its_non_breaking_spaces():
    (found,) = from_html("<h1>Nach\n §&nbsp;5</h1><p>x</p>", "de", ids()).nodes
    assert shape(found) == ("section", ("title", "Nach §\u00a05"), ("paragraph", "x"))


def test_plain_text_has_paragraphs_lists_and_tables():
    text = (
        "Erster Absatz\nZweiter Absatz\n\n- a\n  - b\n- c\n\n1. eins\n2. zwei\n\n3. Oktober 1990\n"
    )
    assert [shape(each) for each in from_text(text, ids()).nodes] == [
        ("paragraph", "Erster Absatz"),
        ("paragraph", "Zweiter Absatz"),
        (
            "list:bullet",
            ("item", ("text", "a"), ("list:bullet", ("item", ("text", "b")))),
            ("item", ("text", "c")),
        ),
        ("list:number", ("item", ("text", "eins")), ("item", ("text", "zwei"))),
        ("paragraph", "3. Oktober 1990"),
    ]
    (table,) = from_text("a\tb\nc\td", ids()).nodes
    assert [cell.text for cell in table.walk() if cell.tag == "cell"] == ["a", "b", "c", "d"]


def test_lines_broken_by_a_mail_program_are_one_paragraph():
    line = "Diese Zeile ist von einem Mailprogramm umbrochen worden."
    assert len(from_text(f"{line}\n{line}\nEnde.", ids()).nodes) == 1


@given(st.text("abß-•1.)( \t\n\u00a0\u2028\x00", max_size=60))
def test_any_text_gives_valid_elements_with_all_its_letters(text):
    nodes = from_text(text, ids()).nodes
    if nodes:
        assert_valid(nodes)
    found = "".join(node.text for node in nodes)
    # Other letters may number a list.
    assert found.count("ß") == text.count("ß")


def test_a_single_line_that_begins_as_an_item_is_told_as_it_is():
    for line in ("3. Oktober", "b) sonst"):
        assert [node.text for node in from_text(line, ids()).nodes] == [line]


def test_a_field_takes_all_as_one_text():
    content = inline_from_html("<p>Ein <b>Wort</b></p><p>und</p><ul><li>mehr</li></ul>", "de")
    assert content == ("Ein ", element("strong", "Wort"), " und mehr")


def test_what_a_table_has_no_room_for_is_counted():
    wide = "<tr>" + "".join(f"<td>{at}</td>" for at in range(103)) + "</tr>"
    rows = "".join(f"<tr><td>{at}</td><td>b</td></tr>" for at in range(5002))
    assert from_html(f"<table>{wide}</table>", "de", ids()).left_out == {"cells": 3}
    assert from_html(f"<table>{rows}</table>", "de", ids()).left_out == {"rows": 2}
    spanned = "<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>"
    assert from_html(f"<table>{spanned}</table>", "de", ids()).left_out == {}
