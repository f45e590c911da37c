"""The Synopse: editions side by side in a table on pages in landscape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.dossier import Enclosure, enclosure_export
from strategy_editor.exchange.docx.export import WordExport
from strategy_editor.exchange.docx.grid import Table, TableCell, TableRow
from strategy_editor.exchange.docx.markup import Look
from strategy_editor.exchange.docx.tables import write_table
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.marks import page_marks
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import said
from strategy_editor.exchange.synopsis.folding import Shown, folded
from strategy_editor.exchange.synopsis.marking import Marked, Side, sides
from strategy_editor.exchange.synopsis.rows import rows_of

_WIDTHS = {2: (39.0, 39.0, 22.0), 3: (27.0, 27.0, 27.0, 19.0)}
_THREE = 3
_BRIEF = 90
_NUMBERS = re.compile(r"(?<=\b[A-Z]) (?=\d)")
"""The blank in "Z 12", at which a line must not end."""


def synopsis_export(
    editions: Sequence[Document], options: ExportOptions, media: Path | None = None
) -> WordExport:
    """Return two or three editions, the oldest first, side by side as a Word document.

    Raises ``DuplicateId`` where an id occurs twice in one edition.
    """
    reader = Reader(editions[-1])
    enclosure = synopsis_enclosure("", _title(reader, editions), editions)
    return enclosure_export(editions[-1], enclosure, options, media, page_marks(reader, options))


def synopsis_enclosure(label: str, title: str, editions: Sequence[Document]) -> Enclosure:
    """Return the Synopse as an enclosure; comparing happens when it is written."""

    def write(body: Body) -> None:
        write_synopsis(body, editions)

    return Enclosure(label, title, write, is_landscape=True)


def write_synopsis(body: Body, editions: Sequence[Document]) -> None:
    """Append what is compared, how it is marked, and the table."""
    reader = body.reader
    names = [_name(reader, each) for each in editions]
    shown = folded(rows_of(editions))
    key = "synopsis-of-three" if len(editions) == _THREE else "synopsis-of-two"
    intro = reader.word(key, old=names[0], middle=names[1], new=names[-1])
    body.write(Look("BodyText"), said(intro))
    body.write(Look("BodyText"), said(reader.word("synopsis-marks")))
    heads = [*names, reader.word("synopsis-reasons")]
    rows = [TableRow([TableCell(said(head)) for head in heads], head=True)]
    annotated = _annotated(reader)
    for each in shown:
        rows += _rows(reader, each, annotated)
    if len(rows) == 1:
        body.write(Look("BodyText"), said(reader.word("synopsis-nothing")))
        return
    widths = _WIDTHS[len(editions)]
    write_table(body, Table(rows, widths, [""] * len(widths), reader.word("synopsis")))


def _title(reader: Reader, editions: Sequence[Document]) -> str:
    """Name the editions, in short where they have names of their own."""
    metadata = [each.root.child("metadata") or Node("metadata") for each in editions]
    names = [each.get("edition") for each in metadata]
    if all(names) and len(set(names)) == len(names):
        title = title_of(metadata[-1]) or reader.label("strategy")
        older = ", ".join(names[:-1])
        return reader.word("synopsis-title-short", title=title, old=older, new=names[-1])
    full = [_name(reader, each) for each in editions]
    return reader.word("synopsis-title", old=" / ".join(full[:-1]), new=full[-1])


def _name(reader: Reader, edition: Document) -> str:
    """Title, edition and day of an edition."""
    metadata = edition.root.child("metadata") or Node("metadata")
    title = title_of(metadata) or reader.label("strategy")
    if metadata.get("edition") and metadata.get("edition") not in title:
        title = f"{title} {metadata.get('edition')}"
    day = reader.date(metadata.get("as-of"))
    return reader.word("synopsis-edition", title=title, date=day) if day else title


def _annotated(reader: Reader) -> frozenset[str]:
    """The elements with annotations, which may become comments."""
    annotations = reader.root.child("annotations") or Node("annotations")
    return frozenset(each.get("target") for each in annotations.children_of("annotation"))


def _rows(reader: Reader, shown: Shown, annotated: frozenset[str]) -> Iterator[TableRow]:
    """One row for each unit; where a side has fewer, its last one reaches down.

    A page ends neither inside such rows nor below a heading or the caption of a table.
    """
    marked = sides(shown.row)
    height = max(1, *(len(side.marked) for side in marked))
    reason = _reason(reader, shown)
    for at in range(height):
        cells = []
        for column, side in enumerate(marked):
            count = max(1, len(side.marked))
            if at < count:
                first, *further = _lines(_runs(reader, shown, side, column, at))
                rows = height - at if at == count - 1 else 1
                node_id = _newest(shown, column, at)
                node_id = node_id if node_id in annotated else ""
                cells.append(TableCell(first, rows=rows, further=further, id=node_id))
        if at == 0:
            cells.append(TableCell(reason, rows=height))
        yield TableRow(cells, keep_next=at < height - 1 or _is_followed(shown))


def _newest(shown: Shown, column: int, at: int) -> str:
    """The element of the newest edition that a cell prints; empty for cells of the others."""
    units = shown.row.units[column]
    is_last = column == len(shown.row.units) - 1
    return units[min(at, len(units) - 1)].node_id if is_last and units else ""


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Cut runs where a line ends."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(replace(run, text=text))
    return lines


def _is_followed(shown: Shown) -> bool:
    """Whether it says what comes next; headings and captions have a number or a level."""
    named = any(unit.number for side in shown.row.units for unit in side)
    return not shown.folded and (named or bool(shown.row.level))


def _runs(reader: Reader, shown: Shown, side: Side, column: int, at: int) -> list[Run]:
    if side.marked:
        return _text(reader, shown, side.marked[at])
    if side.whole == "unchanged":
        units = [each[0] for each in shown.row.units if each]
        number = shown.row.units[column][0].number
        if number and number != units[0].number:
            joined = number.replace(" ", "\u00a0")
            return said(reader.word("synopsis-unchanged-now", number=joined))
        key = "synopsis-unchanged-all" if shown.with_all else "synopsis-unchanged"
        return said(reader.word(key))
    return said(reader.word(f"synopsis-{side.whole}"))


def _text(reader: Reader, shown: Shown, marked: Marked) -> list[Run]:
    unit = marked.unit
    before = " ".join(filter(None, (unit.label, unit.number))).replace(" ", "\u00a0")
    runs = said(f"{before}: " if unit.label else f"{before}\u2002" if before else "")
    if shown.folded:
        runs += said(shortened(unit.text, _BRIEF))
        count = len(shown.folded)
        return [*runs, *said(" " + reader.word("synopsis-folded", count=count))]
    for span in marked.spans:
        marks = (["emphasis"] if span.is_dropped else []) + (["strong"] if span.is_new else [])
        runs += said(_NUMBERS.sub("\u00a0", span.text), *marks)
    return runs


def _reason(reader: Reader, shown: Shown) -> list[Run]:
    sentences = [f"{each.disposition}: {each.text}" for each in shown.row.reasons]
    sentences += [reader.word(f"synopsis-{note.key}", **note.values) for note in shown.row.notes]
    return said(" ".join(dict.fromkeys(sentences)))
