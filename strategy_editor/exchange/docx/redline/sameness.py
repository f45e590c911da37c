"""Whether a block is the same in both editions, apart from what only counts or names places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from lxml import etree
from lxml.etree import _Element

_DECLARED: Final = re.compile(rb' xmlns:\w+="[^"]*"')
_BOOKMARKS: Final = re.compile(rb"<w:bookmark(?:Start|End)\b[^>]*/>")
_COMMENTS: Final = re.compile(
    rb"<w:commentRange(?:Start|End)\b[^>]*/>"
    rb"|<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:commentReference\b[^>]*/></w:r>"
)
_PICTURES: Final = re.compile(rb'(<(?:wp:docPr|pic:cNvPr)\b)(?: (?:id|name)="[^"]*")+')
_PARTING: Final = "\uf8ff"
"""Stands between blocks for a moment; of the private area, so that hardly any text holds it."""


def markup(element: _Element) -> bytes:
    """Return an element's markup, equal where it says the same, wherever it stands."""
    start, end, rest = etree.tostring(element, encoding="UTF-8", with_tail=False).partition(b">")
    # Names are declared at the start, seldom further on.
    start = _DECLARED.sub(b"", start)
    return start + end + (_DECLARED.sub(b"", rest) if b" xmlns:" in rest else rest)


def plain(block: _Element) -> bytes:
    """Return a block's markup without bookmarks, comments and the numbers of pictures."""
    return _plain(markup(block))


def plain_blocks(
    blocks: Sequence[_Element], change: Callable[[bytes], bytes] = lambda said: said
) -> list[bytes]:
    """Return what ``plain`` says of neighbours, all at once; ``change`` is done to the whole."""
    parent = blocks[0].getparent() if blocks else None
    if parent is None:
        return [change(plain(each)) for each in blocks]
    before = blocks[0].getprevious()
    parted = [*blocks] if before is None else [before, *blocks]
    for each in parted:
        each.tail = _PARTING
    whole = etree.tostring(parent, encoding="UTF-8", with_tail=False)
    for each in parted:
        each.tail = None
    parting = _PARTING.encode()
    said = whole.partition(b">")[2].split(parting)[len(parted) - len(blocks) : -1]
    if len(said) != len(blocks):
        return [change(plain(each)) for each in blocks]
    inside = parting.join(said)
    if b" xmlns:" in inside:
        inside = _DECLARED.sub(b"", inside)
    return change(_plain(inside)).split(parting)


def _plain(said: bytes) -> bytes:
    if b"<w:bookmark" in said:
        said = _BOOKMARKS.sub(b"", said)
    if b"<w:comment" in said:
        said = _COMMENTS.sub(b"", said)
    return _PICTURES.sub(rb"\1", said) if b"docPr" in said else said


def is_same(old: _Element, new: _Element) -> bool:
    """Whether two blocks of adopted editions say the same in the same look."""
    return plain(old) == plain(new)
