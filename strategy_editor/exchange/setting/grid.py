"""The grid of a table: where each cell begins, and spans cut to what is free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from strategy_editor.document.node import Node
from strategy_editor.exchange.setting.pieces import Cell, Row

_MOST_SPAN = 100


def count_of(value: str) -> int:
    """Return the number of columns or rows that an attribute states, 1 where it states none."""
    return min(max(int(value), 1), _MOST_SPAN) if value.isdecimal() else 1


def share_of(value: str) -> float:
    """Return a width in per cent, 0 where none is stated."""
    try:
        return max(float(value), 0.0) if value else 0.0
    except ValueError:
        return 0.0


def is_true(node: Node, name: str) -> bool:
    """Return the value of a boolean attribute."""
    return node.get(name) in ("true", "1")


def fitted(rows: Sequence[Row], columns: int) -> tuple[Row, ...]:
    """Place the cells of each row; short rows are filled and spans end with the table.

    ``columns`` is the least number of columns; a wider row widens the table.
    """
    width = max(columns, _widest(rows))
    reaching = [0] * width
    result: list[Row] = []
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        pending = iter(row.cells)
        column = 0
        while column < width:
            if reaching[column]:
                reaching[column] -= 1
                column += 1
                continue
            cell = next(pending, Cell((), 0))
            free = next((at for at in range(column, width) if reaching[at]), width)
            placed = replace(
                cell,
                column=column,
                columns=min(cell.columns, free - column),
                rows=min(cell.rows, len(rows) - number),
            )
            cells.append(placed)
            for at in range(column, column + placed.columns):
                reaching[at] = placed.rows - 1
            column += placed.columns
        result.append(replace(row, cells=tuple(cells)))
    return tuple(result)


def width_of(rows: Iterable[Row]) -> int:
    """Return how many columns fitted rows have."""
    return max((cell.column + cell.columns for row in rows for cell in row.cells), default=1)


def leading_heads(rows: Sequence[Row]) -> int:
    """How many rows on top name the columns; one row is left below them."""
    count = 0
    while count < len(rows) - 1 and rows[count].head:
        count += 1
    return count


def _widest(rows: Sequence[Row]) -> int:
    reaching: list[int] = []
    widest = 1
    for row in rows:
        widest = max(widest, len(reaching) + sum(cell.columns for cell in row.cells))
        reaching = [left - 1 for left in reaching if left > 1]
        for cell in row.cells:
            reaching += [cell.rows - 1] * (cell.columns if cell.rows > 1 else 0)
    return min(widest, _MOST_SPAN)
