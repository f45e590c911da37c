"""Running text cut in two and joined again; inline elements, footnotes and comments keep."""

from __future__ import annotations

from collections.abc import Iterable

from strategy_editor.document.node import Node

Content = tuple[Node | str, ...]
_CONTAINERS = frozenset({"emphasis", "strong", "term", "link", "passage"})
"""Inline elements whose text is text of the paragraph; all others count as one character."""


def text_length(content: Iterable[Node | str]) -> int:
    """Return how long running text is: each character one, each object (a footnote, …) one."""
    return sum(_length(part) for part in content)


def cut(content: Content, offset: int) -> tuple[Content, Content]:
    """Return what stands before and behind an offset; an element across it is on both sides."""
    before: list[Node | str] = []
    for at, part in enumerate(content):
        long = _length(part)
        if offset >= long:
            before.append(part)
            offset -= long
            continue
        if offset <= 0:
            return tuple(before), content[at:]
        if isinstance(part, str):
            left, right = part[:offset], part[offset:]
            return (*before, left), (right, *content[at + 1 :])
        inner, rest = cut(part.content, offset)
        return (*before, part.with_content(inner)), (part.with_content(rest), *content[at + 1 :])
    return tuple(before), ()


def glued(first: Content, second: Content) -> Content:
    """Return two texts as one; what was one element across the seam is one again."""
    if not first or not second:
        return first or second
    one, other = first[-1], second[0]
    if isinstance(one, str) and isinstance(other, str):
        return (*first[:-1], one + other, *second[1:])
    if isinstance(one, Node) and isinstance(other, Node) and _is_same(one, other):
        whole = one.with_content(glued(one.content, other.content))
        return (*first[:-1], whole, *second[1:])
    return first + second


def _is_same(one: Node, other: Node) -> bool:
    return (
        one.tag in _CONTAINERS
        and (one.tag, one.attributes) == (other.tag, other.attributes)
        and any(one.content)
        and any(other.content)
    )


def _length(part: Node | str) -> int:
    if isinstance(part, str):
        return len(part)
    return text_length(part.content) if part.tag in _CONTAINERS and any(part.content) else 1
