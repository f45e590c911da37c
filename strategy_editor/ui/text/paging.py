"""The text on pages: where each one ends, which notes stand at its foot, which heads repeat.

Headings stay with what follows, a paragraph leaves no single line behind, rows of tables stay
whole and the head of a table is repeated. Footnotes stand at the foot of their page, those of a
table below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from strategy_editor.ui.text.laid import Curve, Image, Laid, LaidText, Shape
from strategy_editor.ui.text.parts import Rows
from strategy_editor.ui.text.sheet import Sheet
from strategy_editor.ui.text.spots import line_of

NOTE = "note-number"
_KEPT = frozenset({"heading", "claim", "goal", "measure", "principle"})
_FEWEST = 2
"""Lines of a paragraph that stay together at the foot or head of a page."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as laid out below an entry: number and text."""

    entry: int
    texts: tuple[int, ...]
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of an entry on a page; ``y`` is where it begins on it."""

    entry: int
    top: float
    bottom: float
    y: float


@dataclass(slots=True)
class PrintedPage:
    """What stands on a page."""

    slices: list[Slice] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What cannot be divided; ``keeps`` says that the next one belongs below it."""

    entry: int
    top: float
    bottom: float
    keeps: bool
    notes: tuple[Note, ...] = ()
    head: int = -1
    """The entry that repeats the head of its table."""

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Paging:
    """Divides a sheet into pages of a height; ``pages`` grows while ``run`` is followed."""

    def __init__(self, sheet: Sheet, height: float) -> None:
        self._sheet = sheet
        self._height = height
        self._gap = sheet.styles.em * 1.2
        self.pages: list[PrintedPage] = []

    def run(self) -> Iterator[float]:
        """Work on step by step; yields how far it has come, from 0 to 1."""
        pending: list[_Chunk] = []
        entry = 0
        while entry < len(self._sheet):
            self._sheet.unfold(entry)
            pending += self._chunks(entry)
            is_title = self._sheet.flow.blocks[entry].kind == "title-page"
            pending = self._fill(pending, at_end=is_title)
            entry += 1
            yield entry / len(self._sheet)
        self._fill(pending, at_end=True)

    def _fill(self, chunks: list[_Chunk], *, at_end: bool) -> list[_Chunk]:
        """Make pages of chunks as long as one is full; return what is left."""
        while chunks:
            count = self._fitting(chunks)
            if count >= len(chunks) and not at_end:
                return chunks
            self._add(chunks[:count])
            chunks = chunks[count:]
        return []

    def _fitting(self, chunks: list[_Chunk]) -> int:
        """Return how many chunks go on one page."""
        used = self._head_height(chunks[0])
        for count, chunk in enumerate(chunks):
            top = 0.0 if count else self._skipped(chunk)
            used += chunk.height - top + sum(note.height for note in chunk.notes)
            used += self._gap if chunk.notes and not _noted(chunks[:count]) else 0.0
            if used > self._height and count:
                return _before_kept(chunks, count)
        return len(chunks)

    def _add(self, chunks: list[_Chunk]) -> None:
        page = PrintedPage()
        y = 0.0
        head = self._head_of(chunks[0])
        if head >= 0:
            laid = self._sheet.laid(head)
            page.slices.append(Slice(head, laid.top, laid.height, 0.0))
            y = laid.height - laid.top
        for number, chunk in enumerate(chunks):
            top = chunk.top if number else chunk.top + self._skipped(chunk)
            last = page.slices[-1] if page.slices else None
            if last is not None and last.entry == chunk.entry and last.bottom == top:
                page.slices[-1] = Slice(last.entry, last.top, chunk.bottom, last.y)
            else:
                page.slices.append(Slice(chunk.entry, top, chunk.bottom, y))
            y += chunk.bottom - top
            page.notes += chunk.notes
        self.pages.append(page)

    def _skipped(self, chunk: _Chunk) -> float:
        """Return the space above an entry, which is left out at the head of a page."""
        return float(self._sheet.laid(chunk.entry).top) if chunk.top == 0 else 0.0

    def _head_of(self, chunk: _Chunk) -> int:
        return chunk.head if chunk.head != chunk.entry else -1

    def _head_height(self, chunk: _Chunk) -> float:
        head = self._head_of(chunk)
        if head < 0:
            return 0.0
        laid = self._sheet.laid(head)
        return float(laid.height - laid.top)

    def _chunks(self, entry: int) -> list[_Chunk]:
        sheet = self._sheet
        laid, block, part = sheet.laid(entry), sheet.flow.blocks[entry], sheet.flow.parts[entry]
        if not laid.height:
            return []
        is_table = block.kind in ("table", "generated")
        notes = [] if is_table else _notes(entry, laid)
        end = notes[0].top if notes else float(laid.height)
        keeps = block.kind in _KEPT or (is_table and self._opens(entry))
        if is_table:
            head = self._table_head(entry, part)
            return [_Chunk(entry, 0.0, end, keeps, head=head)]
        edges = [0.0, *_breaks(laid, end), end]
        return [
            _Chunk(entry, top, bottom, keeps, _within(laid, notes, top, bottom))
            for top, bottom in pairwise(edges)
        ]

    def _opens(self, entry: int) -> bool:
        """Whether an entry of a table is its caption or head, which never stand alone."""
        parts = self._sheet.parts(entry)
        first = parts[0] if parts else None
        return (not isinstance(first, Rows) and not self._is_last(entry)) or _is_head(first)

    def _is_last(self, entry: int) -> bool:
        blocks = self._sheet.flow.blocks
        return entry + 1 >= len(blocks) or blocks[entry + 1] is not blocks[entry]

    def _table_head(self, entry: int, part: int) -> int:
        """Return the entry that is the head of the table a row stands in."""
        blocks = self._sheet.flow.blocks
        if part <= 0 or not isinstance(next(iter(self._sheet.parts(entry)), None), Rows):
            return -1
        while entry >= 0 and self._sheet.flow.parts[entry] > 0:
            first = next(iter(self._sheet.parts(entry)), None)
            if not isinstance(first, Rows):
                return -1
            if first.first:
                return entry if _is_head(first) else -1
            entry -= 1
            if blocks[entry] is not blocks[entry + 1]:
                return -1
        return -1


