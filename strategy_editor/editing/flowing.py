"""What Enter, Backspace and Delete do between the texts of a document; nothing else is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from strategy_editor.document.content import Content
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.edits import NotAllowed, place, set_field
from strategy_editor.editing.placement import first_position, positions
from strategy_editor.editing.references import redirected
from strategy_editor.editing.running_text import cut, length, rejoined
from strategy_editor.editing.split import annotations_moved
from strategy_editor.schema.model import Schema

SINGLE = {"paragraph": "", "item": "text", "clause": "statement", "addressee": "statement"}
"""Elements that are one running text, and the field in which it stands."""
_OWNING_CAPTION = frozenset({"table", "figure", "quotation"})


class TextPlace(NamedTuple):
    """A place in a text: of an element or the field of one, counted as ``length`` does."""

    node_id: str
    field: str
    at: int
    offset: int

    @property
    def text(self) -> tuple[str, str, int]:
        """The text without the place in it."""
        return self[:3]


Flowed = tuple[Document, TextPlace]


def content_at(document: Document, where: TextPlace) -> Content:
    """Return the text that a place is in."""
    node = document.node(where.node_id)
    if not where.field:
        return node.content
    found = node.children_of(where.field)
    return found[where.at].content if where.at < len(found) else ()


def broken(
    document: Document, schema: Schema, where: TextPlace, new_id: NewId = random_id
) -> Flowed | None:
    """Begin another paragraph (item, …) at a place; None where the text cannot be broken.

    Behind a title or a caption that is a new paragraph, where the schema takes one.
    """
    node = document.node(where.node_id)
    if SINGLE.get(node.tag) == where.field:
        return _split(document, schema, node, where, new_id)
    if where.offset < length(content_at(document, where)):
        return None
    fresh = Node("paragraph", (("id", new_id()),))
    begun = TextPlace(fresh.id or "", "", 0, 0)
    if node.tag in _OWNING_CAPTION and where.field in ("caption", "text", "attribution"):
        parent, at = place(document, where.node_id)
        if parent.id is None or at + 1 not in positions(schema, parent, "paragraph"):
            return None
        return _inserted(document, parent, at + 1, fresh), begun
    wants_statement = where.field == "title" and node.child("statement") is not None
    first = first_position(schema, node, "paragraph")
    if wants_statement or first is None or where.field in ("caption", "cell", "name"):
        return None
    return _inserted(document, node, first, fresh), begun


def joined(
    document: Document,
    schema: Schema,
    first: TextPlace,
    last: TextPlace,
    between: Sequence[str] = (),
) -> Flowed:
    """Take away what is between two places and make one text of the two where that can be.

    ``between`` names the elements whose texts are in between. Raises ``NotAllowed`` where there
    is nothing to take away and the two cannot be one.
    """
    if first.text == last.text:
        return _within(document, schema, first, last), first
    head = cut(content_at(document, first), first.offset)
    tail = cut(content_at(document, last), last.offset)
    taken = length(head[1]) or length(tail[0]) or between
    can_go = _can_go(document, last)
    fits = can_go and _takes(document, first)
    if not taken and not fits and (not can_go or length(tail[1])):
        raise NotAllowed("error.cannot-join", element=document.node(last.node_id).tag)
    ends = (first, last)
    rest = _around_text(document.node(last.node_id))
    document = _emptied(document, schema, ends, between)
    if fits:
        document = _without(document, schema, first, last)
        document = _put(document, schema, first, rejoined(head[0], tail[1]))
        document = _with_rest(document, first, rest)
        # Whoever referred to the text that is part of the other now means that one.
        return redirected(document, {last.node_id: first.node_id}), first
    document = _put(document, schema, first, head[0])
    if can_go and not length(tail[1]):
        return _with_rest(_without(document, schema, first, last), first, rest), first
    return _put(document, schema, last, tail[1]), first


def _around_text(node: Node) -> tuple[Content, Content]:
    """Return what an element holds besides its one text, such as comments.

    First what stands before nested lists, then what stands behind them, as elements of other
    namespaces always do.
    """
    field = SINGLE.get(node.tag)
    if not field:
        return (), ()
    rest = [part for part in node.content if isinstance(part, Node) and part.tag != field]
    lists = [at for at, part in enumerate(rest) if part.tag == "list"] or [len(rest)]
    before = tuple(part for part in rest[: lists[0]] if part.tag[0] != "{")
    foreign = tuple(part for part in rest[: lists[0]] if part.tag[0] == "{")
    return before, (*foreign, *(part for part in rest[lists[0] :] if part.tag != "list"))


def _with_rest(document: Document, where: TextPlace, rest: tuple[Content, Content]) -> Document:
    """Put what was around the text of an element around that of another."""
    before, behind = rest
    if not before and not behind:
        return document
    content = document.node(where.node_id).content
    nested = (at for at, part in enumerate(content) if getattr(part, "tag", "") == "list")
    at = next(nested, len(content))
    whole = (*content[:at], *before, *content[at:], *behind)
    return document.updated(where.node_id, lambda node: node.with_content(whole))


def as_paragraph(item: Node) -> list[Node]:
    """Return a list item as a paragraph, and behind it what else stands in the item."""
    text = item.child("text") or Node("text")
    attributes = {**dict(text.attributes), **dict(item.attributes)}
    rest = [part for part in item.content if isinstance(part, Node) and part.tag != "text"]
    return [Node("paragraph", tuple(sorted(attributes.items())), text.content), *rest]


def with_list(item: Node, nested: Node) -> Node:
    """Return an item with another list below its text."""
    rest = [part for part in item.content if not (isinstance(part, Node) and part.tag == "list")]
    text = next((at for at, part in enumerate(rest, 1) if getattr(part, "tag", "") == "text"), 0)
    return item.with_content((*rest[:text], nested, *rest[text:]))


def _split(
    document: Document, schema: Schema, node: Node, where: TextPlace, new_id: NewId
) -> Flowed | None:
    before, behind = cut(content_at(document, where), where.offset)
    parent, at = place(document, where.node_id)
    if parent.id is None or at + 1 not in positions(schema, parent, node.tag):
        return None
    fresh_id = new_id()
    if not length(before) and length(behind):
        # The new one comes before it, so that what refers to the text still does.
        empty = Node(node.tag, node.attributes, _texts(node, ())).with_attribute("id", fresh_id)
        return _inserted(document, parent, at, empty), where
    head, rest = _around(node)
    left = node.with_content((*head, *_texts(node, before)))
    right = node.with_content((*_texts(node, behind), *rest)).with_attribute("id", fresh_id)
    content = (*parent.content[:at], left, right, *parent.content[at + 1 :])
    done = document.updated(parent.id, lambda each: each.with_content(content))
    return annotations_moved(done, left, right), TextPlace(fresh_id, where.field, 0, 0)


def _around(node: Node) -> tuple[Content, Content]:
    """Return what stands before and behind the one text of an element."""
    field = SINGLE[node.tag]
    holder = node.child(field) if field else None
    if holder is None:
        return (), ()
    at = next(at for at, part in enumerate(node.content) if part is holder)
    return node.content[:at], node.content[at + 1 :]


def _texts(node: Node, content: Content) -> Content:
    """Return the content of an element that is nothing but this text."""
    field = SINGLE[node.tag]
    if not field:
        return content
    holder = node.child(field) or Node(field)
    return (holder.with_content(content),)


def _inserted(document: Document, parent: Node, at: int, child: Node) -> Document:
    content = (*parent.content[:at], child, *parent.content[at:])
    return document.updated(parent.id or "", lambda each: each.with_content(content))


def _within(document: Document, schema: Schema, first: TextPlace, last: TextPlace) -> Document:
    content = content_at(document, first)
    start, end = sorted((first.offset, last.offset))
    return _put(document, schema, first, rejoined(cut(content, start)[0], cut(content, end)[1]))


def _put(document: Document, schema: Schema, where: TextPlace, content: Content) -> Document:
    if where.field:
        return set_field(document, schema, where.node_id, where.field, content, where.at)
    return document.updated(where.node_id, lambda node: node.with_content(content))


def _takes(document: Document, where: TextPlace) -> bool:
    node = document.node(where.node_id)
    return SINGLE.get(node.tag) == where.field or where.field == "statement"


def _can_go(document: Document, where: TextPlace) -> bool:
    return SINGLE.get(document.node(where.node_id).tag) == where.field


def _emptied(
    document: Document, schema: Schema, ends: tuple[TextPlace, TextPlace], between: Sequence[str]
) -> Document:
    """Take away the elements between two places; of those around an end only the texts."""
    paths = [[node.id for node in document.path(end.node_id)] for end in ends]
    kept = {each for path in paths for each in path}
    in_one_table = any(
        document.node(each).tag == "table" for each in paths[0] if each in paths[1] and each
    )
    for node_id in between:
        if node_id in kept or document.find(node_id) is None:
            continue
        path = [node for node in document.path(node_id) if node.id is not None]
        top = next(node for node in path if node.id not in kept)
        if not (in_one_table and top.tag == "row"):
            document = document.updated(top.id or "", lambda _node: None)
    return document


def _without(document: Document, schema: Schema, first: TextPlace, last: TextPlace) -> Document:
    """Take an element away; what is nested below an item stays, a list does not stay empty."""
    node = document.node(last.node_id)
    parent, at = place(document, last.node_id)
    nested = node.children_of("list") if node.tag == "item" else []
    inner = tuple(part for each in nested for part in each.content)
    before = document.find(first.node_id)
    if inner and before is not None and before.tag == "item" and before in parent.content:
        own = before.child("list")
        grown = own.with_content((*own.content, *inner)) if own is not None else nested[0]
        document = document.updated(first.node_id, lambda each: with_list(each, grown))
        inner, parent = (), document.node(parent.id or "")
    content = (*parent.content[:at], *inner, *parent.content[at + 1 :])
    if parent.tag == "list" and not any(isinstance(part, Node) for part in content):
        return document.updated(parent.id or "", lambda _node: None)
    return document.updated(parent.id or "", lambda each: each.with_content(content))
