"""Replacing changes what was found and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.node import Node, element
from strategy_editor.document.texts import wording
from strategy_editor.schema.catalog import current_schema
from strategy_editor.search.find import find
from strategy_editor.search.query import Query
from strategy_editor.search.replace import replace
from strategy_editor.search.texts import places
from strategy_editor.validation.check import check
from tests.short import claim, goal, paragraph, section, small_strategy
from tests.strategies import documents

SCHEMA = current_schema()


def shown(tag, attribute, value):
    return value


def replaced(document, query, template):
    hits = find(document.root, SCHEMA, query, shown, template).hits
    return replace(document, hits)


def content(document, node_id="p1"):
    return document.node(node_id).content


def text(*parts):
    return small_strategy(section("s1", paragraph("p1", *parts)))


def test_the_replacement_takes_the_markup_of_the_first_letter():
    strong = Node("strong", (), ("digi",))
    new, count = replaced(text("Die ", strong, "tale Akte"), Query("digitale"), "neue")
    assert count == 1
    assert content(new) == ("Die ", Node("strong", (), ("neue",)), " Akte")


def test_notes_and_references_within_a_phrase_stay():
    note = element("footnote", "Siehe", id="f1")
    reference = element("cross-reference", target="s1")
    new, _ = replaced(text("eine", note, " Ak", reference, "te."), Query("eine Akte"), "E-Akten")
    assert content(new) == ("E-Akten", note, reference, ".")


def test_markup_that_nothing_is_left_in_goes():
    new, _ = replaced(text("a ", Node("strong", (), ("weg",)), " b"), Query(" weg"), "")
    assert content(new) == ("a b",)


def test_groups_are_put_in():
    query = Query(r"(\d+)\.(\d+)\.(?P<year>\d{4})", is_expression=True)
    new, _ = replaced(text("am 29.4.2014, $1"), query, r"${year}-$2-$1 $$ \n")
    assert content(new) == ("am 2014-4-29 $ \\n, $1",)


def test_a_required_value_is_not_emptied():
    document = small_strategy(claim("c1", goal("g1")))
    query = Query("h_short|Kurz.*|.*", is_expression=True, kinds=frozenset({"attribute"}))
    new, _ = replaced(document, query, "")
    assert {each.rule for each in check(new)} <= {each.rule for each in check(document)} | set()


def test_nothing_but_the_hit_changes_in_an_attribute():
    document = small_strategy(claim("c1", goal("g1", **{"decision-reference": "§\u00a05  Nr. 2"})))
    new, count = replaced(document, Query("Nr"), "Ziffer")
    assert (new.node("g1").get("decision-reference"), count) == ("§\u00a05  Ziffer. 2", 1)


def test_a_title_is_not_emptied():
    document = small_strategy(section("Akte", paragraph("p1", "Akte")))
    new, count = replaced(document, Query("Akte"), "")
    assert (new.node("Akte").child("title").text, new.node("p1").content, count) == ("Akte", (), 1)


def test_a_hit_that_is_no_longer_there_is_left_alone():
    document = text("alt und neu")
    hits = find(document.root, SCHEMA, Query("alt"), shown, "jung").hits
    later = document.updated("p1", lambda node: node.with_content(("ganz anders",)))
    assert replace(later, hits) == (later, 0)


@given(
    documents(), st.sampled_from(["a", "Wort", "–", " ", "b"]), st.sampled_from(["", "X", "ab c"])
)
def test_what_is_replaced_reads_as_if_each_text_had_been_replaced(document, wanted, new):
    query = Query(wanted, match_case=True)
    hits = find(document.root, SCHEMA, query, shown, new).hits
    after, count = replace(document, hits)
    writable = [hit for hit in hits if hit.replacement is not None]
    assert count <= len(writable)
    by_place: dict[object, str] = {}
    for place in places(document.root, SCHEMA, shown):
        own = [hit for hit in writable if hit.place == place]
        expected = place.text
        for hit in reversed(own):
            expected = expected[: hit.start] + new + expected[hit.end :]
        by_place[place.node_id, place.trail, place.attribute] = expected
    for node_id, trail, attribute in [key for key in by_place if not key[1] and not key[2]]:
        node = after.node(node_id)
        if node.tag in SCHEMA.mixed_tags:
            assert wording(node) == by_place[node_id, trail, attribute]
    if not writable:
        assert after is document


@given(documents(), st.sampled_from(["a", "Wort", "–", "ß"]))
def test_replacing_by_the_same_changes_nothing(document, wanted):
    hits = find(document.root, SCHEMA, Query(wanted, match_case=True), shown, wanted).hits
    after, _ = replace(document, hits)
    assert [each.text for each in places(after.root, SCHEMA, shown) if not each.attribute] == [
        each.text.replace(wanted, wanted)
        for each in places(document.root, SCHEMA, shown)
        if not each.attribute
    ]


@given(documents(), st.sampled_from(["a", "Wort", "–", " "]))
def test_a_valid_document_stays_valid(document, wanted):
    before = {each.rule for each in check(document) if each.rule.startswith("schema.")}
    after, _ = replaced(document, Query(wanted), "Neues Wort")
    rules = {each.rule for each in check(after) if each.rule.startswith("schema.")}
    assert rules <= before
