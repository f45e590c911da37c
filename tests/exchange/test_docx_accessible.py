"""The check list of accessible Word documents, as far as a machine can tick it off."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest

from strategy_editor.exchange.docx.dossier import dispositions_enclosure, submission_export
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.submission import read_submission
from strategy_editor.exchange.reading.submission_form import default_form
from strategy_editor.storage.reading import read
from tests.exchange.word import CREATED, SAMPLES, Word, exported, style_of, text_of, whole

CASES = ["whole", "submission", *(path.stem for path in SAMPLES)]
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DARKEST_GROUND = "E4E9F0"


@cache
def case(name: str) -> Word:
    if name == "whole":
        return whole()
    if name == "submission":
        return submission()
    path = next(each for each in SAMPLES if each.stem == name)
    return exported(read(path).document, path.with_name(f"{name}.media"))


def submission() -> Word:
    """The submission of the newer sample with what became of the former goals bound in."""
    document = read(next(each for each in SAMPLES if each.stem == "egov-2014")).document
    kept = read_submission(Reader(document), default_form())
    enclosure = dispositions_enclosure("Anlage 1", "Verbleib", document)
    options = ExportOptions(created=CREATED)
    return Word(submission_export(document, kept, options, None, [enclosure]))


@pytest.fixture(params=CASES)
def word(request) -> Word:
    return case(request.param)


def test_headings_are_words_own_and_skip_no_level(word):
    levels = [int(style_of(each)[-1]) for each in word.body.iter(w("p"))
              if style_of(each).startswith("Heading")]  # fmt: skip

    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_no_paragraph_is_empty(word):
    empty = [
        style_of(each)
        for each in word.body.iter(w("p"))
        if not text_of(each).strip()
        and each.getparent().tag != w("tc")
        and each.find(f".//{w('drawing')}") is None
    ]
    assert empty == []


def test_tabs_stand_in_the_contents_only(word):
    tabbed = {style_of(each) for each in word.body.iter(w("p"))
              if each.find(f".//{w('r')}/{w('tab')}") is not None}  # fmt: skip

    assert all(re.fullmatch("TOC[1-3]", style) for style in tabbed)
    assert "   " not in text_of(word.body)


def test_tables_name_themselves_and_repeat_their_head(word):
    for table in word.body.iter(w("tbl")):
        properties = table.find(w("tblPr"))
        assert properties.find(w("tblCaption")).get(w("val"))
        assert properties.find(w("tblDescription")).get(w("val"))
        rows = table.findall(w("tr"))
        assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)
        heads = [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows]
        assert heads == sorted(heads, reverse=True), "from the top, without a gap"
        first = properties.find(w("tblLook")).get(w("firstRow"))
        assert (first == "1") == heads[0]
        assert table.find(f".//{w('tbl')}") is None


def test_pictures_stand_in_the_line_and_are_described(word):
    assert not list(word.body.iter(f"{WP}anchor"))
    for inline in word.body.iter(f"{WP}inline"):
        assert inline.find(f"{WP}docPr").get("descr")
        assert int(inline.find(f"{WP}extent").get("cx")) <= 9355 * 635


def test_numbers_and_bullets_are_not_typed(word):
    for paragraph in word.body.iter(w("p")):
        if style_of(paragraph) in ("BodyText", "Box") or style_of(paragraph)[:7] == "Heading":
            assert not re.match(r"([•–*-]|\d+\.|[a-z]\))\s", text_of(paragraph))


def test_language_and_title_are_set():
    styles = whole().part("word/styles.xml")
    core = whole().part("docProps/core.xml")
    default = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")

    assert default.get(w("val")) == "de-DE"
    assert "Strategie mit allem" in "".join(core.itertext())
    codes = {each.get(w("val")) for each in whole().body.iter(w("lang"))}
    assert codes == {"en-GB", "hsb-DE"}


def test_text_is_large_and_airy_enough():
    styles = whole().part("word/styles.xml")
    defaults = styles.find(w("docDefaults"))

    assert int(defaults.find(f".//{w('sz')}").get(w("val"))) >= 22
    assert int(defaults.find(f".//{w('spacing')}").get(w("line"))) >= 276
    assert defaults.find(f".//{w('rFonts')}").get(w("ascii")) == "Arial"
    assert not list(styles.iter(w("caps"), w("smallCaps")))
    aligned = {each.getparent().getparent().get(w("styleId")) for each in styles.iter(w("jc"))}
    assert aligned <= {"Footer", "Classification"}, "text is never justified"


def test_small_print_is_never_smaller_than_nine_points_and_lines_are_apart():
    styles = whole().part("word/styles.xml")
    dense = {"Header", "Picture", "Classification"}
    for style in styles.iter(w("style")):
        key = style.get(w("styleId"))
        sizes = [int(each.get(w("val"))) for each in style.iter(w("sz"))]
        assert all(size >= 18 for size in sizes), key
        lines = [int(each.get(w("line"))) for each in style.iter(w("spacing"))
                 if each.get(w("line"))]  # fmt: skip
        is_title = key.startswith("Heading") or key in ("Title", "Footer") or key in dense
        assert is_title or all(line >= 276 for line in lines), key
    for key in ("BodyText", "ListBullet", "ListNumber", "Quote", "Box", "GoalStatement"):
        style = next(each for each in styles.iter(w("style")) if each.get(w("styleId")) == key)
        assert all(int(each.get(w("val"))) >= 22 for each in style.iter(w("sz"))), key


def test_nothing_is_hyphenated_and_no_running_text_is_slanted_or_underlined():
    settings, styles = whole().part("word/settings.xml"), whole().part("word/styles.xml")

    assert settings.find(w("autoHyphenation")).get(w("val")) == "false"
    for style in styles.iter(w("style")):
        if style.get(w("type")) == "paragraph":
            assert style.find(f".//{w('i')}") is None
            assert style.find(f".//{w('u')}") is None


def test_nothing_is_said_by_colour_alone():
    """What is coloured is also bold, underlined, a heading, or said in words."""
    for style in whole().part("word/styles.xml").iter(w("style")):
        run = style.find(w("rPr"))
        if run is None or run.find(w("color")) is None:
            continue
        marked = [run.find(w(name)) for name in ("b", "u", "i")]
        sizes = [int(each.get(w("val"))) for each in run.iter(w("sz"))]
        assert any(each is not None for each in marked) or max(sizes, default=0) > 22
    table = next(each for each in whole().part("word/styles.xml").iter(w("style"))
                 if each.get(w("styleId")) == "TableHead")  # fmt: skip
    assert table.find(f".//{w('b')}") is not None


def test_links_say_where_they_lead(word):
    for link in word.body.iter(w("hyperlink")):
        said = text_of(link).strip()
        assert said
        assert said.lower() not in ("hier", "link", "here", "mehr")
        assert not re.match("https?://", said)


def test_cross_references_captions_and_contents_are_fields():
    codes = {each.text.split()[0] for each in whole().body.iter(w("instrText"))}

    assert codes == {"TOC", "PAGEREF", "SEQ", "REF"}
    for kind in ("header", "footer"):
        for name in whole().names:
            if name.startswith(f"word/{kind}"):
                text = text_of(whole().part(name))
                assert not re.search(r"Seite \d", text) or "PAGE" in "".join(
                    each.text for each in whole().part(name).iter(w("instrText"))
                )


def test_colours_of_text_have_contrast():
    styles = whole().part("word/styles.xml")
    colours = {each.get(w("val")) for each in styles.iter(w("color"))} - {"auto"}

    assert colours
    for colour in colours:
        assert _contrast(colour, DARKEST_GROUND) >= 4.5


def test_page_is_a4_with_the_margins_of_din_5008():
    section = whole().body[-1]
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))

    assert (size.get(w("w")), size.get(w("h"))) == ("11906", "16838")
    found = [round(int(margins.get(w(side))) / 56.7) for side in ("left", "right", "top", "bottom")]
    assert found == [25, 20, 25, 20]


def test_styles_used_are_defined(word):
    defined = {each.get(w("styleId")) for each in word.part("word/styles.xml").iter(w("style"))}
    used = {each.get(w("val")) for each in word.body.iter(w("pStyle"), w("rStyle"), w("tblStyle"))}

    assert used <= defined


def test_nothing_asks_when_the_document_is_opened(word):
    settings = word.part("word/settings.xml")

    assert settings.find(w("updateFields")) is None
    assert not [each for each in word.body.iter(w("fldChar")) if each.get(w("dirty"))]
    mode = next(settings.iter(w("compatSetting")))
    assert (mode.get(w("name")), mode.get(w("val"))) == ("compatibilityMode", "15")


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in parts]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
