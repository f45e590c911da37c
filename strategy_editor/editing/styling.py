"""What kind of block a running text is: paragraph, list item, quotation, box, heading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.convert import conversion, convert
from strategy_editor.editing.edits import NotAllowed, place, set_attribute
from strategy_editor.editing.merge import merge
from strategy_editor.editing.nesting import unnested
from strategy_editor.editing.wrap import unwrap
from strategy_editor.schema.model import Schema

PARAGRAPH, BULLETS, NUMBERS, LETTERS = "paragraph", "bullet", "number", "letter"
QUOTATION, BOX, HEADING = "quotation", "box", "section"
LISTS = (BULLETS, NUMBERS, LETTERS)
STYLES = (PARAGRAPH, *LISTS, QUOTATION, BOX, HEADING)
SHARED = (PARAGRAPH, *LISTS, QUOTATION)
"""Styles that several texts can be given at once."""
_FIELDS = {"paragraph": "", "item": "text", "quotation": "text"}
_MOST = 20
"""Levels of nesting that an item is taken out of."""


class TextName(NamedTuple):
    """A running text: its element, and the field that holds it."""

    node_id: str
    field: str


def style_of(document: Document, text: TextName) -> str:
    """Return which style a text has; nothing for one that has none, such as a title or cell."""
    node = document.find(text.node_id)
    if node is None or _FIELDS.get(node.tag) != text.field:
        return ""
    parent, _ = place(document, text.node_id)
    if node.tag == "item":
        return parent.get("kind") or BULLETS
    if node.tag == "paragraph" and parent.tag == "box":
        return BOX
    return node.tag


def styles(document: Document, schema: Schema, texts: Sequence[TextName], today: date) -> list[str]:
    """Return the styles that all of the texts can have where they stand, without loss."""
    own = {style_of(document, text) for text in texts}
    if not texts or "" in own:
        return []
    found = []
    for style in STYLES if len(texts) == 1 else SHARED:
        try:
            if own != {style}:
                styled(document, schema, texts, style, today)
        except NotAllowed:
            continue
        found.append(style)
    return found


def styled(
    document: Document,
    schema: Schema,
    texts: Sequence[TextName],
    style: str,
    today: date,
    new_id: NewId = random_id,
) -> tuple[Document, list[TextName]]:
    """Give texts another style; return where each of them stands then.

    Items join the list beside them. A text that becomes a heading takes the blocks behind it
    into its section. Raises ``NotAllowed`` where a style cannot stand, or something would be lost.
    """
    making = _Styling(schema, today, new_id)
    found = []
    for text in texts:
        if style_of(document, text) != style:
            document, text = making.one(document, text, style)
        found.append(text)
    return document, found


class _Styling:
    def __init__(self, schema: Schema, today: date, new_id: NewId) -> None:
        self._schema = schema
        self._today = today
        self._new_id = new_id

    def one(self, document: Document, text: TextName, style: str) -> tuple[Document, TextName]:
        before = style_of(document, text)
        node = document.node(text.node_id)
        if not before:
            raise NotAllowed("error.no-conversion", element=node.tag, expected="paragraph")
        if before in LISTS and style in LISTS:
            around, _ = place(document, text.node_id)
            done = set_attribute(document, around.id or "", "kind", style)
            return self._beside(done, around.id or ""), text
        document = self._plain(document, text.node_id, before)
        plain = TextName(text.node_id, "")
        if style == style_of(document, plain):
            return document, plain
        if style == PARAGRAPH:
            # In a box it is one of the box's.
            parent, _ = place(document, text.node_id)
            raise NotAllowed("error.not-allowed-here", element=style, parent=parent.tag)
        if style in LISTS:
            return self._listed(document, text.node_id, style), TextName(text.node_id, "text")
        document = self._converted(document, text.node_id, style)
        made = document.node(text.node_id)
        if style == BOX:
            inner = made.child("paragraph")
            return document, TextName(inner.id or "" if inner is not None else text.node_id, "")
        return document, TextName(text.node_id, "title" if style == HEADING else "text")

    def _plain(self, document: Document, node_id: str, style: str) -> Document:
        """Make a paragraph of a text."""
        if style == BOX:
            box, _ = place(document, node_id)
            return unwrap(document, self._schema, box.id or "", self._new_id)[0]
        if style == QUOTATION:
            return self._converted(document, node_id, "paragraph")
        for _ in range(_MOST if style in LISTS else 0):
            if document.node(node_id).tag != "item":
                break
            document = unnested(document, self._schema, node_id, self._new_id)
        return document

    def _converted(self, document: Document, node_id: str, tag: str) -> Document:
        if not conversion(document, self._schema, [node_id], tag, self._today).is_free:
            node = document.node(node_id)
            raise NotAllowed("error.no-conversion", element=node.tag, expected=tag)
        return convert(document, self._schema, [node_id], tag, self._today, self._new_id)

    def _listed(self, document: Document, node_id: str, kind: str) -> Document:
        """Make an item of a paragraph."""
        document = self._converted(document, node_id, "list")
        around, _ = place(document, node_id)
        done = set_attribute(document, around.id or "", "kind", kind)
        return self._beside(done, around.id or "")

    def _beside(self, document: Document, list_id: str) -> Document:
        """Make one list of a list and those of its kind right before and behind it."""
        for step in (-1, 1):
            parent, _ = place(document, list_id)
            lists = [part for part in parent.content if isinstance(part, Node) and part.is_element]
            at = lists.index(document.node(list_id)) + step
            if not 0 <= at < len(lists) or not _alike(lists[at], document.node(list_id)):
                continue
            pair = [list_id, lists[at].id or ""][::step]
            document, list_id = merge(document, self._schema, pair)
        return document


def _alike(one: Node, other: Node) -> bool:
    kinds = {
        (each.tag, *((n, v) for n, v in each.attributes if n != "id")) for each in (one, other)
    }
    return len(kinds) == 1
