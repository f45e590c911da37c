"""What the newer of two editions declares: which of the older one's goals live on in which."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.lineage.kinds import ENDS, news, olds

Pair = tuple[str, str]
"""The id of a goal in the old document, and the one in the new."""


def declared_pairs(old: Node, new: Node) -> list[Pair]:
    """Return the goals declared to go on as one goal, whichever of the two is the newer edition."""
    forward = list(_pairs(old, new))
    return forward or [(older, newer) for newer, older in _pairs(new, old)]


def _pairs(older: Node, newer: Node) -> Iterator[Pair]:
    lineage = newer.child("lineage")
    if lineage is None or older.id is None:
        return
    goals = {
        former.id: former.get("goal")
        for predecessor in lineage.children_of("predecessor")
        if predecessor.get("document") == older.id
        for former in predecessor.children_of("former-goal")
    }
    for disposition in lineage.children_of("disposition"):
        before, after = olds(disposition), news(disposition)
        if len(before) == len(after) == 1 and disposition.get("kind") not in ENDS:
            goal = goals.get(before[0])
            if goal:
                yield goal, after[0]
