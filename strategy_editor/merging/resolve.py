"""Settle a conflict in the document: one edit, the same for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from strategy_editor.document.content import Content
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.blank import NewId, random_id, renamed, renewed
from strategy_editor.editing.edits import insert, move, place, set_field
from strategy_editor.editing.placement import position_near
from strategy_editor.errors import UserError
from strategy_editor.merging.conflict import Conflict, Variant
from strategy_editor.merging.fragments import NotAPiece, content_in, node_in
from strategy_editor.merging.parts import name_of
from strategy_editor.merging.stored import conflicts_in, without_conflicts
from strategy_editor.merging.table import Part
from strategy_editor.merging.words import carried_over, together
from strategy_editor.schema.catalog import current_schema

TAKES = ("ours", "theirs", "both", "base", "value", "as-is")


class CannotResolve(UserError):
    """A choice that the document, as it is now, does not allow."""


@dataclass(frozen=True)
class Choice:
    """What is to count: ``ours``, ``theirs`` (``by`` names the file where there are several),
    ``both``, ``base`` for what it was before, ``value`` for what is written by hand, or ``as-is``
    for what the document says now.

    A ``value`` is an attribute's value, else running text or an element as XML.
    """

    take: str
    by: str = ""
    value: str = ""


def choices_for(document: Document, conflict: Conflict) -> tuple[str, ...]:
    """Return what may be chosen, the usual first."""
    several = ("both",) if _may_be_both(document, conflict) else ()
    by_hand = ("value",) if conflict.kind in ("text", "attribute") else ()
    return ("ours", "theirs", *several, "base", *by_hand, "as-is")


def proposal(conflict: Conflict) -> Content | None:
    """Return what a text written by hand may start from: all words that do not clash, and ours.

    None where it is no text, or one of the versions has none.
    """
    values = [conflict.variant("ours").value, *(each.value for each in conflict.others)]
    present = [_content(each) for each in values if each is not None]
    if conflict.kind != "text" or len(present) < len(values):
        return None
    return together(_content(conflict.base.value or ""), present, is_one_clear=True)


def resolve(
    document: Document, conflict: Conflict, choice: Choice, new_id: NewId = random_id
) -> Document:
    """Return the document with a conflict settled and no longer listed.

    Raises ``CannotResolve``, or ``NotAllowed`` of ``editing.edits``, where that is not possible.
    """
    if choice.take not in choices_for(document, conflict):
        raise CannotResolve("error.choice-not-possible")
    if choice.take != "as-is":
        if conflict.target not in document:
            raise CannotResolve("error.conflict-without-element")
        document = _SETTLE[conflict.kind](document, conflict, choice, new_id)
    gone = [conflict.id]
    gone += [each.id for each in conflicts_in(document.root) if each.target not in document]
    return without_conflicts(document, gone)


def _text(document: Document, conflict: Conflict, choice: Choice, new_id: NewId) -> Document:
    content = _wanted_text(conflict, choice)
    name, _, number = conflict.field.partition("#")
    node = document.node(conflict.target)
    if content is not None:
        present = _field(node, name, number)
        content = _with_words_since(conflict, present.content, content)
        around = _ids_outside(document, present)
        content = tuple(
            _with_free_ids(part, around, new_id) if isinstance(part, Node) else part
            for part in content
        )
    if not name:
        return document.updated(conflict.target, lambda old: old.with_content(content or ()))
    occurrence = int(number or 1) - 1
    return set_field(document, current_schema(), conflict.target, name, content, occurrence)


def _wanted_text(conflict: Conflict, choice: Choice) -> Content | None:
    values = _values(conflict, choice)
    present = [_content(each) for each in values if each is not None]
    if choice.take == "both":
        return together(_content(conflict.base.value or ""), present)
    return present[0] if present else None


def _with_words_since(conflict: Conflict, present: Content, wanted: Content) -> Content:
    """Return a text with what was written into it after the conflict was noted.

    Until that is settled the text goes on being written, and further versions arrive: nobody
    decides about these words by deciding about the earlier ones.
    """
    noted = conflict.variant("ours").value
    if noted is None or not present or present == _content(noted):
        return wanted
    return carried_over(_content(noted), wanted, present)


def _attribute(document: Document, conflict: Conflict, choice: Choice, _new: NewId) -> Document:
    name = conflict.field.removeprefix("@")
    present = document.node(conflict.target).get(name) or None
    if choice.take == "ours" and present is not None:
        # It may be another value since, and that is ours as well.
        return document
    value = _values(conflict, choice)[0]
    return document.updated(conflict.target, lambda node: node.with_attribute(name, value))


def _part(document: Document, conflict: Conflict, choice: Choice, _new: NewId) -> Document:
    value = _values(conflict, choice)[0]
    new = None if value is None else _node(value)
    name, _, number = conflict.field.rpartition("#") if "#" in conflict.field[1:] else (
        conflict.field, "", "1")  # fmt: skip
    node = document.node(conflict.target)
    places = [at for at, part in enumerate(node.content) if name_of(part) == name]
    at = int(number or 1) - 1
    content = list(node.content)
    if at < len(places):
        content[places[at] : places[at] + 1] = [] if new is None else [new]
    elif new is not None:
        tag = name_of(new)
        wanted = position_near(current_schema(), node, tag, len(content))
        content.insert(len(content) if wanted is None else wanted, new)
    return document.updated(conflict.target, lambda old: old.with_content(content))


def _existence(document: Document, conflict: Conflict, choice: Choice, new_id: NewId) -> Document:
    variant = _variant(conflict, choice)
    if variant.value is not None:
        before = choice.take == "base"
        return _with_element(document, conflict, variant.value, new_id) if before else document
    below = {node.id for node in document.node(conflict.target).walk()}
    for other in conflicts_in(document.root):
        # What was put into it from elsewhere goes back instead of being lost.
        if other.kind == "place" and other.target in below and other.id != conflict.id:
            goes = other.variant(variant.side, variant.by[0] if variant.by else "")
            if goes.place is not None and goes.place.parent not in below:
                document = _moved(document, other, goes)
                document = without_conflicts(document, [other.id])
    return document.updated(conflict.target, lambda _node: None)


def _place(document: Document, conflict: Conflict, choice: Choice, _new: NewId) -> Document:
    return _moved(document, conflict, _variant(conflict, choice))


def _moved(document: Document, conflict: Conflict, variant: Variant) -> Document:
    wanted = variant.place
    if wanted is None or wanted.parent not in document:
        raise CannotResolve("error.place-is-gone")
    parent = document.node(wanted.parent)
    ids = [part.id if isinstance(part, Node) else None for part in parent.content]
    if wanted.after in ids:
        position = ids.index(wanted.after) + 1
    elif wanted.after:
        position = len(ids)
    else:
        position = next((at for at, each in enumerate(ids) if each is not None), len(ids))
    schema = current_schema()
    return move(document, schema, conflict.target, wanted.parent, position)


def _element(document: Document, conflict: Conflict, choice: Choice, new_id: NewId) -> Document:
    if choice.take != "both":
        value = _variant(conflict, choice).value
        if value is None:
            return document.updated(conflict.target, lambda _node: None)
        return _with_element(document, conflict, value, new_id)
    parent, at = place(document, conflict.target)
    for variant in conflict.others:
        node = _node(variant.value or "")
        if isinstance(node, Node):
            copy = renewed(node, new_id)
            document = insert(document, current_schema(), parent.id or "", copy, at + 1)
    return document


def _with_element(document: Document, conflict: Conflict, value: str, new_id: NewId) -> Document:
    """Put a version of an element in the place of what is there."""
    new = _node(value)
    if not isinstance(new, Node):
        raise CannotResolve("error.choice-not-readable")
    current = document.node(conflict.target)
    made = _Version(current, _ids_outside(document, current), new_id).put(new)
    return document.updated(conflict.target, lambda _node: made)


class _Version:
    """A version of an element, fitted to the document.

    Children that the document has are taken as they are now, for they were merged on their own;
    those that it has elsewhere stay there, and those that the version does not know stay where
    the schema lets them.
    """

    def __init__(self, current: Node, outside: set[str], new_id: NewId) -> None:
        self._now = {child.id: child for child in current.children if child.id is not None}
        self._outside = outside
        self._new_id = new_id
        self._used: set[str] = set()

    def put(self, new: Node) -> Node:
        made = self._taken(new)
        assert made is not None
        for child in self._now.values():
            if self._used.isdisjoint(_ids(child)):
                at = position_near(current_schema(), made, child.tag, len(made.content))
                if at is not None:
                    made = made.with_content((*made.content[:at], child, *made.content[at:]))
        return made

    def _taken(self, node: Node) -> Node | None:
        if node.id is not None:
            taken = self._outside | self._used
            if node.id in taken:
                inline = node.tag == "footnote"
                return _with_free_ids(node, taken, self._new_id) if inline else None
            if node.id in self._now:
                self._used.update(_ids(self._now[node.id]))
                return self._now[node.id]
            self._used.add(node.id)
        parts = [self._taken(part) if isinstance(part, Node) else part for part in node.content]
        return node.with_content(part for part in parts if part is not None)


def _ids(node: Node) -> set[str]:
    return {each.id for each in node.walk() if each.id is not None}


def _values(conflict: Conflict, choice: Choice) -> list[str | None]:
    if choice.take == "value":
        return [choice.value]
    if choice.take == "both":
        return [conflict.variant("ours").value, *(each.value for each in conflict.others)]
    return [_variant(conflict, choice).value]


def _variant(conflict: Conflict, choice: Choice) -> Variant:
    if choice.take == "theirs" and not choice.by and len(conflict.others) > 1:
        raise CannotResolve("error.choice-of-several")
    return conflict.variant(choice.take, choice.by)


def _may_be_both(document: Document, conflict: Conflict) -> bool:
    if conflict.kind == "text":
        return all(each.value is not None for each in (conflict.variant("ours"), *conflict.others))
    if conflict.kind != "element" or conflict.target not in document:
        return False
    if conflict.target == document.root.id:
        return False
    parent, _ = place(document, conflict.target)
    element_type = current_schema().element(parent.tag)
    tag = document.node(conflict.target).tag
    return element_type is not None and element_type.is_repeatable(tag)


def _field(node: Node, name: str, number: str) -> Node:
    found = node.children_of(name) if name else [node]
    at = int(number or 1) - 1
    return found[at] if at < len(found) else Node("nothing")


def _ids_outside(document: Document, inside: Node) -> set[str]:
    """All ids of a document but those in one element."""
    own = {id(node) for node in inside.walk()}
    return {node.id for node in document.root.walk() if node.id is not None and id(node) not in own}


def _with_free_ids(node: Node, taken: set[str], new_id: NewId) -> Node:
    fresh = {each.id: new_id() for each in node.walk() if each.id is not None and each.id in taken}
    return renamed(node, fresh) if fresh else node


def _content(value: str) -> Content:
    try:
        return content_in(value)
    except NotAPiece:
        raise CannotResolve("error.choice-not-readable") from None


def _node(value: str) -> Part:
    try:
        return node_in(value)
    except NotAPiece:
        raise CannotResolve("error.choice-not-readable") from None


_SETTLE: dict[str, Callable[[Document, Conflict, Choice, NewId], Document]] = {
    "text": _text,
    "attribute": _attribute,
    "part": _part,
    "existence": _existence,
    "place": _place,
    "element": _element,
}
