"""A small note beside what was clicked: where it comes from, and a button to go there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from strategy_editor.ui.text.view import TextView
from strategy_editor.ui.theme import SPACE

_WIDTH = 320


class Bubble(QFrame):
    """Has the keyboard while it is shown: Enter goes there, Escape and looking away close it."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._go: Callable[[], None] = lambda: None
        self.setObjectName("bubble")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.button = QPushButton()
        self.button.setAutoDefault(True)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(SPACE + 4, SPACE, SPACE + 4, SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self.text)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(self._leave)
        for widget in (self, self.button):
            widget.installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self.hide)
        self.hide()

    def tell(
        self, point: QPoint, text: str, way: str = "", go: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence below a point of the text; ``way`` names the button that leads on."""
        self.text.setText(text)
        self.button.setText(way)
        self.button.setVisible(go is not None)
        self._go = go or self.hide
        self.setAccessibleName(text)
        self.button.setAccessibleDescription(text)
        room = self._view.viewport().rect()
        width = min(_WIDTH, room.width() - 2 * SPACE)
        self.setFixedWidth(width)
        self._box.activate()
        self.resize(width, self._box.totalHeightForWidth(width))
        left = max(SPACE, min(point.x() - 2 * SPACE, room.width() - width - SPACE))
        top = point.y() + 2 * SPACE
        if top + self.height() > room.height():
            top = max(SPACE, point.y() - 2 * SPACE - self.height())
        self.move(left, top)
        self.show()
        self.raise_()
        (self.button if go is not None else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the keyboard goes elsewhere, and on Escape."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._view.setFocus(Qt.FocusReason.PopupFocusReason)
                self.hide()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched is self.button:
                self.button.click()
                return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self._go()
