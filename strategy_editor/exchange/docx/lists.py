"""Real lists: which Word list an item belongs to, each numbered list beginning at one."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.exchange.docx.numbering import DEEPEST, Numbering

BULLETS = 1
STEP = 357
"""How far each level is set in."""
_KINDS = {"number": 1, "letter": 2}
"""The kinds of lists in the template."""


class Lists:
    """The lists of a document."""

    def __init__(self, numbering: Numbering, root: Node) -> None:
        self._numbering = numbering
        self._kinds = {
            id(item): node for node in root.walk() if node.tag == "list" for item in node.children
        }
        self._numbers: dict[int, int] = {}

    def number(self, item: Node, depth: int) -> tuple[int, int]:
        """Return level and list for an item."""
        level = min(depth, DEEPEST)
        node = self._kinds.get(id(item))
        kind = node.get("kind") if node is not None else ""
        if kind not in _KINDS:
            return level, BULLETS
        if id(node) not in self._numbers:
            self._numbers[id(node)] = self._numbering.add_list(_KINDS[kind], {level: 1})
        return level, self._numbers[id(node)]
