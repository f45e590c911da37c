"""A comparison is complete, and says each thing once."""

from __future__ import annotations

from itertools import permutations, product
from pickle import dumps, loads
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from strategy_editor.comparison.changes import KINDS, Comparison
from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.layout import DuplicateId, all_ids, catalogue
from strategy_editor.comparison.moves import stayed
from strategy_editor.comparison.taking import apply, reverse, take
from strategy_editor.document.document import Document
from strategy_editor.document.node import COMMENT, Node, element
from tests.edits import edited, roughly_changed
from tests.short import claim, field, goal, paragraph, section, small_strategy
from tests.strategies import documents, make_document, seeds


def changed(document: Document, seed: int, count: int) -> Document:
    random = Random(seed)
    for _ in range(count):
        change = random.choice((edited, edited, roughly_changed))
        document = change(document, random)
    return document


def assert_complete(old: Document, new: Document) -> Comparison:
    comparison = compare(old, new)
    assert apply(comparison, old) == new
    assert comparison.differs == (old != new)
    assert apply(reverse(comparison), new) == old
    assert take(comparison, old, []) == old
    return comparison


@given(documents(), seeds(), st.integers(0, 8))
@example(make_document(375512, 9), 510, 5)
@example(make_document(0, 20), 3269199745, 1)
@example(make_document(2259531827, 69), 3064838195, 5)
def test_applying_the_changes_gives_the_new_document(document, seed, count):
    new = changed(document, seed, count)
    assert_complete(document, new)
    assert_complete(new, document)


@given(documents(), documents())
def test_that_holds_for_documents_that_have_nothing_to_do_with_each_other(old, new):
    assert_complete(old, new)


@given(documents())
def test_a_document_does_not_differ_from_itself(document):
    comparison = compare(document, reread(document))
    assert comparison.changes == ()
    assert not comparison.differs
    assert comparison.summary == {}


def reread(document: Document) -> Document:
    """The same in other objects."""
    return loads(dumps(document))


MIRRORED = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}


def told_of(comparison: Comparison) -> list[tuple[object, ...]]:
    """Kind, field and the ids that both documents have for the element, None where it is not."""
    original = comparison.alignment.original
    return sorted(
        (
            (
                kind,
                change.field,
                None if "added" in change.kinds else original(change.id),
                None if "removed" in change.kinds else change.id,
            )
            for change in comparison.changes
            for kind in change.kinds
        ),
        key=str,
    )


def identified(document: Document) -> bool:
    """Whether all ids are those of elements that are compared, or of footnotes."""
    root = document.root
    notes = {node.id for node in root.walk() if node.tag == "footnote"}
    return set(all_ids(root)) <= catalogue(root).keys() | notes


@given(documents(), seeds(), st.integers(1, 8))
@example(make_document(2497288803, 35), 2497288803, 4)  # what refers to nothing
def test_looking_from_the_other_side_mirrors_everything(document, seed, count):
    new = changed(document, seed, count)
    assume(identified(document) and identified(new))
    there, back = compare(document, new), compare(new, document)
    mirrored = [(MIRRORED.get(kind, kind), *rest[:1], rest[2], rest[1])
                for kind, *rest in told_of(back)]  # fmt: skip
    assert told_of(there) == sorted(mirrored, key=str)


@given(documents(), seeds(), st.integers(1, 8))
def test_each_change_is_told_once(document, seed, count):
    comparison = compare(document, changed(document, seed, count))
    told = [(each.id, each.field, kind) for each in comparison.changes for kind in each.kinds]
    assert len(told) == len(set(told))
    assert {kind for each in comparison.changes for kind in each.kinds} <= set(KINDS)
    assert sum(comparison.summary.values()) == sum(len(each.kinds) for each in comparison.changes)


