"""Reports of a comparison hide nothing that changed."""

from __future__ import annotations

import json
import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from strategy_editor.comparison.changes import KINDS, Comparison, as_json
from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.words import OBJECT
from strategy_editor.document.document import Document
from strategy_editor.document.node import COMMENT, Node, element
from strategy_editor.exchange.report.html import html_report
from strategy_editor.exchange.report.text import text_report
from strategy_editor.i18n import LANGUAGES, text
from tests.edits import edited, roughly_changed
from tests.short import field, goal, paragraph, section, small_strategy
from tests.strategies import documents, seeds


def pair(document: Document, seed: int) -> tuple[Document, Document]:
    random = Random(seed)
    new = document
    for _ in range(random.randint(1, 6)):
        new = random.choice((edited, roughly_changed))(new, random)
    return document, new


def changed_words(comparison: Comparison) -> set[str]:
    return {
        word
        for change in comparison.changes
        for each in change.words
        if each.kind != "same"
        for word in each.text.replace(OBJECT, " ").split()
    }


@settings(max_examples=25)
@given(documents(), seeds(), st.sampled_from(LANGUAGES))
def test_the_page_shows_every_changed_word_and_value(document, seed, wanted):
    old, new = pair(document, seed)
    comparison = compare(old, new)
    page = html.document_fromstring(html_report(comparison, old, new, wanted))
    shown = page.find("body").text_content()
    for word in changed_words(comparison):
        assert word in shown
    for change in comparison.changes:
        if change.kinds in (("added",), ("removed",)):
            for word in re.split(rf"[\s{OBJECT}]+", change.old + change.new):
                assert word in shown
    assert len(page.findall(".//ol/li")) == len(comparison.changes)


@settings(max_examples=25)
@given(documents(), seeds(), st.sampled_from(LANGUAGES))
def test_the_text_shows_every_changed_word(document, seed, wanted):
    old, new = pair(document, seed)
    comparison = compare(old, new)
    shown = text_report(comparison, old, new, wanted)
    # Lines may break after a hyphen, as people break them.
    whole = re.sub(r"\s+", "", shown)
    for word in changed_words(comparison):
        assert word in whole
    assert shown.endswith("\n")


OLD = small_strategy(
    section("one", paragraph("p", "The first <text> & more."), paragraph("q", "Second.")),
    field("f", goal("g", horizon="h_short")),
)
NEW = (
    OLD.updated("p", lambda node: node.with_content(["The last <text> & more."]))
    .updated("g", lambda node: node.with_attribute("horizon", "h_long"))
    .updated("q", lambda _: None)
    .updated("f", lambda node: node.with_content([*node.content, goal("h")]))
)


def test_dropped_and_new_words_are_marked_without_colour():
    comparison = compare(OLD, NEW)
    for language in LANGUAGES:
        shown = text_report(comparison, OLD, NEW, language)
        assert "The [-first-]{+last+} <text> & more." in shown
        page = html.document_fromstring(html_report(comparison, OLD, NEW, language))
        assert [each.text for each in page.findall(".//p[@class='words']/del")] == ["first"]
        assert [each.text for each in page.findall(".//p[@class='words']/ins")] == ["last"]


def test_values_are_shown_in_words(language):
    comparison = compare(OLD, NEW)
    shown = text_report(comparison, OLD, NEW, language)
    assert "short → long" in shown


def test_the_page_stands_alone_and_says_its_language(language):
    page = html_report(compare(OLD, NEW), OLD, NEW, language)
    assert f'<html lang="{language}">' in page
    assert not re.search(r"src\s*=|href\s*=\s*.[^#]|@import|url\(", page)
    parsed = html.document_fromstring(page)
    kinds = {each.get("data-kind") for each in parsed.findall(".//fieldset//input")}
    assert kinds == set(compare(OLD, NEW).summary)


@pytest.mark.parametrize("report", [text_report, html_report])
def test_equal_documents_are_called_equal(report, language):
    assert text(language, "report.equal") in report(compare(OLD, OLD), OLD, OLD, language)
    renamed = OLD.with_root(OLD.root.with_attribute("id", "other"))
    shown = report(compare(OLD, renamed), OLD, renamed, language)
    assert text(language, "report.outside-only") in shown


@pytest.mark.parametrize("report", [text_report, html_report])
def test_what_stands_outside_the_root_is_told(report, language):
    commented = Document(OLD.root, (Node(COMMENT, (), ("von Hand geprüft",)),))
    shown = report(compare(OLD, commented), OLD, commented, language)
    assert "von Hand geprüft" in shown
    assert text(language, "report.outside") in shown


def test_what_became_of_the_former_goals_is_told_first():
    goals = [
        element("former-goal", id=f"r{each}", goal=each, number="1", title=each, hash="0" * 64)
        for each in ("o1", "o2", "o3")
    ]
    predecessor = element("predecessor", *goals, id="pre", document="s", title="t", edition="e")
    kept = element("disposition", id="d1", kind="merged", old="ro1 ro2", new="g")
    old = small_strategy(*(goal(each) for each in ("o1", "o2", "o3")))
    new = small_strategy(goal("g"), lineage=[predecessor, kept])
    shown = text_report(compare(old, new), old, new, "en")
    assert "of the 3 former goals by the edition’s own account: 2 live on in new goals" in shown
    assert "1 open" in " ".join(shown.split())
    page = html.document_fromstring(html_report(compare(old, new), old, new, "en"))
    assert "2 live on in new goals" in page.find(".//section").text_content()


def test_without_an_account_the_comparison_tells_of_the_goals():
    old = small_strategy(field("f", goal("a"), goal("b"), goal("c")))
    new = old.updated("a", lambda _: None).updated(
        "b", lambda node: node.with_attribute("tags", "x")
    )
    new = new.updated("f", lambda node: node.with_content([*node.content, goal("n")]))
    shown = text_report(compare(old, new), old, new, "en")
    assert "Goals: 2 continue, 1 of them changed; 1 new, 1 gone" in shown


def test_the_shape_of_the_json_is_the_documented_one():
    shape = json.loads(json.dumps(as_json(compare(OLD, NEW, "old.xml", "new.xml"))))
    assert list(shape) == ["format", "old", "new", "summary", "changes"]
    assert shape["format"] == "strategy-comparison/1"
    assert shape["old"] == {"title": "Small", "edition": "2014", "file": "old.xml"}
    assert shape["summary"] == {"added": 1, "removed": 1, "reworded": 1, "attribute": 1}
    for change in shape["changes"]:
        assert list(change) == [
            "kinds", "id", "role", "title", "oldNumber", "newNumber", "field", "old", "new",
            "words", "confidence", "parent", "oldParent",
        ]  # fmt: skip
        assert set(change["kinds"]) <= set(KINDS)
        for words in change["words"]:
            assert list(words) == ["kind", "text"]
            assert words["kind"] in ("same", "old", "new")
    (reworded,) = [each for each in shape["changes"] if each["kinds"] == ["reworded"]]
    assert (reworded["id"], reworded["field"], reworded["role"]) == ("p", "", "paragraph")
    (value,) = [each for each in shape["changes"] if each["kinds"] == ["attribute"]]
    assert (value["field"], value["old"], value["new"]) == ("@horizon", "h_short", "h_long")
