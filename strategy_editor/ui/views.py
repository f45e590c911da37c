"""Which view is in front, and which panes are beside it."""

from __future__ import annotations

from functools import partial

from strategy_editor.ui.host import Host
from strategy_editor.ui.panels import PANES, VIEWS


def install(host: Host) -> None:
    """Connect the actions for views and panes, and show which ones are there."""
    panels = host.panels
    host.actions_.connect({f"view-{view}": partial(panels.show_view, view) for view in VIEWS})

    def show_chosen(_view: str = "") -> None:
        for view in VIEWS:
            host.actions_[f"view-{view}"].setChecked(panels.view == view)

    def show_panes() -> None:
        for pane in PANES:
            host.actions_[f"pane-{pane}"].setChecked(panels.has_pane(pane))

    def turn(pane: str) -> None:
        panels.show_pane(pane, shown=not panels.has_pane(pane))

    host.actions_.connect({f"pane-{pane}": partial(turn, pane) for pane in PANES})
    panels.viewChanged.connect(show_chosen)
    panels.panesChanged.connect(show_panes)
    show_chosen()
    show_panes()
