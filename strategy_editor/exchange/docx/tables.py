"""Tables with repeated header rows, fixed column widths, spans and a description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from lxml import etree
from lxml.etree import _Element

from strategy_editor.exchange.docx.body import Body
from strategy_editor.exchange.docx.grid import Place, Table, TableRow
from strategy_editor.exchange.docx.markup import (
    WORD,
    Look,
    add,
    copied,
    new_paragraph,
    w,
)
from strategy_editor.exchange.reading.columns import CELL_MARGINS, LETTER, column_widths

_MOST_ROWS, _MOST_LINES = 10, 12
_ENTRY, _BELOW_ENTRY = (170, 170), 40
"""How entries of a cell are set off from one another."""


def write_table(body: Body, table: Table, *, keep_next: bool = False) -> None:
    """Append a table to the body; its last row can be kept with what follows."""
    grid = table.grid
    element = add(body.element, "tbl")
    _properties(body, element, table)
    drawn = {each.column for places in grid for each in places if each.cell.drawing is not None}
    widths = column_widths(table.widths, table.texts, body.sections.width, drawn)
    columns = add(element, "tblGrid")
    for width in widths:
        add(columns, "gridCol", w=width)
    heads = _leading_heads(table.rows)
    together = not drawn and _is_low(grid, widths)
    for number, (row, places) in enumerate(zip(table.rows, grid, strict=True)):
        last = number == len(grid) - 1
        # No row stands alone below the head or on a new page.
        inside = together or number <= heads or number == len(grid) - 2
        keep = keep_next if last else inside or row.keep_next
        line = copied(_row(number < heads))
        element.append(line)
        _Writer(body, table, widths, keep).row(line, row, places)
    body.after_table()


def _is_low(grid: Sequence[Sequence[Place]], widths: Sequence[int]) -> bool:
    """Whether a table takes so little of the page that it may be moved to the next one whole."""
    if len(grid) > _MOST_ROWS:
        return False
    lines = 0
    for places in grid:
        needs = [0]
        for place in places:
            width = sum(widths[place.column : place.column + place.columns])
            letters = sum(len(run.text) for run in place.cell.runs)
            needs.append(-(-letters * LETTER // max(width - CELL_MARGINS, LETTER)))
        lines += max(needs)
    return lines <= _MOST_LINES


@dataclass(frozen=True)
class _Writer:
    body: Body
    table: Table
    widths: Sequence[int]
    keep: bool

    def row(self, line: _Element, row: TableRow, places: Sequence[Place]) -> None:
        ids = [row.id] if row.id else []
        for place in places:
            width = sum(self.widths[place.column : place.column + place.columns])
            merge = "continue" if place.above else "restart" if place.cell.rows > 1 else ""
            cell = copied(_cell(width, place.columns, merge))
            line.append(cell)
            own = [place.cell.id] if place.cell.id else ids
            self._text(cell, row, place, [] if place.above else own)
            ids = ids if place.above else []

    def _text(self, cell: _Element, row: TableRow, place: Place, ids: Sequence[str]) -> None:
        align = self.table.alignments[place.column]
        head = row.head or place.cell.head
        if head and place.columns > 1:
            align = "center"
        look = Look(
            "TableHead" if head else "TableText",
            keep_next=self.keep,
            align=align if align in ("center", "right") else "",
        )
        if place.cell.further:
            look = replace(look, indent=_ENTRY, after=_BELOW_ENTRY)
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
        for further in () if place.above else place.cell.further:
            story.paragraph(cell, look, further)


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


def _properties(body: Body, element: _Element, table: Table) -> None:
    named = any(row.cells and row.cells[0].head for row in table.rows if not row.head)
    properties = copied(_looks(body.sections.width, _leading_heads(table.rows) > 0, named))
    element.append(properties)
    add(properties, "tblCaption", val=table.title)
    heads = [" ".join(run.text for run in cell.runs) for cell in table.rows[0].cells]
    names = ", ".join(filter(None, heads))
    add(properties, "tblDescription", val=body.reader.word("columns", names=names))


@cache
def _looks(width: int, headed: bool, named: bool) -> _Element:
    """The properties of a table to be copied, without what it is called."""
    properties = etree.Element(w("tblPr"), nsmap={"w": WORD})
    add(properties, "tblStyle", val="StrategyTable")
    add(properties, "tblW", w=width, type="dxa")
    add(properties, "tblLayout", type="fixed")
    look = add(properties, "tblLook", val="0020" if headed else "0000")
    flags = {"firstRow": headed, "firstColumn": named, "noVBand": True}
    for name in ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand"):
        look.set(w(name), "1" if flags.get(name) or name == "noHBand" else "0")
    return properties


@cache
def _row(header: bool) -> _Element:
    """A row without cells to be copied."""
    line = etree.Element(w("tr"), nsmap={"w": WORD})
    properties = add(line, "trPr")
    add(properties, "cantSplit")
    if header:
        add(properties, "tblHeader")
    return line


def _leading_heads(rows: Sequence[TableRow]) -> int:
    """Word repeats header rows only from the top, and a table needs one row below them."""
    count = 0
    while count < len(rows) - 1 and rows[count].head:
        count += 1
    return count
