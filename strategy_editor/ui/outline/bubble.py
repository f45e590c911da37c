"""A bubble at the pointer that says why something cannot be dropped there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from strategy_editor.ui.theme import SPACE

_WIDTH = 320


class Bubble(QLabel):
    """A sentence that stays beside the pointer and within the window."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setObjectName("bubble")
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, sentence: str, place: QPoint) -> None:
        """Show a sentence near a place of the screen; nothing to say hides the bubble."""
        if not sentence:
            self.hide()
            return
        window = self._owner.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setText(sentence)
        width = min(_WIDTH, self.fontMetrics().horizontalAdvance(sentence) + 4 * SPACE)
        self.setFixedWidth(width)
        self.setFixedHeight(self.heightForWidth(width))
        corner = window.mapFromGlobal(place) + QPoint(2 * SPACE, 2 * SPACE)
        corner.setX(max(0, min(corner.x(), window.width() - width - SPACE)))
        corner.setY(max(0, min(corner.y(), window.height() - self.height() - SPACE)))
        self.move(corner)
        self.raise_()
        self.show()
