"""Tables from elsewhere: rows of cells, filled up to a rectangle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node, element
from strategy_editor.exchange.clipboard.assemble import NewId

_MOST_COLUMNS = 100
_MOST_SPAN = 100


class Cell(NamedTuple):
    """What a cell holds and how many columns and rows it covers."""

    content: Content = ()
    columns: int = 1
    rows: int = 1


def table_of(rows: Sequence[tuple[bool, Sequence[Cell]]], caption: Content, new_id: NewId) -> Node:
    """Return a table; rows come with whether they are header rows."""
    laid = _rectangular([list(cells) for _, cells in rows])
    width = max(1, *(_width(cells, covered) for cells, covered in laid))
    made: list[Node] = []
    for (is_header, _), (cells, covered) in zip(rows, laid, strict=True):
        missing = width - _width(cells, covered)
        full = [*cells, *([Cell()] * missing)]
        if not full:
            # Cells from above cover the whole row: such a row says nothing.
            continue
        header = {"header": "true"} if is_header else {}
        made.append(element("row", *map(_cell, full), id=new_id(), **header))
    columns = [element("column", id=new_id()) for _ in range(width)]
    return element("table", Node("caption", (), caption), *columns, *made, id=new_id())


def _rectangular(rows: list[list[Cell]]) -> list[tuple[list[Cell], int]]:
    """Return the rows with spans that stay within, and how many columns come from above."""
    result: list[tuple[list[Cell], int]] = []
    from_above: list[tuple[int, int]] = []
    for at, cells in enumerate(rows):
        left = len(rows) - at
        covered = sum(width for width, _ in from_above)
        kept: list[Cell] = []
        room = _MOST_COLUMNS - covered
        for cell in cells:
            columns = max(1, min(cell.columns, room, _MOST_SPAN))
            if room <= 0:
                break
            room -= columns
            kept.append(Cell(cell.content, columns, max(1, min(cell.rows, left, _MOST_SPAN))))
        result.append((kept, covered))
        from_above = [(width, rest - 1) for width, rest in from_above if rest > 1]
        from_above += [(cell.columns, cell.rows - 1) for cell in kept if cell.rows > 1]
    return result


def _width(cells: Sequence[Cell], covered: int) -> int:
    return covered + sum(cell.columns for cell in cells)


def _cell(cell: Cell) -> Node:
    spans = {}
    if cell.columns > 1:
        spans["columns"] = str(cell.columns)
    if cell.rows > 1:
        spans["rows"] = str(cell.rows)
    return element("cell", *cell.content, **spans)
