"""Undo, adding, moving and removing by menu and keyboard, and drops in the outline."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu

from strategy_editor.ui.host import Host
from strategy_editor.ui.menus import element_menu


class EditingKeys:
    """Turns actions on elements into calls of the structure's verbs."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def add_same(self) -> None:
        """Add another element of the selected kind behind it and put the cursor into it."""
        host = self._host
        structure, node_id = host.controller.structure, host.controller.selected_id
        tag = host.controller.session.document.node(node_id).tag
        if tag not in structure.can_add_beside(node_id):
            host.foot.say(host.translate("message.no-second"))
        elif structure.add_beside(node_id, tag):
            host.panels.show_view("form")
            host.panels.form.focus_field("")

    def remove(self) -> None:
        """Remove what is selected."""
        host, outline = self._host, self._host.panels.outline
        ids = outline.selected_ids() if outline.tree.hasFocus() else [host.controller.selected_id]
        if host.controller.structure.remove(ids):
            host.foot.say(host.translate("message.removed"))

    def move_by(self, step: int) -> None:
        """Move the selected element up (-1) or down (1)."""
        controller = self._host.controller
        controller.structure.move_by(controller.selected_id, step)

    def drop(self, node_id: str, parent_id: str, before_id: str) -> None:
        """Move what was dropped in the outline."""
        structure = self._host.controller.structure
        found = structure.drop_position(node_id, parent_id, before_id)
        if found is not None:
            # The tree is still in the midst of its drop; it must not lose rows under it.
            QTimer.singleShot(0, lambda: structure.move_to(node_id, *found))

    def element_menu(self, _node_id: str, place: QPoint) -> None:
        """Show what can be done to the selected element."""
        host = self._host
        menu = QMenu(host.parent_window)
        element_menu(menu, host.controller, host.actions_, host.appearance.theme)
        menu.popup(place)

    def next_problem(self) -> None:
        """Go to the finding after the selected element."""
        host = self._host
        open_ones = [each for each in host.controller.problems if not each.muted]
        if not open_ones:
            host.foot.say(host.translate("problems.none"))
            return
        ids = [each.node_id for each in open_ones]
        selected = host.controller.selected_id
        at = max((i for i, each in enumerate(ids) if each == selected), default=-1)
        following = open_ones[(at + 1) % len(open_ones)]
        host.panels.jump(following.node_id, following.field)


def install(host: Host) -> EditingKeys:
    """Connect the actions of the edit and element menus."""
    keys = EditingKeys(host)
    host.panels.outline.menuRequested.connect(keys.element_menu)
    host.panels.outline.dropRequested.connect(keys.drop)
    host.actions_.add_to_outline(host.panels.outline.tree)
    host.actions_.connect(
        {
            "undo": host.controller.undo,
            "redo": host.controller.redo,
            "add-same": keys.add_same,
            "remove": keys.remove,
            "move-up": lambda: keys.move_by(-1),
            "move-down": lambda: keys.move_by(1),
            "next-problem": keys.next_problem,
            "filter": host.panels.outline.filter.setFocus,
        }
    )
    return keys
