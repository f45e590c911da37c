"""The keys that move the caret through the whole text, block after block."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from strategy_editor.ui.text.marked import MarkedArea
from strategy_editor.ui.text.places import Spot
from strategy_editor.ui.text.source import Caret
from strategy_editor.ui.text.spots import caret_rect, line_end, line_of

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_UPRIGHT = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_KEYS = (*_UPRIGHT, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


class Keys:
    """Turns keys into places; what stays within one text is left to its editor."""

    def __init__(self, view: MarkedArea) -> None:
        self._view = view
        self._goal: float | None = None

    def press(self, event: QKeyEvent) -> bool:
        """Follow a key; return whether it was one of these."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return self._select_all()
        if event.matches(QKeySequence.StandardKey.Copy):
            return self._view.copy_marked()
        caret = self._view.marking.caret
        extend = bool(event.modifiers() & _SHIFT)
        writes = self._view.is_writing
        if caret is None or not (writes or extend):
            return False
        key = Qt.Key(event.key())
        if key not in _UPRIGHT:
            self._goal = None
        places, first = self._view.places, self._view.first_shown
        spot = places.find(caret.source, first) if key in _KEYS else None
        if spot is None:
            return False
        wanted = self._wanted(event, key, spot, caret)
        if wanted is None:
            return False
        if wanted != caret or not extend:
            self._view.go(wanted, extend=extend)
        return True

    def forget(self) -> None:
        """Let the next move up or down begin at the caret itself."""
        self._goal = None

    def _wanted(self, event: QKeyEvent, key: Qt.Key, spot: Spot, caret: Caret) -> Caret | None:
        """Return where a key leads, None where that is not our business."""
        ctrl = bool(event.modifiers() & _CTRL)
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                return self._sideways(event, spot, caret, 1 if key == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down if not ctrl:
                return self._upright(spot, caret, 1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                return self._page(caret, 1 if key == Qt.Key.Key_PageDown else -1)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                end = key == Qt.Key.Key_End
                return self._edge(spot, caret, end=end, all_=ctrl)
        return None

    def _sideways(self, event: QKeyEvent, spot: Spot, caret: Caret, step: int) -> Caret | None:
        marking, places = self._view.marking, self._view.places
        extend = bool(event.modifiers() & _SHIFT)
        if marking.is_many and not extend:
            ends = marking.ends()
            return ends[step > 0].caret if ends is not None else None
        length = places.scale(spot).length
        at_edge = caret.position >= length if step > 0 else caret.position <= 0
        if not at_edge:
            if marking.is_many or not self._view.is_writing:
                return Caret(caret.source, caret.position + step)
            return None
        other = places.following(spot, step)
        if other is None:
            return caret
        return Caret(places.source(other), 0 if step > 0 else places.scale(other).length)

    def _upright(self, spot: Spot, caret: Caret, step: int) -> Caret:
        places = self._view.places
        shown = places.scale(spot).shown(caret.position)
        if self._goal is None:
            self._goal = caret_rect(places.text(spot), shown).x()
        found = places.beside_line(spot, shown, step, self._goal)
        if found is not None:
            return found
        return Caret(caret.source, 0 if step < 0 else places.scale(spot).length)

    def _page(self, caret: Caret, step: int) -> Caret:
        view = self._view
        rect = view.rect_of_caret(caret)
        if rect is None:
            view.show_caret()
            rect = view.rect_of_caret(caret)
        height = view.viewport().height()
        if self._goal is None and rect is not None:
            self._goal = rect.x() - view.text_left
        view.scroll_by(step * (height - 2 * view.sheet.styles.line))
        y = round(rect.center().y()) if rect is not None else height // 2
        x = round((self._goal or 0.0) + view.text_left)
        found = view.caret_at(QPoint(x, y))
        if found == caret:
            found = view.caret_at(QPoint(x, height if step > 0 else 0))
        return found or caret

    def _edge(self, spot: Spot, caret: Caret, *, end: bool, all_: bool) -> Caret:
        places, sheet = self._view.places, self._view.sheet
        if all_:
            far = places.first_from(len(sheet) - 1 if end else 0, -1 if end else 1)
            far = far if far is not None else spot
            return Caret(places.source(far), places.scale(far).length if end else 0)
        text, scale = places.text(spot), places.scale(spot)
        number = line_of(text, scale.shown(caret.position))
        if not end:
            return places.caret(spot, text.layout.lineAt(number).textStart())
        if number + 1 >= text.layout.lineCount():
            return Caret(caret.source, scale.length)
        return places.caret(spot, line_end(text, number))

    def _select_all(self) -> bool:
        """Mark the text in hand, and pressed again, everything."""
        view = self._view
        places, marking = view.places, view.marking
        caret, anchor = marking.caret, marking.anchor
        if caret is not None and anchor is not None and view.is_writing:
            spot = places.find(caret.source, view.first_shown)
            length = places.scale(spot).length if spot is not None else 0
            whole = {anchor.position, caret.position} == {0, length}
            if length and not marking.is_many and not whole:
                view.go(Caret(caret.source, 0))
                view.go(Caret(caret.source, length), extend=True)
                return True
        first, last = places.first_from(0, 1), places.first_from(len(view.sheet) - 1, -1)
        if first is None or last is None:
            return False
        start = Caret(places.source(first), 0)
        view.mark(start, Caret(places.source(last), places.scale(last).length))
        return True
