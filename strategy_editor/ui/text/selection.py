"""Which entries belong to the selected element."""

from __future__ import annotations

from itertools import compress, count
from operator import attrgetter

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.blocks import HEADED, Block

_NODE_ID = attrgetter("node_id")


class Selection:
    """The selected element; of a headed one only its own blocks, or a chapter would be marked.

    What is not printed itself, such as a responsibility, is marked with the nearest element
    around it that is.
    """

    def __init__(self) -> None:
        self.node_id = ""
        self.is_wanted = False
        """Whether it has still to be brought into view."""
        self._node: Node | None = None
        self._path: list[Node] = []
        self._ids: frozenset[str] = frozenset()
        self._depth = 0
        self._first = 0
        """Where it began when it was last looked for."""

    @property
    def node(self) -> Node | None:
        """The selected element."""
        return self._node

    def follow(self, document: Document) -> None:
        """Find the selected element in another revision."""
        self._path = []
        if self.node_id and document.find(self.node_id) is not None:
            self._path = document.path(self.node_id)
        self._node = self._path[-1] if self._path else None
        self._depth = len(self._path)
        self._ids = _ids(self._node)

    def holds(self, block: Block) -> bool:
        """Whether a block belongs to the selected element."""
        return block.node_id in self._ids

    def first(self, blocks: list[Block]) -> int | None:
        """Return the first entry of the selected element."""
        while self._depth > 1:
            if self._begins_at(blocks, self._first):
                return self._first
            held = map(self._ids.__contains__, map(_NODE_ID, blocks))
            found = next(compress(count(), held), None)
            if found is not None:
                self._first = found
                return found
            self._depth -= 1
            self._ids = _ids(self._path[self._depth - 1])
        self._ids = frozenset()
        return None

    def _begins_at(self, blocks: list[Block], at: int) -> bool:
        """Whether the entries of the selected element begin at one; they stand together."""
        if at >= len(blocks) or not self.holds(blocks[at]):
            return False
        return at == 0 or not self.holds(blocks[at - 1])

    def indices(self, blocks: list[Block]) -> list[int]:
        """Return all entries of the selected element."""
        return [index for index, block in enumerate(blocks) if self.holds(block)]


def _ids(node: Node | None) -> frozenset[str]:
    if node is None:
        return frozenset()
    if node.tag in HEADED:
        return frozenset([node.id or ""])
    return frozenset(each.id for each in node.walk() if each.id is not None)
