"""Keeps insertions apart that end one paragraph and begin the next.

LibreOffice takes two insertions of one author for one where only the end of a paragraph stands
between them, and rejecting them joins the paragraphs (7.4). Something else between them, or the
end of the paragraph as a part of the insertion, is the same to Word and read rightly by both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.endings import Written, is_marked, shift_marks
from strategy_editor.exchange.docx.redline.flow import run_like
from strategy_editor.exchange.docx.redline.marking import Marker
from strategy_editor.exchange.docx.redline.properties import former_differs
from strategy_editor.exchange.docx.tracking.names import BOUNDARIES, DELETED, INSERTED

_PARAGRAPH: Final = w("p")
_PROPERTIES: Final = w("pPr")
_LAST_WORD: Final = re.compile(r"(\S+\s*|\s+)\Z")


def part_insertions(written: Sequence[Written], marker: Marker) -> None:
    """Part the insertions at the ends of neighbours that are written.

    From the end, because what is put behind an insertion leaves one at its paragraph's beginning.
    """
    for at in reversed(range(len(written) - 1)):
        one, two = written[at], written[at + 1]
        if one.kind or one.block.tag != _PARAGRAPH or two.block.tag != _PARAGRAPH:
            continue
        if is_marked(one.block):
            continue
        last, first = _edge(one.block, -1), _edge(two.block, 0)
        if last is None or first is None or (last.tag, first.tag) != (INSERTED, INSERTED):
            continue
        before = _before(last)
        if before is not None and before.tag == DELETED:
            last.addnext(before)
        elif not (two.kind == "ins" and _continue_into(written, at, marker)):
            _replace_last_word(last, before, marker)


def _edge(paragraph: _Element, at: int) -> _Element | None:
    shown = [each for each in paragraph if each.tag != _PROPERTIES and each.tag not in BOUNDARIES]
    if not shown:
        return None
    edge = shown[at]
    if edge.tag == w("hyperlink"):
        return edge[at] if len(edge) else None
    return edge


def _before(change: _Element) -> _Element | None:
    before = change.getprevious()
    while before is not None and before.tag in BOUNDARIES:
        before = before.getprevious()
    return before


def _continue_into(written: Sequence[Written], at: int, marker: Marker) -> bool:
    """Let the end of a paragraph be inserted, and that of the last new one behind it stay."""
    until = at + 1
    while until + 1 < len(written) and written[until + 1].kind == "ins":
        until += 1
    group = written[at : until + 1]
    if any(each.block.tag != _PARAGRAPH for each in group):
        return False
    if former_differs(group[0].block, group[-1].block):
        return False
    shift_marks(group, marker)
    return True


def _replace_last_word(last: _Element, before: _Element | None, marker: Marker) -> None:
    """Let the word before an insertion be replaced by itself, so that a deletion stands behind."""
    text = before.find(w("t")) if before is not None and before.tag == w("r") else None
    if before is None or text is None or len(before.findall(w("t"))) != 1 or before[-1] is not text:
        return
    stem, word = _LAST_WORD.split(text.text or "", maxsplit=1)[:2]
    again = run_like(before, word)
    last.insert(0, again)
    last.addnext(marker.wrapped("del", [run_like(before, word)]))
    parent = before.getparent()
    assert parent is not None
    if stem:
        before.addprevious(run_like(before, stem))
    parent.remove(before)
