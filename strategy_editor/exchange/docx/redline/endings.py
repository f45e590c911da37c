"""The end of a story: its last paragraph cannot go, so the one before carries the mark.

Where the last paragraphs came or went, each mark stands one paragraph earlier, and the last one
says that it was formatted as the first of them: joined with it, it looks as that one did (or will).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.marking import Marker, properties_of
from strategy_editor.exchange.docx.redline.properties import former_differs
from strategy_editor.exchange.docx.tracking.names import CHANGES

_PARAGRAPH: Final = w("p")
_PROPERTIES: Final = w("pPr")
_MARKS: Final = w("rPr")
_FORMER: Final = w("pPrChange")


@dataclass(frozen=True)
class Written:
    """A block as written, the kind of change it is as a whole, and what it was before."""

    block: _Element
    kind: str
    former: _Element | None = None


def settle_ending(written: Sequence[Written], marker: Marker) -> None:
    """Shift the marks of paragraphs at the end that came or went as a whole."""
    count = len(written)
    at = count
    while at > 0 and written[at - 1].kind in ("ins", "del") and _is_paragraph(written[at - 1]):
        at -= 1
    kinds = {each.kind for each in written[at:]}
    if at == count or at == 0 or len(kinds) != 1 or not _is_paragraph(written[at - 1]):
        return
    before = written[at - 1]
    if before.kind:
        return
    kind = kinds.pop()
    last = written[-1].block
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
    """Take over the format of another paragraph."""
    properties = deepcopy(properties_of(other))
    for each in [each for each in properties if each.tag in (_MARKS, _FORMER, w("sectPr"))]:
        properties.remove(each)
    paragraph.replace(properties_of(paragraph), properties)


def _say_former(paragraph: _Element, former: _Element, marker: Marker) -> None:
    if former_differs(former, paragraph):
        marker.note_former_paragraph(paragraph, former.find(_PROPERTIES))
