"""The rows that lead to elements, for thousands of elements of one revision at once."""

from __future__ import annotations

from collections.abc import Callable

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node

Rows = tuple[str, ...]


class Ways:
    """Finds rows from the top down; what hangs in an element is looked through once only."""

    def __init__(self, document: Document, has_row: Callable[[Node], bool]) -> None:
        self._document = document
        self._has_row = has_row
        self._known: dict[str, tuple[Node, Rows] | None] = {}
        self._below: dict[str, dict[str, Node]] = {}

    def rows(self, node_id: str) -> Rows:
        """Return the rows from the top down to an element, its own last; none for the unknown."""
        way = self._way(node_id)
        return way[1] if way is not None else ()

    def _way(self, node_id: str) -> tuple[Node, Rows] | None:
        try:
            return self._known[node_id]
        except KeyError:
            # The index is a hint; should it lead in a circle, this ends it.
            self._known[node_id] = None
            self._known[node_id] = way = self._from_above(node_id) or self._sought(node_id)
            return way

    def _from_above(self, node_id: str) -> tuple[Node, Rows] | None:
        index = self._document.index
        parent = index.parent_id(node_id) if node_id in index else None
        above = self._way(parent) if parent is not None else None
        if parent is None or above is None:
            return None
        if parent not in self._below:
            self._below[parent] = _identified(above[0], {})
        node = self._below[parent].get(node_id)
        if node is None:
            return None
        return node, (*above[1], node_id) if self._has_row(node) else above[1]

    def _sought(self, node_id: str) -> tuple[Node, Rows] | None:
        try:
            path = self._document.path(node_id)
        except KeyError:
            return None
        return path[-1], tuple(node.id for node in path if node.id and self._has_row(node))


def _identified(node: Node, found: dict[str, Node]) -> dict[str, Node]:
    """The nearest elements below one that carry ids; elements without are looked through."""
    for part in node.content:
        if part.__class__ is Node and (part.id is not None or part.content):
            if part.id is None:
                _identified(part, found)
            elif part.id not in found:
                found[part.id] = part
    return found
