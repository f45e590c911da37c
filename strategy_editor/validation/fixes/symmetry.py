"""Fixes for lineage that reads otherwise from the two sides, or is not true to its predecessor."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.document import Document
from strategy_editor.lineage.edits import harmonised, without_former
from strategy_editor.lineage.roster import predecessor_in, refreshed
from strategy_editor.validation.fixes.fix import Fix, Means, drop_element, lead_to
from strategy_editor.validation.problem import Problem


def goes_on_twice(_document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """Two dispositions that do not agree: state them as one split or merge."""
    goal = problem.value("reference")
    key = "as-split" if problem.rule == "former-goal-goes-on-twice" else "as-merge"
    yield Fix(key, lambda now, _answer: harmonised(now, goal, means.new_id))
    yield lead_to(problem)


def new_with_origin(_document: Document, problem: Problem, _means: Means) -> Iterator[Fix]:
    """A goal that is new and is not: it is not new."""
    values = (("kind", problem.value("kind")),)
    yield Fix("remove-disposition", drop_element(problem.node_id), values)
    yield lead_to(problem)


def twice_in_roster(document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A goal that stands in the roster twice: take the second out."""
    second = document.find(problem.node_id)
    predecessor = document.parent(problem.node_id) if second is not None else None
    same = [
        each.id
        for each in (predecessor.children_of("former-goal") if predecessor is not None else ())
        if second is not None and each.get("goal") == second.get("goal") and each is not second
    ]
    if same and same[0] is not None:
        first = same[0]
        yield Fix(
            "remove-former-goal",
            lambda now, _answer: without_former(now, problem.node_id, first, means.new_id),
        )
    yield lead_to(problem)


def untrue_roster(_document: Document, problem: Problem, means: Means) -> Iterator[Fix]:
    """A roster that is not true to the predecessor: refresh it."""

    def edit(now: Document, _answer: str) -> Document:
        for edition in means.predecessors:
            if predecessor_in(now.root, edition) is not None:
                now, _ledger = refreshed(now, edition, means.new_id)
        return now

    if means.predecessors:
        yield Fix("refresh-roster", edit)
    yield lead_to(problem)
