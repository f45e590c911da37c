"""Headings, texts, items and tables in a row become sections, paragraphs and nested lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.content import Content
from strategy_editor.document.node import Node, element
from strategy_editor.document.texts import wording

NewId = Callable[[], str]
_DEEPEST = 9


@dataclass(frozen=True)
class Text:
    """A paragraph or a quotation."""

    content: Content
    is_quotation: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest."""

    level: int
    content: Content


@dataclass(frozen=True)
class Item:
    """An item of a list; level 1 is the outermost, ``kind`` as in our lists."""

    level: int
    kind: str
    content: Content
    starts: bool = False
    """Whether a list begins with it, though another ends right before."""


@dataclass(frozen=True)
class Table:
    """A table as it will stand."""

    node: Node


Block = Text | Heading | Item | Table


@dataclass
class _Open:
    level: int
    title: str
    content: list[Node] = field(default_factory=list)


def assembled(blocks: Iterable[Block], new_id: NewId) -> tuple[Node, ...]:
    """Return the elements that the blocks make."""
    opened = [_Open(0, "")]
    items: list[Item] = []
    for block in [*blocks, None]:
        if isinstance(block, Item) and not (block.starts and block.level == 1 and items):
            items.append(block)
            continue
        if items:
            opened[-1].content.extend(_lists(items, new_id))
            items = []
        if isinstance(block, Item):
            items.append(block)
        elif isinstance(block, Heading):
            _open(opened, block, new_id)
        elif isinstance(block, Text):
            opened[-1].content.append(_text(block, new_id))
        elif isinstance(block, Table):
            opened[-1].content.append(block.node)
    _close(opened, 1, new_id)
    return tuple(opened[0].content)


def _open(opened: list[_Open], heading: Heading, new_id: NewId) -> None:
    title = on_one_line("".join(_words(heading.content)))
    if not title:
        return
    _close(opened, heading.level, new_id)
    opened.append(_Open(heading.level, title))


def _close(opened: list[_Open], level: int, new_id: NewId) -> None:
    """End the sections that a heading of a level ends."""
    while len(opened) > 1 and opened[-1].level >= level:
        done = opened.pop()
        section = element("section", element("title", done.title), *done.content, id=new_id())
        opened[-1].content.append(section)


def _text(block: Text, new_id: NewId) -> Node:
    if block.is_quotation:
        return element("quotation", Node("text", (), block.content), id=new_id())
    return Node("paragraph", (("id", new_id()),), block.content)


def _lists(items: list[Item], new_id: NewId) -> list[Node]:
    """Return the lists that items make; a change of kind on the first level begins another."""
    lists: list[Node] = []
    group: list[Item] = []
    top = min(item.level for item in items)
    for item in items:
        changes = item.level <= top and group and item.kind != group[0].kind
        if changes:
            lists.append(_list(group, new_id))
            group = []
        group.append(item)
    return [*lists, _list(group, new_id)]


def _list(items: list[Item], new_id: NewId, depth: int = 1) -> Node:
    first = items[0]
    made: list[Node] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and items[end].level > first.level:
            end += 1
        below = items[at + 1 : end]
        parts = [Node("text", (), items[at].content)]
        if below and depth < _DEEPEST:
            parts.append(_list(_leveled(below), new_id, depth + 1))
            below = []
        made.append(element("item", *parts, id=new_id()))
        made += [element("item", Node("text", (), each.content), id=new_id()) for each in below]
        at = end
    return element("list", *made, id=new_id(), kind=first.kind)


def _leveled(items: list[Item]) -> list[Item]:
    """Let no item lie further out than the first: lists may begin in the middle."""
    level = items[0].level
    return [item if item.level >= level else Item(level, item.kind, item.content) for item in items]


def _words(content: Content) -> Iterable[str]:
    for part in content:
        if isinstance(part, str):
            yield part
        elif part.tag != "footnote":
            yield wording(part)
