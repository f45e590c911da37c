"""The elements by which Word keeps tracked changes (ECMA-376, part 1, 17.13.5)."""

from __future__ import annotations

from enum import Enum
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w

INSERTED: Final = w("ins")
DELETED: Final = w("del")
MOVED_AWAY: Final = w("moveFrom")
MOVED_HERE: Final = w("moveTo")
CHANGES: Final = (INSERTED, DELETED, MOVED_AWAY, MOVED_HERE)
"""Round runs, or as a mark in the properties of a paragraph's end, a row or a number."""

RANGE_STARTS: Final = {w("moveFromRangeStart"): MOVED_AWAY, w("moveToRangeStart"): MOVED_HERE}
RANGE_ENDS: Final = {w("moveFromRangeEnd"): MOVED_AWAY, w("moveToRangeEnd"): MOVED_HERE}

FORMER: Final = tuple(
    w(f"{name}Change")
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
)
"""What stands for properties as they were before."""

CELL_INSERTED: Final = w("cellIns")
CELL_DELETED: Final = w("cellDel")
CELL_MERGED: Final = w("cellMerge")
CELL_CHANGES: Final = (CELL_INSERTED, CELL_DELETED, CELL_MERGED)

CONTROL_STARTS: Final = {
    w("customXmlInsRangeStart"): INSERTED,
    w("customXmlDelRangeStart"): DELETED,
    w("customXmlMoveFromRangeStart"): MOVED_AWAY,
    w("customXmlMoveToRangeStart"): MOVED_HERE,
}
"""Round the first or last boundary of a content control that came or went."""
CONTROL_ENDS: Final = tuple(name.replace("Start", "End") for name in CONTROL_STARTS)

REVISIONS: Final = (
    *CHANGES, *RANGE_STARTS, *FORMER, *CELL_CHANGES, *CONTROL_STARTS,
)  # fmt: skip
"""Everything that carries a revision's id."""

BOUNDARIES: Final = frozenset(
    w(name)
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart",
        "permEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    )
)  # fmt: skip
"""Ends of ranges: they stay when the text round them goes; their other end may be elsewhere."""

MARK_PARENTS: Final = frozenset(w(name) for name in ("rPr", "trPr", "numPr", "ctrlPr")) | {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}ctrlPr"
}
"""Parents of changes that are marks and hold no runs."""


class Decision(Enum):
    """What to do with every change: it becomes the text, or the text is as it was before."""

    ACCEPT = "accept"
    REJECT = "reject"

    @property
    def goes(self) -> frozenset[str]:
        """The kinds of change whose text goes."""
        return _GOES[self]

    @property
    def cell_goes(self) -> str:
        """The mark of cells that go."""
        return CELL_DELETED if self is Decision.ACCEPT else CELL_INSERTED


_GOES = {
    Decision.ACCEPT: frozenset({DELETED, MOVED_AWAY}),
    Decision.REJECT: frozenset({INSERTED, MOVED_HERE}),
}


def is_mark(change: _Element) -> bool:
    """Whether a change is a mark in properties, not a wrapper of runs."""
    parent = change.getparent()
    return parent is not None and parent.tag in MARK_PARENTS


def marked_paragraph(change: _Element) -> _Element | None:
    """Return the paragraph whose end a mark speaks of; None for other changes."""
    properties = change.getparent()
    if properties is None or properties.tag != w("rPr"):
        return None
    outer = properties.getparent()
    return outer.getparent() if outer is not None and outer.tag == w("pPr") else None
