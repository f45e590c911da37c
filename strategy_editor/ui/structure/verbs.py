"""The verbs of the structure, each one step of undo, refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.adopting import Adoption, Register
from strategy_editor.editing.blank import blank
from strategy_editor.editing.dropping import addable_beside
from strategy_editor.editing.edits import insert, move, neighbour_place, place, with_child
from strategy_editor.editing.history import Step
from strategy_editor.editing.offering import likely_child, offered
from strategy_editor.editing.placement import insertable, last_position
from strategy_editor.editing.relocating import Where, removed
from strategy_editor.editing.selection import topmost
from strategy_editor.ui.desk import Desk
from strategy_editor.workspace.session import Edit

if TYPE_CHECKING:
    from strategy_editor.ui.structure.several import Several


@dataclass(frozen=True)
class Arrival:
    """What becomes of the references of arriving elements; ``tell`` says it once they are there."""

    adoption: Adoption | None = None
    tell: Callable[[], object] = lambda: None


Adopting = Callable[[Sequence[Node], Register], Arrival | None]
"""Settles references, None where the user thinks better of it; it may ask."""

Removal = Callable[[Sequence[str]], Edit | None]
"""How elements are to be removed, None where they are not; it may ask the user."""


class Structure:
    """Adds, moves and removes elements of the document on a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._schema = desk.session.schema
        self.removal: Removal = lambda ids: lambda document: removed(document, ids)
        self.added: Callable[[str], None] = lambda _node_id: None
        """Called after an element was added and selected, to put the cursor into it."""
        self.appeared: Callable[[str], None] = lambda _node_id: None
        """Called after an element was added beside what is selected, to show where it stands."""
        self.card: Callable[[], str] = lambda: ""
        """The element in whose open card somebody writes, empty where there is none."""
        self.adopting: Adopting = lambda _nodes, _register: Arrival()
        """Settles what becomes of the references of elements from another strategy."""
        self.stay: Callable[[Sequence[str]], None] = lambda _ids: None
        """Called with what a verb for an open card led to: the form in hand stays."""

    @cached_property
    def several(self) -> Several:
        """The verbs for one or several elements, loaded when they are first wanted."""
        from strategy_editor.ui.structure.several import Several

        return Several(self._desk, self)

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
            self.added(child.id or "")
        else:
            self.appeared(child.id or "")
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

    def add_beside(self, node_id: str, tag: str, *, after: bool = True, select: bool = True) -> str:
        """Add a new element before or after another, among the children of the same parent."""
        if node_id == self._document.root.id:
            return self.add(node_id, tag, select=select)
        parent, at = place(self._document, node_id)
        return self.add(parent.id or "", tag, at + 1 if after else at, select=select)

    def can_add_beside(self, node_id: str, *, after: bool = True) -> list[str]:
        """Return the tags that may be added directly before or after an element."""
        document = self._document
        parent = document.parent(node_id)
        tags = addable_beside(document, self._schema, node_id, after=after)
        return offered(document, tags, parent.tag if parent is not None else "")

    def can_add(self, node_id: str, where: Where) -> list[str]:
        """Return the tags that may be added before, after or into an element."""
        if where == "into":
            return self.can_add_into(node_id)
        return self.can_add_beside(node_id, after=where == "after")

    def can_add_into(self, node_id: str) -> list[str]:
        """Return the tags that may be added into an element."""
        node = self._document.node(node_id)
        return offered(self._document, insertable(self._schema, node), node.tag)

    def likely_child(self, node_id: str) -> str:
        """Return the tag that an author most likely wants to add into an element, or nothing."""
        return likely_child(self._document, self._schema, node_id)

    def remove(self, node_ids: Iterable[str]) -> bool:
        """Remove elements; the selection goes to what stood next to the first.

        Where others refer to them, the user is asked what is to become of that.
        """
        ids = topmost(self._document, node_ids)
        edit = self.removal(ids) if ids else None
        if edit is None:
            return False
        tag = self._document.node(ids[0]).tag
        key = "edit.remove" if len(ids) == 1 else "edit.remove-many"
        step = Step(key, (("element", tag), ("count", str(len(ids)))), ids[0])
        return self.take_out(ids, step, edit)

    def take_out(self, ids: list[str], step: Step, edit: Edit) -> bool:
        """Make an edit that takes elements out, and select what stood next to the first."""
        following = [self._neighbour(ids), *self._around(ids[0])]
        is_card = bool(self.card())
        done = self._desk.apply(step, edit)
        if done and not is_card:
            self._desk.select(next(each for each in following if each in self._document))
        return done

    def remove_child(self, node_id: str) -> bool:
        """Remove an element that the form of another shows; the selection stays."""
        tag = self._document.node(node_id).tag
        step = Step("edit.remove", (("element", tag),), self._document.parent_id(node_id))
        edit = self.removal([node_id])
        return edit is not None and self._desk.apply(step, edit)

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

    def _around(self, node_id: str) -> list[str]:
        """The elements that an element lies in, the nearest first."""
        path = self._document.path(node_id)[:-1]
        return [node.id for node in reversed(path) if node.id is not None]

    def _neighbour(self, ids: list[str]) -> str:
        """What to select once elements are gone: the next sibling, the one before, the parent."""
        document = self._document
        parent, _ = place(document, ids[0])
        siblings = [child.id for child in parent.children if child.id]
        at = siblings.index(ids[0]) if ids[0] in siblings else 0
        rest = [each for each in (*siblings[at + 1 :], *reversed(siblings[:at])) if each not in ids]
        return rest[0] if rest else parent.id or ""
