"""What is found where, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.node import Node, element
from strategy_editor.document.texts import wording
from strategy_editor.schema.catalog import current_schema
from strategy_editor.search.find import Cancelled, find
from strategy_editor.search.query import BadExpression, Query
from strategy_editor.search.texts import places
from strategy_editor.workspace.wording import error_text
from tests.short import claim, goal, paragraph, section, small_strategy
from tests.strategies import documents

SCHEMA = current_schema()


def shown(tag, attribute, value):
    return f"<{value}>"


def found(document, query, template=None):
    return find(document.root, SCHEMA, query, shown, template)


def words(document, text, **options):
    return [hit.found for hit in found(document, Query(text, **options)).hits]


def text(*content):
    return small_strategy(section("s1", paragraph("p1", *content)))


@pytest.mark.parametrize(
    ("text_", "wanted", "options", "hits"),
    [
        ("Amt und AMT", "amt", {}, ["Amt", "AMT"]),
        ("Amt und AMT", "Amt", {"match_case": True}, ["Amt"]),
        ("Amt, Ämter, Bauamt", "amt", {"whole_words": True}, ["Amt"]),
        ("Größe", "grösse", {}, []),
        ("10\u00a0% von 10 %", "10 %", {}, ["10\u00a0%", "10 %"]),
        ("E\u2011Government", "e-government", {}, ["E\u2011Government"]),
        ("Ver\u00adwal\u00adtung", "Verwaltung", {}, ["Ver\u00adwal\u00adtung"]),
        ("a.b axb", "a.b", {}, ["a.b"]),
        ("a.b axb", "a.b", {"is_expression": True}, ["a.b", "axb"]),
        ("x1 x22", r"x\d+", {"is_expression": True, "whole_words": True}, ["x1", "x22"]),
        ("abc", "x*", {"is_expression": True}, []),
    ],
)
def test_how_a_text_is_found(text_, wanted, options, hits):
    assert words(text(text_), wanted, **options) == hits


def test_markup_notes_and_references_do_not_hide_a_phrase():
    note = element("footnote", "Siehe Anlage", id="f1")
    document = text("Die ", Node("strong", (), ("digi",)), "tale", note, " Akte kommt.")
    assert words(document, "digitale Akte") == ["digitale Akte"]
    (hit,) = found(document, Query("Anlage")).hits
    assert (hit.place.node_id, hit.place.field) == ("f1", "")


def test_the_kinds_and_the_part_narrow_the_search():
    document = small_strategy(
        section("s1", element("title", "Akte"), paragraph("p1", "Akte")),
        claim(
            "c1",
            goal("g1", element("rationale", "Die Akte"), **{"decision-reference": "Akte 7"}),
        ),
    )
    kinds = [hit.place.kind for hit in found(document, Query("Akte")).hits]
    assert sorted(set(kinds)) == ["attribute", "text", "title"]
    assert words(document, "Akte", kinds=frozenset({"attribute"})) == ["Akte"]
    assert {h.place.node_id for h in found(document, Query("Akte", within="g1")).hits} == {"g1"}
    assert found(document, Query("Akte", within="gone")).hits == ()


def test_values_are_found_as_they_are_shown_but_not_replaced():
    document = small_strategy(claim("c1", goal("g1", **{"target-date": "2014-04-29"})))
    (hit,) = found(document, Query("<2014-04-29>", within="g1"), "x").hits
    assert (hit.place.field, hit.replacement) == ("@target-date", None)


@pytest.mark.parametrize(
    ("wanted", "position", "reason"),
    [
        ("a(", 3, "expression-open"),
        ("a)", 2, "expression-closed"),
        ("[a", 3, "expression-set"),
        ("*a", 1, "expression-repeat"),
        ("a**", 3, "expression-repeat-twice"),
        ("a{2,1}", 3, "expression-repeat-order"),
        ("[z-a]", 5, "expression-range"),
        ("a\\", 3, "expression-escape"),
        ("\\1", 3, "expression-group"),
        ("(?P<x", 6, "expression"),
    ],
)
def test_an_expression_that_is_none_is_refused(wanted, position, reason):
    with pytest.raises(BadExpression) as caught:
        found(text("abc"), Query(wanted, is_expression=True))
    assert caught.value.values == {"position": position, "reason_key": reason}
    assert error_text(caught.value, "de").startswith("Der reguläre Ausdruck ist an Stelle")


def test_an_expression_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr("strategy_editor.search.query._SECONDS", 0.05)
    document = text("a" * 4000 + "!")
    with pytest.raises(BadExpression) as caught:
        found(document, Query(r"(?:(a+)(a+))+\1\2b", is_expression=True))
    assert caught.value.key == "error.expression-slow"


def test_a_template_that_names_no_group_is_refused():
    with pytest.raises(BadExpression):
        found(text("abc"), Query("(b)", is_expression=True), "$2")


def test_a_search_that_is_no_longer_wanted_ends():
    with pytest.raises(Cancelled):
        find(text("abc").root, SCHEMA, Query("a"), shown, cancelled=lambda: True)


@given(documents())
def test_every_wording_is_searched_once(document):
    """All texts of mixed elements that are not within others are places, with their wording."""
    running = [each for each in places(document.root, SCHEMA, shown) if not each.attribute]
    for place in running:
        holder = _holder(document, place)
        assert wording(holder) == place.text
    addresses = [(each.node_id, each.trail) for each in running]
    assert len(addresses) == len(set(addresses))


@given(documents(), st.sampled_from(["a", "Wort", "–", " "]))
def test_a_hit_is_where_it_says(document, wanted):
    for hit in found(document, Query(wanted, match_case=True)).hits:
        assert (
            hit.found.replace("\u00ad", "").replace("\u00a0", " ").replace("\u202f", " ") == wanted
        )


def _holder(document, place):
    node = document.node(place.node_id)
    for at in place.trail:
        node = node.content[at]
    return node
