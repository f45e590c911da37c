"""The lines of a list in a Qt document: a block for each, its item and depth in its format."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat

from strategy_editor.document.node import Node
from strategy_editor.editing.lists import Line, Lines, lines_of, new_line, settled
from strategy_editor.ui.richtext.objects import Labels
from strategy_editor.ui.richtext.text import InlineText

_LINE = QTextFormat.Property.UserProperty.value + 11
_DEPTH = _LINE + 1
INDENT = 28
"""Pixels for each level, and for the sign before the outermost items."""


class ListText:
    """Keeps what the text of an item does not show by a number in the format of its block."""

    def __init__(self, document: QTextDocument, inline: InlineText) -> None:
        self._document = document
        self._inline = inline
        self._numbers = count(1)
        self._known: dict[int, Line] = {}
        self.holder = Node("list")

    def show(self, node: Node, labels: Labels | None) -> None:
        """Replace everything by the lines of a list."""
        self.holder, lines = lines_of(node)
        self._known.clear()
        rows = [(line.content, self.format_of(line)) for line in lines]
        self._inline.show_blocks(rows or [((), QTextBlockFormat())], labels)

    def lines(self, new_id: Callable[[], str]) -> Lines:
        """Return the lines as they stand, settled; blocks that are new to it become new items."""
        rows: list[Line] = []
        seen: set[int] = set()
        for block, content in self._inline.block_contents():
            number = block.blockFormat().intProperty(_LINE)
            known = self._known.get(number) if number not in seen else None
            if known is None:
                known = new_line(0, new_id)
                self._set(block, self.format_of(known, depth_of(block)))
            seen.add(block.blockFormat().intProperty(_LINE))
            rows.append(known._replace(depth=depth_of(block), content=content))
        found = settled(Lines(self.holder, tuple(rows)), new_id)
        for block, line in zip(self._blocks(), found.lines, strict=True):
            self._known[block.blockFormat().intProperty(_LINE)] = line
            if line.depth != depth_of(block):
                self.set_depth(block, line.depth)
        return found

    def line(self, block: QTextBlock) -> Line | None:
        """Return what is known of a block."""
        return self._known.get(block.blockFormat().intProperty(_LINE))

    def replace(self, lines: Lines) -> None:
        """Keep other shells for the same lines."""
        self.holder = lines.holder
        for block, line in zip(self._blocks(), lines.lines, strict=True):
            self._known[block.blockFormat().intProperty(_LINE)] = line

    def format_of(self, line: Line, depth: int | None = None) -> QTextBlockFormat:
        """Return the format of a block for a line, which is known from then on."""
        number = next(self._numbers)
        self._known[number] = line
        result = QTextBlockFormat()
        result.setProperty(_LINE, number)
        return _at_depth(result, line.depth if depth is None else depth)

    def set_depth(self, block: QTextBlock, depth: int) -> None:
        """Move a line in or out."""
        self._set(block, _at_depth(QTextBlockFormat(block.blockFormat()), depth))

    def _set(self, block: QTextBlock, block_format: QTextBlockFormat) -> None:
        cursor = QTextCursor(block)
        cursor.setBlockFormat(block_format)

    def _blocks(self) -> list[QTextBlock]:
        return [self._document.findBlockByNumber(at) for at in range(self._document.blockCount())]


def depth_of(block: QTextBlock) -> int:
    """Return how deep a line is nested."""
    return block.blockFormat().intProperty(_DEPTH)


def _at_depth(block_format: QTextBlockFormat, depth: int) -> QTextBlockFormat:
    block_format.setProperty(_DEPTH, depth)
    block_format.setLeftMargin(INDENT * (depth + 1))
    block_format.setBottomMargin(4)
    return block_format
