"""Versions and working states that nobody asks for: on saving, on export, on a new status.

Everything here runs away from the window, and Git is loaded there too, with the first saving of a
strategy that has a history; one without stays without.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.storage.reading import read_bytes
from strategy_editor.ui.host import Host
from strategy_editor.workspace.occasions import left_the_house, was_saved

log = logging.getLogger(__name__)


class Automatic(QObject):
    """Follows the savings and exports of one window; ``changed`` is called when one was kept."""

    def __init__(self, host: Host, changed: Callable[[], None]) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._changed = changed
        self._known: object = None
        host.sessionShown.connect(self._remember)
        host.controller.savedStateChanged.connect(self._look)
        host.controller.leftHouse.connect(self._left_house)
        self._remember()

    def _remember(self) -> None:
        session = self._host.controller.session
        self._known = (session, session.path, session.stamp)

    def _look(self) -> None:
        """After a saving, keep what is due."""
        session = self._host.controller.session
        known = (session, session.path, session.stamp)
        path = session.path
        if known == self._known or path is None or session.stamp is None or session.is_modified:
            return
        self._known = known
        document, translate = session.document, self._host.translate
        metadata = document.root.child("metadata")
        status = metadata.get("status") if metadata is not None else ""
        shown = self._host.controller.wording.value_text("metadata", "status", status)
        named = translate("history.status", status=shown)
        sentences = (named, translate("versions.occasion.draft"))
        author, now = self._host.settings.author, datetime.now().astimezone()
        self._run("working-state", partial(_saved, path, document, sentences, author, now))

    def _left_house(self, document: Document) -> None:
        path = self._host.controller.session.path
        if path is None:
            return
        name = self._host.translate("versions.occasion.export")
        author, now = self._host.settings.author, datetime.now().astimezone()
        self._run("kept-export", partial(_exported, path, name, author, now, document))

    def _run(self, topic: str, work: Callable[[], bool]) -> None:
        self._host.controller.tasks.run(topic, work, self._kept, self._failed)

    def _kept(self, is_kept: bool) -> None:
        if is_kept:
            self._changed()

    def _failed(self, error: Exception) -> None:
        # Nobody asked for it: the history view tells what is wrong with a history.
        if not isinstance(error, UserError):
            raise error
        log.warning("no version was kept: %s", error)


def _saved(
    path: Path, document: Document, sentences: tuple[str, str], author: str, now: datetime
) -> bool:
    return was_saved(path, document, read_bytes(path), sentences, author, now) is not None


def _exported(path: Path, name: str, author: str, now: datetime, document: Document) -> bool:
    return left_the_house(path, name, author, now, document) is not None
