"""Merging as a feature of the window; it is loaded when a document has conflicts or gets some."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from strategy_editor.ui.host import Host

if TYPE_CHECKING:
    from strategy_editor.ui.merging.verbs import Merging


def install(host: Host) -> None:
    """Provide the view of what is open, and connect the actions that merge and settle."""

    @cache
    def merging() -> Merging:
        # The window starts without it.
        from strategy_editor.ui.merging.verbs import Merging

        return Merging(host)

    def has_open() -> bool:
        return bool(host.controller.session.document.root.child("conflicts"))

    def show_tab() -> None:
        host.panels.offer("conflicts", has_open())

    def show_open() -> None:
        show_tab()
        if has_open():
            merging().show_open()
        else:
            host.notices.withdraw("conflicts")

    def follow() -> None:
        show_tab()
        if host.notices.text("conflicts"):
            merging().count_again()

    host.panels.provide("conflicts", lambda: merging().make_panel())
    host.sessionShown.connect(show_open)
    host.controller.documentChanged.connect(follow)
    show_tab()
    host.actions_.connect(
        {
            "merge-files": lambda: merging().ask(),
            "merge-disk": lambda: merging().with_disk(),
            "next-conflict": lambda: merging().step(1),
            "previous-conflict": lambda: merging().step(-1),
        }
    )
