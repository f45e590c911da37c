"""When a widget was painted."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.measure import Taken

_LIMIT = 5.0


class Painted(QObject):
    """Waits until a widget was painted and its window was brought to the screen.

    What the event loop does behind that, in the same turn, is not counted: it is not waited for.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._window = widget.window()
        self._is_painted = False
        self._end: tuple[float, float] | None = None
        widget.installEventFilter(self)
        self._window.installEventFilter(self)

    def after(self, work: Callable[[], object]) -> Taken:
        """Do something and return what it took until it was seen."""
        self._is_painted, self._end = False, None
        start = _moment()
        work()
        while self._end is None and time.perf_counter() < start[0] + _LIMIT:
            QApplication.processEvents()
        end = self._end or _moment()
        return Taken(*((new - old) * 1000 for new, old in zip(end, start, strict=True)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look out for painting; the window paints all its widgets when an update is requested."""
        if event.type() == QEvent.Type.Paint and watched is not self._window:
            self._is_painted = True
        elif event.type() == QEvent.Type.UpdateRequest and watched is self._window:
            self._window.event(event)
            if self._is_painted and self._end is None:
                self._end = _moment()
            return True
        return False


def rest(milliseconds: int) -> None:
    """Let the event loop run as in the program: it sleeps until there is something to do.

    One that asked for events again and again would be a window that is always at work.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _moment() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()
