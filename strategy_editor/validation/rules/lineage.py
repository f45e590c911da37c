"""Lineage: what became of every goal of the edition before (L-01 to L-03, domain model 2.6).

What is merely incomplete is a warning while the strategy is being written, and an error from the
cabinet submission on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.lineage.kinds import CARDINALITIES, ENDS, GOES_ON, lacking, news, olds
from strategy_editor.lineage.roster import statement_hash
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem


def roster(context: Context) -> Iterator[Problem]:
    """A goal of the edition before that no disposition accounts for."""
    accounted = {old for each in context.by_tag["disposition"] for old in olds(each)}
    for former in context.by_tag["former-goal"]:
        if former.id not in accounted:
            yield problem(
                "former-goal-without-disposition",
                context.incompleteness,
                former.id,
                number=former.get("number"),
                title=former.get("title"),
            )


def origins(context: Context) -> Iterator[Problem]:
    """A present goal that comes from nowhere, where the strategy has a predecessor.

    One that was carried over is not named beside the former goal that is still open: it is the
    same decision that is due.
    """
    if not context.by_tag["former-goal"]:
        return
    known = {new for each in context.by_tag["disposition"] for new in news(each)}
    accounted = {old for each in context.by_tag["disposition"] for old in olds(each)}
    known |= {
        former.get("goal") for former in context.by_tag["former-goal"] if former.id not in accounted
    }
    for goal in context.by_tag["goal"]:
        if goal.id not in known:
            yield problem("goal-without-origin", context.incompleteness, goal.id)


def evidence(context: Context) -> Iterator[Problem]:
    """A disposition without the evidence its kind demands, or "unchanged" that is not."""
    for each in context.by_tag["disposition"]:
        for needed in lacking(each):
            yield problem(
                "disposition-without-evidence",
                context.incompleteness,
                each.id,
                needed,
                kind=each.get("kind"),
                needed=needed,
            )
        if each.get("kind") == "continued":
            yield from _unchanged(context, each)


def numbers_of_goals(context: Context) -> Iterator[Problem]:
    """A split without a second part, a merge of one, an ending that goes on."""
    for each in context.by_tag["disposition"]:
        limits = CARDINALITIES.get(each.get("kind"))
        if limits is None:
            continue
        for field, low, high in (("old", *limits[:2]), ("new", *limits[2:])):
            count = len(set(each.get(field).split()))
            if count < low or (high is not None and count > high):
                yield problem(
                    "disposition-cardinality",
                    Severity.ERROR,
                    each.id,
                    "@" + field,
                    kind=each.get("kind"),
                    attribute=field,
                    count=count,
                    low=low,
                    high="" if high is None else high,
                )


def contradictions(context: Context) -> Iterator[Problem]:
    """A former goal that both ends and goes on; "partly achieved" is the lawful mixture."""
    kinds: dict[str, list[Node]] = defaultdict(list)
    for each in context.by_tag["disposition"]:
        for old in set(each.get("old").split()):
            kinds[old].append(each)
    for old, dispositions in kinds.items():
        ending = [each for each in dispositions if each.get("kind") in ENDS]
        going_on = [each for each in dispositions if each.get("kind") in GOES_ON]
        if ending and (going_on or len(ending) > 1):
            other = (going_on or ending[1:])[0]
            yield problem(
                "contradictory-dispositions",
                Severity.ERROR,
                ending[0].id,
                "@kind",
                kind=ending[0].get("kind"),
                other=other.get("kind"),
                reference=old,
            )


def _unchanged(context: Context, disposition: Node) -> Iterator[Problem]:
    old, new = disposition.get("old").split(), disposition.get("new").split()
    if len(old) != 1 or len(new) != 1:
        return
    former, goal = context.by_id.get(old[0]), context.by_id.get(new[0])
    if former is None or goal is None or not former.get("hash"):
        return
    if goal.child("statement") is not None and statement_hash(goal) != former.get("hash"):
        yield problem(
            "continued-but-changed", Severity.ERROR, disposition.id, "@kind", reference=goal.id
        )
