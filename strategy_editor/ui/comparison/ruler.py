"""The overview beside the scroll bar: where in the whole something differs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from strategy_editor.ui.comparison.rows import Fold
from strategy_editor.ui.comparison.stack import Stack
from strategy_editor.ui.theme import Theme

_WIDTH = 14
_LEAST = 2.0
_SEEN = 40
_COLOURS = {"added": "good", "removed": "error", "changed": "warning", "moved": "accent"}
_LANES = {"removed": (0.0, 0.5), "added": (0.5, 0.5)}
"""Left and right half, so that it does not hang on colour alone; the rest takes both."""


class Ruler(QWidget):
    """A tick for each change at its place; a click goes there."""

    asked = Signal(float)
    """The place that was clicked, from 0 to 1."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._stack: Stack | None = None
        self._seen = (0.0, 1.0)
        self.setFixedWidth(_WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_stack(self, stack: Stack | None) -> None:
        """Show another comparison."""
        self._stack = stack
        self.update()

    def show_seen(self, seen: tuple[float, float]) -> None:
        """Show which part is in view."""
        self._seen = seen
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ticks, and the part that is in view."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.background))
        height = self.height()
        seen = QColor(self._theme.accent)
        seen.setAlpha(_SEEN)
        top, bottom = (share * height for share in self._seen)
        painter.fillRect(QRectF(0, top, _WIDTH, max(bottom - top, 4.0)), seen)
        if self._stack is None or not self._stack.heights.total:
            return
        scale = height / self._stack.heights.total
        for place, shown in enumerate(self._stack.shown):
            if isinstance(shown, Fold):
                continue
            state = self._stack.rows[shown].state
            if state in _COLOURS:
                left, width = _LANES.get(state, (0.0, 1.0))
                y = self._stack.heights.top(place) * scale
                tall = max(self._stack.heights[place] * scale, _LEAST)
                rect = QRectF(1 + left * (_WIDTH - 2), y, width * (_WIDTH - 2), tall)
                painter.fillRect(rect, QColor(getattr(self._theme, _COLOURS[state])))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place that was clicked."""
        self.asked.emit(event.position().y() / max(self.height(), 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while its button is held."""
        self.asked.emit(min(max(event.position().y() / max(self.height(), 1), 0.0), 1.0))
