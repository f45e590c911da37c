"""A line of text that may be long: it wraps, and grows with what is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from strategy_editor.document.characters import on_one_line
from strategy_editor.editing.typing import caret_after
from strategy_editor.ui.as_written import as_written
from strategy_editor.ui.form.inputs import Input, is_undo
from strategy_editor.ui.theme import SPACE

_LEAST, _MOST = 2, 8
"""Lines."""


class LongLine(QPlainTextEdit):
    """One line shown on several; undo and redo are the window's, breaks become blanks."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height of the text, within limits."""
        # The layout of the text itself is made late: not before it is painted.
        room = QRect(0, 0, max(self.viewport().width(), 1), 10_000)
        metrics = self.fontMetrics()
        wrapped = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.toPlainText())
        line = metrics.lineSpacing()
        shown = min(max(round(wrapped.height() / line), _LEAST), _MOST)
        margins = self.contentsMargins()
        frame = max(margins.top() + margins.bottom(), SPACE + SPACE // 2)
        self.setFixedHeight(shown * line + frame)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(on_one_line(source.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class LongLineInput(Input):
    """A line of text for a sentence or two."""

    def __init__(self) -> None:
        super().__init__()
        self.line = LongLine()
        self.layout().addWidget(self.line)  # type: ignore[union-attr]
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._changed)
        self.line.finished.connect(self.left)

    def show_value(self, value: str) -> None:
        old = as_written(self.line)
        if old == value:
            return
        with QSignalBlocker(self.line):
            self.line.setPlainText(value)
        cursor = self.line.textCursor()
        cursor.setPosition(caret_after(old, value) if old else 0)
        self.line.setTextCursor(cursor)
        self.line.fit()

    def show_empty_as(self, words: str) -> None:
        self.line.setPlaceholderText(words)

    def focus_target(self) -> QWidget:
        return self.line

    def set_read_only(self, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)

    def _changed(self) -> None:
        self.edited.emit(as_written(self.line))
