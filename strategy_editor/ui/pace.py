"""Tells computations on other threads when the window is at work."""

from __future__ import annotations

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QObject

from strategy_editor.pacing import window_rests, window_works

_NAME = "pace"


def keep_pace() -> None:
    """Let long computations give way to the event loop of this thread from now on."""
    application, loop = QCoreApplication.instance(), QAbstractEventDispatcher.instance()
    if application is not None and loop is not None and not application.property(_NAME):
        application.setProperty(_NAME, True)
        _Pace(application, loop)


class _Pace(QObject):
    """The window is at work from the first event after a rest until the loop sleeps again.

    Not from the loop's own ``awake``: where glib runs the loop, that comes when all is done.
    """

    def __init__(self, application: QCoreApplication, loop: QAbstractEventDispatcher) -> None:
        super().__init__(application)
        self._application = application
        self._is_resting = False
        loop.aboutToBlock.connect(self._rest)

    def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:
        """Notice the first event."""
        self._is_resting = False
        self._application.removeEventFilter(self)
        window_works()
        return False

    def _rest(self) -> None:
        window_rests()
        if not self._is_resting:
            self._is_resting = True
            self._application.installEventFilter(self)
