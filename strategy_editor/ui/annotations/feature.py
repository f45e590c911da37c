"""Annotations as a feature of the window; the panel is loaded when it is first wanted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from strategy_editor.editing.annotations import OPEN, all_annotations
from strategy_editor.ui.annotations.marks import PassageMarks
from strategy_editor.ui.host import Host

if TYPE_CHECKING:
    from strategy_editor.ui.annotations.annotating import Annotating


def install(host: Host) -> None:
    """Mark annotated passages, add the annotations to the side and connect their action."""

    @cache
    def annotating() -> Annotating:
        # The window starts without it.
        from strategy_editor.ui.annotations.annotating import Annotating

        return Annotating(host)

    def title() -> str:
        found = all_annotations(host.controller.session.document.root)
        return host.translate("annotations.tab", count=sum(each.state == OPEN for each in found))

    marks = PassageMarks(host, lambda target, span: annotating().hold_passage(target, span))
    host.panels.sides.add_later(
        "annotations", lambda: annotating().make_panel(), title, "messages-square"
    )
    host.controller.problemsChanged.connect(lambda: host.panels.sides.label())
    host.actions_.connect(
        {
            "annotate": lambda: annotating().comment(),
            "to-note": lambda: annotating().to_note(marks),
        }
    )
