"""What is marked as plain text and HTML: headings, lists, tables, marks, footnotes at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.marking import End
from strategy_editor.ui.text.parts import Cell, Facts, Part, Picture, Rows, Text
from strategy_editor.ui.text.sheet import Sheet

_LOWEST = 6
_NOTE = "note-number"
_LEVELS = {"goal": 4, "measure": 5, "claim": 3}


class Copied(NamedTuple):
    """The two forms in which other programs take it."""

    plain: str
    html: str


class Piece(NamedTuple):
    """A part of an entry, as much of it as is marked."""

    block: Block
    part: Part


def pieces(sheet: Sheet, first: End, last: End) -> list[Piece]:
    """Return what is between two ends in reading order; generated tables are unfolded."""
    found: list[Piece] = []
    entry, stop = first.spot.entry, last.spot.entry
    while entry <= stop:
        stop += sheet.unfold(entry)
        block, parts = sheet.flow.blocks[entry], list(sheet.parts(entry))
        if entry == stop:
            parts = _until(parts, last)
        if entry == first.spot.entry:
            parts = _since(parts, first)
        found += [Piece(block, part) for part in parts]
        entry += 1
    return found


def copied(sheet: Sheet, first: End, last: End) -> Copied:
    """Return what is between two ends for the clipboard."""
    listed = pieces(sheet, first, last)
    notes = {
        piece.part.source: piece.part
        for piece in listed
        if isinstance(piece.part, Text) and piece.part.marker_style == _NOTE
    }
    body = [piece for piece in listed if not _is_note(piece.part)]
    if not body:
        body, notes = listed, {}
    html = "".join(_Html().all(body, list(notes.values())))
    lines = [line for piece in body for line in _plain(piece.part)]
    lines += [line for note in notes.values() for line in _plain(note)]
    return Copied("\n".join(lines), f"<html><body>{html}</body></html>")


def _is_note(part: Part) -> bool:
    return isinstance(part, Text) and part.marker_style == _NOTE


def _since(parts: list[Part], end: End) -> list[Part]:
    """Leave out what stands before an end."""
    for at, part in enumerate(parts):
        if isinstance(part, Text) and part.source == end.caret.source:
            return [_cut(part, end.shown, None), *parts[at + 1 :]]
        if isinstance(part, Rows) and any(c.text.source == end.caret.source for c in part.cells):
            return [_without(part, end, before=True), *parts[at + 1 :]]
    return parts


def _until(parts: list[Part], end: End) -> list[Part]:
    """Leave out what stands behind an end; footnotes of what is left stay."""
    for at, part in enumerate(parts):
        if isinstance(part, Text) and part.source == end.caret.source:
            cut = _cut(part, 0, end.shown)
            kept = {run.footnote.id for run in cut.runs if run.footnote is not None}
            return [*parts[:at], cut, *(each for each in parts[at + 1 :] if _note_id(each) in kept)]
        if isinstance(part, Rows) and any(c.text.source == end.caret.source for c in part.cells):
            return [*parts[:at], _without(part, end, before=False)]
    return parts


def _note_id(part: Part) -> str | None:
    is_note = isinstance(part, Text) and part.marker_style == _NOTE and part.source is not None
    return part.source.node_id if is_note else ""  # type: ignore[union-attr]


def _without(rows: Rows, end: End, *, before: bool) -> Rows:
    """Empty the cells before or behind an end."""
    at = next(at for at, cell in enumerate(rows.cells) if cell.text.source == end.caret.source)
    cells = []
    for number, cell in enumerate(rows.cells):
        text = cell.text
        if number == at:
            text = _cut(text, end.shown, None) if before else _cut(text, 0, end.shown)
        elif (number < at) == before:
            text = Text(text.style, ())
        cells.append(Cell(text, cell.row, cell.column, cell.rows, cell.columns, cell.header))
    return Rows(tuple(cells), rows.shares, rows.count, rows.first)


def _cut(text: Text, start: int, end: int | None) -> Text:
    """Return a part of a text, counted as printed; the marker goes with its start."""
    runs, at = [], 0
    for run in text.runs:
        units = run.text.encode("utf-16-le")
        length = len(units) // 2
        low, high = max(start - at, 0), length if end is None else min(end - at, length)
        if low < high:
            kept = units[2 * low : 2 * high].decode("utf-16-le", "ignore")
            runs.append(Run(kept, run.marks, run.link, run.target, run.footnote, run.lang))
        at += length
    marker = text.marker if start == 0 else ""
    return Text(text.style, tuple(runs), marker, text.marker_style, source=text.source)


def _plain(part: Part) -> Iterator[str]:
    match part:
        case Text():
            yield " ".join(filter(None, [part.marker, part.plain]))
        case Facts():
            yield from (f"{label}: {value}" for label, value in part.pairs)
        case Picture():
            yield f"[{part.alt or part.file}]"
        case Rows():
            for row in range(part.count):
                cells = [cell.text.plain for cell in part.cells if cell.row == row]
                yield "\t".join(cells)


class _Html:
    """Writes parts; lists and tables stay open over the entries that belong to them."""

    def __init__(self) -> None:
        self._lists: list[str] = []
        self._table: object = None

    def all(self, body: Iterable[Piece], notes: list[Text]) -> Iterator[str]:
        for piece in body:
            yield from self._around(piece)
            yield from self._part(piece)
        yield from self._close_lists(0)
        yield from self._close_table()
        if notes:
            yield "<hr>"
        for note in notes:
            yield f"<p><sup>{escape(note.marker)}</sup> {_runs(note.runs)}</p>"

    def _around(self, piece: Piece) -> Iterator[str]:
        if not isinstance(piece.part, Rows):
            yield from self._close_table()
        if piece.block.kind != "item":
            yield from self._close_lists(0)

    def _part(self, piece: Piece) -> Iterator[str]:
        block, part = piece
        match part:
            case Text() if block.kind == "item":
                yield from self._item(block, part)
            case Text():
                yield _block(block, part)
            case Facts():
                pairs = (f"<b>{escape(label)}:</b> {escape(value)}" for label, value in part.pairs)
                yield f"<p>{'<br>'.join(pairs)}</p>"
            case Picture():
                yield f"<p>[{escape(part.alt or part.file)}]</p>"
            case Rows():
                if self._table is None:
                    self._table = block.node
                    yield '<table border="1" cellspacing="0" cellpadding="4">'
                yield from _rows(part)

    def _item(self, block: Block, part: Text) -> Iterator[str]:
        depth = block.level + 1
        yield from self._close_lists(depth)
        while len(self._lists) < depth:
            tag = _list_tag(block.marker)
            self._lists.append(tag)
            yield f"<{tag}>"
        yield f"<li>{_runs(part.runs)}"

    def _close_lists(self, depth: int) -> Iterator[str]:
        while len(self._lists) > depth:
            yield f"</li></{self._lists.pop().partition(' ')[0]}>"
        if depth and len(self._lists) == depth:
            yield "</li>"

    def _close_table(self) -> Iterator[str]:
        if self._table is not None:
            self._table = None
            yield "</table>"


def _list_tag(marker: str) -> str:
    if marker[:1].isdigit():
        return "ol"
    return 'ol type="a"' if marker.endswith(")") else "ul"


def _block(block: Block, text: Text) -> str:
    tag = "p"
    if text.style == "title":
        tag = "h1"
    elif block.kind == "heading":
        tag = f"h{min(block.level, _LOWEST)}"
    elif text.source is not None and text.source.field == "title" and block.kind in _LEVELS:
        tag = f"h{min(max(block.level, _LEVELS[block.kind]), _LOWEST)}"
    elif text.style == "quote":
        tag = "blockquote"
    marker = f"{escape(text.marker)} " if text.marker else ""
    inner = marker + _runs(text.runs)
    if text.style in ("strong", "box-title", "caption"):
        inner = f"<b>{inner}</b>" if text.style != "caption" else f"<i>{inner}</i>"
    return f"<{tag}>{inner}</{tag}>"


def _rows(rows: Rows) -> Iterator[str]:
    for row in range(rows.count):
        yield "<tr>"
        for cell in rows.cells:
            if cell.row == row:
                tag = "th" if cell.header else "td"
                span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
                span += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
                yield f"<{tag}{span}>{_runs(cell.text.runs)}</{tag}>"
        yield "</tr>"


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.footnote is not None:
        return f"<sup>{text}</sup>"
    for mark, tag in (("strong", "b"), ("emphasis", "i")):
        if mark in run.marks:
            text = f"<{tag}>{text}</{tag}>"
    if run.lang:
        text = f'<span lang="{escape(run.lang)}">{text}</span>'
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
