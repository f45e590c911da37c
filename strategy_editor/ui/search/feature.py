"""Find, replace and quick jump as features of the window, loaded when they are first wanted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from strategy_editor.ui.host import Host

if TYPE_CHECKING:
    from strategy_editor.ui.search.finder import Finder


def install(host: Host) -> None:
    """Add the search to the side and connect its actions."""

    @cache
    def finder() -> Finder:
        # The window starts without it.
        from strategy_editor.ui.search.finder import Finder

        return Finder(host)

    host.panels.sides.add_later(
        "search", lambda: finder().make_panel(), lambda: host.translate("search.tab"), "search"
    )
    host.actions_.connect(
        {
            "find": lambda: finder().find(),
            "replace": lambda: finder().find(replacing=True),
            "find-next": lambda: finder().step(1),
            "find-previous": lambda: finder().step(-1),
            "jump": lambda: finder().jump(),
        }
    )
