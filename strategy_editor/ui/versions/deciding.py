"""What the team wrote otherwise than we did: shown, decided, and sent on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from strategy_editor.merging.stored import conflicts_in
from strategy_editor.ui.host import Host
from strategy_editor.ui.notices import Notice

_KIND = "conflicts"
"""The notice that merging withdraws when all is settled."""
_AFTER = "decided"


class Send(Protocol):
    """Sends, even what is undecided where that is wanted."""

    def __call__(self, *, undecided: bool = False) -> None: ...


class Deciding(QObject):
    """Leads to the conflicts that came from the team, and back to sending."""

    def __init__(self, host: Host, send: Send) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._send = send
        self._is_waiting = False
        self._root: object = None
        self._is_written = False
        host.controller.documentChanged.connect(self._look)
        host.sessionShown.connect(self._forget)

    def begin(self) -> None:
        """Something is sent or fetched: what is written from now on, is written meanwhile."""
        self._is_written = False
        self.go_on()

    def look(self) -> None:
        """Notice what was written since; before the document is changed here."""
        self._host.commit()
        self._is_written |= self._host.controller.session.document.root is not self._root

    def go_on(self) -> None:
        """The document is as we made it, and nobody wrote that."""
        self._root = self._host.controller.session.document.root

    def lead(self, count: int) -> None:
        """Lead to conflicts that fetching brought; none is fine."""
        if count:
            self._show("history.conflicts", count)

    def before_sending(self, count: int) -> None:
        """Lead to conflicts that are to be decided before anything is sent."""
        anyway = ("history.send-anyway", partial(self._send, undecided=True))
        self._show("history.conflicts-first", count, anyway)

    def sent(self) -> None:
        """What there was to send is sent."""
        self._is_waiting = False
        self._host.notices.withdraw(_AFTER)

    def _show(self, key: str, count: int, *more: tuple[str, Callable[[], object]]) -> None:
        host = self._host
        self._is_waiting = True
        decide = ("history.decide", partial(host.panels.show_view, "conflicts"))
        self.look()
        if not self._is_written:
            # Whoever writes is not taken away from it, with the next words going elsewhere.
            host.panels.show_view("conflicts")
        host.notices.tell(_KIND, Notice(key, {"count": count}, (decide, *more)))

    def _look(self) -> None:
        """Once all is decided, offer to send it."""
        if self._is_waiting and not conflicts_in(self._host.controller.session.document.root):
            self._is_waiting = False
            self._host.notices.withdraw(_KIND)
            ways = (("history.send-now", self._send),)
            self._host.notices.tell(_AFTER, Notice("history.decided", {}, ways))

    def _forget(self) -> None:
        self._is_waiting = False
