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


@dataclass(slots=True)
class State:
    """A state as read: its elements by id, in order, and where each line of the file went.

    ``places`` holds, for each line that stands alone, the element it belongs to and its position
    among the element's own lines.
    """

    elements: dict[str, Element]
    raw: list[str]
    places: list[tuple[str, int] | None]


class LineReader:
    """Reads states; the more of them, the less each costs."""

    def __init__(self) -> None:
        self._known: dict[str, Line] = {}

    def read(self, data: bytes, before: State | None = None) -> State:
        """Return a state in the canonical form; raise ``ValueError`` for other bytes.

        The first of two elements with one id counts. ``before`` is a state that it may have come
        from by a few edits of texts: elements that are the same are then the same objects.
        """
        raw = data.decode().split("\n")
        patched = self._patched(raw, before) if before is not None else None
        return patched if patched is not None else self._read(raw)

    def _read(self, raw: list[str]) -> State:
        tree = _Tree()
        known = self._known
        places: list[tuple[str, int] | None] = [None] * len(raw)
        for line, at in self._logical_lines(raw):
            kind, tag, node_id = known[line]
            if kind == _CLOSE:
                tree.end(line)
            else:
                place = tree.take(line, tag, node_id, is_open=kind == _OPEN)
                if "\n" not in line:
                    places[at] = place
        return State(tree.found, raw, places)

    def _patched(self, raw: list[str], before: State) -> State | None:
        """The state where only texts and attributes differ, line for line; else None."""
        if len(raw) != len(before.raw):
            return None
        pairs = zip(raw, before.raw, strict=True)
        differing = [at for at, (new, old) in enumerate(pairs) if new != old]
        elements = dict(before.elements)
        fresh: set[str] = set()
        for at in differing:
            place, new = before.places[at], raw[at].lstrip(" ")
            if place is None or not self._is_alike(raw[at], before.raw[at]):
                return None
            name, position = place
            if name not in fresh:
                old = elements[name]
                elements[name] = Element(name, old.tag, old.parent, list(old.lines), old.children)
                fresh.add(name)
            elements[name].lines[position] = new
        return State(elements, raw, before.places)

    def _is_alike(self, new: str, old: str) -> bool:
        """Whether two lines begin the same element at the same depth, and end it or not."""
        one, other = new.lstrip(" "), old.lstrip(" ")
        if not one or len(new) - len(one) != len(old) - len(other):
            return False
        found = self._known.get(one) or self._understood(one)
        return found[0] in (_WHOLE, _OPEN) and found == self._known.get(other)

    def _logical_lines(self, raw: list[str]) -> list[tuple[str, int]]:
        """Lines without indentation, with the place of their beginning.

        Text that itself holds line ends is one line.
        """
        known = self._known
        lines: list[tuple[str, int]] = []
        pending, begun = "", 0
        for at, each in enumerate(raw):
            if not pending:
                begun = at
            line = pending + "\n" + each if pending else each.lstrip(" ")
            if not line:
                continue
            found = known.get(line) or self._understood(line)
            while found[0] == _MISPLACED and lines:
                earlier, begun = lines.pop()
                line = earlier + "\n" + (line if pending else each)
                pending = line
                found = known.get(line) or self._understood(line)
            if found[0] == _UNFINISHED:
                pending = line
                continue
            if found[0] == _MISPLACED:
                raise ValueError("not the canonical form")
            pending = ""
            lines.append((line, begun))
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

    def take(self, line: str, tag: str, node_id: str, *, is_open: bool) -> tuple[str, int] | None:
        """Take a line that begins an element; return whose it is, and which of its lines."""
        above = self._inner[-1] if self._inner else None
        begun, place = None, None
        if node_id and node_id not in self.found:
            begun = Element(node_id, tag, above.id if above is not None else "", [line])
            self.found[node_id] = begun
            place = (node_id, 0)
            if above is not None:
                above.children.append(node_id)
        elif above is not None:
            place = (above.id, len(above.lines))
            above.lines.append(line)
        if is_open:
            self._open.append(begun is not None)
            if begun is not None:
                self._inner.append(begun)
        return place

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
    return {
        name: value if "@" in name else text_of(value) for name, value in markup_of(element).items()
    }


def markup_of(element: Element) -> dict[str, str]:
    """Return the same, with each text as it is marked up."""
    opening = _TOKEN.match(element.lines[0])
    assert opening is not None
    fields = {
        f"@{name}": unescape(value)
        for name, value in _ATTRIBUTE.findall(opening["attributes"])
        if name != "id"
    }
    own = _inside(element.lines[0], opening)
    if text_of(own):
        fields[""] = own
    counts: dict[str, int] = {}
    for tag, part in _parts(element.lines[1:]):
        counts[tag] = counts.get(tag, 0) + 1
        name = tag if counts[tag] == 1 else f"{tag}#{counts[tag]}"
        begin = _TOKEN.match(part)
        fields[name] = _inside(part, begin)
        for attribute, value in _ATTRIBUTE.findall(begin["attributes"] if begin else ""):
            fields[f"{name}@{attribute}"] = unescape(value)
    return fields


def _inside(markup: str, opening: re.Match[str] | None) -> str:
    """What is between an opening tag and its end."""
    inner = markup[opening.end() :] if opening is not None else markup
    return inner[: inner.rfind("</")] if inner.endswith(">") and "</" in inner else inner


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


def text_of(markup: str) -> str:
    """Return the plain text of markup."""
    # A new line between parts of a field keeps their words apart.
    return unescape(_TOKEN.sub("", markup)).strip("\n")
