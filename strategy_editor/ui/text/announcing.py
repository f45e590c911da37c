"""Tells screen readers where one has come to in the text: by scrolling with keys, by the caret."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QKeyEvent,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.text.accessible import document_of
from strategy_editor.ui.text.spoken import sentence, spoken
from strategy_editor.ui.text.view import TextView
from strategy_editor.ui.text.writing import Writing

_QUIET = 200
"""Milliseconds after the last key until the place is told: the page glides that long."""
_Key = Qt.Key
_SCROLLING = frozenset(
    {_Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Space,
     _Key.Key_Home, _Key.Key_End}
)  # fmt: skip


class Announcing(QObject):
    """Names the entry that comes to the top, or the one that the caret has come into.

    ``announced`` carries what is said, whether anybody listens or not.
    """

    announced = Signal(str)

    def __init__(self, view: TextView, writing: Writing, translate: Translator) -> None:
        super().__init__(view)
        self._view = view
        self._writing = writing
        self._translate = translate
        self._last = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self._tell_top)
        view.installEventFilter(self)
        writing.taken.connect(self._tell_caret)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice keys that scroll, and the keyboard coming to the text."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        scrolls = is_key and isinstance(event, QKeyEvent) and event.key() in _SCROLLING
        if watched is self._view and (scrolls or event.type() == QEvent.Type.FocusIn):
            self._last = self._last if scrolls else -1
            self._timer.start()
        return super().eventFilter(watched, event)

    def _tell_top(self) -> None:
        view = self._view
        if self._writing.is_writing or not view.hasFocus():
            return
        bar = view.verticalScrollBar()
        shown = view.shown_entries
        whole = [each for each in shown if (rect := view.rect_of(each)) and rect.top() >= 0]
        at_end = bar.value() >= bar.maximum() > 0
        index = (shown[-1] if at_end else (whole or shown)[0]) if shown else -1
        if index >= 0 and index != self._last:
            self._tell(index)
            self._focus(index)

    def _tell_caret(self) -> None:
        spot = self._writing.spot() if self._writing.is_writing else None
        if spot is None:
            self._last = -1
            return
        what = spoken(self._view.sheet, spot.entry, self._translate)
        self._writing.editor.setAccessibleDescription(what.kind)
        if spot.entry != self._last:
            self._tell(spot.entry)

    def _tell(self, index: int) -> None:
        self._last = index
        said = sentence(spoken(self._view.sheet, index, self._translate), self._translate)
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._view.viewport(), said)
            QAccessible.updateAccessibility(event)
        self.announced.emit(said)

    def _focus(self, index: int) -> None:
        """Let a screen reader's own reading begin at the entry."""
        document = document_of(self._view) if QAccessible.isActive() else None
        if document is not None:
            document.reading = index
            event = QAccessibleEvent(document.entry(index), QAccessible.Event.Focus)
            QAccessible.updateAccessibility(event)
