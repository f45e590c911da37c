"""Running text word by word: merges the content of paragraphs that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from lxml.etree import _Element

from strategy_editor.comparison.words import Words, compare_words
from strategy_editor.exchange.docx.markup import made, w
from strategy_editor.exchange.docx.redline.adopting import Adopter
from strategy_editor.exchange.docx.redline.flow import Flow, Link, Piece, flow_of, signs_for
from strategy_editor.exchange.docx.redline.marking import Marker, kill_texts
from strategy_editor.exchange.docx.redline.properties import former_differs, look_of
from strategy_editor.exchange.docx.redline.sameness import markup

Side = Literal["same", "old", "new"]
_PROPERTIES: Final = w("pPr")
_TAB: Final = markup(made("tab"))
_CHANGES: Final = {"old": "del", "new": "ins"}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text that stayed, came or went: offsets in the old and the new flow."""

    side: Side
    old: tuple[int, int]
    new: tuple[int, int]


def merge_paragraphs(
    old: Sequence[_Element], new: Sequence[_Element], marker: Marker, adopter: Adopter
) -> list[_Element]:
    """Return paragraphs that hold both sides; the last ends of both are one and the same."""
    for each in old:
        adopter.bookmarks(each)
    signs = signs_for([*old, *new])
    before, after = flow_of(old, signs), flow_of(new, signs)
    writer = _Writer(old, new, before, after, marker, adopter)
    for stretch in _stretches(before, after, signs.of(_TAB)):
        writer.write(stretch)
    return writer.paragraphs


def _compared(old: str, new: str, tab: str) -> Iterator[Words]:
    """Compare words, column by column: a tab stays one, or the columns would be pushed away.

    Columns are counted from the right, where the pages of contents stand.
    """
    shared = min(old.count(tab), new.count(tab))
    pairs = zip(old.rsplit(tab, shared), new.rsplit(tab, shared), strict=True)
    for number, (former, present) in enumerate(pairs):
        if number:
            yield Words("same", tab)
        if former or present:
            yield from compare_words(former, present)


def _stretches(before: Flow, after: Flow, tab: str) -> Iterator[_Stretch]:
    """Yield how the old text becomes the new one; the last ends of both are the same."""
    i = j = 0
    for each in _compared(before.text[:-1], after.text[:-1], tab):
        length = len(each.text)
        ahead, beyond = (each.kind != "new") * length, (each.kind != "old") * length
        if each.kind == "same":
            yield from _looked_at(before, after, (i, j), length)
        else:
            yield _Stretch(each.kind, (i, i + ahead), (j, j + beyond))
        i, j = i + ahead, j + beyond
    yield _Stretch("same", (i, i + 1), (j, j + 1))


def _looked_at(
    before: Flow, after: Flow, start: tuple[int, int], length: int
) -> Iterator[_Stretch]:
    """Cut text that stayed where its look or link changes; another link is other text."""
    i, j = start
    cuts = {each - i for each in before.cuts(i, i + length)}
    cuts |= {each - j for each in after.cuts(j, j + length)}
    cuts |= {
        end + step - i for end in before.ends for step in (0, 1) if i < end + step < i + length
    }
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < length), length]
    for first, last in pairwise(edges):
        one, other = before.piece_at(i + first), after.piece_at(j + first)
        old, new = (i + first, i + last), (j + first, j + last)
        if one is not None and other is not None and one.link != other.link:
            yield _Stretch("old", old, (new[0], new[0]))
            yield _Stretch("new", (old[1], old[1]), new)
        else:
            yield _Stretch("same", old, new)