@given(st.permutations(range(6)), st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_as_few_as_possible_are_called_moved(one, other, missing):
    old = [str(each) for each in one]
    new = [str(each) for each in other if each not in missing]
    kept = stayed(old, new)
    order = [each for each in new if each in kept]
    assert order == sorted(order, key=old.index)
    best = max(
        sum(chosen)
        for chosen in product((0, 1), repeat=len(new))
        if (picked := [each for each, take in zip(new, chosen, strict=True) if take])
        == sorted(picked, key=old.index)
    )
    assert len(kept) == best


def siblings(*words: str) -> Document:
    """Goals in one claim; ``a`` stands for a goal, ``a!`` for the goal with another statement."""
    goals = []
    for word in words:
        made = element(
            "goal", element("title", "t"), element("statement", word), id=word[0], horizon="h"
        )
        goals.append(made)
    return small_strategy(field("f", claim("k", *goals)), profile=[])


STATES = [
    "".join(order) for count in range(4) for order in permutations("abc", count)
]  # fmt: skip


@pytest.mark.parametrize("edited_goals", ["", "a", "b", "ab", "abc"])
@pytest.mark.parametrize("order", STATES)
def test_every_way_to_delete_move_and_edit_three_siblings(order, edited_goals):
    old = siblings("a", "b", "c")
    new = siblings(*(each + "!" if each in edited_goals else each for each in order))
    comparison = assert_complete(old, new)
    kinds: dict[str, set[str]] = {"removed": set(), "moved": set(), "reworded": set()}
    for change in comparison.changes:
        for kind in change.kinds:
            kinds.setdefault(kind, set()).add(change.id)
    assert kinds["removed"] == set("abc") - set(order)
    assert kinds["reworded"] == set(edited_goals) & set(order)
    assert len(kinds["moved"]) == len(order) - len(stayed("abc", order))
    assert set(kinds) == {"removed", "moved", "reworded"}
    assert_complete(new, old)


OLD = small_strategy(
    section("one", paragraph("p", "The first text."), paragraph("q", "The second.")),
    section("two"),
)


def only(new: Document) -> tuple[tuple[str, ...], str, str]:
    comparison = assert_complete(OLD, new)
    told = [each for each in comparison.changes if each.kinds != ("renumbered",)]
    assert len(told) == 1, told
    return told[0].kinds, told[0].id, told[0].field


def test_the_smallest_honest_kind_is_told():
    put = OLD.updated
    q, two = OLD.node("q"), OLD.node("two")
    assert only(put("p", lambda node: node.with_content(["Another."]))) == (("reworded",), "p", "")
    assert only(put("one", lambda node: node.with_attribute("numbered", "false"))) == (
        ("attribute",), "one", "@numbered",
    )  # fmt: skip
    assert only(put("q", lambda _: None)) == (("removed",), "q", "")
    added = put("two", lambda node: node.with_content([*node.content, paragraph("n", "x")]))
    assert only(added) == (("added",), "n", "")
    moved = put("q", lambda _: None).updated("two", lambda _: two.with_content([*two.content, q]))
    assert only(moved) == (("moved",), "q", "")
    assert only(put("p", lambda node: node.with_tag("quotation"))) == (("retyped",), "p", "")
    assert only(put("two", lambda _: section("two").with_content([element("title", "2")]))) == (
        ("reworded",), "two", "title",
    )  # fmt: skip


def test_what_comes_or_goes_as_a_whole_is_one_change():
    new = OLD.updated("one", lambda _: None)
    removed = [each for each in compare(OLD, new).changes if "removed" in each.kinds]
    (change,) = removed
    assert change.old == "one\nThe first text.\nThe second."
    (change,) = [each for each in compare(new, OLD).changes if "added" in each.kinds]
    assert change.new == "one\nThe first text.\nThe second."


def test_what_moved_out_of_something_deleted_is_moved_and_not_deleted():
    p = OLD.node("p")
    new = OLD.updated("one", lambda _: None).updated(
        "two", lambda node: node.with_content([*node.content, p])
    )
    comparison = assert_complete(OLD, new)
    told = {(each.kinds, each.id) for each in comparison.changes}
    assert (("moved",), "p") in told
    assert (("removed",), "one") in told
    (removed,) = [each for each in comparison.changes if "removed" in each.kinds]
    assert "first text" not in removed.old


def test_numbers_that_changed_by_themselves_are_renumbered():
    comparison = compare(OLD, OLD.updated("one", lambda _: None))
    renumbered = [each for each in comparison.changes if "renumbered" in each.kinds]
    (change,) = renumbered
    assert (change.id, change.old_number, change.new_number) == ("two", "2.", "1.")


def test_editions_with_other_root_ids_correspond():
    other = OLD.with_root(OLD.root.with_attribute("id", "edition2020"))
    comparison = assert_complete(OLD, other)
    assert comparison.changes == ()
    assert comparison.differs


def test_a_reference_that_points_elsewhere_is_a_change():
    def text(target: str) -> Document:
        return OLD.updated(
            "p", lambda node: node.with_content([element("cross-reference", target=target)])
        )

    comparison = assert_complete(text("q"), text("two"))
    assert [(each.kinds, each.id) for each in comparison.changes] == [(("reworded",), "p")]


def test_what_stands_outside_the_root_is_kept_and_told():
    new = Document(OLD.root, (Node(COMMENT, (), ("checked",)),), (), (("x", "urn:x"),))
    comparison = assert_complete(OLD, new)
    (change,) = comparison.changes
    assert (change.kinds, change.field, change.old, change.new) == (
        ("reworded",), "#outside", "", "checked",
    )  # fmt: skip
    assert take(comparison, OLD, [change]).prolog == new.prolog
    assert comparison.differs


def test_one_id_twice_cannot_be_compared():
    doubled = OLD.updated("two", lambda node: node.with_content([paragraph("p"), *node.content]))
    for pair in ((OLD, doubled), (doubled, OLD)):
        with pytest.raises(DuplicateId):
            compare(*pair)


def test_goals_show_the_name_and_numbers_of_both_sides():
    (change,) = compare(small_strategy(goal("g")), small_strategy(goal("g", tags="x"))).changes
    assert (change.role, change.title) == ("goal", "g")
