"""Notices that somebody else has changed the file that is open, and offers to take it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer

from strategy_editor.storage.locking import holder
from strategy_editor.storage.reading import Stamp
from strategy_editor.storage.writing import drive_of, has_changed, may_be_written
from strategy_editor.ui.host import Host
from strategy_editor.ui.notices import Notice

_SETTLED = 300
"""Milliseconds of quiet after which a file counts as written."""


class Watch(QObject):
    """Looks at the file when the system says that it changed, and when the window is turned to.

    Not all drives say anything, so the second look is what can be relied on.
    """

    def __init__(self, host: Host) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._told: tuple[Path, tuple[int, int]] | None = None
        self._system = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(self.look)
        self._system.fileChanged.connect(lambda _path: self._timer.start())
        host.sessionShown.connect(self._follow)
        host.controller.savedStateChanged.connect(self._follow)
        host.parent_window.installEventFilter(self)
        self._follow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._host.has_document:
            self._timer.start()
        return False

    def look(self) -> None:
        """Compare the file with what was read or saved last, away from the window."""
        host, session = self._host, self._host.controller.session
        path, stamp, drive = session.path, session.stamp, session.drive
        is_locked = session.read_only == "locked"
        if path is None or stamp is None or host.files.saving.is_running:
            return
        host.controller.tasks.run(
            "watch",
            lambda: _state(path, stamp, drive, is_locked=is_locked),
            lambda state: self._tell(path, stamp, state),
            lambda _error: None,
        )

    def _tell(self, path: Path, stamp: Stamp, state: tuple[str, tuple[int, int]]) -> None:
        host, session = self._host, self._host.controller.session
        self._follow()
        if (session.path, session.stamp) != (path, stamp) or host.files.saving.is_running:
            return
        kind, mark = state
        if kind == "same" or (kind == "fixed" and session.is_read_only):
            self._told = None
            host.notices.withdraw("disk")
        elif self._told != (path, mark):
            self._told = (path, mark)
            ways = self._ways(kind, path)
            host.notices.tell("disk", Notice(f"notice.{kind}", {"name": path.name}, ways))

    def _ways(self, kind: str, path: Path) -> tuple[tuple[str, Callable[[], object]], ...]:
        """What can be done about what became of the file."""
        host = self._host
        if kind in ("away", "fixed"):
            return (("ask.not-saved.save-as", host.files.save_as),)
        if kind == "free":
            return (("notice.edit", lambda: host.files.open_path(path)),)
        if kind != "changed":
            return ()
        merge = (("notice.merge", host.actions_["merge-disk"].trigger),)
        return (
            ("notice.reload", host.files.saving.reload),
            *(() if host.controller.session.is_read_only else merge),
            ("notice.compare", lambda: host.panels.compare_with(path)),
        )

    def _follow(self) -> None:
        """Watch the present file; one that was replaced has to be named anew."""
        path = self._host.controller.session.path
        wanted = [str(path)] if path is not None and path.exists() else []
        watched = self._system.files()
        if watched == wanted:
            return
        if watched:
            self._system.removePaths(watched)
        if wanted:
            self._system.addPaths(wanted)


def _state(
    path: Path, stamp: Stamp, drive: int | None, *, is_locked: bool
) -> tuple[str, tuple[int, int]]:
    """What became of a file, and a mark by which a further change is known."""
    try:
        status = path.stat()
    except OSError:
        return ("gone" if drive_of(path) == drive else "away"), (0, 0)
    kind = "same" if may_be_written(path) else "fixed"
    if is_locked and holder(path) is None:
        kind = "free"
    elif has_changed(path, stamp):
        kind = "changed"
    return kind, (status.st_mtime_ns, status.st_size)


def install(host: Host) -> Watch:
    """Begin to watch the file that is open."""
    return Watch(host)
