"""Where an element may go beside or into another, as menus and drag and drop ask."""

from __future__ import annotations

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.edits import place
from strategy_editor.editing.placement import positions
from strategy_editor.schema.model import Schema


def addable_beside(document: Document, schema: Schema, node_id: str, *, after: bool) -> list[str]:
    """Return the tags of elements that may be added directly before or after an element."""
    if node_id == document.root.id:
        return []
    parent, at = place(document, node_id)
    wanted = at + 1 if after else at
    element_type = schema.element(parent.tag)
    tags = element_type.child_tags if element_type is not None else ()
    return [
        tag
        for tag in tags
        if schema.elements[tag].is_identified and wanted in positions(schema, parent, tag)
    ]


def drop_place(
    document: Document, schema: Schema, node_id: str, parent_id: str, before_id: str
) -> tuple[str, int] | None:
    """Return parent and position for dropping an element into a parent, or None.

    ``before_id`` names the child that is to follow; without it the element goes to the end, and
    where the parent cannot take it, right behind the parent. The position counts the element
    where it still is, as ``edits.move`` wants it.
    """
    node, parent = document.find(node_id), document.find(parent_id)
    if node is None or parent is None:
        return None
    if any(above.id == node_id for above in document.path(parent_id)):
        return None
    rest = _without(parent, node)
    allowed = positions(schema, rest, node.tag)
    if before_id:
        fits = _position_of(rest, before_id) in allowed
        return (parent_id, _position_of(parent, before_id)) if fits else None
    if allowed:
        return parent_id, len(parent.content)
    return _behind(document, schema, node, parent_id)


def _behind(
    document: Document, schema: Schema, node: Node, sibling_id: str
) -> tuple[str, int] | None:
    if sibling_id == document.root.id:
        return None
    parent, at = place(document, sibling_id)
    rest = _without(parent, node)
    if _position_of(rest, sibling_id) + 1 in positions(schema, rest, node.tag):
        return parent.id or "", at + 1
    return None


def _without(parent: Node, node: Node) -> Node:
    return parent.with_content(part for part in parent.content if part is not node)


def _position_of(parent: Node, child_id: str) -> int:
    return next(
        (
            at
            for at, part in enumerate(parent.content)
            if isinstance(part, Node) and part.id == child_id
        ),
        len(parent.content),
    )
