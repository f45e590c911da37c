"""What the comparison of two editions says of their elements, for those who print both."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from strategy_editor.comparison.alignment import Alignment, aligned
from strategy_editor.comparison.walk import Differences
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.reader import NOT_PRINTED


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
    return Kin(alignment.old, names, moved, _roots(new.root, moved), _wholes(alignment))


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
