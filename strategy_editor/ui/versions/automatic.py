"""Versions and working states that nobody asks for: on saving, on export, on a new status.

Everything here runs away from the window, and Git is loaded there too, with the first saving.
"""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.ui.host import Host

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


class Automatic:
    """Follows the savings and exports of one window; strategies without history stay without."""

    def __init__(self, host: Host, changed: Callable[[], None]) -> None:
        self._host = host
        self._changed = changed
        self._known: object = None
        self._status = ""
        host.sessionShown.connect(self._remember)
        host.controller.savedStateChanged.connect(self._look)
        host.controller.leftHouse.connect(self._left_house)
        self._remember()

    def _remember(self) -> None:
        session = self._host.controller.session
        self._known = (session, session.path, session.stamp)
        self._status = _status(session.document)

    def _look(self) -> None:
        """After a saving, keep a version where the status is another, else a working state."""
        session = self._host.controller.session
        known = (session, session.path, session.stamp)
        path = session.path
        if known == self._known or path is None or session.stamp is None or session.is_modified:
            return
        self._known = known
        status, translate = _status(session.document), self._host.translate
        author, now = self._host.settings.author, datetime.now().astimezone()
        if status != self._status:
            shown = self._host.controller.wording.value_text("metadata", "status", status)
            name = translate("history.status", status=shown)
            work = partial(_keep, path, "status", name, author, now)
        else:
            work = partial(_keep_state, path, translate("versions.occasion.draft"), author, now)
        self._run("working-state", work, partial(self._kept, status))

    def _left_house(self, document: Document) -> None:
        path = self._host.controller.session.path
        if path is None:
            return
        name = self._host.translate("versions.occasion.export")
        author, now = self._host.settings.author, datetime.now().astimezone()
        work = partial(_keep, path, "export", name, author, now, document)
        self._run("kept-export", work, partial(self._kept, self._status))

    def _run(self, topic: str, work: Callable[[], bool], done: Callable[[bool], None]) -> None:
        self._host.controller.tasks.run(topic, work, done, self._failed)

    def _kept(self, status: str, is_new: bool) -> None:
        self._status = status
        if is_new:
            self._changed()

    def _failed(self, error: Exception) -> None:
        # Nobody asked for it: the history view tells what is wrong with a history.
        if not isinstance(error, UserError):
            raise error
        log.warning("no version was kept: %s", error)


def _keep(
    path: Path, occasion: str, name: str, author: str, now: datetime,
    document: Document | None = None,
) -> bool:  # fmt: skip
    # Git is loaded when something is to be kept, away from the window.
    from strategy_editor.workspace.versioning import author_named, keep_on, tidy

    kept = keep_on(path, occasion, name, author_named(author), now, document)
    if kept is None:
        return False
    tidy(path)
    return kept.is_new


def _keep_state(path: Path, name: str, author: str, now: datetime) -> bool:
    from strategy_editor.storage.reading import read_bytes
    from strategy_editor.workspace.versioning import author_named, keep_working_state

    state = keep_working_state(path, read_bytes(path), name, author_named(author), now)
    return state is not None


def _status(document: Document) -> str:
    metadata = document.root.child("metadata")
    return metadata.get("status") if metadata is not None else ""
