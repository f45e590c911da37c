"""Tables too wide for the page: in landscape, and in parts where even that does not do.

A part repeats the first column, which says what the rows are about. Where a cell reaches over a
cut, each part shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from strategy_editor.exchange.docx.grid import Table, TableCell, TableRow
from strategy_editor.exchange.reading.columns import fitted


@dataclass(frozen=True)
class Fitting:
    """How a table gets onto the page: its parts, from left to right, and which way they lie."""

    parts: Sequence[Table]
    is_landscape: bool


def fit(table: Table, portrait: int, landscape: int) -> Fitting:
    """Fit a table into text of these widths, in twentieths of a point."""
    parts, is_landscape = fitted(table.texts, portrait, landscape)
    if len(parts) == 1:
        return Fitting([table], is_landscape)
    return Fitting([_part(table, columns) for columns in parts], is_landscape)


def _part(table: Table, columns: Sequence[int]) -> Table:
    chosen = set(columns)
    is_first = columns[1:2] == [1]
    rows = []
    for row, places in zip(table.rows, table.grid, strict=True):
        cells = []
        for place in places:
            inside = chosen.intersection(range(place.column, place.column + place.columns))
            if inside and not place.above:
                repeated = place.column == 0 and not is_first
                cells.append(_clipped(place.cell, len(inside), repeated=repeated))
        rows.append(TableRow(cells, row.head, row.id if is_first else ""))
    return replace(
        table,
        rows=rows,
        widths=[table.widths[column] for column in columns],
        alignments=[table.alignments[column] for column in columns],
    )


def _clipped(cell: TableCell, columns: int, *, repeated: bool) -> TableCell:
    """A repeated cell leaves its footnotes to the first part."""
    runs = [run for run in cell.runs if run.footnote is None] if repeated else cell.runs
    return replace(cell, columns=columns, runs=runs)
