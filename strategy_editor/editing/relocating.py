"""Move several elements at once: to a place, up and down; double them; take them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.assembling import fits_at, place_for
from strategy_editor.editing.blank import NewId, random_id, renewed
from strategy_editor.editing.edits import NotAllowed, move, neighbour_place, place
from strategy_editor.editing.offering import keep_to_profile
from strategy_editor.editing.selection import parent_id_of, runs, structural
from strategy_editor.schema.model import Schema

Where = Literal["before", "after", "into"]


def move_to(
    document: Document, schema: Schema, node_ids: Sequence[str], target_id: str, where: Where
) -> Document:
    """Move elements, in their order, before, behind or into another.

    Raises ``NotAllowed`` where they may not stand there, or are needed where they are.
    """
    ids = structural(document, schema, node_ids)
    moving = set(ids)
    if any(node.id in moving for node in document.path(target_id)):
        raise NotAllowed("error.into-itself", element=document.node(ids[0]).tag)
    nodes = [document.node(each) for each in ids]
    keep_to_profile(document, _parent_at(document, target_id, where), (each.tag for each in nodes))
    return insert_at(taken_out(document, schema, ids), schema, nodes, target_id, where)


def _parent_at(document: Document, target_id: str, where: Where) -> str:
    parent = document.node(target_id) if where == "into" else document.parent(target_id)
    return parent.tag if parent is not None else ""


def can_move_to(
    document: Document, schema: Schema, node_ids: Sequence[str], target_id: str, where: Where
) -> bool:
    """Whether elements may be moved before, behind or into another."""
    try:
        move_to(document, schema, node_ids, target_id, where)
    except NotAllowed:
        return False
    return True


def inserted(
    document: Document, schema: Schema, nodes: Sequence[Node], target_id: str, where: Where
) -> Document:
    """Insert new elements where schema and profile let them stand."""
    keep_to_profile(document, _parent_at(document, target_id, where), (each.tag for each in nodes))
    return insert_at(document, schema, nodes, target_id, where)


def insert_at(
    document: Document, schema: Schema, nodes: Sequence[Node], target_id: str, where: Where
) -> Document:
    """Insert elements before, behind or into another; into one means at the end of their like."""
    if where == "into":
        parent = document.node(target_id)
        for node in nodes:
            at = place_for(schema, parent, node.tag, len(parent.content))
            if at is None:
                raise _refused(schema, node, parent)
            parent = _with(parent, node, at)
        changed = parent
        return document.updated(target_id, lambda _old: changed)
    if target_id == document.root.id:
        raise NotAllowed("error.beside-root")
    parent, at = place(document, target_id)
    at += where == "after"
    for node in nodes:
        if not fits_at(schema, parent, node.tag, at):
            raise _refused(schema, node, parent)
        parent = _with(parent, node, at)
        at += 1
    new = parent
    return document.updated(parent_id_of(parent), lambda _old: new)


def taken_out(document: Document, schema: Schema, node_ids: Sequence[str]) -> Document:
    """Take elements out to put them elsewhere; a list without items goes.

    Raises ``NotAllowed`` where an element is needed where it stands.
    """
    for node_id in node_ids:
        node = document.node(node_id)
        parent = place(document, node_id)[0]
        element_type = schema.element(parent.tag)
        alone = len(parent.children_of(node.tag)) == 1
        if alone and node.tag == "item" and parent.tag == "list" and parent.id is not None:
            document = document.updated(parent.id, lambda _node: None)
            continue
        if alone and element_type is not None and node.tag in element_type.required_tags:
            raise NotAllowed("error.needed-here", element=node.tag, parent=parent.tag)
        document = document.updated(node_id, lambda _node: None)
    return document


def removed(document: Document, node_ids: Sequence[str]) -> Document:
    """Remove elements with all below them; a list that loses its last item goes too."""
    for node_id in node_ids:
        if node_id == document.root.id or document.find(node_id) is None:
            continue
        parent = place(document, node_id)[0]
        lonely = parent.tag == "list" and len(parent.children_of("item")) == 1
        gone = parent.id if lonely and document.node(node_id).tag == "item" else node_id
        document = document.updated(gone or node_id, lambda _node: None)
    return document


def move_by(document: Document, schema: Schema, node_ids: Sequence[str], step: int) -> Document:
    """Move elements one place up (-1) or down (1) among their siblings, all or none."""
    ids = structural(document, schema, node_ids)
    for node_id in ids if step < 0 else reversed(ids):
        found = neighbour_place(document, schema, node_id, step)
        if found is None:
            raise NotAllowed("message.cannot-move-further")
        document = move(document, schema, node_id, *found)
    return document


def duplicate(
    document: Document, schema: Schema, node_ids: Sequence[str], new_id: NewId = random_id
) -> tuple[Document, list[str]]:
    """Put copies with fresh ids behind each run of elements; return the ids of the copies.

    References from one copied element to another point to its copy.
    """
    ids = structural(document, schema, node_ids)
    groups = runs(document, ids)
    holder = renewed(Node("copies", (), tuple(document.node(each) for each in ids)), new_id)
    copies = list(holder.children)
    made = [copy.id or "" for copy in copies]
    for run in groups:
        document = insert_at(document, schema, copies[: len(run)], run[-1], "after")
        del copies[: len(run)]
    return document, made


def _with(parent: Node, node: Node, at: int) -> Node:
    return parent.with_content((*parent.content[:at], node, *parent.content[at:]))


def _refused(schema: Schema, node: Node, parent: Node) -> NotAllowed:
    element_type = schema.element(parent.tag)
    if element_type is None or node.tag not in element_type.child_tags:
        return NotAllowed("error.not-allowed-here", element=node.tag, parent=parent.tag)
    if not element_type.is_repeatable(node.tag) and parent.child(node.tag) is not None:
        return NotAllowed("error.only-one", element=node.tag, parent=parent.tag)
    return NotAllowed("error.not-at-this-place", element=node.tag, parent=parent.tag)
