"""Lineage: what became of every goal of the edition before (L-01 to L-03, domain model 2.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from strategy_editor.document.characters import text_hash
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem

MANY = 2
# kind -> (fewest and most former goals, fewest and most present goals); None is no limit.
CARDINALITIES: dict[str, tuple[int, int | None, int, int | None]] = {
    "continued": (1, 1, 1, 1),
    "modified": (1, 1, 1, 1),
    "merged": (MANY, None, 1, 1),
    "split": (1, 1, MANY, None),
    "achieved": (1, 1, 0, 0),
    "partly-achieved": (1, 1, 1, None),
    "dropped": (1, 1, 0, 0),
    "replaced-by-law": (1, 1, 0, 0),
    "moved": (1, 1, 0, 0),
    "permanent": (1, 1, 0, 0),
    "new": (0, 0, 1, 1),
    "no-statement": (1, 1, 0, None),
}
# kind -> what must be there: @ is an attribute, the rest are children.
EVIDENCE: dict[str, tuple[str, ...]] = {
    "modified": ("reason",),
    "achieved": ("@date", "evidence"),
    "partly-achieved": ("evidence",),
    "dropped": ("reason", "@body"),
    "replaced-by-law": ("legal-reference",),
    "moved": ("@document", "@element"),
    "permanent": ("@actor",),
    "new": ("trigger",),
    "no-statement": ("reason",),
}
ENDS = frozenset({"achieved", "dropped", "replaced-by-law", "moved", "permanent"})
GOES_ON = frozenset({"continued", "modified", "merged", "split"})


def roster(context: Context) -> Iterator[Problem]:
    """A goal of the edition before that no disposition accounts for."""
    accounted = {old for each in context.all_of("disposition") for old in each.get("old").split()}
    for former in context.all_of("former-goal"):
        if former.id not in accounted:
            yield problem(
                "former-goal-without-disposition",
                Severity.ERROR,
                former.id,
                number=former.get("number"),
                title=former.get("title"),
            )


def origins(context: Context) -> Iterator[Problem]:
    """A present goal that comes from nowhere, where the strategy has a predecessor."""
    if not context.all_of("former-goal"):
        return
    known = {new for each in context.all_of("disposition") for new in each.get("new").split()}
    for goal in context.all_of("goal"):
        if goal.id not in known:
            yield problem("goal-without-origin", Severity.ERROR, goal.id)


def evidence(context: Context) -> Iterator[Problem]:
    """A disposition without the evidence its kind demands, or "unchanged" that is not."""
    for each in context.all_of("disposition"):
        for needed in EVIDENCE.get(each.get("kind"), ()):
            missing = not each.get(needed[1:]) if needed[0] == "@" else not _filled(each, needed)
            if missing:
                yield problem(
                    "disposition-without-evidence",
                    Severity.ERROR,
                    each.id,
                    needed,
                    kind=each.get("kind"),
                    needed=needed,
                )
        if each.get("kind") == "continued":
            yield from _unchanged(context, each)


def numbers_of_goals(context: Context) -> Iterator[Problem]:
    """A split without a second part, a merge of one, an ending that goes on."""
    for each in context.all_of("disposition"):
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
    for each in context.all_of("disposition"):
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
    statement = goal.child("statement")
    if statement is not None and text_hash(wording(statement)) != former.get("hash"):
        yield problem(
            "continued-but-changed", Severity.ERROR, disposition.id, "@kind", reference=goal.id
        )


def _filled(node: Node, tag: str) -> bool:
    found = node.child(tag)
    return found is not None and bool(found.attributes or found.text.strip())
