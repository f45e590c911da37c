"""Keeps what is typed within about a second, away from the window, while typing goes on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from strategy_editor.ui.host import Host
from strategy_editor.ui.notices import Notice
from strategy_editor.workspace.session import Session

_INTERVAL = 700
"""Milliseconds between a change and its being kept; further changes do not put it off."""
_AFTER_FAILURE = 5000
_BEAT = 60_000


class Keeper(QObject):
    """Writes the newest revision to the recovery folder, again and again.

    A disk that refuses is told once; work goes on, and it is tried again.
    """

    def __init__(self, host: Host) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_now)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self._show_life)
        host.controller.documentChanged.connect(self.note)
        host.controller.savedStateChanged.connect(self.note)

    def note(self) -> None:
        """Something changed: keep it soon."""
        session = self._host.controller.session
        wanted = session.is_modified or session.is_recorded
        if wanted and not session.read_only and not self._timer.isActive():
            self._timer.start(_INTERVAL)

    def keep_now(self) -> None:
        """Keep the present revision."""
        session = self._host.controller.session
        if not session.is_modified and not session.is_recorded:
            if session.redo_step is None:
                # What was brought back has been saved before it was kept anew.
                self._adopt(session)
            return
        document, is_modified, recorder = session.document, session.is_modified, session.recorder
        self._host.controller.tasks.run(
            "recovery",
            lambda: recorder.write(document, is_modified=is_modified),
            partial(self._kept, session),
            self._failed,
        )
        if not self._beat.isActive():
            self._beat.start()

    def _kept(self, session: Session, _none: None) -> None:
        self._told = False
        self._adopt(session)

    def _adopt(self, session: Session) -> None:
        """Let what an earlier run kept go: it is safe now."""
        if session.adopted is not None:
            adopted, session.adopted = session.adopted, None
            adopted()

    def _failed(self, error: Exception) -> None:
        from strategy_editor.recovery.recorder import is_refusal  # there since the first edit

        if not is_refusal(error):
            raise error
        if not self._told:
            self._told = True
            self._host.notices.tell("recovery", Notice("notice.not-kept", {}))
        self._timer.start(_AFTER_FAILURE)

    def _show_life(self) -> None:
        session = self._host.controller.session
        if session.is_recorded:
            tasks = self._host.controller.tasks
            tasks.run("beat", session.recorder.beat, lambda _none: None, lambda _error: None)
