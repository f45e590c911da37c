"""Versions as a feature of the window. Git and the views are loaded when they are asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from strategy_editor.ui.host import Host
from strategy_editor.ui.sides import Side
from strategy_editor.ui.versions.automatic import Automatic
from strategy_editor.workspace.occasions import may_have_history

if TYPE_CHECKING:
    from strategy_editor.ui.versions.verbs import VersionVerbs

SIDE = "versions"
_DELAY = 1000
"""Milliseconds after a document is shown until Git is loaded: it is on the screen then."""


class Versions:
    """The history of the strategy in one window."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._verbs: VersionVerbs | None = None

    @property
    def verbs(self) -> VersionVerbs:
        """What can be done with versions; loads Git."""
        if self._verbs is None:
            from strategy_editor.ui.versions.verbs import VersionVerbs

            self._verbs = VersionVerbs(self._host)
        return self._verbs

    def make_panel(self) -> Side:
        """Make the panel at the side."""
        return self.verbs.panel

    def show(self, page: str) -> None:
        """Show a page of the history."""
        self._host.panels.sides.show_side(SIDE)
        self.verbs.panel.show_page(page)

    def prepare(self) -> None:
        """Load Git away from the window, where the document is likely to have a history."""
        path = self._host.controller.session.path
        if path is not None and may_have_history(path):
            tasks = self._host.controller.tasks
            tasks.run("prepare-versions", _load, lambda _none: None, _not_loaded)

    def changed(self) -> None:
        """Something was kept: show it, where the history is being looked at."""
        if self._verbs is not None:
            self._verbs.panel.reload()


def _load() -> None:
    """Load what takes a quarter of a second when the history is first looked at."""
    import strategy_editor.ui.versions.exchange
    import strategy_editor.ui.versions.loading  # noqa: F401 - nothing of Qt is in these two


def _not_loaded(error: Exception) -> None:
    raise error


def install(host: Host) -> None:
    """Add the history to the side, connect its actions, and begin to keep what is to be kept."""
    versions = Versions(host)
    sides = host.panels.sides
    sides.add_later(SIDE, versions.make_panel, lambda: host.translate("history.tab"), "history")
    Automatic(host, versions.changed)
    soon = QTimer(host.parent_window)
    soon.setSingleShot(True)
    soon.setInterval(_DELAY)
    soon.timeout.connect(versions.prepare)
    host.sessionShown.connect(soon.start)
    host.actions_.connect(
        {
            "show-versions": partial(versions.show, "timeline"),
            "element-past": partial(versions.show, "element"),
            "search-past": partial(versions.show, "search"),
            "keep-version": lambda: versions.verbs.keep(),
            "verify-versions": lambda: versions.verbs.verify(),
            "connect-versions": lambda: versions.verbs.team.connect(),
            "fetch-versions": lambda: versions.verbs.team.fetch(),
            "send-versions": lambda: versions.verbs.team.send(),
            "strategy-from-team": lambda: versions.verbs.team.begin(),
        }
    )
