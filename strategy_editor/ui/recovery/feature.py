"""Recovery as a feature of the window: keeps what is typed, and offers what was lost."""

from __future__ import annotations

from strategy_editor.ui.host import Host
from strategy_editor.ui.recovery.keeping import Keeper


def install(host: Host) -> None:
    """Begin to keep what is typed, and connect the action that asks for what was lost."""
    Keeper(host)
    host.actions_.connect({"recover": lambda: _ask(host)})


def _ask(host: Host) -> None:
    # The window starts without it.
    from strategy_editor.ui.recovery.offering import Offering

    Offering(host).ask()
