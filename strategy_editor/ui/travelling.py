"""After undo and redo the cursor is where the change was."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from strategy_editor.editing.history import Step
from strategy_editor.ui.host import Host


def install(host: Host) -> None:
    """Let undo and redo lead to their place."""
    controller, panels = host.controller, host.panels

    def go(node_id: str) -> None:
        # What is selected beside it stays selected.
        chosen = controller.selected_ids
        controller.select_many(chosen if node_id in chosen else (), node_id)

    def show(step: Step) -> None:
        node_id, form = step.node_id or "", panels.form
        if panels.view != "form":
            go(node_id)
        elif step.field is None:
            # What was added, moved or removed among the cards is in sight already.
            if not form.shows(node_id):
                go(node_id)
        elif not form.show_step(node_id, step.field):
            go(node_id)
            form.show_step(node_id, step.field)
        _hold_keyboard(host)

    controller.travelled.connect(show)


def _hold_keyboard(host: Host) -> None:
    """Leave the keyboard with something that the user works in.

    When the field in hand went with the step, Qt gives the keyboard to what comes next in the
    window, or to nothing: keys would go astray.
    """
    held = host.parent_window.focusWidget()
    is_verb = isinstance(held, QToolButton) and held.defaultAction() is not None
    if held is None or not (host.panels.isAncestorOf(held) or is_verb):
        host.panels.outline.tree.setFocus()
