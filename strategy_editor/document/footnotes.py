"""Which footnotes a strategy has, followed from revision to revision."""

from __future__ import annotations

from collections.abc import Collection

from strategy_editor.document.node import Node

_MOST = 60_000
"""Elements remembered; more are forgotten all at once."""


class FootnoteNumbers:
    """Numbers the footnotes of one revision after the other; only what changed is looked through.

    ``unprinted`` are the children of the root whose notes are not counted.
    """

    def __init__(self, unprinted: Collection[str]) -> None:
        self._unprinted = frozenset(unprinted)
        self._known: dict[int, tuple[Node, tuple[str, ...]]] = {}
        self._root: Node | None = None
        self._ids: tuple[str, ...] = ()
        self._numbers: dict[str, int] = {}

    def of(self, root: Node) -> dict[str, int]:
        """Return the number of each printed footnote by id; the same object while none changed."""
        if root is self._root:
            return self._numbers
        self._root = root
        if len(self._known) > _MOST:
            self._known.clear()
        ids: list[str] = []
        for child in root.children:
            if child.tag not in self._unprinted:
                ids.extend(self._within(child))
        if tuple(ids) != self._ids:
            self._ids = tuple(ids)
            self._numbers = {node_id: number for number, node_id in enumerate(ids, 1)}
        return self._numbers

    def _within(self, node: Node) -> tuple[str, ...]:
        known = self._known.get(id(node))
        if known is not None and known[0] is node:
            return known[1]
        found = [node.id] if node.tag == "footnote" and node.id is not None else []
        for part in node.content:
            if isinstance(part, Node) and part.content and part.is_element:
                found.extend(self._within(part))
            elif isinstance(part, Node) and part.tag == "footnote" and part.id is not None:
                found.append(part.id)
        if node.id is not None:
            self._known[id(node)] = (node, tuple(found))
        return tuple(found)
