"""Which view is in front, and which panes are beside it."""

from __future__ import annotations

from functools import partial

from strategy_editor.ui.host import Host
from strategy_editor.ui.panels import PANES, VIEWS
from strategy_editor.ui.tabbing import enter


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
    host.actions_.connect(
        {"next-pane": partial(go, host, 1), "previous-pane": partial(go, host, -1)}
    )
    panels.viewChanged.connect(show_chosen)
    panels.panesChanged.connect(show_panes)
    show_chosen()
    show_panes()


def go(host: Host, by: int) -> None:
    """Give the keyboard to the next or previous pane, to what had it there last."""
    panes, held = host.panels.panes, host.parent_window.focusWidget()
    at = next((at for at, each in enumerate(panes) if held and each.isAncestorOf(held)), -by)
    pane = panes[(at + by) % len(panes)]
    if pane is host.panels.outline:
        enter(pane, host.panels.outline.tree)
    elif pane is host.panels.sides:
        enter(pane)
    else:
        host.panels.focus_view()
