"""A whole list with its nested lists in one editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node
from strategy_editor.editing.blank import random_id
from strategy_editor.editing.lists import (
    Lines,
    can_nest,
    divided,
    kind_at,
    labels_of,
    list_of,
    new_line,
    with_kind,
    with_subtree,
)
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext import clipboard
from strategy_editor.ui.richtext.editor import InlineEditor
from strategy_editor.ui.richtext.list_text import INDENT, ListText, depth_of
from strategy_editor.ui.richtext.objects import Labels
from strategy_editor.ui.theme import Theme


class ListEditor(InlineEditor):
    """Each paragraph is an item. ``edited`` carries the whole list after each change.

    Enter begins an item, on an empty one it moves out; on the outermost level the list is to end
    there, ``itemLeft`` names the item. Tab and Shift+Tab nest as long as there is something to
    nest, then they go on to the next field.
    """

    itemLeft = Signal(str)

    def __init__(self, theme: Theme, translate: Translator, parent: QWidget) -> None:
        super().__init__(theme, translate, parent)
        self._node = Node("list")
        self._lines = Lines(self._node, ())
        self._signs: list[str] = []
        self._list = ListText(self.document(), self.inline)

    @property
    def node(self) -> Node:
        """The list as it was last shown or edited."""
        return self._node

    def show_list(self, node: Node, labels: Labels | None = None) -> None:
        """Show another list, or only newer labels where it is the one shown."""
        if labels is None and self.surroundings is not None:
            labels = self.surroundings.label
        self._labels = labels
        if node is self._node or node == self._node:
            self.inline.relabel(labels)
            return
        is_first = not self._node.content
        self._node = node
        with self._showing(keeps_cursor=is_first and not self.hasFocus()):
            self._list.show(node, labels)
            self._take(self._list.lines(self._new_id))
        self.shown.emit()

    def kind(self) -> str:
        """Return the kind of the list that the cursor is in."""
        return kind_at(self._lines, self._row()) if self._lines.lines else "bullet"

    def set_kind(self, kind: str) -> None:
        """Give the list that the cursor is in another kind of signs."""
        if self.isReadOnly() or not self._lines.lines or self.kind() == kind:
            return
        with self.one_step():
            self._list.replace(with_kind(self._lines, self._row(), kind))
            self._on_contents_changed()

    def nest(self, steps: int) -> bool:
        """Move the selected items one level in (1) or out (-1); return whether that could be."""
        first, last = self._selected_rows()
        depths = [line.depth for line in self._lines.lines]
        if self.isReadOnly() or not depths:
            return False
        if not (can_nest(depths, first) if steps > 0 else depths[first] > 0):
            return False
        with self.one_step():
            self._change(lambda: self._shift(with_subtree(depths, first, last), steps))
        return True

    def insert_lines(self, rows: Sequence[tuple[int, Content]]) -> None:
        """Put items in: the first goes on in the item at the cursor, the others follow it."""
        if not rows:
            return
        stack = self.typing_stack()
        with self.one_step():
            self._change(lambda: self._insert_rows(rows, stack))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        """Nest with Tab as long as that is possible; then the keyboard goes on."""
        return self.nest(1 if next else -1) or super().focusNextPrevChild(next)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self.isReadOnly() and clipboard.holds_blocks(source):
            self.insert_lines(clipboard.rows_from(source, self.allowed))
        else:
            super().insertFromMimeData(source)

    def move_selection(self, target: int) -> None:
        """Move words within an item or into another; whole items are moved by other means."""
        first, last = self._selected_rows()
        if first == last:
            super().move_selection(target)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        painter.setPen(QColor(self._theme.muted))
        painter.setFont(self.document().defaultFont())
        for row, sign in enumerate(self._signs):
            block = self._block(row)
            line = block.layout().lineAt(0)
            if not block.isValid() or not line.isValid():
                continue
            origin = block.layout().position()
            right = origin.x() + line.x() - 8
            box = QRectF(right - 2 * INDENT, origin.y() + line.y(), 2 * INDENT, line.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, sign)
        painter.end()

    def _press_return(self) -> None:
        if self.isReadOnly() or self._activate_object(beside=False):
            return
        cursor = self.textCursor()
        block = cursor.block()
        if cursor.hasSelection() or block.length() > 1:
            with self.one_step():
                self._change(self._divide)
        elif depth_of(block):
            self.nest(-1)
        else:
            self.itemLeft.emit(self._lines.lines[block.blockNumber()].shell.id or "")

    def _press_other_key(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        joins = {Qt.Key.Key_Backspace: (cursor.atBlockStart(), cursor.block()),
                 Qt.Key.Key_Delete: (cursor.atBlockEnd(), cursor.block().next())}  # fmt: skip
        at_edge, block = joins.get(Qt.Key(event.key()), (False, cursor.block()))
        if not at_edge or cursor.hasSelection() or self.document().blockCount() == 1:
            super()._press_other_key(event)
        elif block.isValid() and block.blockNumber():
            with self.one_step():
                self._change(lambda: self._join(block))

    def _on_contents_changed(self) -> None:
        self._marks.clear()
        if self._is_showing:
            return
        self._is_showing = True
        lines = self._list.lines(self._new_id)
        self._is_showing = False
        node = list_of(lines)
        if node != self._node:
            self._pending = None
            self._node = node
            self._take(lines)
            self.edited.emit(node)

    def _take(self, lines: Lines) -> None:
        self._lines = lines
        self._signs = labels_of(lines)
        self.viewport().update()

    def _change(self, work: Callable[[], object]) -> None:
        """Change the document in several steps that are told as one."""
        self._is_showing = True
        try:
            work()
        finally:
            self._is_showing = False
        self._on_contents_changed()
        self.ensureCursorVisible()

    def _shift(self, rows: range, steps: int) -> None:
        for row in rows:
            block = self._block(row)
            self._list.set_depth(block, max(0, depth_of(block) + steps))

    def _divide(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            first = cursor.selectionStart()
            cursor.removeSelectedText()
            cursor.setPosition(first)
        block = cursor.block()
        line = self._list.line(block)
        depth = depth_of(block)
        if line is None:
            line = new_line(depth, self._new_id)
        if cursor.atBlockStart() and block.length() > 1:
            # What is written keeps its item; the new one comes before it.
            kept = block.blockFormat()
            cursor.setBlockFormat(self._list.format_of(new_line(depth, self._new_id), depth))
            cursor.insertBlock(kept)
        else:
            first_line, second = divided(line, self._new_id)
            cursor.setBlockFormat(self._list.format_of(first_line, depth))
            cursor.insertBlock(self._list.format_of(second, depth))
        self.setTextCursor(cursor)

    def _join(self, block: QTextBlock) -> None:
        """Let a line go on in the one before it; an empty one before it gives way."""
        before = block.previous()
        kept = block.blockFormat() if before.length() == 1 else before.blockFormat()
        depth = depth_of(before)
        cursor = QTextCursor(block)
        cursor.deletePreviousChar()
        cursor.setBlockFormat(kept)
        self._list.set_depth(cursor.block(), depth)
        self.setTextCursor(cursor)

    def _insert_rows(self, rows: Sequence[tuple[int, Content]], stack: tuple[int, ...]) -> None:
        cursor = self.textCursor()
        cursor.removeSelectedText()
        depth = depth_of(cursor.block())
        if cursor.block().length() > 1 and not cursor.atBlockEnd():
            self.setTextCursor(cursor)
            self._divide()
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        least = min(level for level, _ in rows)
        for at, (level, content) in enumerate(rows):
            if at:
                line = new_line(depth + level - least, self._new_id)
                cursor.insertBlock(self._list.format_of(line))
            self.inline.insert(cursor, content, () if at else stack)
        self.setTextCursor(cursor)

    def _selected_rows(self) -> tuple[int, int]:
        cursor = self.textCursor()
        find = self.document().findBlock
        first = find(cursor.selectionStart()).blockNumber()
        last = find(cursor.selectionEnd()).blockNumber()
        return min(first, len(self._lines.lines) - 1), min(last, len(self._lines.lines) - 1)

    def _row(self) -> int:
        return min(self.textCursor().blockNumber(), len(self._lines.lines) - 1)

    def _block(self, row: int) -> QTextBlock:
        return self.document().findBlockByNumber(row)

    def _new_id(self) -> str:
        if self.new_id is not None:
            return self.new_id()
        return self.surroundings.new_id() if self.surroundings is not None else random_id()
