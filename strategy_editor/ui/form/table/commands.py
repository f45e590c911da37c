"""What the tools of a table do to a range of its cells, and what is chosen afterwards."""

from __future__ import annotations

from collections.abc import Callable

from strategy_editor.document.document import Document
from strategy_editor.editing.grid import Grid, Range
from strategy_editor.editing.tables import Tables

Edit = Callable[[Document], Document]
_Align = str | None
_COLUMN_ALIGNS: dict[str, _Align] = {
    "align-left": None,
    "align-center": "center",
    "align-right": "right",
}


def command(name: str, edits: Tables, grid: Grid, area: Range) -> tuple[Edit, Range]:
    """Return the edit that a tool makes, and the range to choose when it is made."""
    kind = name.partition("-")[0]
    if kind == "row":
        return _of_rows(name, edits, area)
    if kind == "column":
        return _of_columns(name, edits, area)
    return _of_cells(name, edits, grid, area), area


def _of_rows(name: str, edits: Tables, area: Range) -> tuple[Edit, Range]:
    first, last = area.top, area.bottom
    match name:
        case "row-above":
            return lambda d: edits.insert_rows(d, first), _place(first, area.left)
        case "row-below":
            return lambda d: edits.insert_rows(d, last + 1), _place(last + 1, area.left)
        case "row-up":
            return lambda d: edits.move_rows(d, first, last, -1), _moved(area, -1, 0)
        case "row-down":
            return lambda d: edits.move_rows(d, first, last, 1), _moved(area, 1, 0)
        case _:
            return lambda d: edits.remove_rows(d, first, last), _place(first, area.left)


def _of_columns(name: str, edits: Tables, area: Range) -> tuple[Edit, Range]:
    first, last = area.left, area.right
    match name:
        case "column-left":
            return lambda d: edits.insert_columns(d, first), _place(area.top, first)
        case "column-right":
            return lambda d: edits.insert_columns(d, last + 1), _place(area.top, last + 1)
        case "column-to-left":
            return lambda d: edits.move_columns(d, first, last, -1), _moved(area, 0, -1)
        case "column-to-right":
            return lambda d: edits.move_columns(d, first, last, 1), _moved(area, 0, 1)
        case _:
            return lambda d: edits.remove_columns(d, first, last), _place(area.top, first)


def _of_cells(name: str, edits: Tables, grid: Grid, area: Range) -> Edit:
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    match name:
        case "header-row":
            on = not all(grid.is_header_row(row) for row in rows)
            return lambda d: edits.set_header_rows(d, area.top, area.bottom, on=on)
        case "header-column":
            on = not all(grid.is_header_column(column) for column in columns)
            return lambda d: edits.set_header_columns(d, area.left, area.right, on=on)
        case "merge":
            return lambda d: edits.merge(d, area)
        case "split":
            return lambda d: edits.split(d, area)
        case "clear":
            return lambda d: edits.clear(d, area)
        case _:
            align = _COLUMN_ALIGNS[name]
            return lambda d: edits.set_alignment(d, area.left, area.right, align)


def _place(row: int, column: int) -> Range:
    return Range(row, column, row, column)


def _moved(area: Range, rows: int, columns: int) -> Range:
    return Range(area.top + rows, area.left + columns, area.bottom + rows, area.right + columns)
