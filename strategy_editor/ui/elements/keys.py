"""The verbs of the structure by menu and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit

from strategy_editor.editing.selection import topmost
from strategy_editor.ui.host import Host
from strategy_editor.ui.structure.verbs import Arrival

if TYPE_CHECKING:
    from strategy_editor.document.node import Node
    from strategy_editor.editing.adopting import Register
    from strategy_editor.editing.relocating import Where
    from strategy_editor.ui.elements.clipboard import StructureClipboard
    from strategy_editor.ui.elements.menu import StructureMenu
    from strategy_editor.workspace.session import Edit


class EditingKeys:
    """Turns actions on elements into calls of the structure's verbs.

    What a verb needs is loaded when it is first wanted: the window starts without it.
    """

    def __init__(self, host: Host) -> None:
        self._host = host

    @cached_property
    def clipboard(self) -> StructureClipboard:
        """What cuts, copies and pastes."""
        from strategy_editor.ui.elements.clipboard import StructureClipboard

        return StructureClipboard(self._host, self.ids)

    @cached_property
    def menu(self) -> StructureMenu:
        """What fills the menus for the selected elements."""
        from strategy_editor.ui.elements.menu import StructureMenu

        return StructureMenu(self._host, self)

    def ids(self) -> list[str]:
        """Return the elements that a verb is for, without those inside others.

        While somebody writes in an open card of a form that is the card's element.
        """
        host = self._host
        card = host.panels.card_in_hand()
        if card:
            return [card]
        controller, outline = host.controller, host.panels.outline
        chosen = [*controller.selected_ids]
        if outline.tree.hasFocus() and len(chosen) == 1:
            marked = outline.selected_ids()
            chosen = marked if len(marked) > 1 else chosen
        return topmost(controller.session.document, chosen) or [controller.selected_id]

    def insert(self, where: Where, tag: str) -> None:
        """Add an element before, behind or into the one in hand and put the cursor into it.

        Where that is in an open card of a form, the new one opens as a card beside it.
        """
        structure, node_id = self._host.controller.structure, self._host.panels.in_hand()
        card = node_id != self._host.controller.selected_id
        if where == "into":
            added = structure.add(node_id, tag, select=not card)
        else:
            added = structure.add_beside(node_id, tag, after=where == "after", select=not card)
        if added and card and not self._host.panels.form.begin_card(added):
            self._host.controller.select(added)
            self.begin(added)

    def stay(self, node_ids: Sequence[str]) -> None:
        """Go on in the form whose card a verb was for; what went out of it is told."""
        host, node_id = self._host, node_ids[0]
        if host.panels.card_in_hand() == node_id:
            return
        if not host.panels.form.begin_card(node_id):
            wording, document = host.controller.wording, host.controller.session.document
            name = wording.name(document.node(node_id))
            place = wording.place(document.parent_id(node_id) or "")
            host.foot.say(host.translate("message.card-left", name=name, place=place))

    def add_same(self) -> None:
        """Add another element of the kind in hand behind it and put the cursor into it."""
        host = self._host
        structure, node_id = host.controller.structure, self._host.panels.in_hand()
        tag = host.controller.session.document.node(node_id).tag
        if tag in structure.can_add_beside(node_id):
            self.insert("after", tag)
        else:
            host.foot.say(host.translate("message.no-second"))

    def add_into(self) -> None:
        """Add what usually stands in the element in hand and put the cursor into it."""
        host = self._host
        tag = host.controller.structure.likely_child(self._host.panels.in_hand())
        if tag:
            self.insert("into", tag)
        else:
            host.foot.say(host.translate("message.nothing-into"))

    def begin(self, node_id: str) -> None:
        """Put the cursor into the first text of a new element; typing replaces it.

        Who writes in the text view goes on there, where the element has a text that is printed.
        """
        panels = self._host.panels
        if panels.view == "text" and panels.panel("text").begin(node_id):  # type: ignore[attr-defined]
            return
        panels.show_view("form")
        panels.form.focus_field("")
        field = QApplication.focusWidget() or panels.form.focusWidget()
        if isinstance(field, QLineEdit | QTextEdit) and panels.form.isAncestorOf(field):
            field.selectAll()

    def remove(self) -> None:
        """Remove what is selected; what is selected stays so where a card in it goes."""
        host = self._host
        structure, card = host.controller.structure, host.panels.card_in_hand()
        if structure.remove_child(card) if card else structure.remove(self.ids()):
            host.foot.say(host.translate("message.removed"))

    def removal(self, ids: Sequence[str]) -> Edit | None:
        """Return the edit that removes elements; None where the user thinks better of it."""
        from strategy_editor.ui.elements.removing import Removing

        return Removing(self._host)(ids)

    def adopting(self, nodes: Sequence[Node], register: Register) -> Arrival | None:
        """Settle what becomes of the references of elements that arrive."""
        if not register.entries:
            return Arrival()
        from strategy_editor.ui.elements.adopting import Adopting

        return Adopting(self._host)(nodes, register)

    def move_elsewhere(self) -> None:
        """Ask where the selected elements are to go, and move them there."""
        controller, ids = self._host.controller, self.ids()
        if ids == [controller.session.document.root.id]:
            self._host.foot.say(self._host.translate("error.nothing-selected"))
            return
        from strategy_editor.ui.elements.moving import moving_of

        answer = self._host.questions.choose_place(moving_of(controller, ids))
        if answer is not None:
            controller.structure.several.move_to(ids, *answer)

    def show_menu(self, _node_id: str, place: QPoint) -> None:
        """Show what can be done to the selected element."""
        menu = QMenu(self._host.parent_window)
        self.menu.fill(menu)
        menu.popup(place)


def install(host: Host) -> EditingKeys:
    """Connect the actions of the edit and element menus."""
    keys = EditingKeys(host)
    structure = host.controller.structure
    structure.added = keys.begin
    structure.appeared = host.panels.outline.show_row
    structure.card = host.panels.card_in_hand
    structure.stay = keys.stay
    structure.adopting = keys.adopting
    structure.removal = keys.removal
    host.fill_element_menu(lambda menu: keys.menu.fill(menu))
    host.panels.outline.menuRequested.connect(keys.show_menu)
    host.actions_.add_to_outline(host.panels.outline.tree)
    host.actions_.connect(
        {
            "undo": host.controller.undo,
            "redo": host.controller.redo,
            "add-same": keys.add_same,
            "add-into": keys.add_into,
            "remove": keys.remove,
            "cut": lambda: keys.clipboard.cut(),
            "copy": lambda: keys.clipboard.copy(),
            "paste": lambda: keys.clipboard.paste(),
            "paste-into": lambda: keys.clipboard.paste(into=True),
            "duplicate": lambda: structure.several.duplicate(keys.ids()),
            "move-up": lambda: structure.several.move_by(keys.ids(), -1),
            "move-down": lambda: structure.several.move_by(keys.ids(), 1),
            "promote": lambda: structure.several.promote(keys.ids()),
            "demote": lambda: structure.several.demote(keys.ids()),
            "move-to": keys.move_elsewhere,
            "convert": lambda: keys.menu.pop_up_conversions(),
            "wrap": lambda: keys.menu.pop_up_wrappers(),
            "unwrap": lambda: structure.several.unwrap(keys.ids()),
            "split": lambda: structure.several.split(keys.ids()[0]),
            "merge": lambda: structure.several.merge(keys.ids()),
            "filter": host.panels.outline.focus_filter,
        }
    )
    return keys
