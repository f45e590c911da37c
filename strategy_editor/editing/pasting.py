"""Blocks put into a running text: paragraphs, lists and tables at the place of the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.content import Content
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.document.texts import wording
from strategy_editor.editing.assembling import fits_at
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.clipping import placed
from strategy_editor.editing.edits import NotAllowed, place, set_field
from strategy_editor.editing.flowing import SINGLE, TextPlace, content_at
from strategy_editor.editing.placement import first_position
from strategy_editor.editing.references import references_to
from strategy_editor.editing.running_text import cut, length, rejoined
from strategy_editor.editing.split import annotations_moved
from strategy_editor.schema.model import Schema

_BEFORE_BLOCKS = ("title", "statement")
"""Texts of an element that its blocks follow."""


class Flowing(NamedTuple):
    """The document with what was put in, and where the cursor is then."""

    document: Document
    where: TextPlace
    blocks: int
    """How many elements were added."""


def blocks_put(
    document: Document,
    schema: Schema,
    where: TextPlace,
    end: int,
    nodes: Sequence[Node],
    new_id: NewId = random_id,
) -> Flowing:
    """Put blocks in place of what stands between a place and an offset ``end`` of its text.

    The first paragraph goes on with the text before it, the last one with the text behind, as
    word processors do it; headings begin their sections behind. Raises ``NotAllowed`` where the
    schema has no place for one of them, so that nothing is put in by halves.
    """
    node = document.node(where.node_id)
    content = content_at(document, where)
    before, behind = cut(content, where.offset)[0], cut(content, end)[1]
    first_section = next((at for at, each in enumerate(nodes) if each.tag == "section"), len(nodes))
    flow, sections = list(nodes[:first_section]), list(nodes[first_section:])
    is_single = SINGLE.get(node.tag) == where.field
    if not is_single and where.field not in _BEFORE_BLOCKS:
        raise NotAllowed("error.one-paragraph", element=node.tag)
    if is_single:
        flow = _alike(node, flow, new_id)
    head, blocks = _begun(schema, node, where, before, flow)
    head, blocks, caret = _ended(schema, where, head, blocks, behind, new_id, node)
    done = _written(document, schema, where, head)
    if is_single:
        done = _behind(done, schema, where.node_id, blocks)
    else:
        done = _inside(done, schema, where.node_id, blocks)
    last_id = _last_id(blocks) or where.node_id
    if sections:
        done = placed(done, schema, sections, last_id, into=False)
    for block in blocks:
        done = annotations_moved(done, done.node(where.node_id), block)
    bare = is_single and not head and blocks and _holds_nothing_else(done.node(where.node_id))
    if bare and not references_to(done, [where.node_id]):
        done = done.updated(where.node_id, lambda _node: None)
    return Flowing(done, caret, len(blocks) + len(sections))


def _alike(node: Node, flow: Sequence[Node], new_id: NewId) -> list[Node]:
    """Return the blocks as they can stand beside an item or a clause, which are no blocks."""
    if node.tag == "paragraph":
        return list(flow)
    made: list[Node] = []
    for each in flow:
        if each.tag == "paragraph":
            text = element(SINGLE[node.tag]).with_content(each.content)
            made.append(element(node.tag, text, id=each.id or new_id(), **_kind(node)))
        elif each.tag == "list" and node.tag == "item":
            made += each.children_of("item")
        else:
            raise NotAllowed("error.not-allowed-here", element=each.tag, parent=node.tag)
    return made


def _holds_nothing_else(node: Node) -> bool:
    return all(each.tag == SINGLE[node.tag] for each in node.children)


def _kind(node: Node) -> dict[str, str]:
    return {name: value for name, value in node.attributes if name == "degree"}


def _begun(
    schema: Schema, node: Node, where: TextPlace, before: Content, flow: list[Node]
) -> tuple[Content, list[Node]]:
    """Let the text go on with the first block where that is a text too."""
    first = flow[0] if flow else None
    text = _text_of(first) if first is not None else None
    own_list = first is not None and first.child("list") is not None
    if first is None or text is None or own_list:
        return before, flow
    if _is_line(schema, where, node):
        text = (on_one_line(_words(text)),)
    return rejoined(before, text), flow[1:]


def _ended(
    schema: Schema,
    where: TextPlace,
    head: Content,
    blocks: list[Node],
    behind: Content,
    new_id: NewId,
    node: Node,
) -> tuple[Content, list[Node], TextPlace]:
    """Let the last block go on with the text behind; return where that begins too."""
    if not blocks:
        return rejoined(head, behind), [], where._replace(offset=length(head))
    last = blocks[-1]
    text = _text_of(last)
    if text is not None and last.child("list") is None:
        field = SINGLE[last.tag]
        blocks = [*blocks[:-1], _with_text(last, rejoined(text, behind))]
        return head, blocks, TextPlace(last.id or "", field, 0, length(text))
    if not any(part for part in behind):
        return head, blocks, _end_of(last)
    tag = node.tag if SINGLE.get(node.tag) == where.field else "paragraph"
    rest = element(tag, id=new_id(), **_kind(node))
    rest = _with_text(rest, behind)
    return head, [*blocks, rest], TextPlace(rest.id or "", SINGLE[tag], 0, 0)


def _end_of(block: Node) -> TextPlace:
    """Return the end of the last text of a list, a table or a quotation."""
    if block.tag == "list":
        item = block.children_of("item")[-1]
        inner = item.child("list")
        return _end_of(inner) if inner is not None else _end_of_text(item, "text")
    if block.tag == "table":
        row = block.children_of("row")[-1]
        cells = row.children_of("cell")
        return TextPlace(row.id or "", "cell", len(cells) - 1, length(cells[-1].content))
    return _end_of_text(block, "text")


def _end_of_text(node: Node, field: str) -> TextPlace:
    holder = node.child(field) or Node(field)
    return TextPlace(node.id or "", field, 0, length(holder.content))


def _written(document: Document, schema: Schema, where: TextPlace, content: Content) -> Document:
    if where.field:
        return set_field(document, schema, where.node_id, where.field, content, where.at)
    return document.updated(where.node_id, lambda node: node.with_content(content))


def _behind(document: Document, schema: Schema, node_id: str, blocks: Sequence[Node]) -> Document:
    if not blocks:
        return document
    parent, at = place(document, node_id)
    for number, block in enumerate(blocks, 1):
        if not fits_at(schema, parent, block.tag, at + number):
            raise NotAllowed("error.not-allowed-here", element=block.tag, parent=parent.tag)
        content = (*parent.content[: at + number], block, *parent.content[at + number :])
        parent = parent.with_content(content)
    grown = parent
    if parent.id is None or parent.id == document.root.id:
        return document.with_root(grown)
    return document.updated(parent.id, lambda _old: grown)


def _inside(document: Document, schema: Schema, node_id: str, blocks: Sequence[Node]) -> Document:
    """Put blocks before the others of an element, behind its title and statement."""
    grown = document.node(node_id)
    at = first_position(schema, grown, blocks[0].tag) if blocks else None
    for number, block in enumerate(blocks):
        if at is None or not fits_at(schema, grown, block.tag, at + number):
            raise NotAllowed("error.not-allowed-here", element=block.tag, parent=grown.tag)
        content = (*grown.content[: at + number], block, *grown.content[at + number :])
        grown = grown.with_content(content)
    whole = grown
    return document.updated(node_id, lambda _old: whole)


def _last_id(blocks: Sequence[Node]) -> str:
    return (blocks[-1].id or "") if blocks else ""


def _text_of(node: Node) -> Content | None:
    if node.tag not in SINGLE:
        return None
    field = SINGLE[node.tag]
    holder = node.child(field) if field else node
    return holder.content if holder is not None else ()


def _with_text(node: Node, content: Content) -> Node:
    field = SINGLE[node.tag]
    if not field:
        return node.with_content(content)
    return node.with_content((element(field).with_content(content),))


def _is_line(schema: Schema, where: TextPlace, node: Node) -> bool:
    return not schema.takes_markup(where.field or node.tag)


def _words(content: Content) -> str:
    return wording(Node("paragraph", (), content))
