"""Whether a block is the same in both editions, apart from what only counts or names places."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml.etree import _Element

_PLACES: Final = re.compile(
    rb"<w:bookmark(?:Start|End)\b[^>]*/>|<w:commentRange(?:Start|End)\b[^>]*/>"
    rb"|<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:commentReference\b[^>]*/></w:r>"
)
_DECLARED: Final = re.compile(rb' xmlns:\w+="[^"]*"')
_PICTURE: Final = re.compile(rb'(<(?:wp:docPr|pic:cNvPr)\b)(?: (?:id|name)="[^"]*")+')


def markup(element: _Element) -> bytes:
    """Return an element's markup, equal where it says the same, wherever it stands."""
    said = etree.tostring(element, with_tail=False)
    return _DECLARED.sub(b"", said) if b" xmlns:" in said else said


def plain(block: _Element) -> bytes:
    """Return a block's markup without bookmarks, comments and the numbers of pictures."""
    said = markup(block)
    if b"<w:bookmark" in said or b"<w:comment" in said:
        said = _PLACES.sub(b"", said)
    if b"docPr" in said:
        said = _PICTURE.sub(rb"\1", said)
    return said


def is_same(old: _Element, new: _Element) -> bool:
    """Whether two blocks of adopted editions say the same in the same look."""
    return plain(old) == plain(new)
