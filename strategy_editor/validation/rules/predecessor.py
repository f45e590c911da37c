"""A strategy against the file of its predecessor: roster and "unchanged" are true to it.

Unlike the other rules these look at two documents, so they run only where the second is at hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.lineage.account import goals_in
from strategy_editor.lineage.kinds import news, olds
from strategy_editor.lineage.roster import Edition, differences, predecessor_in, statement_hash
from strategy_editor.validation.problem import Problem, Severity, problem


def against_predecessor(root: Node, edition: Edition) -> Iterator[Problem]:
    """Yield what is not true to the predecessor; one finding where it is not the predecessor."""
    lineage = root.child("lineage")
    owner = lineage.id if lineage is not None else root.id
    title = edition.values["title"]
    if edition.document == root.id:
        yield problem("predecessor-is-itself", Severity.ERROR, owner)
        return
    predecessor = predecessor_in(root, edition)
    if predecessor is None:
        yield problem("not-the-predecessor", Severity.ERROR, owner, title=title)
        return
    if root.id in edition.predecessors:
        yield problem("circular-lineage", Severity.ERROR, predecessor.id, title=title)
    for kind, former, field, value in differences(predecessor, edition):
        yield _untrue(kind, predecessor, former, field, value, edition)
    yield from _unchanged(root, predecessor, edition)


def _untrue(
    kind: str, predecessor: Node, former: Node | None, field: str, value: str, edition: Edition
) -> Problem:
    if former is None and kind == "missing":
        values = edition.goals[field]
        return problem(
            "roster-lacks-goal", Severity.ERROR, predecessor.id,
            number=values["number"], title=values["title"], reference=field,
        )  # fmt: skip
    if former is None:
        return problem(
            "roster-edition-differs", Severity.WARNING, predecessor.id, "@" + field,
            attribute=field, listed=predecessor.get(field), truth=value, element="predecessor",
        )  # fmt: skip
    named = {"number": former.get("number"), "title": former.get("title")}
    if kind == "unknown":
        return problem("roster-goal-unknown", Severity.ERROR, former.id, "@goal", **named)
    if field == "hash":
        return problem("roster-text-differs", Severity.ERROR, former.id, "@hash", **named)
    return problem(
        "roster-entry-differs", Severity.WARNING, former.id, "@" + field,
        attribute=field, listed=former.get(field), truth=value, element="former-goal",
    )  # fmt: skip


def _unchanged(root: Node, predecessor: Node, edition: Edition) -> Iterator[Problem]:
    """Goals called unchanged that read otherwise in the predecessor's file itself.

    What differs from the roster, too, is found without that file.
    """
    formers = {each.id: each for each in predecessor.children_of("former-goal")}
    present = {each.id: each for each in goals_in(root)}
    lineage = root.child("lineage") or Node("lineage")
    for each in lineage.children_of("disposition"):
        if each.get("kind") != "continued" or len(olds(each)) != 1 or len(news(each)) != 1:
            continue
        former, goal = formers.get(olds(each)[0]), present.get(news(each)[0])
        if former is None or goal is None or statement_hash(goal) != former.get("hash"):
            continue
        truth = edition.goals.get(former.get("goal")) or edition.subgoals.get(former.get("goal"))
        if truth is not None and truth["hash"] != former.get("hash"):
            yield problem("unchanged-only-by-roster", Severity.ERROR, each.id, "@kind",
                          reference=goal.id)  # fmt: skip
