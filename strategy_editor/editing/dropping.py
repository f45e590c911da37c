"""Where an element may go beside or into another, as menus and drag and drop ask."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.adopting import Adoption
from strategy_editor.editing.blank import NewId, random_id, renewed
from strategy_editor.editing.edits import NotAllowed, place
from strategy_editor.editing.offering import keep_to_profile
from strategy_editor.editing.placement import positions
from strategy_editor.editing.selection import topmost
from strategy_editor.schema.model import ElementType, Schema


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


def moved(
    document: Document, schema: Schema, node_ids: Sequence[str], parent_id: str, before_id: str
) -> Document:
    """Return the document with elements moved into a parent, in their order.

    ``before_id`` names the child that is to follow; without it they go behind the last of their
    like. Raises ``NotAllowed`` with the reason where they cannot stand there, or cannot leave.
    """
    ids = topmost(document, node_ids)
    if not ids:
        raise NotAllowed("error.drop-nothing")
    nodes = [document.node(each) for each in ids]
    for above in document.path(parent_id):
        if above.id in ids:
            raise NotAllowed("error.into-itself", element=above.tag)
    parent = document.node(parent_id)
    before_id = _staying(parent, before_id, ids)
    taken = document
    for node in nodes:
        taken = _without(taken, schema, node, parent_id)
    done = _put(taken, schema, nodes, parent_id, before_id)
    keep_to_profile(document, parent.tag, (each.tag for each in nodes))
    return document if done.root == document.root else done


def copied(
    document: Document,
    schema: Schema,
    nodes: Sequence[Node],
    parent_id: str,
    before_id: str,
    new_id: NewId = random_id,
    adoption: Adoption | None = None,
) -> tuple[Document, list[str]]:
    """Return the document with copies of elements in a parent, and the ids of the copies.

    The copies have fresh ids; what refers from one of them to another refers to its copy, and
    ``adoption`` says what becomes of references that lead out of elements of another strategy.
    """
    copies = renewed(Node("copies", (), tuple(nodes)), new_id).children
    if adoption is not None:
        copies, document = adoption.link(copies), adoption.adopt(document, schema)
    if not copies:
        raise NotAllowed("error.drop-nothing")
    done = _put(document, schema, copies, parent_id, before_id)
    keep_to_profile(document, document.node(parent_id).tag, (each.tag for each in copies))
    return done, [each.id for each in copies if each.id is not None]


def _staying(parent: Node, before_id: str, ids: Sequence[str]) -> str:
    """The child before which to go, once those that are moved themselves are gone."""
    children = [child.id or "" for child in parent.children]
    if before_id not in children:
        return ""
    behind = children[children.index(before_id) :]
    stays = next((each for each in behind if each not in ids), None)
    return stays if stays is not None else _END


_END = "#end"
"""In place of a following child: behind everything that the parent holds."""


def _without(document: Document, schema: Schema, node: Node, parent_id: str) -> Document:
    parent, _ = place(document, node.id or "")
    kind = schema.element(parent.tag)
    alone = len(parent.children_of(node.tag)) == 1
    if parent.tag in schema.mixed_tags:
        raise NotAllowed("error.drop-in-text", element=node.tag)
    if alone and parent.id != parent_id and kind is not None and _needs(kind, parent, node.tag):
        raise NotAllowed("error.drop-needed", element=node.tag, parent=parent.tag)
    return document.updated(node.id or "", lambda _node: None)


def _needs(kind: ElementType, parent: Node, tag: str) -> bool:
    return tag in kind.required_tags or (parent.tag == "list" and tag == "item")


def _put(
    document: Document, schema: Schema, nodes: Sequence[Node], parent_id: str, before_id: str
) -> Document:
    parent = document.node(parent_id)
    at = len(parent.content)
    if before_id and before_id != _END:
        at = _position_of(parent, before_id)
    for node in nodes:
        allowed = positions(schema, parent, node.tag)
        if parent.tag in schema.mixed_tags or not allowed:
            raise _refused(schema, parent, node)
        if not before_id:
            at = allowed[-1]
        elif at not in allowed:
            raise _refused(schema, parent, node)
        parent = parent.with_content((*parent.content[:at], node, *parent.content[at:]))
        at += 1
    return document.updated(parent_id, lambda _old: parent)


def _refused(schema: Schema, parent: Node, node: Node) -> NotAllowed:
    kind = schema.element(parent.tag)
    if kind is None or kind.content == "mixed" or node.tag not in kind.child_tags:
        return NotAllowed("error.drop-not-in", element=node.tag, parent=parent.tag)
    if not kind.is_repeatable(node.tag) and parent.child(node.tag) is not None:
        return NotAllowed("error.drop-only-one", element=node.tag, parent=parent.tag)
    return NotAllowed("error.drop-not-here", element=node.tag, parent=parent.tag)


def _position_of(parent: Node, child_id: str) -> int:
    return next(
        (
            at
            for at, part in enumerate(parent.content)
            if isinstance(part, Node) and part.id == child_id
        ),
        len(parent.content),
    )
