"""Lineage as a graph: split and merge read the same from both sides, nothing counts twice (L-03).

A former goal that lives on in several present ones is one split; a present goal that comes from
several former ones is one merge. A join may be part of both. "Partly achieved" and "no
statement" may stand beside anything that goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.lineage.kinds import GOES_ON, NEW, news, olds
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem


def splits_and_merges(context: Context) -> Iterator[Problem]:
    """A former goal that goes on by two dispositions, or a present goal that comes by two."""
    going_on = [each for each in context.by_tag["disposition"] if each.get("kind") in GOES_ON]
    by_old, by_new = _by(going_on, "old"), _by(going_on, "new")
    for old, found in by_old.items():
        odd = _odd_one(found, "split", "merged", "new")
        if odd is not None:
            yield _asymmetric("former-goal-goes-on-twice", odd, "@old", old)
    for new, found in by_new.items():
        odd = _odd_one(found, "merged", "split", "old")
        if odd is not None:
            yield _asymmetric("goal-with-two-origins", odd, "@new", new)


def new_or_not(context: Context) -> Iterator[Problem]:
    """A goal that is declared new and goes back to a former one all the same."""
    origins = _by(context.by_tag["disposition"], "new")
    for new, found in origins.items():
        declared = [each for each in found if each.get("kind") == NEW]
        if declared and len(found) > len(declared):
            yield _asymmetric("new-goal-with-origin", declared[0], "@new", new)


def rosters(context: Context) -> Iterator[Problem]:
    """A goal that stands in the roster twice, which no statistics would survive."""
    known: set[tuple[str, str]] = set()
    for predecessor in context.by_tag["predecessor"]:
        for former in predecessor.children_of("former-goal"):
            key = (predecessor.get("document"), former.get("goal"))
            if key in known:
                yield problem(
                    "former-goal-twice", Severity.ERROR, former.id, "@goal",
                    number=former.get("number"), title=former.get("title"),
                )  # fmt: skip
            known.add(key)


def circles(context: Context) -> Iterator[Problem]:
    """A strategy that is its own predecessor."""
    own = context.root.id
    for tag in ("predecessor", "supersedes"):
        for each in context.by_tag[tag]:
            if own is not None and each.get("document") == own:
                yield problem("own-predecessor", Severity.ERROR, each.id, "@document", element=tag)


def _odd_one(found: list[Node], whole: str, partner: str, side: str) -> Node | None:
    """The disposition that does not fit beside the others; None where they agree.

    Several agree where one is the whole and the others are partners within it.
    """
    if len(found) == 1:
        return None
    wholes = [each for each in found if each.get("kind") == whole]
    if len(wholes) != 1:
        return found[1]
    named = set(news(wholes[0]) if side == "new" else olds(wholes[0]))
    for each in found:
        own = set(news(each) if side == "new" else olds(each))
        if each is not wholes[0] and (each.get("kind") != partner or not own <= named):
            return each
    return None


def _by(dispositions: list[Node], side: str) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for each in dispositions:
        for goal in news(each) if side == "new" else olds(each):
            found[goal].append(each)
    return found


def _asymmetric(rule: str, disposition: Node, field: str, reference: str) -> Problem:
    return problem(
        rule, Severity.ERROR, disposition.id, field,
        kind=disposition.get("kind"), reference=reference,
    )  # fmt: skip
