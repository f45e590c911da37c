"""Showing a goal of another edition beside the selected one, or in a window of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from strategy_editor.document.document import Document
from strategy_editor.ui.host import Host
from strategy_editor.ui.lineage.beside import SideBySide


def show_beside(host: Host, edition: str, goal: str) -> None:
    """Show a goal of an edition at hand beside the selected one, the older of the two left."""
    controller = host.controller
    document = controller.session.document
    own, other = _own(host), controller.editions.chain().get(edition)
    if other is None or other.find(goal) is None or own is None:
        return
    sides = (own, (other, goal)) if _is_older(document, other) else ((other, goal), own)
    theme = host.appearance.theme
    dialog = SideBySide(host.parent_window, host.translate, theme, sides)
    dialog.window_button.clicked.connect(lambda: _open_window(host, edition, goal))
    dialog.window_button.setVisible(edition in controller.editions.at_hand)
    dialog.show()


def _own(host: Host) -> tuple[Document, str] | None:
    """The selected goal; for a former goal that of its edition, where it is at hand."""
    controller = host.controller
    document, selected = controller.session.document, controller.selected_id
    node = document.find(selected)
    if node is None or node.tag != "former-goal":
        return document, selected
    predecessor = document.parent(selected)
    edition = predecessor.get("document") if predecessor is not None else ""
    earlier = controller.editions.chain().get(edition)
    return (earlier, node.get("goal")) if earlier is not None else None


def _is_older(one: Document, other: Document) -> bool:
    """Whether the first names no predecessor that the second is, but the other way round."""
    lineage = other.root.child("lineage")
    named = lineage.children_of("predecessor") if lineage is not None else []
    return any(each.get("document") == one.root.id for each in named)


def _open_window(host: Host, edition: str, goal: str) -> None:
    """Open the other edition in a window beside this one, on the goal."""
    at_hand = host.controller.editions.at_hand.get(edition)
    if at_hand is None or not host.windows.open(at_hand.path, host.main_window):
        return
    other = host.windows.showing(at_hand.path)
    if other is not None and other.has_document:
        other.go_to(goal, "form")
        _tile(host.parent_window, other.parent_window)


def _tile(one: QMainWindow, other: QMainWindow) -> None:
    """Let two windows share the screen."""
    if one is other:
        return
    room = one.screen().availableGeometry()
    half = room.width() // 2
    for window, left in ((other, room.left()), (one, room.left() + half)):
        window.showNormal()
        window.setGeometry(left, room.top(), half, room.height())
