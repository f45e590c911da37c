"""Where a paragraph that came or went does not join the one behind it as it should.

The last paragraph of a story cannot go, and LibreOffice keeps an empty one before a table. There
each mark stands one paragraph earlier, on the one that stayed first, and the last one says that it
was, or becomes, formatted as that one: joined with it, it looks the same. The same is done for the
paragraph of the document's first footnote, for LibreOffice reads all footnotes there and forgets
meanwhile that the paragraph's end is marked (7.4).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.marking import Marker, properties_of
from strategy_editor.exchange.docx.redline.properties import former_differs
from strategy_editor.exchange.docx.tracking.names import CHANGES

_PARAGRAPH: Final = w("p")
_TABLE: Final = w("tbl")
_ALONE: Final = ("ins", "del")
_PROPERTIES: Final = w("pPr")
_MARKS: Final = w("rPr")
_SECTION: Final = w("sectPr")
_FORMER: Final = w("pPrChange")
_NOTE: Final = w("footnoteReference")


@dataclass(frozen=True)
class Written:
    """A block as written, and the kind of change that it is as a whole."""

    block: _Element
    kind: str


def settle_endings(
    written: Sequence[Written], marker: Marker, first_notes: Collection[_Element] = ()
) -> None:
    """Shift marks at the end and before tables, where what came or went follows what stayed.

    ``first_notes`` are the references to the first footnote of either edition.
    """
    for at, each in enumerate(written):
        if each.kind not in _ALONE or not _is_paragraph(each) or _goes_on(written, at):
            continue
        first = _first_like(written, at)
        noted = [n for n in range(first, at + 1) if _holds(written[n], first_notes)]
        if _continues(written, at):
            if not noted:
                continue
            last = noted[0]
        else:
            last = at
        before = written[first - 1] if first > 0 else None
        if before is not None and not before.kind and _is_paragraph(before):
            is_end = last + 1 == len(written)
            if not (is_end or noted) and each.kind == "del" and _is_numbered(before.block):
                # What went would be shown as a heading or an item; an empty paragraph is better.
                continue
            shift_marks(written[first - 1 : last + 1], marker)
        elif at + 1 == len(written) and _is_numbered(each.block):
            _end_plainly(each, marker)


def _first_like(written: Sequence[Written], at: int) -> int:
    """Where the row of paragraphs begins that came or went with this one."""
    kind = written[at].kind
    while at > 0 and written[at - 1].kind == kind and _is_paragraph(written[at - 1]):
        at -= 1
    return at


def _end_plainly(written: Written, marker: Marker) -> None:
    """Behind a table an empty paragraph stays; let it be no item of a list then."""
    properties = properties_of(written.block)
    former = deepcopy(properties)
    if written.kind == "del":
        for each in [each for each in properties if each.tag not in (_MARKS, _SECTION)]:
            properties.remove(each)
    marker.note_former_paragraph(written.block, former if written.kind == "del" else None)


def _goes_on(written: Sequence[Written], at: int) -> bool:
    """Whether the next block came or went as this one did."""
    following = written[at + 1] if at + 1 < len(written) else None
    return following is not None and following.kind == written[at].kind and _is_paragraph(following)


def _holds(written: Written, notes: Collection[_Element]) -> bool:
    return any(each in notes for each in written.block.iter(_NOTE))


def _continues(written: Sequence[Written], at: int) -> bool:
    """Whether the next block can take over what is left of a paragraph."""
    return at + 1 < len(written) and written[at + 1].block.tag != _TABLE


def shift_marks(written: Sequence[Written], marker: Marker) -> None:
    """Let a paragraph that stayed carry the mark of those behind it, which came or went."""
    before, last, kind = written[0], written[-1].block, written[-1].kind
    _unmark(last)
    marker.mark_end(before.block, "ins" if kind == "ins" else "del")
    if kind == "ins":
        _say_former(last, _former_of(before), marker)
    else:
        former = deepcopy(last)
        _become(last, before.block)
        _say_former(last, former, marker)


def _is_paragraph(written: Written) -> bool:
    return written.block.tag == _PARAGRAPH


def _is_numbered(paragraph: _Element) -> bool:
    return paragraph.find(f"{_PROPERTIES}/{w('numPr')}") is not None


def is_marked(paragraph: _Element) -> bool:
    """Whether the end of a paragraph came or went."""
    marks = paragraph.find(f"{_PROPERTIES}/{_MARKS}")
    return marks is not None and any(each.tag in CHANGES for each in marks)


def _unmark(paragraph: _Element) -> None:
    marks = properties_of(paragraph).find(_MARKS)
    if marks is None:
        return
    for each in [each for each in marks if each.tag in CHANGES]:
        marks.remove(each)
    parent = marks.getparent()
    if len(marks) == 0 and parent is not None:
        parent.remove(marks)


def _former_of(written: Written) -> _Element:
    """A paragraph as it was formatted before: what its change says, else as it is."""
    change = properties_of(written.block).find(_FORMER)
    if change is None:
        return written.block
    paragraph = written.block.makeelement(_PARAGRAPH)
    paragraph.extend(deepcopy(each) for each in change)
    return paragraph


def _become(paragraph: _Element, other: _Element) -> None:
    """Take over the format of another paragraph, and the end of a section that stands there."""
    properties = deepcopy(properties_of(other))
    for each in [each for each in properties if each.tag in (_MARKS, _FORMER)]:
        properties.remove(each)
    paragraph.replace(properties_of(paragraph), properties)
    section = properties_of(other).find(_SECTION)
    if section is not None:
        properties_of(other).remove(section)


def _say_former(paragraph: _Element, former: _Element, marker: Marker) -> None:
    if former_differs(former, paragraph):
        marker.note_former_paragraph(paragraph, former.find(_PROPERTIES))
