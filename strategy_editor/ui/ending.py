"""The ways out that the user does not take in a window: the session ends, the system says stop."""

from __future__ import annotations

import signal
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QSessionManager

from strategy_editor.errors import UserError
from strategy_editor.pacing import window_rests

if TYPE_CHECKING:
    from strategy_editor.ui.windows import Windows

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")


class Ending:
    """Asks where somebody can answer; where nobody can, keeps all for recovery and ends."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    def session_ends(self, manager: QSessionManager) -> None:
        """The user logs off: ask about unsaved changes; no is no."""
        if manager.allowsInteraction():
            if all(window.files.may_leave() for window in list(self._windows.all)):
                manager.release()
            else:
                manager.cancel()
        else:
            keep_all(self._windows)

    def told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """The system ends the program: there is no time for questions."""
        keep_all(self._windows)
        QCoreApplication.exit(0)


def keep_all(windows: Windows) -> None:
    """Make safe what is unsaved in windows that are still open, so that it is offered next time."""
    # What is being written down at this moment is waited for, and must not wait for the window.
    window_rests()
    for window in windows.all:
        session = window.session
        if session.lock is not None:
            session.lock.release()
        if session.is_modified and not session.read_only:
            with suppress(OSError, UserError):
                session.recorder.write(session.document, is_modified=True)
        trouble = window.trouble
        if trouble is not None and trouble.is_modified:
            trouble.keeper.keep_now()


def install(windows: Windows) -> Ending:
    """Take part in the end of the session, and hear signals to stop.

    Python hears a signal when it runs next, which the timer of the garbage collection sees to.
    """
    ending = Ending(windows)
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.commitDataRequest.connect(ending.session_ends)
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, ending.told_to_stop)
    return ending
