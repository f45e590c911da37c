"""What the comparison of two editions says of elements, by the bookmarks of what is printed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from strategy_editor.comparison.alignment import Alignment, aligned
from strategy_editor.comparison.walk import Differences
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.docx.anchors import bookmark_name
from strategy_editor.exchange.reading.reader import NOT_PRINTED


@dataclass(frozen=True)
class Kinship:
    """How bookmarks of the two editions hang together.

    ``roots`` leads from a bookmark to that of the outermost element that it moved with,
    ``wholes`` from a part that was split off or merged to the element that it was part of or
    became part of.
    """

    old: Document
    roots: Mapping[str, str] = field(default_factory=dict)
    wholes: Mapping[str, str] = field(default_factory=dict)


def kinship(old: Document, new: Document) -> Kinship:
    """Align two editions; ``old`` of the result knows its elements by the ids of the new one.

    Raises ``DuplicateId`` where an id occurs twice in one document.
    """
    alignment, found = aligned(old, new)
    return Kinship(alignment.old, _roots(new.root, _moved(found)), _wholes(alignment))


def _moved(found: Differences) -> set[str]:
    moved = set(found.away)
    for parent in found.lists:
        moved |= found.moved_in(parent)
    return moved


def _wholes(alignment: Alignment) -> dict[str, str]:
    return {
        bookmark_name(part): bookmark_name(whole)
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
                roots[bookmark_name(node.id)] = bookmark_name(moves_with)
        pending.extend((child, moves_with) for child in node.children)
    return roots
