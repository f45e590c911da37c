"""The editor that lies over the text in hand: it takes the keys, the sheet paints the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.editor import InlineEditor
from strategy_editor.ui.theme import Theme

_LOOK = "QTextEdit, QTextEdit:focus { border: 0; padding: 0; background: transparent; }"


class PlaceEditor(InlineEditor):
    """As wide and high as the text that the sheet paints below it.

    It paints nothing: each change is shown by the sheet in the same moment, so that nothing can
    jump. ``keys`` is asked first about every key, ``tabs`` about Tab; both say whether they took
    it. ``caret`` tells input methods where the next character will stand. ``is_line`` is for a
    plain text without inline elements.
    """

    def __init__(self, theme: Theme, translate: Translator, parent: QWidget) -> None:
        super().__init__(theme, translate, parent)
        self.keys: Callable[[QKeyEvent], bool] = lambda _event: False
        self.tabs: Callable[[bool], bool] = lambda _forward: False
        self.caret: Callable[[], QRect] = QRect
        self.is_line = False
        self.setObjectName("text-place")
        self.setStyleSheet(_LOOK)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the way between blocks first, then type."""
        if self.keys(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def toggle(self, tag: str) -> None:
        """Let an element enclose the selection, unless the text is a plain one."""
        if not self.is_line:
            super().toggle(tag)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab nest items and go on to the next cell."""
        return self.tabs(forward) or super().focusNextPrevChild(forward)

    def cursorRect(self, *_cursor: Any) -> QRect:
        """Return where the caret is painted, for what is shown beside it."""
        return self.caret()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Leave the painting to the sheet."""

    def inputMethodQuery(self, query: Qt.InputMethodQuery, *arguments: Any) -> Any:
        """Tell where the caret is painted."""
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self.caret()
        return super().inputMethodQuery(query, *arguments)
