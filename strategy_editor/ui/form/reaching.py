"""The way through open cards to an element below the one whose form is shown."""

from __future__ import annotations

from strategy_editor.ui.form.cards import CardGroup
from strategy_editor.ui.form.child_row import ChildRow
from strategy_editor.ui.form.protocol import Form


def reach(form: Form, ids: list[str]) -> Form | None:
    """Open the cards on the way to an element below a form and return its form, if it has one."""
    for node_id in ids:
        for group in form.widget().findChildren(CardGroup):
            group.complete()
        rows = form.widget().findChildren(ChildRow)
        row = next((each for each in rows if each.id == node_id), None)
        if row is None:
            return None
        row.open()
        if row.form is None:
            return None
        form = row.form
    return form
