"""The page of a list: all items with nested lists as one text."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.nesting import unnested
from strategy_editor.editing.typing import Typing, flat_text
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.labels import ProblemLabel
from strategy_editor.ui.form.own_page import OwnPage
from strategy_editor.ui.richtext.desk_surroundings import surroundings_of
from strategy_editor.ui.richtext.list_field import ListField
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem


class ListPage(OwnPage):
    """Edits one list; each change is an edit of the whole element, typing is grouped."""

    def __init__(self, controller: Controller, theme: Theme, node: Node) -> None:
        super().__init__(controller, node)
        self.list = ListField(
            theme,
            controller.translate,
            self,
            new_id=controller.new_id,
            surroundings=surroundings_of(controller),
        )
        root = controller.session.document.root
        self.list.field.set_typography(root.get("xml:lang", "de").split("-")[0])
        self.list.set_read_only(controller.session.is_read_only)
        self._problem = ProblemLabel()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE // 2)
        box.addWidget(self.list)
        box.addWidget(self._problem)
        self.list.edited.connect(self._edited)
        self.list.editor.itemLeft.connect(self._end_at)
        self.list.field.editingFinished.connect(controller.session.close_step)
        self.show_node(node)
        self.retranslate()

    def show_node(self, node: Node) -> None:
        """Show a newer state of the list."""
        self._node = node
        self.list.show_list(node)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings on the list and its items below it."""
        ids = {each.id for each in self._node.walk() if each.id is not None}
        self.show_found(self._problem, (each for each in problems if each.node_id in ids))

    def retranslate(self) -> None:
        """Speak the current language."""
        self.list.retranslate()
        self.list.field.set_accessible_name(self._controller.wording.label("list"))

    def focus_first(self) -> None:
        """Put the cursor into the list."""
        self.list.field.focus_text()

    def focus_field(self, _key: str) -> bool:
        """Put the cursor into the list, whatever field is meant."""
        self.focus_first()
        return True

    def _end_at(self, item_id: str) -> None:
        """Make a paragraph of an empty item, a second list of what follows it; go on there."""
        controller = self._controller

        def edit(document: Document) -> Document:
            return unnested(document, controller.session.schema, item_id, controller.new_id)

        controller.session.close_step()
        if controller.apply(controller.step("edit.end-list", self.node_id, ""), edit):
            controller.select(item_id)
            controller.structure.added(item_id)

    def _edited(self, new: Node) -> None:
        old, node_id = self._node, self.node_id
        self._node = new

        def edit(document: Document) -> Document:
            return document.updated(node_id, lambda _node: new)

        key = Typing(("list", node_id), flat_text(old.content), flat_text(new.content))
        self._controller.apply(self._controller.step("edit.set", node_id, ""), edit, key)
