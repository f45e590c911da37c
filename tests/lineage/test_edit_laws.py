"""Edits of dispositions: split and merge stay symmetric, joins are what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.lineage import edits
from strategy_editor.lineage.account import account_of
from strategy_editor.lineage.joins import Join, joins_of
from strategy_editor.lineage.kinds import ENDS
from strategy_editor.lineage.roster import statement_hash
from tests.checking import checked
from tests.short import goal, small_strategy

FORMERS, GOALS = ("o0", "o1", "o2"), ("n0", "n1", "n2")
SOUND = {
    "former-goal-goes-on-twice", "goal-with-two-origins", "new-goal-with-origin",
    "contradictory-dispositions", "disposition-cardinality", "dangling-reference",
    "continued-but-changed", "duplicate-id",
}  # fmt: skip


def start() -> Document:
    goals = [goal(each) for each in GOALS]
    formers = [
        element("former-goal", id=old, goal=new, number=str(at), title=new,
                hash=statement_hash(goals[at]))
        for at, (old, new) in enumerate(zip(FORMERS, GOALS, strict=True))
    ]  # fmt: skip
    predecessor = element(
        "predecessor", *formers, id="pre", document="before", title="t", edition="2009"
    )
    return small_strategy(*goals, lineage=[predecessor])


def joins(document: Document) -> set[Join]:
    lineage = document.root.child("lineage")
    return set(joins_of(lineage.children_of("disposition")))


def dispositions(document: Document) -> list[tuple[str, str, str]]:
    lineage = document.root.child("lineage")
    return [
        (each.get("kind"), each.get("old"), each.get("new"))
        for each in lineage.children_of("disposition")
    ]


def assert_sound(document: Document) -> None:
    wrong = [each for each in checked(document)
             if each.rule in SOUND or each.rule.startswith("schema.")]  # fmt: skip
    assert wrong == []
    totals = account_of(document).totals()
    assert totals.accounted + totals.unstated + totals.open == totals.former == len(FORMERS)
    assert sum(totals.kinds.values()) == totals.accounted + totals.unstated


Operation = tuple[str, str, str]
operations = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("link", "unlink")), st.sampled_from(FORMERS),
                  st.sampled_from(GOALS)),
        st.tuples(st.just("conclude"), st.sampled_from(FORMERS),
                  st.sampled_from((*sorted(ENDS), "no-statement"))),
        st.tuples(st.just("reopen"), st.sampled_from(FORMERS), st.just("")),
        st.tuples(st.just("declare"), st.just(""), st.sampled_from(GOALS)),
        st.tuples(st.just("carry"), st.sampled_from(FORMERS), st.just("")),
    ),
    max_size=12,
)  # fmt: skip


def performed(document: Document, operation: Operation, new_id: Callable[[], str]) -> Document:
    name, former, other = operation
    match name:
        case "link":
            return edits.link(document, former, other, new_id)
        case "unlink":
            return edits.unlink(document, former, other, new_id)
        case "conclude":
            return edits.conclude(document, former, other, new_id)
        case "reopen":
            return edits.reopen(document, former, new_id)
        case "declare":
            return edits.declare_new(document, other, "because", new_id)
        case _:
            return edits.carry_over(document, former, new_id)


def expected(before: set[Join], operation: Operation, document: Document) -> set[Join]:
    name, former, other = operation
    own = {join for join in before if join[0] == former}
    match name:
        case "link":
            return before | {(former, other)}
        case "unlink":
            return before - {(former, other)}
        case "conclude" | "reopen":
            return before - own
        case "carry" if not account_of(document).fates[FORMERS.index(former)].dispositions:
            return before | {(former, document.node(former).get("goal"))}
        case _:
            return before


@given(operations)
def test_each_edit_makes_the_joins_asked_for_and_keeps_lineage_sound(run):
    fresh = count()
    document = start()
    for operation in run:
        before, was = joins(document), document
        document = performed(document, operation, lambda: f"d{next(fresh)}")
        assert joins(document) == expected(before, operation, was), operation
        assert_sound(document)
        again = performed(document, operation, lambda: f"d{next(fresh)}")
        assert again.root == document.root, operation


@given(operations, st.sampled_from(FORMERS), st.sampled_from(GOALS))
def test_what_is_untouched_stays_the_same_object(run, former, new):
    fresh = count()
    document = start()
    for operation in run:
        document = performed(document, operation, lambda: f"d{next(fresh)}")
    linked = edits.link(document, former, new, lambda: f"d{next(fresh)}")
    for one, other in zip(document.root.children, linked.root.children, strict=True):
        assert one.tag == "lineage" or one is other


@pytest.mark.parametrize("chosen", [
    frozenset(pair for pair, wanted in zip(product(FORMERS[:2], GOALS[:2]), bits, strict=True)
              if wanted)
    for bits in product((False, True), repeat=4)
])  # fmt: skip
def test_any_graph_is_stated_from_any_order(chosen):
    """All graphs of two former and two present goals, built in two orders: n to m included."""
    stated = []
    for order in (sorted(chosen), sorted(chosen, reverse=True)):
        fresh = count()
        document = start()
        for former, new in order:
            document = edits.link(document, former, new, lambda: f"d{next(fresh)}")  # noqa: B023
        assert joins(document) == chosen
        assert_sound(document)
        shapes = {(kind, frozenset(old.split()), frozenset(new.split()))
                  for kind, old, new in dispositions(document)}  # fmt: skip
        stated.append(shapes)
    assert stated[0] == stated[1]


def new_ids() -> Callable[[], str]:
    fresh = count()
    return lambda: f"d{next(fresh)}"


def test_a_split_and_a_merge_are_made_and_unmade():
    new_id = new_ids()
    document = edits.link(start(), "o0", "n0", new_id)
    assert dispositions(document) == [("continued", "o0", "n0")]
    document = edits.link(document, "o0", "n1", new_id)
    assert dispositions(document) == [("split", "o0", "n0 n1")]
    document = edits.link(document, "o1", "n1", new_id)
    assert dispositions(document) == [("split", "o0", "n0 n1"), ("merged", "o0 o1", "n1")]
    document = edits.unlink(document, "o0", "n1", new_id)
    assert dispositions(document) == [("continued", "o0", "n0"), ("continued", "o1", "n1")]


def test_split_and_merge_name_exactly_what_is_given():
    new_id = new_ids()
    document = edits.split(start(), "o0", ["n0", "n1"], new_id)
    document = edits.split(document, "o0", ["n1", "n2"], new_id)
    assert joins(document) == {("o0", "n1"), ("o0", "n2")}
    document = edits.merge(document, ["o1", "o2"], "n2", new_id)
    assert joins(document) == {("o0", "n1"), ("o1", "n2"), ("o2", "n2")}
    assert_sound(document)


def test_what_was_achieved_and_goes_on_is_partly_achieved():
    new_id = new_ids()
    document = edits.conclude(start(), "o0", "achieved", new_id)
    (made,) = document.root.child("lineage").children_of("disposition")
    document = edits.write(document, made.id, "evidence", "Report of 2013.")
    document = edits.link(document, "o0", "n1", new_id)
    (stated,) = document.root.child("lineage").children_of("disposition")
    assert (stated.get("kind"), stated.get("new")) == ("partly-achieved", "n1")
    assert stated.text_of("evidence") == "Report of 2013."
    assert dispositions(edits.unlink(document, "o0", "n1", new_id)) == [("achieved", "o0", "")]


def test_reasons_go_over_to_what_takes_the_place():
    new_id = new_ids()
    document = edits.link(edits.link(start(), "o0", "n0", new_id), "o1", "n1", new_id)
    one, other = (each.id for each in document.root.child("lineage").children_of("disposition"))
    document = edits.write(document, one, "reason", "First.")
    document = edits.write(document, other, "reason", "Second.")
    document = edits.link(document, "o1", "n0", new_id)
    document = edits.unlink(document, "o1", "n1", new_id)
    (merged,) = document.root.child("lineage").children_of("disposition")
    assert merged.get("kind") == "merged"
    assert {"First.", "Second."} <= set(merged.text_of("reason").replace(". ", ".|").split("|"))


def test_contradicting_statements_are_made_one():
    new_id = new_ids()
    broken = start()
    lineage = broken.root.child("lineage")
    for at, (old, new) in enumerate((("o0", "n0"), ("o0", "n1"), ("o1", "n1"))):
        child = element("disposition", element("reason", "x"), id=f"b{at}", kind="modified",
                        old=old, new=new)  # fmt: skip
        lineage = lineage.with_content((*lineage.content, child))
    broken = broken.updated("lineage", lambda _node: lineage)
    assert {each.rule for each in checked(broken)} >= {"former-goal-goes-on-twice",
                                                       "goal-with-two-origins"}  # fmt: skip
    mended = edits.harmonised(broken, "o0", new_id)
    assert joins(mended) == joins(broken)
    assert_sound(mended)


def test_unknown_goals_change_nothing():
    new_id = new_ids()
    document = start()
    for changed in (
        edits.link(document, "nobody", "n0", new_id),
        edits.link(document, "o0", "o1", new_id),
        edits.unlink(document, "o0", "n0", new_id),
        edits.conclude(document, "n0", "achieved", new_id),
        edits.conclude(document, "o0", "merged", new_id),
        edits.reopen(document, "o0", new_id),
        edits.declare_new(document, "o0", "x", new_id),
        edits.carry_over(document, "n0", new_id),
        edits.write(document, "d", "reason", "x"),
        edits.change_kind(document, "n0", "split"),
        edits.harmonised(document, "o0", new_id),
    ):
        assert changed is document
