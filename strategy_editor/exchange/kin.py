"""What the comparison of two editions says of their elements, for those who print both."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from strategy_editor.comparison.alignment import Alignment, aligned
from strategy_editor.comparison.rekeying import rekeyed
from strategy_editor.comparison.walk import Differences
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.reader import NOT_PRINTED

_GOALS = frozenset({"goal", "subgoal"})


@dataclass(frozen=True)
class Kin:
    """Two editions in which the same id means the same element.

    ``names`` leads from the ids of the given old document to those that its elements have in
    ``old``, where they differ; ``moved`` are the elements that stand elsewhere and ``roots`` leads
    from all that moved along to the outermost of these; ``wholes`` leads from a part that was split
    off or merged to the element that it was part of or became part of.
    """

    old: Document
    names: Mapping[str, str] = field(default_factory=dict)
    moved: Collection[str] = frozenset()
    roots: Mapping[str, str] = field(default_factory=dict)
    wholes: Mapping[str, str] = field(default_factory=dict)


def kin_of(old: Document, new: Document) -> Kin:
    """Align two editions; raise ``DuplicateId`` where an id occurs twice in one of them."""
    alignment, found = aligned(old, new)
    names = {before: after for after, before in alignment.ids.items()}
    moved = _moved(found)
    base = alignment.old
    parted = _parted(alignment, new)
    if parted:
        base = replace(base, root=rekeyed(base.root, parted), shared_index=None)
        moved -= parted.keys()
        for after, fresh in parted.items():
            names[alignment.original(after)] = fresh
    return Kin(base, names, moved, _roots(new.root, moved), _wholes(alignment))


def _parted(alignment: Alignment, new: Document) -> dict[str, str]:
    """Return fresh ids for goals, with all in them, that the lineage says are not the same.

    What the authors state of a goal's fate counts more than that it reads alike.
    """
    lineage = new.root.child("lineage")
    if lineage is None:
        return {}
    stated = _stated(lineage)
    ids = {node.id for node in new.root.walk() if node.id is not None}
    fresh = (f"parted{number}" for number in count(1))
    free = (each for each in fresh if each not in ids)
    parted: dict[str, str] = {}
    for goal in (node for node in alignment.old.root.walk() if node.tag in _GOALS):
        fate = stated.get(alignment.original(goal.id or ""))
        if fate is None or goal.id not in ids or goal.id in fate:
            continue
        inside = (node.id for node in goal.walk() if node.id in ids)
        parted.update((each, next(free)) for each in inside if each is not None)
    return parted


def _stated(lineage: Node) -> dict[str, set[str]]:
    """The goals that each old goal became, by its own id, as far as anything is stated."""
    goals = {
        former.id: former.get("goal") or former.id or ""
        for predecessor in lineage.children_of("predecessor")
        for former in predecessor.children_of("former-goal")
    }
    found: dict[str, set[str]] = {}
    for each in lineage.children_of("disposition"):
        for old in each.get("old").split():
            if old in goals:
                found.setdefault(goals[old], set()).update(each.get("new").split())
    return found


def _moved(found: Differences) -> set[str]:
    moved = set(found.away)
    for parent in found.lists:
        moved |= found.moved_in(parent)
    return moved


def _wholes(alignment: Alignment) -> dict[str, str]:
    return {
        part: whole
        for parts in (alignment.splits, alignment.merges)
        for whole, ids in parts.items()
        for part in ids
    }


def _roots(root: Node, moved: Collection[str]) -> dict[str, str]:
    """What lies in an element that moved, and did not move out of it, moves with it."""
    roots: dict[str, str] = {}
    if not moved:
        return roots
    pending = [(child, "") for child in root.children if child.tag not in NOT_PRINTED]
    while pending:
        node, moves_with = pending.pop()
        if node.id is not None:
            moves_with = node.id if node.id in moved else moves_with
            if moves_with:
                roots[node.id] = moves_with
        pending.extend((child, moves_with) for child in node.children)
    return roots
