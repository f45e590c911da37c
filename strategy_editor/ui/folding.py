"""The outline of a file looks as it did when the file was open last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from strategy_editor.ui.host import Host
from strategy_editor.workspace.folding import Folding, load_folding, save_folding

_QUIET = 1000
"""Milliseconds without another change until it is written down."""


class FoldingKeeper(QObject):
    """Writes down what is unfolded and selected, and brings it back with the file."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.controller)
        self._host = host
        self._waiting: tuple[Path, Folding] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self._write_aside)
        host.panels.outline.following.changed = self._note
        host.controller.selectionChanged.connect(self._note)
        host.sessionShown.connect(self._put_back)
        host.windows.changed.connect(self.write)

    def write(self) -> None:
        """Write down at once what waits for that."""
        self._timer.stop()
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            save_folding(*waiting)

    def _note(self, *_: object) -> None:
        path = self._host.controller.session.path
        if path is None:
            return
        if self._waiting is not None and self._waiting[0] != path:
            self.write()
        unfolded = tuple(self._host.panels.outline.unfolded)
        self._waiting = path, Folding(self._host.controller.selected_id, unfolded)
        self._timer.start()

    def _write_aside(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            tasks = self._host.controller.tasks
            tasks.run("folding", lambda: save_folding(*waiting), lambda _: None, lambda _: None)

    def _put_back(self) -> None:
        # What the new outline unfolds of itself is not what the user left.
        path = self._host.controller.session.path
        if self._waiting is not None and self._waiting[0] == path:
            self._timer.stop()
            self._waiting = None
        kept = load_folding(path) if path is not None else None
        if kept is None:
            return
        document = self._host.controller.session.document
        self._host.panels.outline.put_back({each for each in kept.unfolded if each in document})
        if kept.selected in document:
            self._host.controller.select(kept.selected)


def install(host: Host) -> None:
    """Remember the folding of every file."""
    FoldingKeeper(host)
