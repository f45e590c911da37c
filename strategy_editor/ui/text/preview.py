"""The pages as they will be printed, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.icons import icon
from strategy_editor.ui.text.paper import HEIGHT, WIDTH, Paper
from strategy_editor.ui.theme import SPACE, Theme

_FRAME = 48
"""Pixels that the title bar may take."""
_SHAPE = 0.84
"""Width by height, for a page upright."""


class Preview(FittedDialog):
    """Shows the pages; the keys for pages turn them."""

    printRequested = Signal()
    saveRequested = Signal()

    def __init__(
        self, paper: Paper, translate: Translator, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("print.preview"))
        room = self.screen().availableSize()
        height = min(900, room.height() - _FRAME)
        self.resize(min(room.width(), round(height * _SHAPE)), height)
        self._paper = paper
        self._translate = translate
        self.sheet = _Sheet(paper, theme, self)
        self._number = QLabel()
        self._back = self._tool("chevron-left", "print.previous", theme, -1)
        self._on = self._tool("chevron-right", "print.next", theme, 1)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for widget in (self._back, self._number, self._on):
            row.addWidget(widget)
        row.addStretch(1)
        for key, signal in (
            ("print.save", self.saveRequested),
            ("print.print", self.printRequested),
        ):
            button = QPushButton(translate(key))
            button.clicked.connect(signal)
            button.setAutoDefault(False)
            if key == "print.print":
                button.setObjectName("primary")
            row.addWidget(button)
        box = QVBoxLayout(self)
        box.addWidget(self.sheet, 1)
        box.addLayout(row)
        self.turn(0)

    def turn(self, by: int) -> None:
        """Show another page."""
        last = len(self._paper.pages) - 1
        self.sheet.number = max(0, min(self.sheet.number + by, last))
        values = {"number": self.sheet.number + 1, "count": last + 1}
        self._number.setText(self._translate("print.page", **values))
        self.sheet.setAccessibleName(self._number.text())
        self.sheet.setAccessibleDescription("\n".join(self._paper.texts(self.sheet.number)))
        self._back.setEnabled(self.sheet.number > 0)
        self._on.setEnabled(self.sheet.number < last)
        self.sheet.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        last = len(self._paper.pages)
        steps = {
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Home: -last,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.turn(steps[key])
        else:
            super().keyPressEvent(event)

    def _tool(self, name: str, key: str, theme: Theme, by: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, theme.muted))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(self._translate(key))
        button.setAccessibleName(self._translate(key))
        button.clicked.connect(lambda: self.turn(by))
        return button


class _Sheet(QWidget):
    """One page, as large as there is room."""

    def __init__(self, paper: Paper, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._paper = paper
        self._theme = theme
        self.number = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        painter.translate((self.width() - WIDTH * scale) / 2, (self.height() - HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor("white"))
        painter.setPen(QColor(self._theme.line))
        painter.drawRect(QRectF(0, 0, WIDTH, HEIGHT))
        if self._paper.pages:
            self._paper.paint(painter, self.number)
        painter.end()
