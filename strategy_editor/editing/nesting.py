"""List items a level deeper or higher; the highest becomes a paragraph."""

from __future__ import annotations

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.assembling import accepts
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.edits import NotAllowed, place
from strategy_editor.editing.flowing import as_paragraph, with_list
from strategy_editor.schema.model import Schema


def nested(document: Document, item_id: str, new_id: NewId = random_id) -> Document:
    """Put an item into the list below the item before it; raise ``NotAllowed`` for the first."""
    parent, at = place(document, item_id)
    item = document.node(item_id)
    before = next((part for part in reversed(parent.content[:at]) if _is(part, "item")), None)
    if item.tag != "item" or not isinstance(before, Node):
        raise NotAllowed("error.nothing-to-nest-in", element=item.tag)
    own = before.child("list")
    fresh = (
        own
        if own is not None
        else Node("list", (("id", new_id()),)).with_attribute(
            "kind", parent.get("kind") or "bullet"
        )
    )
    grown = fresh.with_content((*fresh.content, item))
    whole = with_list(before, grown)
    content = tuple(
        whole if part is before else part for part in parent.content if part is not item
    )
    return document.updated(parent.id or "", lambda each: each.with_content(content))


def unnested(
    document: Document, schema: Schema, item_id: str, new_id: NewId = random_id
) -> Document:
    """Put an item behind the one it is nested in; out of a whole list it becomes a paragraph.

    What followed it in its list goes on below it. Raises ``NotAllowed`` where no paragraph may
    stand.
    """
    item = document.node(item_id)
    if item.tag != "item":
        raise NotAllowed("error.nothing-to-nest-in", element=item.tag)
    around, at = place(document, item_id)
    holder, _ = place(document, around.id or "")
    rest = around.content[at + 1 :]
    left = around.content[:at]
    if holder.tag == "item":
        return _up(document, item, around, holder, (left, rest), new_id)
    behind = around.with_attribute("id", new_id()) if has_items(left) else around
    parts = [*shrunk(around, left), *as_paragraph(item), *shrunk(behind, rest)]
    done = _replaced(document, holder, around, parts)
    if not accepts(schema, holder, done.node(holder.id or "").content):
        raise NotAllowed("error.not-allowed-here", element="paragraph", parent=holder.tag)
    return done


def _up(
    document: Document,
    item: Node,
    around: Node,
    holder: Node,
    sides: tuple[tuple[Node | str, ...], tuple[Node | str, ...]],
    new_id: NewId,
) -> Document:
    """Put an item behind the one that holds its list."""
    left, rest = sides
    own = item.child("list")
    if has_items(rest):
        below = own if own is not None else around.with_attribute("id", new_id())
        inner = own.content if own is not None else ()
        item = with_list(item, below.with_content((*inner, *rest)))
        rest = ()
    left_over = shrunk(around, (*left, *rest))
    content: list[Node | str] = []
    for part in holder.content:
        content += left_over if part is around else [part]
    outer, _ = place(document, holder.id or "")
    return _replaced(document, outer, holder, [holder.with_content(content), item])


def shrunk(around: Node, content: tuple[Node | str, ...]) -> list[Node]:
    """Return what is left of a list; what is no item, such as comments, stays without one."""
    if has_items(content):
        return [around.with_content(content)]
    return [part for part in content if isinstance(part, Node)]


def _replaced(document: Document, parent: Node, old: Node, new: list[Node]) -> Document:
    content: list[Node | str] = []
    for part in parent.content:
        content += new if part is old else [part]
    return document.updated(parent.id or "", lambda each: each.with_content(content))


def has_items(content: tuple[Node | str, ...]) -> bool:
    """Whether there are items among the parts of a list."""
    return any(_is(part, "item") for part in content)


def _is(part: Node | str, tag: str) -> bool:
    return isinstance(part, Node) and part.tag == tag
