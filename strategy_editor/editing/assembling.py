"""Put elements together from parts, each where the content model wants it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from strategy_editor.document.node import Node
from strategy_editor.editing.placement import positions
from strategy_editor.schema.model import Schema

FLOW = frozenset({"paragraph", "list", "table", "figure", "quotation", "box"})
"""The blocks of running text."""


def fits_at(schema: Schema, parent: Node, tag: str, at: int) -> bool:
    """Whether a child may be put in at exactly this position of the parent's content."""
    element_type = schema.element(parent.tag)
    if element_type is None or element_type.content != "elements":
        return False
    if tag in element_type.child_tags and not element_type.is_repeatable(tag):
        if parent.child(tag) is not None:
            return False
    elif tag not in element_type.child_tags and tag[0] != "{":
        return False
    before = [_name(part) for part in _elements(parent.content[:at])]
    behind = [_name(part) for part in _elements(parent.content[at:])]
    return element_type.accepts([*before, _name(Node(tag)), *behind])


def accepts(schema: Schema, parent: Node, content: Iterable[Node | str]) -> bool:
    """Whether the parent may hold this content, be some required part still missing or not."""
    element_type = schema.element(parent.tag)
    if element_type is None or element_type.content != "elements":
        return False
    names = [_name(part) for part in _elements(content)]
    if not element_type.accepts(names):
        return False
    twice = {name for name in set(names) if names.count(name) > 1} - {"#any"}
    return all(element_type.is_repeatable(name) for name in twice)


def put_in(schema: Schema, shell: Node, parts: Iterable[Node | str]) -> Node | None:
    """Return the shell with parts added, each behind the one before where that is allowed.

    None where one of them has no place. Comments go along with what they precede.
    """
    cursor = len(shell.content)
    for part in parts:
        at: int | None = cursor
        if isinstance(part, Node) and part.is_element:
            at = place_for(schema, shell, part.tag, cursor)
        if at is None:
            return None
        shell = shell.with_content((*shell.content[:at], part, *shell.content[at:]))
        cursor = at + 1
    return shell


def place_for(schema: Schema, shell: Node, tag: str, cursor: int) -> int | None:
    """Return the place for a child: at a position, else nearest behind it, else the last."""
    if fits_at(schema, shell, tag, cursor):
        return cursor
    if tag[0] == "{":
        end = len(shell.content)
        return end if fits_at(schema, shell, tag, end) else None
    found = positions(schema, shell, tag)
    if not found:
        return None
    return next((at for at in found if at >= cursor), found[-1])


def is_complete(schema: Schema, node: Node) -> bool:
    """Whether all children that the schema requires are there."""
    element_type = schema.element(node.tag)
    if element_type is None:
        return True
    present = Counter(child.tag for child in node.children)
    return present >= Counter(element_type.required_tags)


def _elements(content: Iterable[Node | str]) -> list[Node]:
    return [part for part in content if isinstance(part, Node) and part.is_element]


def _name(part: Node) -> str:
    return "#any" if part.tag[0] == "{" else part.tag
