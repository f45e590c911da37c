"""Lineage as a feature of the window: the view and its actions, loaded when they are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strategy_editor.ui.host import Host

if TYPE_CHECKING:
    from strategy_editor.ui.lineage.panel import LineagePanel


def install(host: Host) -> None:
    """Provide the view and connect its actions."""
    controller = host.controller
    host.panels.provide("lineage", lambda: _make(host))
    controller.besideRequested.connect(lambda edition, goal: _show_beside(host, edition, goal))
    host.sessionShown.connect(controller.editions.start_over)
    controller.savedStateChanged.connect(controller.editions.follow_file)
    host.actions_.connect(
        {
            "choose-predecessor": lambda: _choose(host),
            "refresh-roster": lambda: _refresh(host),
            "keep-picture": lambda: _keep_picture(host),
            "begin-edition": lambda: _begin(host),
        }
    )


# The window starts without what these load.


def _make(host: Host) -> LineagePanel:
    from strategy_editor.ui.lineage.panel import LineagePanel

    panel = LineagePanel(host.controller, host.appearance.theme, lambda: host.questions)
    panel.openRequested.connect(host.panels.jump)
    panel.chooseRequested.connect(host.actions_["choose-predecessor"].trigger)
    panel.keepRequested.connect(host.actions_["keep-picture"].trigger)
    panel.beginRequested.connect(host.actions_["begin-edition"].trigger)
    return panel


def _show_beside(host: Host, edition: str, goal: str) -> None:
    from strategy_editor.ui.lineage.besides import show_beside

    show_beside(host, edition, goal)


def _choose(host: Host) -> None:
    from strategy_editor.ui.lineage.predecessors import choose

    choose(host)


def _refresh(host: Host) -> None:
    from strategy_editor.ui.lineage.predecessors import refresh

    refresh(host)


def _keep_picture(host: Host) -> None:
    from strategy_editor.ui.lineage.predecessors import keep_picture

    keep_picture(host)


def _begin(host: Host) -> None:
    from strategy_editor.ui.lineage.beginning import begin_edition

    begin_edition(host)
