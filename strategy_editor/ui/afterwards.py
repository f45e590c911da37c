"""What can wait until a window has been painted, done bit by bit once it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_LATEST = 1000
"""Milliseconds after which it is done all the same: a window may begin out of sight."""


class Afterwards(QObject):
    """Calls one thing in each turn of the event loop, the first when the window was painted."""

    def __init__(self, window: QWidget, calls: Iterable[Callable[[], object]]) -> None:
        super().__init__(window)
        self._window = window
        self._calls = list(calls)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(_AT_LATEST)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._timer.start(0)
        return False

    def _go_on(self) -> None:
        # Once it has begun, nothing of the window is of interest any more, its end least of all.
        self._window.removeEventFilter(self)
        # It goes with its window: to delete itself here has been seen to take the program down.
        if self._calls:
            self._calls.pop(0)()
            self._timer.start(0)
