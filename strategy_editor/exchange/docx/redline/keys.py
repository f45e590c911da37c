"""By what paragraphs, tables and rows of two editions are known as the same.

Bookmarks name the element that a paragraph prints. What has none belongs to the element named
last before it and is known by its style and label there, or by its place among its like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Final, NamedTuple

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w

_PARAGRAPH: Final = w("p")
_TABLE: Final = w("tbl")
_BOOKMARK: Final = w("bookmarkStart")
_PROPERTIES: Final = w("pPr")
_STYLE: Final = w("pStyle")
_VALUE: Final = w("val")
_NAME: Final = w("name")
_LABEL: Final = "Strong"
_CAPTION: Final = "Caption"
_TITLE: Final = "Title"


class Listed(NamedTuple):
    """The blocks of a story with their keys, of which no two are the same.

    ``owners`` are the bookmarks that the blocks belong to: their own, or the last before them.
    """

    blocks: list[_Element]
    keys: list[Hashable]
    owners: list[str]


def listed(blocks: Iterable[_Element]) -> Listed:
    """List the blocks of a story."""
    found = Listed(list(blocks), [], [])
    owner = ""
    before: Hashable = ""
    counted: Counter[Hashable] = Counter()
    for block in found.blocks:
        name = bookmark_of(block) if block.tag == _PARAGRAPH else ""
        owner = name or owner
        if name:
            key: Hashable = name
        elif block.tag == _PARAGRAPH:
            key = (owner, *_known_by(block))
        else:
            key = (before if block.tag == _TABLE else "", block.tag)
        counted[key] += 1
        found.keys.append(key if counted[key] == 1 else (key, counted[key]))
        found.owners.append(owner)
        before = key
    return found


def bookmark_of(paragraph: _Element) -> str:
    """Return the name of the innermost bookmark that begins with a paragraph.

    The title belongs to the strategy, which is the same whatever its id.
    """
    name = ""
    for each in paragraph:
        if each.tag == _BOOKMARK:
            name = str(each.get(_NAME))
        elif each.tag != _PROPERTIES:
            break
    return _TITLE if name and style_of(paragraph) == _TITLE else name


def _known_by(paragraph: _Element) -> tuple[str, str]:
    """A paragraph without bookmark: its style, and its label, its caption or where it leads."""
    style = style_of(paragraph)
    link = paragraph.find(w("hyperlink"))
    if link is not None and style.startswith("TOC"):
        return "TOC", str(link.get(w("anchor")))
    if style == _CAPTION:
        return style, text_of(paragraph)
    run = paragraph.find(w("r"))
    label = run.find(f"{w('rPr')}/{w('rStyle')}") if run is not None else None
    if run is not None and label is not None and label.get(w("val")) == _LABEL:
        return style, text_of(run)
    return style, ""


def style_of(paragraph: _Element) -> str:
    """Return the style of a paragraph; Word keeps it before all other properties."""
    properties = paragraph[0] if len(paragraph) else None
    if properties is None or properties.tag != _PROPERTIES or not len(properties):
        return ""
    style = properties[0]
    return str(style.get(_VALUE)) if style.tag == _STYLE else ""


def row_keys(rows: Sequence[_Element]) -> list[Hashable]:
    """Return a key for each row of a table: its bookmark, where it leads, or its first cell."""
    keys: list[Hashable] = []
    counted: Counter[Hashable] = Counter()
    for row in rows:
        key = _row_key(row)
        counted[key] += 1
        keys.append(key if counted[key] == 1 else (key, counted[key]))
    return keys


def bookmark_in(row: _Element) -> str:
    """Return the name of the first bookmark in a row."""
    bookmark = next(row.iter(_BOOKMARK), None)
    return str(bookmark.get(w("name"))) if bookmark is not None else ""


def _row_key(row: _Element) -> Hashable:
    name = bookmark_in(row)
    if name:
        return name
    if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None:
        return "header"
    for link in row.iter(w("hyperlink")):
        if link.get(w("anchor")):
            return "link", str(link.get(w("anchor")))
    cell = row.find(w("tc"))
    return "text", text_of(cell) if cell is not None else ""


def text_of(element: _Element) -> str:
    """Return the text below an element."""
    return "".join(each.text or "" for each in element.iter(w("t")))
