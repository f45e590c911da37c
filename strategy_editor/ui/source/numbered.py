"""Plain text with line numbers, in which a fault is marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from strategy_editor.ui.source.highlighter import Highlighter
from strategy_editor.ui.theme import SPACE, Theme


class NumberedEdit(QPlainTextEdit):
    """Plain text with line numbers and one line marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marked: QTextCursor | None = None
        self.setObjectName("source")
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._highlighter = Highlighter(self.document(), theme)
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(lambda _rect, _by: self._numbers.update())
        self._make_room()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self._highlighter.set_theme(theme)
        if self._marked is not None:
            self._show_mark(self._marked)

    def mark(self, line: int, column: int) -> None:
        """Mark a line and put the cursor at a column of it, both counted from 1."""
        block = self.document().findBlockByNumber(min(line, self.blockCount()) - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(max(column - 1, 0), max(block.length() - 1, 0)))
        self.setTextCursor(cursor)
        self.centerCursor()
        self._marked = cursor
        self._show_mark(cursor)

    def _show_mark(self, cursor: QTextCursor) -> None:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format.setBackground(QColor(self._theme.error_soft))
        selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        self.setExtraSelections([selection])

    def numbers_width(self) -> int:
        """Return the room that the line numbers take."""
        digits = len(str(max(1, self.blockCount())))
        return SPACE * 2 + self.fontMetrics().horizontalAdvance("9") * digits

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Paint the numbers of the visible lines."""
        painter = QPainter(self._numbers)
        painter.setPen(QColor(self._theme.muted))
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > event.rect().bottom():
                break
            place = QRect(0, int(box.top()), self._numbers.width() - SPACE, int(box.height()))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight), str(block.blockNumber() + 1))
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(
            inside.left(), inside.top(), self.numbers_width(), inside.height()
        )

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)


class _Numbers(QWidget):
    def __init__(self, edit: NumberedEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        return QSize(self._edit.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._edit.paint_numbers(event)
