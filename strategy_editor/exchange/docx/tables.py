"""Tables with repeated header rows, fixed column widths, spans and a description."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.etree import SubElement, _Element

from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.columns import CELL_MARGINS, column_widths
from strategy_editor.exchange.docx.markup import (
    TEXT_WIDTH,
    WORD,
    Look,
    add,
    copied,
    new_paragraph,
    w,
)
from strategy_editor.exchange.reading.runs import Run

_KEPT_TOGETHER = 10
_MOST_SPAN = 100


@dataclass(frozen=True)
class TableCell:
    """Text that reaches over so many columns and rows; ``head`` names its row or column.

    ``drawing`` draws above the text: it is given a paragraph and the width it may take, in
    twentieths of a point.
    """

    runs: Sequence[Run]
    columns: int = 1
    rows: int = 1
    head: bool = False
    drawing: Callable[[_Element, int], None] | None = None


@dataclass(frozen=True)
class TableRow:
    """Cells from left to right without those that reach in from above."""

    cells: Sequence[TableCell]
    head: bool = False
    id: str = ""


@dataclass(frozen=True)
class Table:
    """A table: widths of the columns as shares (0: open), their alignments, what it is called."""

    rows: Sequence[TableRow]
    widths: Sequence[float]
    alignments: Sequence[str]
    title: str


@dataclass(frozen=True)
class _Place:
    """A cell in the grid; ``above`` marks what is the lower part of a spanning cell."""

    cell: TableCell
    column: int
    columns: int
    above: bool


def write_table(body: Body, table: Table, *, keep_next: bool = False) -> None:
    """Append a table to the body; its last row can be kept with what follows."""
    grid = list(_grid(table))
    element = add(body.element, "tbl")
    _properties(body, element, table)
    drawn = {each.column for places in grid for each in places if each.cell.drawing is not None}
    widths = column_widths(table.widths, _texts(table, grid), drawn)
    columns = add(element, "tblGrid")
    for width in widths:
        add(columns, "gridCol", w=width)
    heads = _leading_heads(table.rows)
    together = len(grid) <= _KEPT_TOGETHER and not drawn
    for number, (row, places) in enumerate(zip(table.rows, grid, strict=True)):
        last = number == len(grid) - 1
        inside = number < heads or together
        keep = keep_next if last else inside
        line = add(element, "tr")
        _row_properties(line, header=number < heads)
        _Writer(body, table, widths, keep).row(line, row, places)
    body.after_table()


@dataclass(frozen=True)
class _Writer:
    body: Body
    table: Table
    widths: Sequence[int]
    keep: bool

    def row(self, line: _Element, row: TableRow, places: Sequence[_Place]) -> None:
        ids = [row.id] if row.id else []
        for place in places:
            width = sum(self.widths[place.column : place.column + place.columns])
            merge = "continue" if place.above else "restart" if place.cell.rows > 1 else ""
            cell = copied(_cell(width, place.columns, merge))
            line.append(cell)
            self._text(cell, row, place, [] if place.above else ids)
            ids = ids if place.above else []

    def _text(self, cell: _Element, row: TableRow, place: _Place, ids: Sequence[str]) -> None:
        align = self.table.alignments[place.column]
        head = row.head or place.cell.head
        if head and place.columns > 1:
            align = "center"
        look = Look(
            "TableHead" if head else "TableText",
            keep_next=self.keep,
            align=align if align in ("center", "right") else "",
        )
        if place.cell.drawing is not None and not place.above:
            width = sum(self.widths[place.column : place.column + place.columns])
            place.cell.drawing(new_paragraph(cell, look), width - CELL_MARGINS)
            if not place.cell.runs:
                return
        story = self.body.story
        runs = () if place.above else place.cell.runs
        if story.paragraph(cell, look, runs, ids) is None:
            empty = new_paragraph(cell, look)
            story.anchors.close(empty, story.anchors.open(empty, ids))


@cache
def _cell(width: int, columns: int, merge: str) -> _Element:
    """A cell without text to be copied."""
    cell = etree.Element(w("tc"), nsmap={"w": WORD})
    properties = add(cell, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if columns > 1:
        add(properties, "gridSpan", val=columns)
    if merge == "continue":
        add(properties, "vMerge")
    elif merge:
        add(properties, "vMerge", val="restart")
    return cell


def _grid(table: Table) -> Iterator[list[_Place]]:
    """Yield the places of each row; short rows are filled, spans end with the table."""
    width = len(table.widths)
    reaching: dict[int, tuple[_Place, int]] = {}
    for row in table.rows:
        places: list[_Place] = []
        below: dict[int, tuple[_Place, int]] = {}
        pending = iter(row.cells)
        column = 0
        while column < width:
            if column in reaching:
                place, left = reaching[column]
                place = _Place(place.cell, column, place.columns, above=True)
            else:
                cell = next(pending, TableCell(()))
                place = _Place(cell, column, _free(cell, column, width, reaching), above=False)
                left = min(cell.rows, _MOST_SPAN)
            places.append(place)
            if left > 1:
                below[column] = (place, left - 1)
            column += place.columns
        reaching = below
        yield places


def _free(cell: TableCell, column: int, width: int, reaching: dict[int, tuple[_Place, int]]) -> int:
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
    return min(widest, _MOST_SPAN)


def _properties(body: Body, element: _Element, table: Table) -> None:
    properties = add(element, "tblPr")
    add(properties, "tblStyle", val="StrategyTable")
    add(properties, "tblW", w=TEXT_WIDTH, type="dxa")
    add(properties, "tblLayout", type="fixed")
    look = add(properties, "tblLook", val="0020" if _leading_heads(table.rows) else "0000")
    named = any(row.cells and row.cells[0].head for row in table.rows if not row.head)
    flags = {"firstRow": bool(_leading_heads(table.rows)), "firstColumn": named, "noVBand": True}
    for name in ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand"):
        look.set(w(name), "1" if flags.get(name) or name == "noHBand" else "0")
    add(properties, "tblCaption", val=table.title)
    heads = [" ".join(run.text for run in cell.runs) for cell in table.rows[0].cells]
    names = ", ".join(filter(None, heads))
    add(properties, "tblDescription", val=body.reader.word("columns", names=names))


def _row_properties(line: _Element, *, header: bool) -> None:
    properties = SubElement(line, w("trPr"))
    add(properties, "cantSplit")
    if header:
        add(properties, "tblHeader")


def _leading_heads(rows: Sequence[TableRow]) -> int:
    """Word repeats header rows only from the top, and a table needs one row below them."""
    count = 0
    while count < len(rows) - 1 and rows[count].head:
        count += 1
    return count


def _texts(table: Table, grid: Sequence[Sequence[_Place]]) -> list[list[str]]:
    texts: list[list[str]] = [[] for _ in table.widths]
    for places in grid:
        for place in places:
            if place.columns == 1 and not place.above:
                text = "".join(run.text for run in place.cell.runs)
                texts[place.column].append(" ".join(re.split(r"[ \t\r\n]+", text)))
    return texts
