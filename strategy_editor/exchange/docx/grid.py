"""Tables as values: cells that span, the grid they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml.etree import _Element

from strategy_editor.exchange.reading.runs import Run

_BLANKS = re.compile(r"[ \t\r\n]+")
MOST_COLUMNS = 100
"""How far a cell may reach, in columns and in rows."""


@dataclass(frozen=True)
class TableCell:
    """Text that reaches over so many columns and rows; ``head`` names its row or column.

    ``drawing`` draws above the text: it is given a paragraph and the width it may take, in
    twentieths of a point. ``further`` are entries below the first, each a paragraph;
    ``id`` is the element that the cell prints, where that is to be found again.
    """

    runs: Sequence[Run]
    columns: int = 1
    rows: int = 1
    head: bool = False
    drawing: Callable[[_Element, int], None] | None = None
    further: Sequence[Sequence[Run]] = ()
    id: str = ""


@dataclass(frozen=True)
class TableRow:
    """Cells from left to right without those that reach in from above.

    ``keep_next`` lets no page end below it.
    """

    cells: Sequence[TableCell]
    head: bool = False
    id: str = ""
    keep_next: bool = False


@dataclass(frozen=True)
class Table:
    """A table: widths of the columns as shares (0: open), their alignments, what it is called."""

    rows: Sequence[TableRow]
    widths: Sequence[float]
    alignments: Sequence[str]
    title: str

    @cached_property
    def grid(self) -> list[list[Place]]:
        """The places of each row."""
        return list(_grid_of(self))

    @cached_property
    def texts(self) -> list[list[str]]:
        """What stands in each column, for its width; nothing of cells over several."""
        return _column_texts(self)


@dataclass(frozen=True)
class Place:
    """A cell in the grid; ``above`` marks what is the lower part of a spanning cell."""

    cell: TableCell
    column: int
    columns: int
    above: bool


def _grid_of(table: Table) -> Iterator[list[Place]]:
    """Yield the places of each row; short rows are filled, spans end with the table."""
    width = len(table.widths)
    reaching: dict[int, tuple[Place, int]] = {}
    for row in table.rows:
        places: list[Place] = []
        below: dict[int, tuple[Place, int]] = {}
        pending = iter(row.cells)
        column = 0
        while column < width:
            if column in reaching:
                place, left = reaching[column]
                place = Place(place.cell, column, place.columns, above=True)
            else:
                cell = next(pending, TableCell(()))
                place = Place(cell, column, _free(cell, column, width, reaching), above=False)
                left = min(cell.rows, MOST_COLUMNS)
            places.append(place)
            if left > 1:
                below[column] = (place, left - 1)
            column += place.columns
        reaching = below
        yield places


def _free(cell: TableCell, column: int, width: int, reaching: dict[int, tuple[Place, int]]) -> int:
    """How many columns a cell can take before it meets the edge or a cell from above."""
    end = column + 1
    while end < min(column + cell.columns, width) and end not in reaching:
        end += 1
    return end - column


def columns_needed(rows: Sequence[TableRow]) -> int:
    """Return the width of the widest row, counting what reaches in from above."""
    reaching: list[int] = []
    widest = 1
    for row in rows:
        taken = len(reaching) + sum(cell.columns for cell in row.cells)
        widest = max(widest, taken)
        reaching = [left - 1 for left in reaching if left > 1]
        for cell in row.cells:
            if cell.rows > 1:
                reaching += [cell.rows - 1] * cell.columns
    return widest


def _column_texts(table: Table) -> list[list[str]]:
    texts: list[list[str]] = [[] for _ in table.widths]
    for places in table.grid:
        for place in places:
            if place.columns == 1 and not place.above:
                text = "".join([run.text for run in place.cell.runs])
                texts[place.column].append(_BLANKS.sub(" ", text) if "\n" in text else text)
    return texts
