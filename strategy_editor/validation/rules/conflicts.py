"""Conflicts of a merge: as long as one is open, the strategy is not finished."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem


def unresolved(context: Context) -> Iterator[Problem]:
    """A conflict that nobody has settled; the finding stands where the versions differ."""
    kept = context.root.child("conflicts")
    for each in kept.children_of("conflict") if kept is not None else ():
        target = each.get("target")
        is_there = target in context.by_id
        yield problem(
            "unresolved-conflict", Severity.ERROR, target if is_there else each.id,
            each.get("field") if is_there else "", conflict=each.get("kind"),
        )  # fmt: skip
