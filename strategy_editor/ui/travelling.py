"""After undo and redo the cursor is where the change was."""

from __future__ import annotations

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

    controller.travelled.connect(show)
