"""The identified elements of a state, read off the lines of the canonical form.

Building values for every element of a thousand states would take a minute; most lines are the
same in all of them. So lines are understood once and looked up afterwards: a state of three
thousand lines takes two milliseconds. Only what an element has of its own counts as its own, as in
``comparison.table``: children with ids stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha1
from html import unescape

_TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>"
    r"|<(?P<end>/?)(?P<tag>[^\s/>]+)(?P<attributes>(?:\s+[^\s=]+=\"[^\"]*\")*)\s*(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"\s([^\s=]+)=\"([^\"]*)\"")
_ID = re.compile(r"\sid=\"([^\"]*)\"")
_WHOLE, _OPEN, _CLOSE, _UNFINISHED, _MISPLACED = range(5)
Line = tuple[int, str, str]
"""What a line is, and the tag and id of the element that begins in it."""


@dataclass(slots=True)
class Element:
    """An identified element: ``lines`` are its own, ``children`` the ids of those below it."""

    id: str
    tag: str
    parent: str
    lines: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)

    @property
    def digest(self) -> int:
        """What tells this wording and these attributes from others of the same element."""
        digest = sha1("\n".join(self.lines).encode(), usedforsecurity=False).digest()
        return int.from_bytes(digest[:8], "big", signed=True)


class LineReader:
    """Reads states; the more of them, the less each costs."""

    def __init__(self) -> None:
        self._known: dict[str, Line] = {}

    def elements(self, data: bytes) -> dict[str, Element]:
        """Return the elements of a state in the canonical form, by id, in order.

        The first of two elements with one id counts. Raises ``ValueError`` for other bytes.
        """
        tree = _Tree()
        known = self._known
        for line in self._logical_lines(data.decode()):
            kind, tag, node_id = known[line]
            if kind == _CLOSE:
                tree.end(line)
            else:
                tree.take(line, tag, node_id, is_open=kind == _OPEN)
        return tree.found

    def _logical_lines(self, text: str) -> list[str]:
        """Lines without indentation; text that itself holds line ends is one line."""
        known = self._known
        lines: list[str] = []
        pending = ""
        for raw in text.split("\n"):
            line = pending + "\n" + raw if pending else raw.lstrip(" ")
            if not line:
                continue
            found = known.get(line) or self._understood(line)
            while found[0] == _MISPLACED and lines:
                line = lines.pop() + "\n" + raw
                raw = line
                found = known.get(line) or self._understood(line)
            if found[0] == _UNFINISHED:
                pending = line
                continue
            if found[0] == _MISPLACED:
                raise ValueError("not the canonical form")
            pending = ""
            lines.append(line)
        return lines

    def _understood(self, line: str) -> Line:
        found = _understand(line)
        if found[0] < _UNFINISHED:
            self._known[line] = found
        return found


class _Tree:
    """The elements met so far, and what of them is open."""

    def __init__(self) -> None:
        self.found: dict[str, Element] = {}
        self._inner: list[Element] = []
        self._open: list[bool] = []
        """For each element that is open, whether it is one of ``_inner``."""

    def take(self, line: str, tag: str, node_id: str, *, is_open: bool) -> None:
        above = self._inner[-1] if self._inner else None
        begun = None
        if node_id and node_id not in self.found:
            begun = Element(node_id, tag, above.id if above is not None else "", [line])
            self.found[node_id] = begun
            if above is not None:
                above.children.append(node_id)
        elif above is not None:
            above.lines.append(line)
        if is_open:
            self._open.append(begun is not None)
            if begun is not None:
                self._inner.append(begun)

    def end(self, line: str) -> None:
        if not self._open:
            raise ValueError("not the canonical form")
        if self._open.pop():
            self._inner.pop()
        elif self._inner:
            self._inner[-1].lines.append(line)


def _understand(line: str) -> Line:
    if line[0] != "<":
        return (_MISPLACED, "", "")
    depth, at = 0, 0
    first: re.Match[str] | None = None
    for token in _TOKEN.finditer(line):
        tag = token["tag"]
        if tag is not None:
            first = first or token
            depth += -1 if token["end"] else 0 if token["empty"] else 1
            if depth < 0:
                only = token.span() == (0, len(line))
                return (_CLOSE, tag, "") if only else (_MISPLACED, "", "")
        at = token.end()
    if first is None:
        return (_WHOLE, "", "") if at == len(line) else (_UNFINISHED, "", "")
    tag = first["tag"]
    match = _ID.search(first["attributes"]) if ":" not in tag else None
    node_id = unescape(match[1]) if match else ""
    if depth == 0:
        # Text behind an element is a part of what it stands in.
        return (_WHOLE, tag, node_id) if at == len(line) else (_MISPLACED, "", "")
    alone = depth == 1 and first.end() == len(line)
    return (_OPEN, tag, node_id) if alone else (_UNFINISHED, "", "")


def fields_of(element: Element) -> dict[str, str]:
    """Return what an element says: texts by field, attributes by ``@name``.

    Fields are called as in a comparison: empty for the element's own running text, else by tag,
    from the second of its kind on with ``#`` and its number; ``tag@name`` is a field's attribute.
    """
    fields: dict[str, str] = {}
    opening = _TOKEN.match(element.lines[0])
    assert opening is not None
    for name, value in _ATTRIBUTE.findall(opening["attributes"]):
        if name != "id":
            fields[f"@{name}"] = unescape(value)
    own = _text(element.lines[0])
    if own:
        fields[""] = own
    counts: dict[str, int] = {}
    for tag, part in _parts(element.lines[1:]):
        counts[tag] = counts.get(tag, 0) + 1
        name = tag if counts[tag] == 1 else f"{tag}#{counts[tag]}"
        fields[name] = _text(part)
        begin = _TOKEN.match(part)
        for attribute, value in _ATTRIBUTE.findall(begin["attributes"] if begin else ""):
            fields[f"{name}@{attribute}"] = unescape(value)
    return fields


def _parts(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The fields of a container: each with its tag and all of its lines."""
    begun: list[str] = []
    depth = 0
    for line in lines:
        begun.append(line)
        kind = _understand(line)[0]
        depth += {_OPEN: 1, _CLOSE: -1}.get(kind, 0)
        if depth <= 0:
            tag = _understand(begun[0])[1]
            if tag:
                yield tag, "\n".join(begun)
            begun, depth = [], 0


def _text(markup: str) -> str:
    # A new line between parts of a field keeps their words apart.
    return unescape(_TOKEN.sub("", markup)).strip("\n")
