"""Which view is in front."""

from __future__ import annotations

from functools import partial

from strategy_editor.ui.host import Host
from strategy_editor.ui.panels import VIEWS


def install(host: Host) -> None:
    """Connect the actions that bring a view to the front, and show which one is."""
    panels = host.panels
    host.actions_.connect({f"view-{view}": partial(panels.show_view, view) for view in VIEWS})

    def show_chosen(_view: str = "") -> None:
        for view in VIEWS:
            host.actions_[f"view-{view}"].setChecked(panels.view == view)

    panels.viewChanged.connect(show_chosen)
    show_chosen()