class _Writer:
    def __init__(
        self,
        old: Sequence[_Element],
        new: Sequence[_Element],
        before: Flow,
        after: Flow,
        marker: Marker,
        adopter: Adopter,
    ) -> None:
        self.paragraphs: list[_Element] = []
        self._old, self._new = list(old), list(new)
        self._before, self._after = before, after
        self._marker = marker
        self._adopter = adopter
        self._boundaries = list(after.boundaries)
        self._former_boundaries = list(before.boundaries)
        self._change: _Element | None = None
        self._link: Link | None = None
        self._into = self._begin()

    def write(self, stretch: _Stretch) -> None:
        self._take_former(stretch.old[0])
        flow = self._before if stretch.side == "old" else self._after
        start, end = stretch.old if stretch.side == "old" else stretch.new
        for at, stop in _between_ends(flow, start, end):
            if at in flow.ends:
                self._end_paragraph(stretch, at)
            elif stretch.side == "old":
                self._runs(stretch.side, flow, at, stop)
            else:
                self._with_boundaries(stretch, at, stop)

    def _with_boundaries(self, stretch: _Stretch, start: int, end: int) -> None:
        """Ends of bookmarks and comments stand where they stand in the new edition."""
        while self._boundaries and self._boundaries[0][0] < end:
            offset, boundary = self._boundaries.pop(0)
            if offset > start:
                self._runs(stretch.side, self._after, start, offset, stretch)
                start = offset
            self._close()
            self._paragraph.append(boundary)
        self._runs(stretch.side, self._after, start, end, stretch)

    def _runs(
        self, side: Side, flow: Flow, start: int, end: int, stretch: _Stretch | None = None
    ) -> None:
        offset = stretch.old[0] - stretch.new[0] if stretch is not None else 0
        for piece, runs in flow.slice(start, end):
            place = self._place(side, piece)
            if side == "old":
                self._adopter.runs(runs)
            elif side == "same":
                self._note_look(piece, runs, max(start, piece.start) + offset)
            place.extend(runs)
            if side == "old":
                kill_texts(place)

    def _note_look(self, piece: Piece, runs: list[_Element], offset: int) -> None:
        former = self._before.piece_at(offset)
        if former is None or former.look == piece.look or not piece.look + former.look:
            return
        properties = look_of(former)
        for run in runs:
            self._marker.note_former_run(run, properties)

    def _place(self, side: Side, piece: Piece) -> _Element:
        """Return what the next runs belong into: the link and the change that are open, or new."""
        kind = _CHANGES.get(side, "")
        if piece.link != self._link:
            self._close()
            if piece.link is not None:
                link = made("hyperlink")
                link.attrib.update(piece.link.element.attrib)
                self._paragraph.append(link)
                self._link, self._into = piece.link, link
        if self._change is not None and self._change.tag != w(kind):
            self._change = None
        if not kind:
            return self._into
        if self._change is None:
            self._change = self._marker.element(kind)
            self._into.append(self._change)
        return self._change

    def _close(self) -> None:
        self._change, self._link, self._into = None, None, self._paragraph

    def _begin(self) -> _Element:
        self._paragraph = made("p")
        self._change, self._link = None, None
        return self._paragraph

    def _end_paragraph(self, stretch: _Stretch, at: int) -> None:
        """Finish a paragraph with the properties of the one whose end this is."""
        flow, sources = (
            (self._before, self._old) if stretch.side == "old" else (self._after, self._new)
        )
        if stretch.side != "old":
            self._take_boundaries(at)
        if stretch.side != "new":
            self._take_former(stretch.old[1])
        source = sources[flow.ends.index(at)]
        former = source
        if stretch.side == "same":
            former = self._old[self._before.ends.index(stretch.old[0] - stretch.new[0] + at)]
        differs = former_differs(former, source)
        properties = source.find(_PROPERTIES)
        if properties is not None:
            self._paragraph.insert(0, properties)
        if stretch.side == "same":
            if differs:
                self._marker.note_former_paragraph(self._paragraph, former.find(_PROPERTIES))
        else:
            self._marker.mark_end(self._paragraph, "del" if stretch.side == "old" else "ins")
        self.paragraphs.append(self._paragraph)
        self._into = self._begin()

    def _take_boundaries(self, end: int) -> None:
        while self._boundaries and self._boundaries[0][0] <= end:
            self._close()
            self._paragraph.append(self._boundaries.pop(0)[1])

    def _take_former(self, end: int) -> None:
        while self._former_boundaries and self._former_boundaries[0][0] <= end:
            self._close()
            self._paragraph.append(self._former_boundaries.pop(0)[1])


def _between_ends(flow: Flow, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of text and, alone, those of the ends of paragraphs."""
    at = start
    for stop in (each for each in flow.ends if start <= each < end):
        if stop > at:
            yield at, stop
        yield stop, stop + 1
        at = stop + 1
    if end > at:
        yield at, end
