"""Bringing the index of a history up to date, with progress and an end.

Nine seconds for a thousand versions that were never counted; a handful takes no time worth a word.
"""

from __future__ import annotations

from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal

from strategy_editor.i18n import Translator
from strategy_editor.ui.versions.running import Stopped
from strategy_editor.versions.index import Progress

_MANY = 30
"""From so many versions on it is said how far the counting is."""
_STEP = 10
"""Versions after which it is said anew."""


class Counting(QObject):
    """Says how far it is (an empty sentence: no further), and ends it.

    Where something is counted anew, what was still counted before ends.
    """

    said = Signal(str)
    _progressed = Signal(object, int, int)

    def __init__(self, translate: Translator) -> None:
        super().__init__()
        self._translate = translate
        self._stop = Event()
        self._is_told = False
        self._progressed.connect(self._show)

    def begin(self) -> Progress:
        """Return what the work is to call, on any thread; raises ``Stopped`` there."""
        self.stop()
        self._stop = Event()
        return partial(self._report, self._stop)

    def stop(self) -> None:
        """Let the work end; what was counted stays counted."""
        self._stop.set()
        self.end()

    def end(self) -> None:
        """Nothing is counted any more."""
        if self._is_told:
            self._is_told = False
            self.said.emit("")

    def _report(self, stop: Event, done: int, whole: int) -> None:
        if stop.is_set():
            raise Stopped
        if whole >= _MANY and done % _STEP == 0:
            self._progressed.emit(stop, done, whole)

    def _show(self, stop: Event, done: int, whole: int) -> None:
        if stop is self._stop and not stop.is_set() and done < whole:
            self._is_told = True
            self.said.emit(self._translate("history.counting-progress", done=done, whole=whole))
