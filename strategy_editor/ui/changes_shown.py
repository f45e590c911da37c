"""What has changed since the state to compare with, marked in the form and the text, live."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QObject, QTimer

from strategy_editor.comparison.since import Since
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.ui.host import Host

_QUIET = 300
"""Milliseconds without a change after which changes are looked for again."""


class _Marked(Protocol):
    """A view of the middle that shows changes."""

    def show_changes(self, kinds: dict[str, str], before: Document) -> None:
        """Mark the elements that are ``added``, ``changed`` or ``moved`` since ``before``."""
        ...


def install(host: Host) -> None:
    """Mark changes in the view in front when nobody types for a moment."""
    ChangesShown(host)


class ChangesShown(QObject):
    """Follows the changes since the baseline; the outline marks its rows by itself."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._since: Since | None = None
        self._before: Document | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.show)
        controller = host.controller
        host.panels.viewChanged.connect(lambda _view: self._timer.start())
        host.panels.baselineChanged.connect(self._timer.start)
        controller.documentChanged.connect(self._timer.start)
        controller.savedStateChanged.connect(self._timer.start)
        controller.selectionChanged.connect(lambda _node_id: self._timer.start())

    def show(self) -> None:
        """Mark what has changed, if a view that shows it is in front."""
        panels = self._host.panels
        if panels.view not in ("form", "text") or not self._host.has_document:
            return
        session = self._host.controller.session
        kinds = self._follow(session.baseline, session.document)
        assert self._before is not None
        cast("_Marked", panels.panel(panels.view)).show_changes(kinds, self._before)

    def _follow(self, baseline: Node, present: Document) -> dict[str, str]:
        if self._since is None or self._since.baseline is not baseline:
            # The index of the present is a good guess; one of its own takes as long as opening.
            self._since, self._before = Since(baseline), present.with_root(baseline)
        return self._since.follow(present.root)
