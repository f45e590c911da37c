"""Any changes can be taken, each with what it needs: nothing is lost and the schema is kept."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from strategy_editor.comparison.changes import Change, Comparison
from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.layout import all_ids
from strategy_editor.comparison.needs import closure
from strategy_editor.comparison.taking import apply, reverse, take
from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.schema.catalog import current_schema, load_validator
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.validation.check import check
from tests.comparison.test_laws import changed
from tests.edits import edited
from tests.short import claim, field, goal, paragraph, section, small_strategy
from tests.strategies import documents, make_document, seeds
from tests.stress.edits import RATES
from tests.stress.grow import grow
from tests.stress.truth import ID_MODES, new_edition

HARD = {
    "retyped": 0.06, "deleted": 0.03, "merged": 0.02, "split": 0.02, "moved": 0.03,
    "moved-away": 0.02, "moved-and-reworded": 0.02, "inserted": 0.03, "rewritten": 0.03,
    "reworded": 0.08,
}  # fmt: skip


@cache
def editions(blocks: int, seed: int, ids: str) -> tuple[Document, Document]:
    old = grow(blocks, seed)
    return old, new_edition(old, HARD, seed, ids)[0]


def some(changes: list[Change] | tuple[Change, ...], random: Random, share: float) -> list[Change]:
    return [each for each in changes if each.aspects and random.random() < share]


def told(changes: list[Change] | tuple[Change, ...]) -> Counter[tuple[object, ...]]:
    """Kinds that do not follow by themselves, with element and field."""
    return Counter(
        (kind, each.id, each.field)
        for each in changes
        for kind in each.kinds
        if kind != "renumbered"
    )


@cache
def validator() -> etree.XMLSchema:
    return load_validator()


def errors(document: Document) -> list[str]:
    """What the schema says, and references to nothing."""
    dangling = [str(each) for each in check(document) if each.rule == "dangling-reference"]
    return schema_errors(document) + dangling


def schema_errors(document: Document) -> list[str]:
    tree = etree.fromstring(to_bytes(document, current_schema().mixed_tags))
    return [] if validator().validate(tree) else [str(validator().error_log)]


@given(documents(), seeds(), st.integers(1, 8), st.sampled_from([0.1, 0.5, 0.9]))
@example(make_document(0, 1), 16215044, 1, 0.5)
@example(make_document(0, 1), 16215044, 1, 0.1)
def test_some_changes_leave_no_id_twice_and_all_of_them_make_the_new(document, seed, count, share):
    new = changed(document, seed, count)
    comparison = compare(document, new)
    chosen = some(comparison.changes, Random(seed), share)
    mixed = take(comparison, document, chosen)
    ids = all_ids(mixed.root)
    assert len(ids) == len(set(ids))
    rest = compare(mixed, new)
    assert apply(rest, mixed) == new


@given(documents(), seeds(), st.integers(1, 12), st.sampled_from([0.1, 0.5, 0.9]))
def test_what_users_can_do_can_be_taken_in_any_part_and_stays_valid(document, seed, count, share):
    random = Random(seed)
    new = document
    for _ in range(count):
        new = edited(new, random)
    if schema_errors(document) or schema_errors(new):
        return
    comparison = compare(document, new)
    mixed = take(comparison, document, some(comparison.changes, random, share))
    assert schema_errors(mixed) == []


@pytest.mark.parametrize("ids", ID_MODES)
@pytest.mark.parametrize(("blocks", "seed"), [(150, 1), (400, 2)])
@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_part_is_taken_and_exactly_the_rest_remains(blocks, seed, ids, share):
    old, new = editions(blocks, seed, ids)
    comparison = compare(old, new)
    chosen = some(comparison.changes, Random(seed), share)
    taken = closure(comparison, chosen)
    mixed = take(comparison, old, chosen)
    assert errors(mixed) == []
    rest = compare(mixed, new)
    expected = told(comparison.changes) - told(taken)
    assert told(rest.changes) == expected
    assert apply(rest, mixed) == new


@pytest.mark.parametrize("ids", ["keep", "strip"])
def test_each_change_alone_is_valid_and_can_be_taken_back(ids):
    old, new = editions(110, 3, ids)
    comparison = compare(old, new)
    for change in comparison.changes[::2]:
        if change.aspects:
            mixed = take(comparison, old, [change])
            assert schema_errors(mixed) == []
            there = compare(old, mixed)
            assert there.differs
            assert apply(reverse(there), mixed) == old


@pytest.mark.parametrize("ids", ID_MODES)
def test_all_taken_leaves_nothing(ids):
    old, new = editions(400, 2, ids)
    comparison = compare(old, new)
    mixed = take(comparison, old, comparison.changes)
    assert compare(mixed, new).changes == ()
    if ids == "keep":
        assert mixed == new
    kept = set(all_ids(old.root))
    known = {comparison.alignment.original(each) for each in all_ids(comparison.alignment.old.root)}
    assert known == kept


def kinds(comparison: Comparison) -> list[tuple[tuple[str, ...], str, str]]:
    return [(each.kinds, each.id, each.field) for each in comparison.changes]


def test_moved_and_reworded_are_taken_apart():
    old = small_strategy(section("one", paragraph("p", "Ein Satz über das Ziel.")), section("two"))
    p = paragraph("p", "Ein neuer Satz über das Ziel.")
    new = old.updated("p", lambda _: None).updated(
        "two", lambda node: node.with_content([*node.content, p])
    )
    comparison = compare(old, new)
    assert kinds(comparison) == [(("moved",), "p", ""), (("reworded",), "p", "")]
    moved, reworded = comparison.changes
    only_moved = take(comparison, old, [moved])
    assert only_moved.parent_id("p") == "two"
    assert only_moved.node("p").text == "Ein Satz über das Ziel."
    only_reworded = take(comparison, old, [reworded])
    assert only_reworded.parent_id("p") == "one"
    assert only_reworded.node("p").text == "Ein neuer Satz über das Ziel."
    assert take(comparison, only_moved, [reworded]) == new
    assert take(comparison, only_reworded, [moved]) == new


def test_what_moves_into_something_new_brings_it_along():
    old = small_strategy(section("one", paragraph("p"), paragraph("q")))
    p = old.node("p")
    new = old.updated("p", lambda _: None)
    new = new.with_root(new.root.with_content([*new.root.content, section("fresh", p)]))
    comparison = compare(old, new)
    (moved,) = [each for each in comparison.changes if "moved" in each.kinds]
    (added,) = [each for each in comparison.changes if "added" in each.kinds]
    assert closure(comparison, [moved]) == [added, moved]
    assert closure(comparison, [added]) == [added]
    assert take(comparison, old, [moved]) == new


def test_what_goes_is_emptied_first():
    old = small_strategy(section("one", paragraph("p"), paragraph("q")), section("two"))
    p = old.node("p")
    new = old.updated("one", lambda _: None).updated(
        "two", lambda node: node.with_content([*node.content, p])
    )
    comparison = compare(old, new)
    (removed,) = [each for each in comparison.changes if "removed" in each.kinds]
    assert {each.kinds[0] for each in closure(comparison, [removed])} == {"removed", "moved"}
    assert "p" in take(comparison, old, [removed])


def test_a_reference_waits_for_what_it_points_to():
    old = small_strategy(section("one", paragraph("p", "Siehe dort.")))
    text = ["Siehe dort: ", element("cross-reference", target="n"), "."]
    new = old.updated("p", lambda node: node.with_content(text))
    new = new.with_root(new.root.with_content([*new.root.content, section("n")]))
    comparison = compare(old, new)
    (reworded,) = [each for each in comparison.changes if "reworded" in each.kinds]
    assert [each.id for each in closure(comparison, [reworded])] == ["p", "n"]


def test_two_that_change_places_with_what_is_in_them_are_taken_together():
    inner = section("b", paragraph("q"))
    old = small_strategy(section("a", paragraph("p"), inner))
    outer = section("b", paragraph("q"), section("a", paragraph("p")))
    new = small_strategy(outer)
    comparison = compare(old, new)
    for change in comparison.changes:
        mixed = take(comparison, old, [change])
        assert {"a", "b", "p", "q"} <= set(all_ids(mixed.root))


def test_a_goal_that_becomes_a_subgoal_moves_as_one():
    old = small_strategy(field("f", claim("k", goal("g"), goal("h"))))
    lower = old.node("h").with_tag("subgoal")
    new = old.updated("h", lambda _: None).updated(
        "g", lambda node: node.with_content([*node.content, lower])
    )
    comparison = compare(old, new)
    kinds = [each.kinds[0] for each in comparison.changes]
    assert kinds == ["retyped", "moved"]
    for change in comparison.changes:
        assert take(comparison, old, [change]) == new


def test_rates_are_those_of_the_usual_edition():
    assert set(HARD) == set(RATES)
