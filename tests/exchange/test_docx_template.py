"""A ministry's Word file as template: what is taken of it, what is not, what is refused."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from openxml_audit import OpenXmlValidator

from strategy_editor.errors import UserError
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.template import read_template
from strategy_editor.exchange.options import TemplateFile
from strategy_editor.i18n import LANGUAGES
from strategy_editor.storage.reading import read
from strategy_editor.workspace.templates import keep_styles, kept_styles, load_template, matches_of
from strategy_editor.workspace.wording import error_text
from tests.exchange.houses import (
    MAIN,
    as_kind,
    changed,
    house_template,
    with_relation,
)
from tests.exchange.test_docx_headings import expected
from tests.exchange.test_docx_options import margins
from tests.exchange.word import SAMPLES, exported, labels, whole_document

NEWER = next(path for path in SAMPLES if path.stem == "egov-2014")


def in_house(document=None, content=None, styles=None, **options):
    template = TemplateFile("haus.docx", content or house_template(), styles or {})
    return exported(document or whole_document(), template=template, **options)


@pytest.fixture(scope="module")
def word():
    return in_house()


def style(word, key):
    return next(each for each in word.part("word/styles.xml").iter(w("style"))
                if each.get(w("styleId")) == key)  # fmt: skip


def test_the_page_is_the_templates(word):
    margins_of = word.body[-1].find(w("pgMar"))

    assert [round(int(margins_of.get(w(side))) / 56.7) for side in ("left", "right")] == [30, 25]
    widths = [int(each.get(w("w"))) for each in next(word.body.iter(w("tblGrid")))]
    assert sum(widths) == 11906 - int(margins_of.get(w("left"))) - int(margins_of.get(w("right")))


def test_header_logo_and_footer_stay_and_our_marks_join_them(word):
    head, foot = margins(word, "header")["default"], margins(word, "footer")["default"]

    assert head.startswith("VS-NUR FÜR DEN DIENSTGEBRAUCH|Staatsministerium für Muster|Entwurf")
    assert foot == "Musterstraße 1, 01097 Dresden|Seite 1 von 1"
    assert [name for name in word.names if name.endswith(".png")]


def test_a_footer_that_counts_pages_gets_no_second_number():
    field = b'<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'

    def counting(name, part):
        return part.replace(b"</w:p></w:ftr>", field) if name.startswith("word/footer") else part

    foot = margins(in_house(content=changed(house_template(), counting)), "footer")["default"]
    assert "Seite" not in foot


def test_built_in_styles_are_the_templates_and_ours_are_added(word):
    assert style(word, "Heading1").find(f".//{w('color')}").get(w("val")) != "1F3A5F"
    assert style(word, "TableHead").find(w("name")).get(w("val")) == "Tabellenkopf"
    assert style(word, "GoalStatement").find(w("name")).get(w("val")) == "Zielaussage"
    (entry,) = word.export.ledger[:1]
    assert entry.key == "styles-added"
    assert "Zielaussage" in entry.values["names"]
    assert "Tabellenkopf" not in entry.values["names"]


def test_a_style_chosen_by_the_user_counts_first():
    chosen = in_house(styles={"BodyText": "Fließtext", "GoalStatement": "Intense Quote"})

    assert style(chosen, "BodyText").find(w("name")).get(w("val")) == "Fließtext"
    assert style(chosen, "GoalStatement").find(w("name")).get(w("val")) == "Intense Quote"
    none = in_house(styles={"BodyText": ""})
    assert "Body Text" in none.export.ledger[0].values["names"]


def test_no_style_is_there_twice_and_all_uses_are_defined(word):
    styles = [each.get(w("styleId")) for each in word.part("word/styles.xml").iter(w("style"))]
    used = {
        each.get(w("val"))
        for name in word.names
        if name.startswith("word/") and name.endswith(".xml")
        for each in word.part(name).iter(w("pStyle"), w("rStyle"), w("tblStyle"), w("basedOn"),
                                         w("next"), w("link"))
    }  # fmt: skip

    assert len(styles) == len(set(styles))
    assert used <= set(styles)


def test_headings_are_counted_as_they_are_printed():
    document = read(NEWER).document

    assert labels(in_house(document)) == expected(document)


def test_nothing_else_of_the_template_comes_along(word):
    with ZipFile(BytesIO(word.export.content)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())

    for trace in ("Alter Text", "Geheime Person", "/home/geheim", "python-docx", "rsidR="):
        assert trace.encode() not in everything, trace
    assert not [name for name in word.names if "customXml" in name or "thumbnail" in name]


def test_a_template_file_and_a_document_are_both_taken():
    document, template = in_house(), in_house(content=as_kind(MAIN.format("template")))

    assert template.export.content == document.export.content


def test_validators_and_python_docx_accept_it(tmp_path):
    target = tmp_path / "house.docx"
    target.write_bytes(in_house(annotations=True, line_numbers=True, draft=True).export.content)

    # What python-docx's own template brings along in its styles is not ours to mend.
    assert [each for each in OpenXmlValidator().validate(target).errors
            if "stylesWithEffects" not in each.description] == []  # fmt: skip
    assert docx.Document(str(target)).paragraphs


def test_first_and_even_pages_of_the_template_get_the_marks():
    def paged(name, part):
        if name == "word/settings.xml":
            return part.replace(b"<w:defaultTabStop", b"<w:evenAndOddHeaders/><w:defaultTabStop")
        if name == "word/document.xml":
            return part.replace(b"<w:docGrid", b"<w:titlePg/><w:docGrid")
        return part

    word = in_house(content=changed(house_template(), paged))
    heads = margins(word, "header")

    assert set(heads) == {"default", "first", "even"}
    assert all(text.startswith("VS-NUR") for text in heads.values())
    assert word.part("word/settings.xml").find(w("evenAndOddHeaders")) is not None


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
BAD = {
    "a text": (b"Hallo", "error.template-damaged"),
    "nothing": (b"", "error.template-damaged"),
    "half a file": (house_template()[:5000], "error.template-damaged"),
    "an old file": (b"\xd0\xcf\x11\xe0" + bytes(600), "error.template-old"),
    "macros": (as_kind(MACROS), "error.template-macros"),
    "macros without saying so": (
        changed(house_template(), lambda name, part: part, **{"word/vbaProject.bin": "x"}),
        "error.template-macros",
    ),
    "a spreadsheet": (
        as_kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        "error.template-unknown",
    ),
    "another archive": (
        changed(house_template(), lambda name, part: None if "Content_Types" in name else part),
        "error.template-unknown",
    ),
    "a linked picture": (
        with_relation("word/header1.xml", "image", "http://example.org/logo.png"),
        "error.template-links",
    ),
    "a linked object": (
        with_relation("word/document.xml", "oleObject", "file:///x/y.xlsx"),
        "error.template-links",
    ),
    "broken markup": (
        changed(house_template(), lambda name, part: part[:-20] if "styles.xml" in name else part),
        "error.template-damaged",
    ),
    "entities": (
        changed(
            house_template(),
            lambda name, part: part.replace(b"<w:styles", b"<!DOCTYPE x []><w:styles")
            if name == "word/styles.xml"
            else part,
        ),
        "error.template-damaged",
    ),
    "no styles": (
        changed(house_template(), lambda name, part: None if name == "word/styles.xml" else part),
        "error.template-damaged",
    ),
    "bytes in the middle of a part": (
        (lambda whole: whole[:2000] + b"\xff\xff\xff" + whole[2003:])(house_template()),
        "error.template-damaged",
    ),
    "lists without numbers": (
        changed(house_template(), lambda _name, part: part.replace(b" w:numId=", b" w:durableId=")),
        "error.template-damaged",
    ),
    "something else for styles": (
        changed(house_template(), lambda _name, part: part.replace(b"w:styles", b"w:stiles")),
        "error.template-damaged",
    ),
    "a page in words": (
        changed(house_template(), lambda _name, part: part.replace(b'w:w="11906"', b'w:w="A4"')),
        "error.template-no-page",
    ),
    "a page without room": (
        changed(house_template(), lambda _name, part: part.replace(b'w:w="11906"', b'w:w="3900"')),
        "error.template-no-page",
    ),
    "a field that fetches a picture": (
        changed(house_template(), lambda _name, part: part.replace(
            "Staatsministerium für Muster</w:t>".encode(),
            b'</w:t></w:r><w:r><w:instrText> INCLUDE</w:instrText></w:r><w:r><w:instrText>'
            b'PICTURE "http://example.org/x.png" </w:instrText></w:r><w:r><w:t>x</w:t>')),
        "error.template-links",
    ),
    "a field that starts a program": (
        changed(house_template(), lambda _name, part: part.replace(
            b"<w:t>Musterstra", b'<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText><w:t>M')),
        "error.template-links",
    ),
    "a lost logo": (
        changed(house_template(), lambda name, part: None if "media" in name else part),
        "error.template-damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_sound_template_is_refused_by_name(name, tmp_path):
    content, key = BAD[name]
    path = tmp_path / "vorlage.docx"
    path.write_bytes(content)

    with pytest.raises(UserError) as raised:
        load_template(path)
    assert raised.value.key == key
    for language in LANGUAGES:
        assert str(path) in error_text(raised.value, language)


def test_a_template_that_is_not_there_is_said(tmp_path):
    for path in (tmp_path / "nichts.docx", tmp_path):
        with pytest.raises(UserError):
            load_template(path)


def test_a_template_attached_to_the_template_is_not_taken_over():
    content = with_relation("word/settings.xml", "attachedTemplate", "file:///N:/haus.dotm")
    word = in_house(content=content)

    assert "template-link-dropped" in [each.key for each in word.export.ledger]
    with ZipFile(BytesIO(word.export.content)) as package:
        assert not [name for name in package.namelist() if b"haus.dotm" in package.read(name)]


def test_a_link_in_the_letterhead_stays():
    word = in_house(content=with_relation("word/header1.xml", "hyperlink", "https://sachsen.de"))

    relations = [name for name in word.names if "header1.xml.rels" in name]
    assert relations
    assert any(each.get("Target") == "https://sachsen.de" for each in word.part(relations[0]))


def test_matches_are_told_and_decisions_kept(tmp_path):
    kept = tmp_path / "styles.json"
    path = tmp_path / "Haus.docx"
    path.write_bytes(house_template())
    keep_styles("haus.docx", {"BodyText": "Fließtext"}, kept)
    keep_styles("haus.docx", {"Box": "Quote"}, kept)
    template = load_template(path, kept)
    matches = {each.key: each for each in matches_of(template)}

    assert kept_styles("HAUS.docx", kept) == {"BodyText": "Fließtext", "Box": "Quote"}
    assert matches["BodyText"].found == "Fliesstext" or matches["BodyText"].found
    assert (matches["Heading1"].name, matches["GoalStatement"].found) == ("heading 1", "")
    kept.write_text("[]")
    assert load_template(path, kept).styles == {}


def test_what_is_read_is_looked_through_in_a_moment():
    template = read_template("haus.docx", house_template())

    assert len(template.parts) == 3
