"""Bookmarks by which elements are found again, and the references inside the document to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.etree import SubElement, _Element

from strategy_editor.exchange.docx.markup import add, add_run, begin_field, end_field, w

_PREFIX = "el_"
_NUMBER_PREFIX = "nr_"
_NAME_LENGTH = 40
_START, _END, _ID, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name")
_UNFIT = re.compile("[^A-Za-z0-9_]")


def bookmark_name(node_id: str) -> str:
    """Return the name of the bookmark round an element's heading or text."""
    return _name(_PREFIX, node_id)


def number_bookmark(node_id: str) -> str:
    """Return the name of the bookmark round a number that is typed or counted by a field."""
    return _name(_NUMBER_PREFIX, node_id)


def _name(prefix: str, node_id: str) -> str:
    if not (node_id.isidentifier() and node_id.isascii()):
        node_id = _UNFIT.sub("_", node_id)
    return prefix + node_id[: _NAME_LENGTH - len(prefix)]


@dataclass(frozen=True)
class _Printed:
    """How a field gets at what an element prints: instruction and result, number and title."""

    number: tuple[str, str] = ("", "")
    title: tuple[str, str] = ("", "")


class Anchors:
    """The bookmarks set so far; an element is bookmarked where it is first printed."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._links: list[tuple[_Element, str]] = []
        self._references: list[tuple[_Element, str]] = []
        self._printed: dict[str, _Printed] = {}

    def open(self, paragraph: _Element, node_ids: Iterable[str]) -> list[int]:
        """Begin the bookmarks of elements that have none yet; return what ``close`` needs."""
        opened = []
        for node_id in node_ids:
            name = bookmark_name(node_id)
            if node_id and name not in self._names:
                self._names.add(name)
                opened.append(len(self._names))
                SubElement(paragraph, _START, {_ID: str(len(self._names)), _NAME: name})
        return opened

    def span(self, parent: _Element, name: str) -> int:
        """Begin a bookmark that is no element's; return what ``close`` ends."""
        self._names.add(name)
        SubElement(parent, _START, {_ID: str(len(self._names)), _NAME: name})
        return len(self._names)

    def close(self, paragraph: _Element, opened: list[int]) -> None:
        """End the bookmarks that ``open`` began."""
        for number in reversed(opened):
            SubElement(paragraph, _END, {_ID: str(number)})

    def mark(self, paragraph: _Element, node_id: str, first: _Element, number: str) -> None:
        """Bookmark a printed number from its first run to the paragraph's present end."""
        name = number_bookmark(node_id)
        if name in self._names:
            return
        self._names.add(name)
        start = etree.Element(w("bookmarkStart"), {w("id"): str(len(self._names))})
        start.set(w("name"), name)
        first.addprevious(start)
        add(paragraph, "bookmarkEnd", id=len(self._names))
        self._printed[bookmark_name(node_id)] = _Printed(number=(f"REF {name} \\h", number))

    def describe(self, node_id: str, counted: str, title: str) -> None:
        """Say what a bookmarked heading prints: a number that its list counts, and a title."""
        name = bookmark_name(node_id)
        before = self._printed.get(name, _Printed())
        number = (f"REF {name} \\r \\h", counted) if counted else before.number
        self._printed[name] = _Printed(number, (f"REF {name} \\h", title))

    def link(self, parent: _Element, node_id: str) -> _Element:
        """Append a link to an element; ``settle`` takes it off where that is not printed."""
        link = add(parent, "hyperlink", anchor=bookmark_name(node_id), history=1)
        self._links.append((link, bookmark_name(node_id)))
        return link

    def reference(self, parent: _Element, node_id: str) -> _Element:
        """Append a link that ``settle`` turns into fields for the number or title that it says."""
        link = self.link(parent, node_id)
        self._references.append((link, bookmark_name(node_id)))
        return link

    def settle(self) -> None:
        """Turn references into fields, and links to what was not printed into plain text."""
        for link, name in self._references:
            if name in self._names and name in self._printed and len(link) == 1:
                _to_fields(link, self._printed[name])
        for link, name in self._links:
            if name not in self._names:
                _unwrap(link, list(link))
        self._links.clear()
        self._references.clear()


def bookmark_names(root: _Element) -> list[str]:
    """Return the names of the bookmarks of elements below an element, in document order."""
    names = (str(each.get(w("name"))) for each in root.iter(w("bookmarkStart")))
    return [name for name in names if name.startswith(_PREFIX)]


def _to_fields(link: _Element, printed: _Printed) -> None:
    """Put fields in the place of a link whose text is number, title or both."""
    run = link[0]
    text = "".join(run.itertext())
    pieces = _pieces(text, printed)
    if not any(code for code, _ in pieces):
        return
    holder = etree.Element(w("p"))
    for code, words in pieces:
        if code:
            begin_field(holder, code)
        piece = add_run(holder, words)
        properties = run.find(w("rPr"))
        if properties is not None:
            piece.insert(0, deepcopy(properties))
        if code:
            end_field(holder)
    _unwrap(link, list(holder))


def _pieces(text: str, printed: _Printed) -> list[tuple[str, str]]:
    """Part a text into (instruction, words); words that no field prints have no instruction."""
    pieces: list[tuple[str, str]] = []
    rest = text
    number_code, number = printed.number
    number = number.rstrip(".")
    if number_code and number and text != printed.title[1] and _begins(text, number):
        pieces.append((number_code, number))
        rest = text[len(number) :]
    title_code, title = printed.title
    at = rest.find(title) if title_code and title else -1
    if at >= 0 and (at == 0 or pieces or rest.count(title) == 1):
        before, after = rest[:at], rest[at + len(title) :]
        pieces += [("", before)] if before else []
        pieces.append((title_code, title))
        rest = after
    return [*pieces, ("", rest)] if rest else pieces


def _begins(text: str, number: str) -> bool:
    return text.startswith(number) and not text[len(number) : len(number) + 1].isalnum()


def _unwrap(link: _Element, inner: list[_Element]) -> None:
    """Put elements in the place of a link."""
    parent = link.getparent()
    assert parent is not None
    position = parent.index(link)
    parent[position : position + 1] = inner
