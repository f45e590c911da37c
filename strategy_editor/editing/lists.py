"""A list with all lists nested in it as lines with a depth, and back, without loss.

A line keeps its item: attributes, and all that stands in it besides text and nested list. What
stands before an item in its list, such as comments, stays before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node

NewId = Callable[[], str]
_MISSING = -1


class Line(NamedTuple):
    """One item. ``shell`` is the item with an empty text and, for nested items, an empty list."""

    depth: int
    content: Content
    shell: Node
    before: Content = ()


class Lines(NamedTuple):
    """A list: ``holder`` is the list element with only what stands behind its last item."""

    holder: Node
    lines: tuple[Line, ...]


def lines_of(node: Node) -> Lines:
    """Return a list as lines."""
    lines: list[Line] = []
    return Lines(_collect(node, 0, lines), tuple(lines))


def list_of(lines: Lines) -> Node:
    """Return the list that the lines make; depths must have been settled."""
    content, at = _items(lines.lines, 0, 0)
    assert at == len(lines.lines)
    return lines.holder.with_content((*content, *lines.holder.content))


def settled(lines: Lines, new_id: NewId) -> Lines:
    """Return lines of which a list can be made: depths without jumps, room for nested lists.

    A new nested list is of the kind of the one around it.
    """
    rows = _without_jumps(lines.lines)
    kinds = [lines.holder.get("kind") or "bullet"]
    for at, line in enumerate(rows):
        del kinds[line.depth + 1 :]
        has_nested = at + 1 < len(rows) and rows[at + 1].depth > line.depth
        place = _place(line.shell, "list")
        if has_nested and place == _MISSING:
            nested = Node("list", (("id", new_id()), ("kind", kinds[-1])))
            text = _place(line.shell, "text")
            shell = line.shell.content
            line = rows[at] = line._replace(
                shell=line.shell.with_content((*shell[: text + 1], nested, *shell[text + 1 :]))
            )
            place = text + 1
        if has_nested:
            nested_list = line.shell.content[place]
            assert isinstance(nested_list, Node)
            kinds.append(nested_list.get("kind") or kinds[-1])
    return Lines(lines.holder, tuple(rows))


def new_line(depth: int, new_id: NewId, content: Content = ()) -> Line:
    """Return a line for a new item."""
    return Line(depth, content, Node("item", (("id", new_id()),), (Node("text"),)))


def divided(line: Line, new_id: NewId) -> tuple[Line, Line]:
    """Return two lines for one that is broken in two: items below it stay below the second."""
    second = new_line(line.depth, new_id)
    place = _place(line.shell, "list")
    if place == _MISSING:
        return line, second
    content = line.shell.content
    nested = content[place]
    first = line.shell.with_content((*content[:place], *content[place + 1 :]))
    shell = second.shell.with_content((*second.shell.content, nested))
    return line._replace(shell=first), second._replace(shell=shell)


def can_nest(depths: Sequence[int], first: int) -> bool:
    """Whether the lines from one on can go one level down."""
    return first > 0 and depths[first] <= depths[first - 1]


def with_subtree(depths: Sequence[int], first: int, last: int) -> range:
    """Return the lines from ``first`` to ``last`` with all that is nested below the last."""
    end = last + 1
    while end < len(depths) and depths[end] > depths[last]:
        end += 1
    return range(first, end)


def holder_of(lines: Lines, at: int) -> int:
    """Return the line whose nested list a line is in, -1 for the outermost list."""
    depth = lines.lines[at].depth
    return next((row for row in range(at - 1, -1, -1) if lines.lines[row].depth < depth), -1)


def kind_at(lines: Lines, at: int) -> str:
    """Return the kind of the list that a line is in."""
    holder = holder_of(lines, at)
    if holder < 0:
        return lines.holder.get("kind") or "bullet"
    shell = lines.lines[holder].shell
    place = _place(shell, "list")
    nested = shell.content[place] if place != _MISSING else None
    return nested.get("kind") if isinstance(nested, Node) else "bullet"


def with_kind(lines: Lines, at: int, kind: str) -> Lines:
    """Return the lines with another kind of the list that a line is in."""
    holder = holder_of(lines, at)
    if holder < 0:
        return lines._replace(holder=lines.holder.with_attribute("kind", kind))
    line = lines.lines[holder]
    place = _place(line.shell, "list")
    nested = line.shell.content[place]
    assert isinstance(nested, Node)
    content = line.shell.content
    shell = line.shell.with_content(
        (*content[:place], nested.with_attribute("kind", kind), *content[place + 1 :])
    )
    rows = lines.lines
    return lines._replace(lines=(*rows[:holder], line._replace(shell=shell), *rows[holder + 1 :]))


def labels_of(lines: Lines) -> list[str]:
    """Return what stands before each line: a bullet, a number or a letter."""
    counts: list[int] = []
    labels = []
    for at, line in enumerate(lines.lines):
        del counts[line.depth + 1 :]
        while len(counts) <= line.depth:
            counts.append(0)
        counts[line.depth] += 1
        labels.append(_label(kind_at(lines, at), counts[line.depth], line.depth))
    return labels


def _label(kind: str, count: int, depth: int) -> str:
    if kind == "number":
        return f"{count}."
    if kind == "letter":
        letters = ""
        while count > 0:
            count, rest = divmod(count - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return f"{letters})"
    return "•" if depth % 2 == 0 else "–"


def _collect(node: Node, depth: int, lines: list[Line]) -> Node:
    before: list[Node | str] = []
    for part in node.content:
        if not isinstance(part, Node) or part.tag != "item":
            before.append(part)
            continue
        at = len(lines)
        lines.append(Line(depth, (), part))
        text, nested = _place(part, "text"), _place(part, "list")
        shell = list(part.content)
        content: Content = ()
        if text != _MISSING:
            found = part.content[text]
            assert isinstance(found, Node)
            content, shell[text] = found.content, found.with_content(())
        if nested != _MISSING:
            inner = part.content[nested]
            assert isinstance(inner, Node)
            shell[nested] = _collect(inner, depth + 1, lines)
        lines[at] = Line(depth, content, part.with_content(shell), tuple(before))
        before = []
    return node.with_content(before)


def _items(lines: Sequence[Line], at: int, depth: int) -> tuple[list[Node | str], int]:
    made: list[Node | str] = []
    while at < len(lines) and lines[at].depth == depth:
        line = lines[at]
        nested, at = _items(lines, at + 1, depth + 1)
        made.extend((*line.before, _item(line, nested)))
    return made, at


def _item(line: Line, nested: list[Node | str]) -> Node:
    text, place = _place(line.shell, "text"), _place(line.shell, "list")
    parts: list[Node | str] = []
    for at, part in enumerate(line.shell.content):
        if isinstance(part, Node) and at == text:
            parts.append(part.with_content(line.content))
        elif not isinstance(part, Node) or at != place:
            parts.append(part)
        elif nested or not part.id:
            parts.append(part.with_content((*nested, *part.content)))
    if text == _MISSING and line.content:
        parts.insert(0, Node("text", (), line.content))
    return line.shell.with_content(parts)


def _place(shell: Node, tag: str) -> int:
    for at, part in enumerate(shell.content):
        if isinstance(part, Node) and part.tag == tag:
            return at
    return _MISSING


def _without_jumps(lines: Sequence[Line]) -> list[Line]:
    rows: list[Line] = []
    for line in lines:
        most = rows[-1].depth + 1 if rows else 0
        rows.append(line if line.depth <= most else line._replace(depth=most))
    return rows
