"""Single edits: fields and attributes, inserting, removing and moving elements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from strategy_editor.document.characters import clean
from strategy_editor.document.content import joined
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, without
from strategy_editor.editing.placement import first_position, position_near
from strategy_editor.errors import UserError
from strategy_editor.schema.model import Schema

Content = Sequence[Node | str]


class NotAllowed(UserError):
    """The schema or the structure does not let an element stand there."""


def set_attribute(document: Document, node_id: str, name: str, value: str | None) -> Document:
    """Set an attribute of an element; None or an empty text takes it away."""
    value = clean(value or "") or None

    def update(node: Node) -> Node:
        if node.get(name) == (value or "") and (value is not None or not _has(node, name)):
            return node
        return node.with_attribute(name, value)

    return document.updated(node_id, update)


def set_field(
    document: Document,
    schema: Schema,
    node_id: str,
    tag: str,
    content: Content | None,
    occurrence: int = 0,
) -> Document:
    """Set the content of an element's field, the child of that tag; None takes it away.

    A missing field is added where the schema wants it.
    """
    cleaned = None if content is None else _cleaned(content)

    def update(node: Node) -> Node:
        places = [at for at, part in enumerate(node.content) if _is(part, tag)]
        if occurrence < len(places):
            at = places[occurrence]
            old = node.content[at]
            assert isinstance(old, Node)
            if cleaned is None:
                return node.with_content(without(node.content, at))
            if old.content == cleaned:
                return node
            return _with(node, at, at + 1, old.with_content(cleaned))
        if cleaned is None:
            return node
        position = first_position(schema, node, tag)
        if position is None:
            raise NotAllowed("error.field-not-allowed", element=node.tag, field=tag)
        return _with(node, position, position, Node(tag, (), cleaned))

    return document.updated(node_id, update)


def insert(
    document: Document, schema: Schema, parent_id: str, child: Node, position: int
) -> Document:
    """Insert a child at a position in the parent's content, or where the schema allows near it.

    Raises ``NotAllowed`` where the parent cannot take such a child at all.
    """

    def update(parent: Node) -> Node:
        at = position_near(schema, parent, child.tag, position)
        if at is None:
            raise NotAllowed("error.not-allowed-here", element=child.tag, parent=parent.tag)
        return _with(parent, at, at, child)

    return document.updated(parent_id, update)


def remove(document: Document, node_ids: Iterable[str]) -> Document:
    """Remove elements with all below them; those that are already gone do not matter."""
    for node_id in node_ids:
        if document.find(node_id) is not None:
            document = document.updated(node_id, lambda _node: None)
    return document


def move(
    document: Document, schema: Schema, node_id: str, parent_id: str, position: int
) -> Document:
    """Move an element to a position in a parent's content, counted before it is taken out.

    Raises ``NotAllowed`` where the parent cannot take it, or lies within it.
    """
    path = document.path(parent_id)
    moved = document.node(node_id)
    if any(node.id == node_id for node in path):
        raise NotAllowed("error.into-itself", element=moved.tag)
    parent = path[-1]
    taken = document.updated(node_id, lambda _node: None)
    at = next((at for at, part in enumerate(parent.content) if part is moved), None)
    if at is not None and position > at + 1:
        position -= len(parent.content) - len(taken.node(parent_id).content)
    elif at is not None and position >= at:
        return document
    return insert(taken, schema, parent_id, moved, position)


def place(document: Document, node_id: str) -> tuple[Node, int]:
    """Return an element's parent and its position in the parent's content."""
    path = document.path(node_id)
    parent = path[-2]
    return parent, next(at for at, part in enumerate(parent.content) if part is path[-1])


def neighbour_place(
    document: Document, schema: Schema, node_id: str, step: int
) -> tuple[str, int] | None:
    """Return where an element goes when moved one place up (-1) or down (1) among its siblings.

    Siblings that cannot change places with it, such as fields, end the way: then None. What
    stands in running text has no such place either.
    """
    if node_id == document.root.id:
        return None
    parent, at = place(document, node_id)
    node = parent.content[at]
    assert isinstance(node, Node)
    if parent.tag in schema.mixed_tags:
        return None
    rest = parent.with_content((*parent.content[:at], *parent.content[at + 1 :]))
    span = range(at - 1, -1, -1) if step < 0 else range(at + 1, len(parent.content))
    for other in span:
        part = parent.content[other]
        if not isinstance(part, Node) or part.id is None:
            continue
        if position_near(schema, rest, node.tag, other) != other or parent.id is None:
            return None
        return parent.id, other if step < 0 else other + 1
    return None


def with_child(node: Node, child: Node, position: int | None) -> Node:
    """Return an element with a child put in at a position; raise ``NotAllowed`` without one."""
    if position is None:
        raise NotAllowed("error.field-not-allowed", element=node.tag, field=child.tag)
    return _with(node, position, position, child)


def _with(node: Node, start: int, stop: int, child: Node) -> Node:
    return node.with_content((*node.content[:start], child, *node.content[stop:]))


def _is(part: Node | str, tag: str) -> bool:
    return isinstance(part, Node) and part.tag == tag


def _has(node: Node, name: str) -> bool:
    return any(key == name for key, _ in node.attributes)


def _cleaned(content: Content) -> tuple[Node | str, ...]:
    return joined(clean(part) if isinstance(part, str) else part for part in content)
