"""The way through open cards to an element below the one whose form is shown."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from strategy_editor.ui.form.cards import CardGroup
from strategy_editor.ui.form.child_row import ChildRow
from strategy_editor.ui.form.milestones import MilestoneRow
from strategy_editor.ui.form.node_form import NodeForm
from strategy_editor.ui.form.protocol import Form


class Place(Protocol):
    """What has fields to put the cursor into."""

    def focus_first(self) -> None:
        """Put the cursor into the first field, its text selected."""
        ...

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field; return whether it is there."""
        ...


def reach(form: Form, ids: list[str]) -> Place | None:
    """Open the cards on the way to an element below a form and return its form, if it has one."""
    for node_id in ids:
        if isinstance(form, NodeForm):
            form.complete()
        for group in form.widget().findChildren(CardGroup):
            group.complete()
        rows = form.widget().findChildren(ChildRow)
        row = next((each for each in rows if each.id == node_id), None)
        if row is None:
            return _in_table(form, node_id)
        row.open()
        if row.form is None:
            return None
        form = row.form
    return form


def card_around(widget: QWidget | None, within: QWidget) -> str:
    """Return the id of the element in whose card a widget is, empty outside of cards."""
    while widget is not None and widget is not within:
        if isinstance(widget, ChildRow | MilestoneRow):
            return widget.id
        widget = widget.parentWidget()
    return ""


def _in_table(form: Form, node_id: str) -> Place | None:
    rows = form.widget().findChildren(MilestoneRow)
    return next((each for each in rows if each.id == node_id), None)
