"""Which differences of format are told."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.flow import Piece
from strategy_editor.exchange.docx.redline.sameness import markup

LAYOUT: Final = frozenset(
    w(name) for name in ("keepNext", "keepLines", "pageBreakBefore", "spacing", "widowControl")
)
"""What of a paragraph's format follows from the text around it."""
_NO_FORMAT: Final = frozenset({w("rPr"), w("sectPr"), w("pPrChange")})
_BORDERS: Final = w("pBdr")


def former_differs(old: _Element, new: _Element) -> bool:
    """Whether two paragraphs are formatted otherwise in a way that is told."""
    return paragraph_format(old) != paragraph_format(new)


def paragraph_format(paragraph: _Element) -> list[bytes]:
    """Return what is told of a paragraph's format, to be compared."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return []
    return [
        b"borders" if each.tag == _BORDERS else markup(each)
        for each in properties
        if each.tag not in LAYOUT and each.tag not in _NO_FORMAT
    ]


def look_of(piece: Piece) -> _Element | None:
    """Return the properties of a piece's runs."""
    return piece.runs[0].find(w("rPr"))
