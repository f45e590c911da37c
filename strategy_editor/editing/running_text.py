"""Running text cut in two and joined: inline elements, footnotes and comments keep."""

from __future__ import annotations

from collections.abc import Iterable

from strategy_editor.document.content import Content, joined
from strategy_editor.document.node import Node
from strategy_editor.editing.typing import Change, change_between

CONTAINERS = frozenset({"emphasis", "strong", "term", "link", "passage"})
"""Inline elements whose text is text of the paragraph; all others count as one character."""


def length(content: Iterable[Node | str]) -> int:
    """Return how long running text is: each character one, each object (a footnote, …) one."""
    return sum(_length(part) for part in content)


def cut(content: Content, offset: int) -> tuple[Content, Content]:
    """Return what stands before and behind an offset, counted as ``length`` does.

    An inline element across the offset is on both sides; an object stays whole.
    """
    before: list[Node | str] = []
    behind: list[Node | str] = []
    left = max(0, offset)
    for part in content:
        size = _length(part)
        if behind or left <= 0:
            behind.append(part)
        elif size <= left:
            before.append(part)
            left -= size
        elif isinstance(part, str):
            before.append(part[:left])
            behind.append(part[left:])
        else:
            first, second = cut(part.content, left)
            before.append(part.with_content(first))
            behind.append(part.with_content(second))
    return joined(before), joined(behind)


def glued(one: Content, other: Content) -> Content:
    """Return two running texts as one, with a blank between them where there is none."""
    if not one or not other:
        return joined((*one, *other))
    end, start = _plain(one)[-1:], _plain(other)[:1]
    blank = "" if end.isspace() or start.isspace() or not end or not start else " "
    return joined((*one, blank, *other))


def rejoined(first: Content, second: Content) -> Content:
    """Return two texts as one without a blank: what was cut is what it was.

    What was one inline element across the seam is one again.
    """
    if not first or not second:
        return first or second
    one, other = first[-1], second[0]
    if isinstance(one, Node) and isinstance(other, Node) and _is_same(one, other):
        whole = one.with_content(rejoined(one.content, other.content))
        return (*first[:-1], whole, *second[1:])
    return (*first[:-1], *joined((one, other)), *second[1:])


def unmarked(content: Content) -> Content:
    """Return content as an element without inline elements holds it: their words, and remarks."""
    return joined(
        part.text if isinstance(part, Node) and part.is_element else part for part in content
    )


def retold(old: Content, text: str) -> Content:
    """Return a plain text as content; comments of the old one stay between the same words."""
    plain, remarks = "", list[tuple[int, Node]]()
    for part in old:
        if isinstance(part, Node) and not part.is_element:
            remarks.append((len(plain), part))
        else:
            plain += part if isinstance(part, str) else part.text
    change = change_between(plain, text) or Change(0, 0, 0, "")
    parts, done = list[Node | str](), 0
    for at, remark in remarks:
        if at >= change.latest + change.removed and at > change.latest:
            at += len(change.inserted) - change.removed
        elif at > change.latest:
            at = change.latest + len(change.inserted)
        parts += (text[done:at], remark)
        done = at
    return joined((*parts, text[done:]))


def _is_same(one: Node, other: Node) -> bool:
    return (
        one.tag in CONTAINERS
        and (one.tag, one.attributes) == (other.tag, other.attributes)
        and any(one.content)
        and any(other.content)
    )


def _length(part: Node | str) -> int:
    if isinstance(part, str):
        return len(part)
    if part.tag in CONTAINERS and any(part.content):
        return length(part.content)
    return 1


def _plain(content: Iterable[Node | str]) -> str:
    return "".join(
        part
        if isinstance(part, str)
        else _plain(part.content)
        if part.tag in CONTAINERS
        else "\ufffc"
        for part in content
    )
