"""Real lists: which Word list an item belongs to, each numbered list beginning at one."""

from __future__ import annotations

from lxml.etree import _Element

from strategy_editor.document.node import Node
from strategy_editor.exchange.docx.markup import add

BULLETS = 1
DEEPEST = 8
STEP = 357
"""How far each level is set in."""
_ABSTRACT = {"number": 1, "letter": 2}


class Lists:
    """The lists of a document; ``numbering`` is the part that defines them for Word."""

    def __init__(self, numbering: _Element, root: Node) -> None:
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
        if kind not in _ABSTRACT:
            return level, BULLETS
        if id(node) not in self._numbers:
            self._numbers[id(node)] = self._begin(_ABSTRACT[kind], level)
        return level, self._numbers[id(node)]

    def _begin(self, abstract: int, level: int) -> int:
        number = BULLETS + len(self._numbers) + 1
        definition = add(self._numbering, "num", numId=number)
        add(definition, "abstractNumId", val=abstract)
        override = add(definition, "lvlOverride", ilvl=level)
        add(override, "startOverride", val=1)
        return number
