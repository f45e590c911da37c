"""Notices versions that another window, the command line or Git itself has kept meanwhile."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer

from strategy_editor.errors import UserError
from strategy_editor.ui.host import Host
from strategy_editor.ui.versions.loading import Mark, mark_of
from strategy_editor.ui.versions.panel import VersionsPanel

_SETTLED = 400
"""Milliseconds of quiet after which a history counts as written."""


class HistoryWatch(QObject):
    """Looks at the history when the system says that it changed, or the window is turned to.

    Looking is reading some references; only where they are others the panel reads everything.
    Not all drives say anything, so the second occasion is what can be relied on.
    """

    def __init__(self, host: Host, panel: VersionsPanel) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._panel = panel
        self._system = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(self.look)
        self._system.directoryChanged.connect(lambda _folder: self._timer.start())
        panel.shown.connect(self._follow)
        panel.installEventFilter(self)
        host.parent_window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        occasions = (QEvent.Type.WindowActivate, QEvent.Type.Show)
        if event.type() in occasions and (event.type() == QEvent.Type.Show) == (
            watched is self._panel
        ):
            self._timer.start()
        return False

    def look(self) -> None:
        """Hold the history against what is shown, away from the window."""
        path = self._host.controller.session.path
        if path is not None and self._panel.isVisible():
            self._host.controller.tasks.run(
                "versions-mark", partial(mark_of, path), self._compare, _nothing
            )

    def _compare(self, mark: Mark) -> None:
        shown = self._panel.loaded
        if mark.references != shown.mark.references and not self._panel.is_loading:
            self._panel.reload()

    def _follow(self) -> None:
        """Watch the folders of the history that is shown."""
        wanted = {str(each) for each in self._panel.loaded.mark.folders}
        watched = set(self._system.directories())
        if watched - wanted:
            self._system.removePaths(list(watched - wanted))
        if wanted - watched:
            self._system.addPaths(list(wanted - watched))


def _nothing(error: Exception) -> None:
    # Whoever loads the history is told what is wrong with it.
    if not isinstance(error, UserError):
        raise error
