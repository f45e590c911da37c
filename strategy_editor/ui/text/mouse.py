"""Placing the caret and marking with the mouse: words, blocks, and beyond the window's edge."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from strategy_editor.ui.text.marked import MarkedArea
from strategy_editor.ui.text.source import Caret

_PULSE = 30
"""Milliseconds between two steps of scrolling on while the mouse is held beyond the edge."""
_MOST = 40


class Mouse:
    """What a hand on the mouse marks."""

    def __init__(self, view: MarkedArea, begun: Callable[[], None]) -> None:
        self._view = view
        self._begun = begun
        self._held: QPoint | None = None
        self._is_drawn = False
        self._word: tuple[Caret, Caret] | None = None
        self._doubled: tuple[int, QPoint] | None = None
        self._timer = QTimer(view)
        self._timer.setInterval(_PULSE)
        self._timer.timeout.connect(self._scroll_on)

    def press(self, event: QMouseEvent) -> None:
        """Put the caret where a button was pressed; with Shift, mark up to there."""
        point = event.position().toPoint()
        self._word = None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view = self._view
        self._begun()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if extend and view.marking.anchor is not None:
            found = view.caret_at(point)
        else:
            found = view.caret_at(point, view.reach)
            extend = False
        if found is None:
            view.let_go()
            self._held = point
            return
        if self._is_third(event, point):
            self._mark_text(found)
            return
        self._held = point
        anchor = view.marking.anchor if extend else None
        view.mark(anchor or found, found)

    def double(self, event: QMouseEvent) -> None:
        """Mark the word under the mouse."""
        point = event.position().toPoint()
        found = self._view.caret_at(point, self._view.reach)
        if event.button() != Qt.MouseButton.LeftButton or found is None:
            return
        self._doubled = event.timestamp(), point
        start, end = self._view.word_at(found)
        self._view.mark(start, end)
        self._held, self._word = point, (start, end)

    def move(self, event: QMouseEvent) -> bool:
        """Mark up to where the mouse is drawn; return whether it is."""
        if self._held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        point = event.position().toPoint()
        if not self._is_drawn:
            near = QGuiApplication.styleHints().startDragDistance()
            if (point - self._held).manhattanLength() < near:
                return True
            self._is_drawn = True
            if self._view.marking.anchor is None:
                found = self._view.caret_at(self._held)
                if found is not None:
                    self._view.mark(found, found)
        self._held = point
        outside = not 0 <= point.y() < self._view.viewport().height()
        if outside and not self._timer.isActive():
            self._timer.start()
        elif not outside:
            self._timer.stop()
        self._reach(point)
        return True

    def release(self) -> bool:
        """End what was begun; return whether something was marked by drawing."""
        drawn, self._is_drawn, self._held = self._is_drawn, False, None
        self._timer.stop()
        return drawn

    def _reach(self, point: QPoint) -> None:
        view = self._view
        found = view.caret_at(point)
        if found is None or view.marking.anchor is None:
            return
        if self._word is not None and found.source == self._word[0].source:
            start, end = view.word_at(found)
            first = self._word[0].position <= found.position
            view.mark(self._word[0] if first else self._word[1], end if first else start)
        elif found != view.marking.caret:
            view.mark(view.marking.anchor, found)

    def _scroll_on(self) -> None:
        if self._held is None:
            self._timer.stop()
            return
        height, y = self._view.viewport().height(), self._held.y()
        beyond = y - height if y >= height else y
        self._view.scroll_by(max(-_MOST, min(_MOST, beyond)))
        self._reach(self._held)

    def _is_third(self, event: QMouseEvent, point: QPoint) -> bool:
        doubled, self._doubled = self._doubled, None
        if doubled is None:
            return False
        hints = QGuiApplication.styleHints()
        soon = event.timestamp() - doubled[0] <= hints.mouseDoubleClickInterval()
        return soon and (point - doubled[1]).manhattanLength() < hints.startDragDistance()

    def _mark_text(self, caret: Caret) -> None:
        view = self._view
        spot = view.places.find(caret.source, view.first_shown)
        if spot is not None:
            end = Caret(caret.source, view.places.scale(spot).length)
            view.mark(Caret(caret.source, 0), end)
