"""The text editor that is laid over the cell in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.editor import InlineEditor
from strategy_editor.ui.theme import SPACE, Theme

_BORDER = 2
"""Pixels, as in the style sheet."""
_KEYS = Qt.Key
_ENDS = {
    _KEYS.Key_Return: (1, 0),
    _KEYS.Key_Enter: (1, 0),
    _KEYS.Key_Escape: (0, 0),
}
_ARROWS = {
    _KEYS.Key_Up: (-1, 0),
    _KEYS.Key_Down: (1, 0),
    _KEYS.Key_Left: (0, -1),
    _KEYS.Key_Right: (0, 1),
}


class CellEditor(InlineEditor):
    """Edits one cell; keys that end it say which way to go on.

    ``left`` carries rows and columns to go, ``tabbed`` cells in reading order. While
    ``is_quick``, as after typing into a chosen cell, arrow keys end it, too.
    """

    left = Signal(int, int)
    tabbed = Signal(int)

    def __init__(self, theme: Theme, translate: Translator, parent: QWidget) -> None:
        super().__init__(theme, translate, parent)
        self.is_quick = False
        self.setObjectName("cell-editor")
        # The text stays where the cell showed it, in spite of the border.
        self.document().setDocumentMargin(SPACE - _BORDER)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def align(self, alignment: Qt.AlignmentFlag) -> None:
        """Align the text as the cell does."""
        option = self.document().defaultTextOption()
        if option.alignment() != alignment:
            option = QTextOption(option)
            option.setAlignment(alignment)
            self.document().setDefaultTextOption(option)

    def put_cursor_at_end(self) -> None:
        """Go on behind what is written."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENDS:
            rows, columns = _ENDS[key]
            self.left.emit(-rows if back else rows, columns)
        elif self.is_quick and key in _ARROWS and not event.modifiers():
            self.left.emit(*_ARROWS[key])
        else:
            if key in (_KEYS.Key_Home, _KEYS.Key_End, _KEYS.Key_F2):
                self.is_quick = False
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.tabbed.emit(1 if forward else -1)
        return True
