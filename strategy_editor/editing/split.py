"""Make two elements of one: before one of its children, or within its text."""

from __future__ import annotations

from datetime import date

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.editing.assembling import accepts, is_complete, put_in
from strategy_editor.editing.blank import NewId, blank, random_id, renewed
from strategy_editor.editing.edits import NotAllowed, place, set_attribute
from strategy_editor.editing.retyping import MAIN_TEXT
from strategy_editor.editing.running_text import cut
from strategy_editor.editing.selection import parent_id_of, structural
from strategy_editor.schema.model import Schema


def split_before(
    document: Document,
    schema: Schema,
    child_id: str,
    title: str,
    today: date,
    new_id: NewId = random_id,
) -> tuple[Document, str]:
    """Split an element before one of its children; return the document and the second's id.

    The second element gets the child and all behind it, the attributes of the first, and an own
    title. A table's second part gets columns and header rows of its own. Raises ``NotAllowed``
    where there is nothing before the child, or two such elements may not stand there.
    """
    (child_id,) = structural(document, schema, [child_id])
    container, at = place(document, child_id)
    if container is document.root or container.id is None:
        raise NotAllowed("error.cannot-split", element=container.tag)
    first, moved = container.content[:at], container.content[at:]
    if not any(_is_content(part) for part in first):
        raise NotAllowed("error.nothing-before", element=container.tag)
    shell = _second(
        document, schema, container, at, blank(schema, container.tag, title, today, new_id), new_id
    )
    second = put_in(schema, shell, moved)
    left = container.with_content(first)
    if second is None or not (is_complete(schema, second) and is_complete(schema, left)):
        raise NotAllowed("error.cannot-split", element=container.tag)
    done = _two(document, schema, container, left, second)
    return done, second.id or ""


def can_split_before(document: Document, schema: Schema, child_id: str, today: date) -> bool:
    """Whether the parent of an element can be split before it."""
    try:
        split_before(document, schema, child_id, "–", today)
    except NotAllowed:
        return False
    return True


def split_text(
    document: Document, schema: Schema, node_id: str, offset: int, new_id: NewId = random_id
) -> tuple[Document, str]:
    """Split a paragraph, item or other element that is one text; return the second's id.

    The offset counts characters, and everything that is not text (a footnote, a reference) as
    one. What stands behind the text, such as a nested list, goes to the second. Raises
    ``NotAllowed`` for elements that are more than one text.
    """
    (node_id,) = structural(document, schema, [node_id])
    node = document.node(node_id)
    if node.tag not in MAIN_TEXT:
        raise NotAllowed("error.cannot-split", element=node.tag)
    field = MAIN_TEXT[node.tag]
    fresh = node.with_attribute("id", new_id())
    if not field:
        before, behind = cut(node.content, offset)
        left, right = node.with_content(before), fresh.with_content(behind)
    else:
        at = next((at for at, part in enumerate(node.content) if _has_tag(part, field)), None)
        if at is None:
            raise NotAllowed("error.cannot-split", element=node.tag)
        text = node.content[at]
        assert isinstance(text, Node)
        before, behind = cut(text.content, offset)
        left = node.with_content((*node.content[:at], text.with_content(before)))
        right = fresh.with_content((text.with_content(behind), *node.content[at + 1 :]))
    return _two(document, schema, node, left, right), right.id or ""


def _two(document: Document, schema: Schema, old: Node, left: Node, right: Node) -> Document:
    parent, at = place(document, old.id or "")
    content = (*parent.content[:at], left, right, *parent.content[at + 1 :])
    if not accepts(schema, parent, content):
        raise NotAllowed("error.only-one", element=old.tag, parent=parent.tag)
    done = document.updated(parent_id_of(parent), lambda each: each.with_content(content))
    return annotations_moved(done, left, right)


def _second(
    document: Document, schema: Schema, container: Node, at: int, fresh: Node, new_id: NewId
) -> Node:
    """Return the second element without the children that move into it."""
    attributes = tuple(
        (name, fresh.id or "" if name == "id" else value) for name, value in container.attributes
    )
    moving = {part.tag for part in container.content[at:] if isinstance(part, Node)}
    kept = [part for part in fresh.content if isinstance(part, Node) and part.tag not in moving]
    if container.tag == "table":
        kept = _head(container, at, new_id)
    return Node(container.tag, attributes, tuple(kept))


def _head(table: Node, at: int, new_id: NewId) -> list[Node]:
    """Caption, columns and header rows for the second part of a table."""
    if any(_reaches(table, row, at) for row in range(at)):
        raise NotAllowed("error.cell-across", element=table.tag)
    columns = [renewed(column, new_id) for column in table.children_of("column")]
    before = [part for part in table.content[:at] if isinstance(part, Node) and part.tag == "row"]
    headers: list[Node] = []
    for row in before:
        if row.get("header") not in ("true", "1"):
            break
        headers.append(renewed(row, new_id))
    first = table.content[at]
    if len(headers) == len(before) or (isinstance(first, Node) and first.tag != "row"):
        headers = []
    caption = table.child("caption")
    text = wording(caption) if caption is not None else ""
    return [Node("caption", (), (text,) if text else ()), *columns, *headers]


def _reaches(table: Node, position: int, at: int) -> bool:
    """Whether a cell of the row at a position spans rows to behind the cut."""
    row = table.content[position]
    if not isinstance(row, Node) or row.tag != "row":
        return False
    between = table.content[position:at]
    rows = sum(isinstance(part, Node) and part.tag == "row" for part in between)
    return any(_number(cell.get("rows", "1")) > rows for cell in row.children_of("cell"))


def _number(text: str) -> int:
    return int(text) if text.strip().isdigit() else 1


def annotations_moved(document: Document, left: Node, right: Node) -> Document:
    """Let comments on a passage follow the passage into the second element."""
    annotations = document.root.child("annotations")
    if annotations is None:
        return document
    for each in annotations.children_of("annotation"):
        quote = each.child("quote")
        passage = quote.get("exact") if quote is not None else ""
        if each.get("target") != left.id or not passage or each.id is None:
            continue
        if passage not in wording(left) and passage in wording(right):
            document = set_attribute(document, each.id, "target", right.id)
    return document


def _is_content(part: Node | str) -> bool:
    """Whether a part is content of its own, so that something stays before the cut."""
    return isinstance(part, Node) and part.id is not None and part.tag != "column"


def _has_tag(part: Node | str, tag: str) -> bool:
    return isinstance(part, Node) and part.tag == tag
