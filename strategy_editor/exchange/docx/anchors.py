"""Bookmarks by which elements are found again, and the links inside the document to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import add, w

_PREFIX = "el_"
_NAME_LENGTH = 40
_UNFIT = re.compile("[^A-Za-z0-9_]")


def bookmark_name(node_id: str) -> str:
    """Return the name of the bookmark round an element's heading or text."""
    return _PREFIX + _UNFIT.sub("_", node_id)[: _NAME_LENGTH - len(_PREFIX)]


class Anchors:
    """The bookmarks set so far; an element is bookmarked where it is first printed."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._links: list[tuple[_Element, str]] = []

    def open(self, paragraph: _Element, node_ids: Iterable[str]) -> list[int]:
        """Begin the bookmarks of elements that have none yet; return what ``close`` needs."""
        opened = []
        for node_id in node_ids:
            name = bookmark_name(node_id)
            if node_id and name not in self._names:
                self._names.add(name)
                opened.append(len(self._names))
                add(paragraph, "bookmarkStart", id=len(self._names), name=name)
        return opened

    def close(self, paragraph: _Element, opened: list[int]) -> None:
        """End the bookmarks that ``open`` began."""
        for number in reversed(opened):
            add(paragraph, "bookmarkEnd", id=number)

    def link(self, parent: _Element, node_id: str) -> _Element:
        """Append a link to an element; ``settle`` takes it off where that is not printed."""
        link = add(parent, "hyperlink", anchor=bookmark_name(node_id), history=1)
        self._links.append((link, bookmark_name(node_id)))
        return link

    def settle(self) -> None:
        """Turn links to what was not printed into plain text."""
        for link, name in self._links:
            if name not in self._names:
                parent = link.getparent()
                assert parent is not None
                position = parent.index(link)
                parent[position : position + 1] = list(link)
        self._links.clear()


def bookmark_names(root: _Element) -> list[str]:
    """Return the names of all bookmarks below an element, in document order."""
    return [str(each.get(w("name"))) for each in root.iter(w("bookmarkStart"))]
