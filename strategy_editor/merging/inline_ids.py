"""No id twice: what hangs in running text, such as footnotes, may come from two places."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.merging.sides import Revisions


def with_unique_inline_ids(root: Node, revisions: Revisions) -> Node:
    """Give the second element with an id another one; the first in document order keeps it.

    A footnote that one side has moved into another text, while the other side changed the text
    that it came from, stands in both.
    """
    inline = {each.id for side in revisions.sides for each in side.table.inline}
    if not inline:
        return root
    seen: set[str] = set()
    doubled: set[str] = set()
    for node in root.walk():
        if node.id is not None and node.id in inline:
            (doubled if node.id in seen else seen).add(node.id)
    if not doubled:
        return root
    taken = {node.id for node in root.walk() if node.id is not None}
    return _Renaming(revisions, doubled, taken).renamed(root)


class _Renaming:
    def __init__(self, revisions: Revisions, doubled: set[str], taken: set[str]) -> None:
        self._revisions = revisions
        self._doubled = doubled
        self._taken = taken
        self._met: set[str] = set()

    def renamed(self, node: Node) -> Node:
        content = tuple(
            [self.renamed(part) if isinstance(part, Node) else part for part in node.content]
        )
        same = all(one is other for one, other in zip(content, node.content, strict=True))
        new = node if same else node.with_content(content)
        if node.id not in self._doubled or node.id is None:
            return new
        if node.id not in self._met:
            self._met.add(node.id)
            return new
        fresh = free_id(node.id, self._taken)
        self._taken.add(fresh)
        self._revisions.note("renamed", fresh, "", self._revisions.sides)
        return new.with_attribute("id", fresh)


def free_id(node_id: str, taken: set[str]) -> str:
    """Return an id like another that is still free, within the length that ids may have."""
    number = 2
    while True:
        ending = f"_{number}"
        fresh = node_id[: 37 - len(ending)] + ending
        if fresh not in taken:
            return fresh
        number += 1
