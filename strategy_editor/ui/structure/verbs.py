"""The verbs of the structure, each one step of undo, refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.blank import blank
from strategy_editor.editing.dropping import addable_beside, drop_place
from strategy_editor.editing.edits import insert, move, neighbour_place, place, remove, with_child
from strategy_editor.editing.history import Step
from strategy_editor.editing.placement import last_position
from strategy_editor.ui.desk import Desk


class Structure:
    """Adds, moves and removes elements of the document on a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._schema = desk.session.schema

    @property
    def _document(self) -> Document:
        return self._desk.session.document

    def add(
        self, parent_id: str, tag: str, position: int | None = None, *, select: bool = True
    ) -> str:
        """Add a new element, at the end of its like or at a position; return its id or nothing."""
        schema = self._schema
        parent = self._document.node(parent_id)
        at = last_position(schema, parent, tag) if position is None else position
        label = self._desk.wording.label(tag)
        is_prose = schema.elements[tag].content == "mixed"
        words = "" if is_prose else self._desk.translate("edit.new-title", label=label)
        child = blank(schema, tag, words, date.today())
        done = self._desk.apply(
            Step("edit.add", (("element", tag),), parent_id),
            lambda document: insert(document, schema, parent_id, child, at or 0),
        )
        if not done:
            return ""
        if select:
            self._desk.select(child.id or "")
        return child.id or ""

    def add_field(self, node_id: str, tag: str) -> bool:
        """Add another empty occurrence of a repeated field behind the last."""
        schema = self._schema
        return self._desk.apply(
            self._desk.step("edit.set", node_id, tag),
            lambda document: document.updated(
                node_id,
                lambda node: with_child(node, Node(tag), last_position(schema, node, tag)),
            ),
        )

    def add_beside(self, node_id: str, tag: str, *, after: bool = True) -> str:
        """Add a new element before or after another, among the children of the same parent."""
        if node_id == self._document.root.id:
            return self.add(node_id, tag)
        parent, at = place(self._document, node_id)
        return self.add(parent.id or "", tag, at + 1 if after else at)

    def can_add_beside(self, node_id: str, *, after: bool = True) -> list[str]:
        """Return the tags that may be added directly before or after an element."""
        return addable_beside(self._document, self._schema, node_id, after=after)

    def remove(self, node_ids: Iterable[str]) -> bool:
        """Remove elements; the selection goes to what stood next to the first."""
        ids = [each for each in node_ids if each and each != self._document.root.id]
        if not ids:
            return False
        tag = self._document.node(ids[0]).tag
        following = self._neighbour(ids)
        key = "edit.remove" if len(ids) == 1 else "edit.remove-many"
        step = Step(key, (("element", tag), ("count", str(len(ids)))), ids[0])
        done = self._desk.apply(step, lambda document: remove(document, ids))
        if done:
            self._desk.select(following)
        return done

    def remove_child(self, node_id: str) -> bool:
        """Remove an element that the form of another shows; the selection stays."""
        tag = self._document.node(node_id).tag
        step = Step("edit.remove", (("element", tag),), self._document.parent_id(node_id))
        return self._desk.apply(step, lambda document: remove(document, [node_id]))

    def move_child(self, node_id: str, by: int) -> bool:
        """Move an element that the form of another shows; the selection stays."""
        return self.move_by(node_id, by, select=False)

    def move_to(self, node_id: str, parent_id: str, position: int, *, select: bool = True) -> bool:
        """Move an element to a position in the content of a parent."""
        schema = self._schema
        tag = self._document.node(node_id).tag
        done = self._desk.apply(
            Step("edit.move", (("element", tag),), node_id),
            lambda document: move(document, schema, node_id, parent_id, position),
        )
        if done and select:
            self._desk.select(node_id)
        return done

    def move_by(self, node_id: str, step: int, *, select: bool = True) -> bool:
        """Move an element one place up (-1) or down (1) among its siblings."""
        found = neighbour_place(self._document, self._schema, node_id, step)
        if found is None:
            self._desk.messagePosted.emit(self._desk.translate("message.cannot-move-further"))
            return False
        return self.move_to(node_id, *found, select=select)

    def drop_position(self, node_id: str, parent_id: str, before_id: str) -> tuple[str, int] | None:
        """Return parent and position for dropping an element into a parent, or None."""
        if self._desk.session.is_read_only:
            return None
        document, schema = self._document, self._schema
        return drop_place(document, schema, node_id, parent_id, before_id)

    def _neighbour(self, ids: list[str]) -> str:
        """What to select once elements are gone: the next sibling, the one before, the parent."""
        document = self._document
        parent, _ = place(document, ids[0])
        siblings = [child.id for child in parent.children if child.id]
        at = siblings.index(ids[0])
        rest = [each for each in (*siblings[at + 1 :], *reversed(siblings[:at])) if each not in ids]
        return rest[0] if rest else parent.id or ""
