"""What can wait until a window has been painted, done bit by bit once it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_LATEST = 1000
"""Milliseconds after which it is done all the same: a window may begin out of sight."""

_UNPAINTED = 40
"""Milliseconds after which a window counts as one that has nothing to paint."""


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


class AfterPainting(QObject):
    """Calls something once the window of a widget was painted: what is around what is in hand.

    Asked for again before that, it is called once. Where there is nothing to be painted, it is
    called a moment later. A timer of no length would not do: it runs before a window that is to be
    laid out anew is painted.
    """

    def __init__(self, widget: QWidget, call: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._call = call
        self._window: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)

    @property
    def is_due(self) -> bool:
        """Whether it was asked for and has not been done yet."""
        return self._timer.isActive()

    def start(self) -> None:
        """Ask for it."""
        if self.is_due:
            return
        self._window = self._widget.window()
        self._window.installEventFilter(self)
        self._timer.start(_UNPAINTED if self._window.isVisible() else 0)

    def stop(self) -> None:
        """Ask for it no longer."""
        self._timer.stop()
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            # All of the window is painted with this event; the timer runs behind it.
            self._timer.start(0)
        return False

    def _go(self) -> None:
        self.stop()
        self._call()
