"""What can be asked for besides the strategy: marks on every page, remarks, parts, lines."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from strategy_editor.document.node import element
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.options import STRATEGY_PARTS
from strategy_editor.storage.fingerprint import fingerprint, printed
from strategy_editor.storage.reading import read
from tests.exchange.word import SAMPLES, Word, exported, style_of, text_of, whole_document
from tests.short import small_strategy

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
NEWER = next(path for path in SAMPLES if path.stem == "egov-2014")


def margins(word: Word, kind: str) -> dict[str, str]:
    """The text of each header or footer by the pages that it stands on."""
    relations = {each.get("Id"): each.get("Target") for each in
                 word.part("word/_rels/document.xml.rels")}  # fmt: skip
    references = word.body[-1].findall(w(f"{kind}Reference"))
    office = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {
        each.get(w("type")): "|".join(
            text_of(line) for line in word.part(f"word/{relations[each.get(office)]}").iter(w("p"))
        ).replace("\u00a0", " ")
        for each in references
    }


def test_marks_stand_on_every_page_the_first_one_included():
    digest = fingerprint(whole_document())
    word = exported(
        whole_document(), draft=True, classification="restricted", recipient="SMF",
        fingerprint=digest,
    )  # fmt: skip
    head, foot = margins(word, "header"), margins(word, "footer")

    assert head == {
        "default": "VS-NUR FÜR DEN DIENSTGEBRAUCH|"
        "Alles-Strategie · Entwurf · Stand: 3. März 2014 · Ausfertigung für SMF",
        "first": "VS-NUR FÜR DEN DIENSTGEBRAUCH|Entwurf · Stand: 3. März 2014 · "
        "Ausfertigung für SMF",
    }
    mark = "Prüfsumme des Stands: " + printed(digest).replace("\u00a0", " ")
    assert foot == {"default": f"{mark}|Seite 1 von 1", "first": mark}


def test_a_decided_strategy_that_is_open_has_no_marks():
    word = exported(small_strategy(metadata={"status": "adopted"}))

    assert list(margins(word, "header")) == ["default"]
    assert "Draft" not in margins(word, "header")["default"]


def test_the_classification_asked_for_counts_for_more_than_the_strategys():
    word = exported(whole_document(), classification="open", draft=False)

    assert "VS-" not in margins(word, "header")["default"]


def test_a_fingerprint_is_that_of_the_saved_file():
    from hashlib import sha256

    digest = sha256(NEWER.read_bytes()).hexdigest()

    assert fingerprint(read(NEWER).document) == digest
    assert printed(digest).replace("\u00a0", "") == digest[:16].upper()


def test_lines_are_numbered_on_request():
    assert exported(small_strategy()).body.find(f".//{w('lnNumType')}") is None
    section = exported(small_strategy(), line_numbers=True).body[-1]
    assert [each.tag for each in section][-3:] == [w("lnNumType"), w("cols"), w("titlePg")]


@pytest.mark.parametrize("part", STRATEGY_PARTS)
def test_each_part_can_be_left_out_or_stand_alone(part):
    parts = frozenset(STRATEGY_PARTS)
    everything = _paragraphs(exported(whole_document()))
    without = _paragraphs(exported(whole_document(), parts=parts - {part}))
    alone = _paragraphs(exported(whole_document(), parts=frozenset({part})))

    if part != "contents":
        assert 0 < len(without) < len(everything)
        assert 0 < len(alone) < len(everything)
        assert set(alone) <= set(everything)


def _paragraphs(word: Word) -> list[str]:
    return [text_of(each) for each in word.body.iter(w("p"))
            if not style_of(each).startswith("TOC")]  # fmt: skip


def test_annotations_become_comments_with_replies_on_request():
    document = read(NEWER).document
    assert "word/comments.xml" not in exported(document).names
    word = exported(document, annotations=True)
    comments = word.part("word/comments.xml")
    extended = word.part("word/commentsExtended.xml")

    assert [each.get(w("author")) for each in comments][:2] == [
        "Referat V.1 (Musterdaten)",
        "Geschäftsstelle CIO (Musterdaten)",
    ]
    assert comments[0].get(w("date")) == "2014-04-10T09:20:00"
    paragraphs = [each.find(w("p")).get(f"{W14}paraId") for each in comments]
    assert paragraphs == [each.get(f"{W15}paraId") for each in extended]
    assert [each.get(f"{W15}paraIdParent") for each in extended][1] == paragraphs[0]
    assert [each.get(f"{W15}done") for each in extended] == ["1", "1", "1", "1", "0", "0"]
    assert _commented(word, 0) == "IT-Vorhaben ab 100\u00a0000\u00a0Euro"
    assert _commented(word, 2) == "die oberen Landesbehörden"
    assert _commented(word, 4) == "Rechnungen"


def test_an_annotation_without_its_passage_stands_at_its_element():
    document = _annotated(element("quote", exact="gibt es nicht mehr"))
    word = exported(document, annotations=True)

    assert _commented(word, 0) == "Ein Satz mit Fett und mehr."
    assert word.export.ledger == ()


def test_a_passage_across_marks_and_links_is_found():
    word = exported(
        _annotated(element("quote", before="Ein Satz ", exact="mit Fett und")), annotations=True
    )

    assert _commented(word, 0) == "mit Fett und"
    assert [text_of(each) for each in word.body.iter(w("r")) if text_of(each)][-5:] == [
        "Ein Satz ", "mit ", "Fett", " und", " mehr.",
    ]  # fmt: skip


def test_an_annotation_of_what_is_not_printed_is_told():
    word = exported(_annotated(None), annotations=True, parts=frozenset({"title-page"}))

    assert [(each.key, each.node_id) for each in word.export.ledger] == [
        ("annotation-unplaced", "p")
    ]
    assert "word/comments.xml" not in word.names


def test_without_being_asked_nobody_who_wrote_a_remark_is_named():
    content = exported(read(NEWER).document).export.content
    with ZipFile(BytesIO(content)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())

    for name in ("Geschäftsstelle CIO (Musterdaten)", "Abteilung V (Musterdaten)"):
        assert name.encode() not in everything


def _annotated(quote):
    paragraph = element("paragraph", "Ein Satz mit ", element("strong", "Fett"), " und mehr.",
                        id="p")  # fmt: skip
    comment = element("comment", "Warum?")
    annotation = element("annotation", *filter(None, [quote]), comment, id="a", target="p",
                         author="A. B.", created="2014-04-10T09:20:00", state="open")  # fmt: skip
    section = element("section", element("title", "T"), paragraph, id="s")
    return small_strategy(section, element("annotations", annotation, id="as"))


def _commented(word: Word, number: int) -> str:
    """The text between the two ends of a comment."""
    text, inside = "", False
    for each in word.body.iter():
        if each.get(w("id")) == str(number):
            if each.tag == w("commentRangeStart"):
                inside = True
            elif each.tag == w("commentRangeEnd"):
                return text
        if inside and each.tag == w("t"):
            text += each.text or ""
    raise AssertionError(number)
