"""Fields that reach over several paragraphs, as a table of contents does.

Their first and last runs must stay whole whatever is accepted, so they are taken off before
paragraphs are merged and put round the result, unmarked: where the first or last paragraph goes,
they join the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.redline.sameness import markup

_CHAR: Final = w("fldChar")
_RUN: Final = w("r")


@dataclass
class Edges:
    """The runs that open a field in the first paragraph and close it in the last."""

    opening: list[_Element] = field(default_factory=list)
    closing: list[_Element] = field(default_factory=list)

    @property
    def said(self) -> bytes:
        """The field's instruction with all of its edges, to be compared."""
        return b"".join(markup(each) for each in (*self.opening, *self.closing))


def detach_edges(blocks: Sequence[_Element]) -> Edges:
    """Take off the edges of a field that reaches over paragraphs or links."""
    opened: list[tuple[_Element, _Element]] = []
    for block in blocks:
        for char in block.iter(_CHAR):
            run = char.getparent()
            assert run is not None
            kind = char.get(w("fldCharType"))
            if kind == "begin":
                opened.append((block, run))
            elif kind == "end" and opened:
                first, begin = opened.pop()
                outside = begin.getparent() is first and run.getparent() is block
                if outside and (first is not block or _holds_links(begin, run)):
                    return _taken_off(begin, run)
    return Edges()


def _holds_links(begin: _Element, end: _Element) -> bool:
    """Whether a field holds more than runs, as a table of contents with one entry does."""
    for each in begin.itersiblings():
        if each is end:
            return False
        if each.tag == w("hyperlink"):
            return True
    return False


def _taken_off(begin: _Element, end: _Element) -> Edges:
    opening = [begin]
    for run in begin.itersiblings(_RUN):
        opening.append(run)
        char = run.find(_CHAR)
        if char is not None and char.get(w("fldCharType")) == "separate":
            break
    edges = Edges(opening, [end])
    for run in (*edges.opening, *edges.closing):
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)
    return edges


def attach_edges(edges: Edges, blocks: Sequence[_Element]) -> None:
    """Put the edges round merged paragraphs; of a table of contents the heading stands before."""
    if not edges.opening:
        return
    first = next(each for each in blocks if not _is_title(each))
    at = 1 if len(first) and first[0].tag == w("pPr") else 0
    first[at:at] = edges.opening
    blocks[-1].extend(edges.closing)


def _is_title(block: _Element) -> bool:
    style = block.find(f"{w('pPr')}/{w('pStyle')}")
    return style is not None and style.get(w("val")) == "TOCHeading"
