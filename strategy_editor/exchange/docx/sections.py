"""Portrait and landscape: the sections of a Word document.

A section's settings stand in its last paragraph, those of the last section at the end of the
body. Headers and footers are taken on from section to section.
"""

from __future__ import annotations

from copy import deepcopy

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import Look, add_run, new_paragraph, w

_SIDES = ("left", "right")


class Sections:
    """Ends a section where the page turns; to be closed when all is written."""

    def __init__(self, body: _Element, last: _Element) -> None:
        """``last`` holds the settings that stand at the end of the body."""
        self._body = body
        self._portrait = deepcopy(last)
        self._last = last
        self._ended: list[_Element] = []
        self._widths = _widths(last)
        self.is_landscape = False

    @property
    def width(self) -> int:
        """Width of the text at this place, in twentieths of a point."""
        return self.widths[self.is_landscape]

    @property
    def widths(self) -> tuple[int, int]:
        """Widths of the text in portrait and in landscape."""
        return self._widths

    def begin_landscape(self) -> None:
        """Let the document begin in landscape; before anything is written."""
        self.is_landscape = True

    def turn(self, bridge: str) -> None:
        """Go on on a page of the other orientation; headings just written come along.

        Where the section would end with a table, ``bridge`` is a line that ends it.
        """
        at = len(self._body)
        while at and _is_heading(self._body[at - 1]):
            at -= 1
        before = self._body[at - 1] if at else None
        if before is None or before.tag != w("p"):
            before = new_paragraph(self._body, Look("Facts", before=80, after=240))
            add_run(before, bridge)
            self._body.insert(at, before)
        if not self._take_back(before):
            self._end(before)
        self.is_landscape = not self.is_landscape

    def close(self) -> list[_Element]:
        """Set the orientation of the last section; return the settings of all."""
        if len(self._body) and self._take_back(self._body[-1]):
            self.is_landscape = not self.is_landscape
        if self._ended:
            _drop(self._last, "titlePg")
        if self.is_landscape:
            _turned(self._last)
        return [*self._ended, self._last]

    def _take_back(self, paragraph: _Element) -> bool:
        """Let a section go on where nothing stands between two turns."""
        ended = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
        if ended is None:
            return False
        parent = ended.getparent()
        assert parent is not None
        parent.remove(ended)
        self._ended.remove(ended)
        return True

    def _end(self, paragraph: _Element) -> None:
        properties = paragraph.find(w("pPr"))
        assert properties is not None
        settings = deepcopy(self._portrait)
        if self._ended:
            _drop(settings, "titlePg")
        if self.is_landscape:
            _turned(settings)
        # What follows it in the schema are only marks of changes.
        properties.append(settings)
        self._ended.append(settings)


def _widths(settings: _Element) -> tuple[int, int]:
    size, margins = settings.find(w("pgSz")), settings.find(w("pgMar"))
    assert size is not None
    assert margins is not None
    edges = sum(int(margins.get(w(side), "0")) for side in _SIDES)
    return int(str(size.get(w("w")))) - edges, int(str(size.get(w("h")))) - edges


def _is_heading(element: _Element) -> bool:
    style = element.find(f"{w('pPr')}/{w('pStyle')}")
    return style is not None and str(style.get(w("val"))).startswith("Heading")


def _turned(settings: _Element) -> None:
    size = settings.find(w("pgSz"))
    assert size is not None
    width, height = str(size.get(w("w"))), str(size.get(w("h")))
    size.set(w("w"), height)
    size.set(w("h"), width)
    size.set(w("orient"), "landscape")


def _drop(settings: _Element, name: str) -> None:
    found = settings.find(w(name))
    if found is not None:
        settings.remove(found)
