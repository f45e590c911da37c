"""Changes in the order in which the new document is read."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.comparison.alignment import Alignment
from strategy_editor.comparison.changes import Change
from strategy_editor.comparison.layout import ROOT, children_of, key_of
from strategy_editor.comparison.walk import Differences
from strategy_editor.document.node import Node

_Place = tuple[int, int]


def in_reading_order(
    changes: Sequence[Change], alignment: Alignment, found: Differences
) -> list[Change]:
    """Order changes by their elements; what fell away follows its old neighbour."""
    if len(changes) < 2:
        return list(changes)
    behind = _neighbours(alignment, found)
    wanted = {behind.get(each.id, (each.id, 0))[0] for each in changes}
    places = _places(alignment.new.root, wanted)
    last = (len(places) + 1, 0)

    def place(change: Change) -> tuple[_Place, int]:
        if change.id in behind:
            neighbour, step = behind[change.id]
            begin, end = places.get(neighbour, last)
            # Step 0 is the element above itself: what fell away stood at its beginning.
            return (end, 1) if step else (begin, 1), step
        return (places.get(change.id, last)[0], 0), 0

    return sorted(changes, key=place)


def _neighbours(alignment: Alignment, found: Differences) -> dict[str, tuple[str, int]]:
    """For what fell away: the nearest old sibling before it that is still there, and how far."""
    result: dict[str, tuple[str, int]] = {}
    parents = {parent for _, parent in found.gone.values() if parent not in found.gone}
    for key in parents:
        pair = found.lists.get(key)
        if pair is None:
            continue
        neighbour, step = key, 0
        stays = {child.id for child in children_of(pair[1])}
        for child in children_of(pair[0]):
            if child.id in stays:
                neighbour, step = child.id or ROOT, 1
            elif child.id in found.gone:
                result[child.id or ROOT] = (neighbour, step)
                step += bool(step)
    return result


def _places(root: Node, wanted: set[str]) -> dict[str, _Place]:
    """Return where the wanted elements, footnotes too, begin and end, counted in elements."""
    return _Places(wanted).of(root)


class _Places:
    def __init__(self, wanted: set[str]) -> None:
        self._wanted = wanted
        self._found: dict[str, _Place] = {}
        self._count = 0

    def of(self, root: Node) -> dict[str, _Place]:
        self._below(root)
        self._found.setdefault(key_of(root), (0, self._count))
        return self._found

    def _below(self, node: Node) -> None:
        wanted = self._wanted
        for part in node.content:
            if isinstance(part, str):
                continue
            self._count += 1
            begin, inner = self._count, part.content
            if inner and (len(inner) > 1 or not isinstance(inner[0], str)):
                self._below(part)
            if part.id in wanted:
                self._found.setdefault(part.id or "", (begin, self._count))