def _is_head(part: object) -> bool:
    return isinstance(part, Rows) and part.first and all(cell.header for cell in part.cells)


def _noted(chunks: list[_Chunk]) -> bool:
    return any(chunk.notes for chunk in chunks)


def _before_kept(chunks: list[_Chunk], count: int) -> int:
    """Go back over what must not stand last; where that is all, it stands last after all."""
    at = count
    while at > 0 and chunks[at - 1].keeps:
        at -= 1
    return at or count


def _breaks(laid: Laid, end: float) -> list[float]:
    """Return where an entry can be divided."""
    solid = [_extent(drawn) for drawn in laid.drawn if not isinstance(drawn, Shape)]
    solid += [_extent(drawn) for drawn in laid.drawn if isinstance(drawn, Shape) and drawn.line]
    found: set[float] = set()
    for text in laid.texts:
        count = text.layout.lineCount()
        for number in range(_FEWEST, count - _FEWEST + 1):
            found.add(text.y + text.layout.lineAt(number).y())
        solid += [(text.y + top, text.y + bottom) for top, bottom in _bound_lines(text, count)]
    tops = sorted(y for y in found if 0 < y < end)
    return [y for y in tops if not any(top < y - 0.5 and y + 0.5 < bottom for top, bottom in solid)]


def _bound_lines(text: LaidText, count: int) -> Iterator[tuple[float, float]]:
    """Yield the heights of lines that stay together."""
    for number in range(count):
        line = text.layout.lineAt(number)
        yield line.y(), line.y() + line.height()
    if count > _FEWEST:
        yield 0.0, text.layout.lineAt(_FEWEST).y()
        yield text.layout.lineAt(count - _FEWEST).y(), text.height
    else:
        yield 0.0, text.height


def _extent(drawn: Shape | Curve | Image) -> tuple[float, float]:
    if isinstance(drawn, Curve):
        heights = [point.y() for point in drawn.points]
        return min(heights), max(heights)
    return drawn.rect.top(), drawn.rect.bottom()


def _notes(entry: int, laid: Laid) -> list[Note]:
    """Return the footnotes below an entry."""
    found: list[Note] = []
    for at, text in enumerate(laid.texts):
        if text.part.marker_style == NOTE and text.part.source is not None and at:
            marker = laid.texts[at - 1]
            top = min(marker.y, text.y)
            height = max(marker.y + marker.height, text.y + text.height) - top
            found.append(Note(entry, (at - 1, at), top, height))
    return found


def _within(laid: Laid, notes: list[Note], top: float, bottom: float) -> tuple[Note, ...]:
    """Return the notes whose numbers stand between two heights."""
    wanted = set()
    for text in laid.texts:
        if text.part.marker_style == NOTE:
            continue
        at = 0
        for run in text.part.runs:
            if run.footnote is not None:
                line = text.layout.lineAt(line_of(text, at))
                if top <= text.y + line.y() < bottom:
                    wanted.add(run.footnote.id)
            at += len(run.text.encode("utf-16-le")) // 2
    return tuple(note for note in notes if _id(laid, note) in wanted)


def _id(laid: Laid, note: Note) -> str | None:
    source = laid.texts[note.texts[-1]].part.source
    return source.node_id if source is not None else None
