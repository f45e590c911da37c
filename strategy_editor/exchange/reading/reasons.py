"""Why a goal is what it is now: what the lineage of the new edition states of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.tables import evidence_text


@dataclass(frozen=True)
class Reason:
    """What became of goals, in words, and why; ``old`` are their ids in the old edition."""

    disposition: str
    text: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Reasons:
    """Reasons by the goals of either edition."""

    of_new: Mapping[str, tuple[Reason, ...]]
    of_old: Mapping[str, tuple[Reason, ...]]


def reasons(reader: Reader) -> Reasons:
    """Return the reasons that the new edition's lineage gives; goals without any are left out."""
    lineage = reader.root.child("lineage") or Node("lineage")
    goals = {
        former.id or "": former.get("goal") or former.id or ""
        for predecessor in lineage.children_of("predecessor")
        for former in predecessor.children_of("former-goal")
    }
    of_new: dict[str, tuple[Reason, ...]] = {}
    of_old: dict[str, tuple[Reason, ...]] = {}
    for each in lineage.children_of("disposition"):
        text = evidence_text(reader, each)
        if not text:
            continue
        old = tuple(goals.get(goal, goal) for goal in each.get("old").split())
        kind = reader.choice("disposition", "kind", each.get("kind"))
        reason = Reason(kind, text, old, tuple(each.get("new").split()))
        for goal in reason.new:
            of_new[goal] = (*of_new.get(goal, ()), reason)
        for goal in old:
            of_old[goal] = (*of_old.get(goal, ()), reason)
    return Reasons(of_new, of_old)
