"""A merge away from the window, with a progress dialog that stops it at any moment."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog

from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.pacing import give_way
from strategy_editor.storage.reading import Opened, read
from strategy_editor.ui.host import Host
from strategy_editor.workspace.merging import (
    Merged,
    Named,
    merge_files,
    read_side,
    take_pictures,
)
from strategy_editor.workspace.wording import error_text

log = logging.getLogger(__name__)
_SLOW = 400
"""Milliseconds before the progress is shown."""


class Stopped(Exception):
    """The user has stopped the merge."""


Work = Callable[[Callable[[], None]], Merged]
"""Merges, and calls what it is given again and again."""


def merging_files(
    base: Path, ours: Document, name: str, theirs: Sequence[Path], pictures: Path
) -> Work:
    """Return the work of merging files into the open document called ``name``."""

    def work(pause: Callable[[], None]) -> Merged:
        sides = []
        for path in theirs:
            pause()
            sides.append(read_side(path))
        merged = merge_files(read_side(base), Named(Path(name), ours), sides, pause=pause)
        pause()
        take_pictures(theirs, pictures)
        return merged

    return work


def merging_with_disk(
    base: Document, ours: Document, path: Path, names: tuple[str, str], opened: list[Opened]
) -> Work:
    """Return the work of merging the file on disk, which it puts into ``opened``."""

    def work(pause: Callable[[], None]) -> Merged:
        found = read(path)
        pause()
        side = Named(Path(names[1]), found.document)
        merged = merge_files(Named(path, base), Named(Path(names[0]), ours), [side], pause=pause)
        opened.append(found)
        return merged

    return work


def run(host: Host, work: Work, done: Callable[[Merged], None]) -> None:
    """Run a merge; what hinders it is told, and one that was stopped leaves all as it was."""
    _Run(host, work, done).start()


class _Run:
    def __init__(self, host: Host, work: Work, done: Callable[[Merged], None]) -> None:
        self._host = host
        self._work = work
        self._done = done
        self._stop = Event()
        translate = host.translate
        self._progress = QProgressDialog(
            translate("merging.running"), translate("ask.cancel"), 0, 0, host.parent_window
        )

    def start(self) -> None:
        progress = self._progress
        progress.setWindowTitle(self._host.translate("merging.title"))
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_SLOW)
        progress.setAutoClose(False)
        progress.setAutoReset(False)
        progress.canceled.connect(self._stop.set)
        tasks = self._host.controller.tasks
        tasks.run("merge", lambda: self._work(self._pause), self._finished, self._failed)

    def _pause(self) -> None:
        give_way()
        if self._stop.is_set():
            raise Stopped

    def _finished(self, merged: Merged) -> None:
        was_stopped = self._stop.is_set()
        self._close()
        if was_stopped:
            self._tell(Stopped())
        else:
            self._done(merged)

    def _failed(self, error: Exception) -> None:
        self._close()
        self._tell(error)

    def _close(self) -> None:
        self._progress.canceled.disconnect(self._stop.set)
        self._progress.close()
        self._progress.deleteLater()

    def _tell(self, error: Exception) -> None:
        host = self._host
        if isinstance(error, Stopped):
            host.foot.say(host.translate("merging.stopped"))
        elif isinstance(error, UserError):
            host.questions.tell(error_text(error, host.translate.language))
        else:
            log.error("the merge failed", exc_info=error)
            host.questions.tell(host.translate("merging.failed"))
