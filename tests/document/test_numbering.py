"""Printed numbers, derived in the style of the document's profile."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given

from strategy_editor.document.node import element
from strategy_editor.document.numbering import counts_alike, numbers
from strategy_editor.document.profile import profile_of
from tests.edits import change_text, edited
from tests.short import claim, field, goal, level, measure, section, small_strategy, subgoal
from tests.strategies import documents, seeds


def numbered(*items, levels=(), numbering="decimal-dot"):
    return numbers(small_strategy(*items, profile=list(levels), numbering=numbering).root)


def chapters(count: int):
    return [section(f"c{number}") for number in range(1, count + 1)]


def test_the_strategy_of_2014_is_numbered_as_printed():
    found = numbered(
        element("foreword", element("title", "Vorwort"), id="vorwort"),
        section("feld", section("begriffe")),
        section("ziele", *(field(f"f{number}") for number in range(1, 8))),
        section("steuerung", section("s1"), section("s2"), section("s3")),
        element("annex", element("title", "Übersicht"), id="anhang"),
        levels=[level("foreword", "none"), level("annex", "none")],
    )
    assert found == {
        "feld": "1.", "begriffe": "1.1.", "ziele": "2.", "f1": "2.1.", "f2": "2.2.", "f3": "2.3.",
        "f4": "2.4.", "f5": "2.5.", "f6": "2.6.", "f7": "2.7.", "steuerung": "3.", "s1": "3.1.",
        "s2": "3.2.", "s3": "3.3.",
    }  # fmt: skip


STYLES = {
    "decimal-dot": ("1.", "2.", "2.1."),
    "decimal": ("1", "2", "2.1"),
    "roman": ("I", "II", "II.1"),
    "alphabetic": ("A", "B", "B.1"),
}


@pytest.mark.parametrize(("style", "expected"), STYLES.items())
def test_every_style_of_numbering(style, expected):
    found = numbered(section("one"), section("two", section("deep")), numbering=style)
    assert (found["one"], found["two"], found["deep"]) == expected


def test_roman_numbers_and_letters_run_on():
    roman = numbered(*chapters(1994), numbering="roman")
    assert [roman[f"c{n}"] for n in (4, 9, 14, 40, 90, 400, 1994)] == [
        "IV", "IX", "XIV", "XL", "XC", "CD", "MCMXCIV",
    ]  # fmt: skip
    letters = numbered(*chapters(703), numbering="alphabetic")
    assert [letters[f"c{n}"] for n in (26, 27, 52, 53, 702, 703)] == [
        "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_an_unnumbered_heading_counts_nothing_and_nothing_in_it():
    found = numbered(
        section("one"), section("quiet", section("below"), numbered="false"), section("two")
    )
    assert found == {"one": "1.", "two": "2."}


def test_a_heading_can_ask_for_a_number_that_its_level_does_not_give():
    found = numbered(
        section("one", numbered="true"), section("two"), levels=[level("section", "none")]
    )
    assert found == {"one": "1."}


def test_goals_count_through_the_document_whatever_they_hang_in():
    found = numbered(
        field("f1", claim("c1", goal("g1"), goal("g2"))),
        field("f2", goal("g3")),
        levels=[level("goal", "throughout", "Z")],
    )
    assert [found[each] for each in ("g1", "g2", "g3")] == ["Z 1", "Z 2", "Z 3"]


def test_what_counts_per_parent_builds_on_the_number_above():
    found = numbered(
        goal("g1", subgoal("t1"), subgoal("t2")),
        goal("g2", subgoal("t3"), measure("m1")),
        levels=[
            level("goal", "throughout", "Z"),
            level("subgoal", "per-parent", "T"),
            level("measure", "per-parent"),
        ],
    )
    assert found["t1"] == "T 1.1"
    assert found["t2"] == "T 1.2"
    assert found["t3"] == "T 2.1"
    assert found["m1"] == "2.1"


def test_levels_without_numbers_in_between_are_seen_through():
    found = numbered(
        field("f1", claim("c1", goal("g1")), claim("c2", goal("g2"))),
        levels=[level("claim", "none"), level("goal", "per-parent")],
    )
    assert (found["g1"], found["g2"]) == ("1.1", "1.2")


def test_tables_and_figures_count_throughout_each_on_its_own():
    table = element("table", element("caption", "t"), id="t1")
    figure = element("figure", element("caption", "f"), id="p1")
    found = numbered(
        section("one", table, figure), section("two", table.with_attribute("id", "t2"))
    )
    assert (found["t1"], found["p1"], found["t2"]) == ("1", "1", "2")


@given(documents())
def test_numbers_of_one_kind_are_unique(document):
    found = numbers(document.root)
    levels = document.root.child("profile").children_of("level")
    outline = {each.get("role") for each in levels if each.get("counting") != "outline"}
    prefixed = {each.get("role") for each in levels if each.get("prefix")}
    by_tag: dict[str, list[str]] = {}
    for node_id, number in found.items():
        by_tag.setdefault(document.node(node_id).tag, []).append(number)
    for tag in ("section", "field", "table", "figure"):
        if tag not in outline and tag not in prefixed:
            numbers_of_tag = by_tag.get(tag, [])
            assert len(numbers_of_tag) == len(set(numbers_of_tag))


@given(documents(), seeds())
def test_what_is_counted_alike_has_the_same_numbers(document, seed):
    random = Random(seed)
    for _ in range(4):
        new = edited(document, random)
        profiles = profile_of(document.root), profile_of(new.root)
        if profiles[0] == profiles[1] and counts_alike(document.root, new.root):
            assert numbers(new.root) == numbers(document.root)
        document = new


@given(documents(), seeds())
def test_text_alone_does_not_change_how_it_is_counted(document, seed):
    assert counts_alike(document.root, change_text(document, Random(seed)).root)
