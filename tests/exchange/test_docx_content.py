"""What the strategy says stands in the Word document, in its order and as real Word objects."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest

from strategy_editor.document.node import element
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.docx.anchors import bookmark_name, bookmark_names
from strategy_editor.exchange.docx.markup import RELATIONS, w
from strategy_editor.exchange.reading.blocks import blocks
from strategy_editor.exchange.reading.headings import HEADINGS, heading_parts
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.storage.reading import read
from tests.exchange.word import (
    SAMPLES,
    exported,
    labels,
    missing,
    style_of,
    text_of,
    whole,
    whole_document,
)
from tests.short import small_strategy

NAMES = [path.stem for path in SAMPLES]


@pytest.mark.parametrize("path", SAMPLES, ids=NAMES)
def test_word_reads_the_headings_and_paragraphs_of_a_sample(path):
    document = read(path).document
    reader = Reader(document)
    listed = blocks(document.root)
    paragraphs = docx.Document(BytesIO(exported(document).export.content)).paragraphs
    headings = [heading_parts(reader, each)[1] for each in listed if each.kind in HEADINGS]
    texts = [" ".join(each.node.text.split()) for each in listed
             if each.kind == "paragraph" and _is_plain(each.node)]  # fmt: skip

    printed = [each for each in paragraphs if each.style.name.startswith("Heading")]
    assert [each.text for each in printed] == headings
    found = {" ".join(each.text.split()) for each in paragraphs}
    assert [text for text in texts if text and text not in found] == []


@pytest.mark.parametrize("path", SAMPLES, ids=NAMES)
def test_word_reads_the_tables_of_a_sample(path):
    document = read(path).document
    tables = docx.Document(BytesIO(exported(document).export.content)).tables
    written = [
        [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
        for table in tables
    ]
    for node in document.root.walk():
        if node.tag == "table" and not any(each.get("columns") for each in node.walk()):
            rows = [[" ".join(cell.text.split()) for cell in row.children_of("cell")]
                    for row in node.children_of("row")]  # fmt: skip
            plain = [row for row, source in zip(rows, node.children_of("row"), strict=True)
                     if _is_plain(source)]  # fmt: skip
            assert any(all(row in table for row in plain) for table in written), title_of(node)


def test_every_numbered_element_prints_its_number():
    reader = Reader(whole_document())
    text = text_of(whole().body).replace("\u00a0", " ")
    headings = [f"{label} {title}".replace("\u00a0", " ") for label, title in labels(whole())]

    assert sorted(reader.numbers.values()) == sorted(
        ["1.", "1.1.", "Z 1", "Z 1.1", "Z 2", "M 1", "1", "2", "1", "2"]
    )
    for start in ("1. Alle", "1.1. Tab", "Z 1 Das", "Z 1.1 Teil", "Z 2 Zw", "M 1 Maß"):
        assert [each for each in headings if each.startswith(start)], start
    for caption in ("Tabelle 1: Spannen", "Tabelle 2: Ohne", "Abbildung 2: Ein fehlendes"):
        assert caption in text


def test_captions_count_with_fields():
    codes = [each.text.strip() for each in whole().body.iter(w("instrText"))]

    assert [code for code in codes if code.startswith("SEQ")] == [
        "SEQ Tabelle \\* ARABIC",
        "SEQ Tabelle \\* ARABIC",
        "SEQ Abbildung \\* ARABIC",
        "SEQ Abbildung \\* ARABIC",
    ]


def test_marks_are_character_styles():
    runs = {text_of(run): run for run in whole().body.iter(w("r")) if text_of(run)}

    def style(text):
        return runs[text].find(f"{w('rPr')}/{w('rStyle')}").get(w("val"))

    assert style("Hervorhebung") == "Emphasis"
    assert style("starker und ") == "Strong"
    assert style("doppelter") == "Strong"
    assert runs["doppelter"].find(f"{w('rPr')}/{w('i')}") is not None
    assert style("Begriff") == "Term"
    assert style("Verknüpfung mit ") == "Hyperlink"
    assert runs["a foreign "].find(f"{w('rPr')}/{w('lang')}").get(w("val")) == "en-GB"


def test_links_outside_have_safe_addresses():
    relations = whole().part("word/_rels/document.xml.rels")
    outside = [each.get("Target") for each in relations if each.get("TargetMode") == "External"]

    assert outside == [
        "https://www.sachsen.de/%C3%A4%20b?x=1&y=2",
        "https://www.egovernment.sachsen.de/",
    ]
    link = element("link", "Datei", href="javascript:alert(1)")
    document = small_strategy(element("section", element("title", "T"),
                                      element("paragraph", link, id="p"), id="s"))  # fmt: skip
    paragraphs = exported(document).paragraphs("BodyText")
    assert paragraphs == ["Datei"]
    assert b"javascript" not in exported(document).export.content


def test_links_inside_lead_to_bookmarks():
    body = whole().body
    names = bookmark_names(body)
    anchors = [each.get(w("anchor")) for each in body.iter(w("hyperlink")) if each.get(w("anchor"))]

    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    assert set(anchors) <= set(names)
    assert bookmark_name("g1") in anchors
    assert bookmark_name("ge1") in anchors
    assert bookmark_name("nirgends") not in anchors
    assert "[Verweis ohne Ziel]" in text_of(body)


def test_every_printed_element_with_an_identity_is_bookmarked():
    whole_names = set(bookmark_names(whole().body)) | set(
        bookmark_names(whole().part("word/footnotes.xml"))
    )
    printed = {"section", "paragraph", "item", "table", "row", "figure", "quotation", "box",
               "goal", "subgoal", "measure", "indicator", "baseline", "target", "milestone",
               "glossary-entry", "abbreviation", "source", "footnote", "annex"}  # fmt: skip
    missing = [
        node.id
        for node in whole_document().root.walk()
        if node.tag in printed and bookmark_name(node.id or "") not in whole_names
    ]
    assert missing == ["p3", "p4"], "only what is empty"


def test_numbered_lists_begin_anew_and_nest():
    items = [each for each in whole().body.iter(w("p")) if each.find(f"{w('pPr')}/{w('numPr')}")
             is not None]  # fmt: skip
    places = {
        text_of(item): tuple(int(each.get(w("val"))) for each in item.find(f".//{w('numPr')}"))
        for item in items
    }
    numbers = whole().part("word/numbering.xml").findall(w("num"))
    restarted = {int(each.get(w("numId"))) for each in numbers
                 if each.find(f".//{w('startOverride')}") is not None}  # fmt: skip

    assert places["Erstens"][0] == 0
    assert places["Buchstabe a"][0] == 1
    assert places["Erstens"][1] == places["Zweitens"][1] != places["Wieder erstens"][1]
    assert {places["Erstens"][1], places["Buchstabe a"][1], places["Wieder erstens"][1]} <= (
        restarted
    )
    assert places["Punkt eins im Kasten"] == (0, 1)


def test_footnotes_resolve_and_hold_links_and_marks():
    references = [each.get(w("id")) for each in whole().body.iter(w("footnoteReference"))]
    part = whole().part("word/footnotes.xml")
    notes = {each.get(w("id")): each for each in part if each.get(w("type")) is None}
    relations = whole().part("word/_rels/footnotes.xml.rels")

    assert references == list(notes) == ["1", "2", "3"]
    assert text_of(notes["1"]) == " Note mit Verknüpfung, Hervorhebung und Verweis auf 1."
    assert [each.get("Target") for each in relations] == ["https://example.org/"]
    link = notes["1"].find(f".//{w('hyperlink')}")
    assert link.get(f"{{{RELATIONS}}}id") == relations[0].get("Id")
    assert notes["1"].find(f".//{w('hyperlink')}[@{w('anchor')}]").get(w("anchor")) == "el_t1"


@pytest.mark.parametrize("path", SAMPLES, ids=NAMES)
def test_footnotes_carry_the_numbers_of_the_reader(path):
    document = read(path).document
    reader = Reader(document)
    part = exported(document).part("word/footnotes.xml")
    notes = bookmark_names(part)

    assert notes == [bookmark_name(each) for each in reader.footnotes]


def test_spans_fill_the_grid():
    table = next(whole().body.iter(w("tbl")))
    widths = [int(each.get(w("w"))) for each in table.find(w("tblGrid"))]
    rows = []
    for row in table.findall(w("tr")):
        spans = [each.find(f"{w('tcPr')}/{w('gridSpan')}") for each in row.findall(w("tc"))]
        rows.append([int(each.get(w("val"))) if each is not None else 1 for each in spans])
    merged = [each.get(w("val")) for each in table.iter(w("vMerge"))]

    assert sum(widths) == 9355
    assert rows == [[1, 2], [1, 1, 1], [1, 1, 1], [1, 1, 1], [3]]
    assert merged == ["restart", None, "restart", None]


def test_no_column_is_narrower_than_its_longest_word():
    narrow = element(
        "table",
        element("caption", "Schmal"),
        element("column", id="c1", width="5"),
        element("column", id="c2", width="95"),
        element("row", element("cell", "Verwaltungsmodernisierung"), element("cell", "x"), id="r"),
        id="t",
    )
    document = small_strategy(element("section", element("title", "T"), narrow, id="s"))
    widths = [int(each.get(w("w"))) for each in exported(document).body.iter(w("gridCol"))]

    assert widths[0] > 2600
    assert sum(widths) == 9355


def test_a_missing_picture_is_shown_and_reported():
    word = whole()

    assert missing(word) == ("f2",)
    notice = "Das Bild „fehlt.png“ fehlt. Hier stünde ein Kreis mit drei Teilen."
    assert word.paragraphs("Box").count(notice) == 1
    assert [name for name in word.names if "media" in name] == ["word/media/image1.png"]


def test_a_broken_or_escaping_picture_counts_as_missing(tmp_path):
    tmp_path.joinpath("bild.png").write_bytes(b"\x89PNG\r\n\x1a\nnonsense")
    tmp_path.joinpath("fehlt.png").write_bytes(b"")

    assert missing(exported(whole_document(), tmp_path)) == ("f1", "f2")
    assert missing(exported(whole_document(), None)) == ("f1", "f2")


def test_a_goal_is_a_block_of_heading_statement_and_facts():
    paragraphs = [
        (style_of(each), text_of(each).replace("\u00a0", " ")) for each in whole().body.iter(w("p"))
    ]
    start = paragraphs.index(("Heading2", "Das erste Ziel"))

    assert paragraphs[start + 1 : start + 8] == [
        ("GoalStatement", "Die Aussage des Ziels mit fettem Wort."),
        (
            "GoalFacts",
            "Horizont: kurzfristig · Zieldatum: 2015 · Status: geplant · Priorität: hoch",
        ),
        ("GoalFacts", "Federführung: SMJ"),
        ("GoalFacts", "Beteiligt: Landkreise, Städte und Gemeinden"),
        ("GoalFacts", "Rechtsgrundlage: E-Government-Gesetz, § 3"),
        ("GoalFacts", "Hängt ab von: Z 2 „Zweites Ziel“"),
        ("GoalFacts", "Beschluss: Beschluss 17/4"),
    ]
    assert ("ListBullet", "September 2014: Konzept (offen). Nachweis: Ein Bericht") in paragraphs
    assert "2015: 120\u202f000 Euro, 06 03 812" in text_of(whole().body)


def test_working_data_is_not_printed():
    texts = [text_of(each) for each in whole().body.iter(w("p"))]

    assert "Offen?" not in texts


def test_soft_hyphens_are_words_own():
    paragraph = next(
        each for each in whole().body.iter(w("p")) if text_of(each).startswith("Obersorbisch")
    )

    assert len(list(paragraph.iter(w("softHyphen")))) == 2
    assert "\u00ad" not in text_of(paragraph)
    assert "geschütztes\u00a0Leer\u00a0zeichen. Zweite Zeile der Quelle." in text_of(paragraph)


def test_contents_list_the_headings_with_links_and_page_fields():
    contents = next(whole().body.iter(w("sdt")))
    entries = [text_of(each).rstrip("\t") for each in contents.iter(w("p"))]
    codes = [each.text.strip() for each in contents.iter(w("instrText"))]

    assert entries[:7] == ["Inhalt", "1.\tAlle Absätze", "1.1.\tTabellen und Bilder",
                           "Z\u00a01\tDas erste Ziel", "Z\u00a01.1\tTeilziel",
                           "Z\u00a02\tZweites Ziel", "Übersicht"]  # fmt: skip
    assert codes[0] == 'TOC \\o "1-3" \\h \\z'
    assert codes[1] == "PAGEREF el_s1 \\h"
    begun = [each.get(w("fldCharType")) for each in contents.iter(w("fldChar"))]
    assert begun.count("begin") == begun.count("separate") == begun.count("end") == len(codes)


def test_contents_make_room_for_long_numbers():
    profile = [
        element("level", id="lv", role="section", singular="Teil", plural="Teile",
                prefix="Handlungsfeld", counting="outline")
    ]  # fmt: skip
    section = element("section", element("title", "T"), id="s")
    styles = exported(small_strategy(section, profile=profile)).part("word/styles.xml")
    first = next(each for each in styles.iter(w("style")) if each.get(w("styleId")) == "TOC1")
    indent = first.find(f"{w('pPr')}/{w('ind')}")

    assert int(indent.get(w("hanging"))) > 16 * 110
    assert indent.get(w("left")) == indent.get(w("hanging"))


def test_known_pages_stand_in_the_contents():
    word = exported(whole_document(), pages={"s1": 3, "s2": 4})
    contents = next(word.body.iter(w("sdt")))
    entries = [text_of(each) for each in contents.iter(w("p"))]

    assert entries[1:4] == ["1.\tAlle Absätze\t3", "1.1.\tTabellen und Bilder\t4",
                            "Z\u00a01\tDas erste Ziel\t"]  # fmt: skip


def test_a_draft_says_so_on_the_title_page_and_every_other_one():
    header = text_of(whole().part("word/header1.xml")).replace("\u00a0", " ")

    assert "Entwurf (Ressortabstimmung)" in whole().paragraphs("Subtitle")
    assert header == (
        "VS-NUR FÜR DEN DIENSTGEBRAUCHAlles-Strategie · Entwurf · Stand: 3. März 2014"
    )
    adopted = small_strategy(metadata={"status": "adopted"})
    assert "Draft" not in exported(adopted).paragraphs("Subtitle")
    assert "Draft" in exported(adopted, draft=True).paragraphs("Subtitle")


def test_the_footer_counts_pages_and_the_title_page_has_none():
    footer = whole().part("word/footer1.xml")
    section = whole().body[-1]

    assert text_of(footer) == "Seite 1 von 1"
    assert [each.text for each in footer.iter(w("instrText"))] == [" PAGE ", " NUMPAGES "]
    assert section.find(w("titlePg")) is not None
    assert [each.get(w("type")) for each in section.findall(w("footerReference"))] == ["default"]


def test_an_english_strategy_speaks_english():
    root = small_strategy(
        element("section", element("title", "Context"), id="s"),
        element("annex", element("title", "Overview"), id="a", generated="overview"),
    )
    word = exported(root.with_root(root.root.with_attribute("xml:lang", "en")))
    styles = word.part("word/styles.xml")

    assert text_of(word.part("word/footer1.xml")) == "Page 1 of 1"
    assert next(styles.iter(w("lang"))).get(w("val")) == "en-GB"


def test_foreign_elements_are_not_printed():
    foreign = element("{urn:other}thing", "geheim")
    document = small_strategy(
        element("section", element("title", "T"), element("paragraph", "offen", id="p"), foreign,
                id="s")
    )  # fmt: skip
    assert "geheim" not in text_of(exported(document).body)


def _is_plain(node):
    """Whether the text stands as it is: nothing derived, no hyphens that Word writes its way."""
    return not re.search("[\u00ad]", node.text) and not any(
        each.tag in ("cross-reference", "footnote") for each in node.walk()
    )
