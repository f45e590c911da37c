"""Rows and cells of a table: which rows hang together, and where each cell stands."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.document.node import Node

Rows = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in the grid of its rows."""

    node: Node
    row: int
    column: int
    rows: int
    columns: int
    header: bool


def row_groups(table: Node) -> list[Rows]:
    """Split a table where it can be split: rows that a cell spans stay together."""
    groups: list[Rows] = []
    group: list[Node] = []
    reach = 0
    for row in table.children_of("row"):
        group.append(row)
        spans = [_span(cell, "rows") for cell in row.content if isinstance(cell, Node)]
        reach = max(reach, *spans, 1) - 1
        if reach <= 0:
            groups.append(tuple(group))
            group, reach = [], 0
    if group:
        groups.append(tuple(group))
    return groups


def column_count(table: Node) -> int:
    """Return the number of columns that are declared, one where there is none."""
    return max(1, len(table.children_of("column")))


def placed(rows: Rows, columns: int) -> list[Placed]:
    """Place the cells of some rows; what does not fit beside is cut to the last column."""
    taken: set[tuple[int, int]] = set()
    found: list[Placed] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row.children_of("cell"):
            while (number, column) in taken:
                column += 1
            if column >= columns:
                break
            wide = min(_span(cell, "columns"), columns - column)
            high = min(_span(cell, "rows"), len(rows) - number)
            taken |= {(number + y, column + x) for y in range(high) for x in range(wide)}
            header = "true" in (row.get("header"), cell.get("header")) or "1" in (
                row.get("header"),
                cell.get("header"),
            )
            found.append(Placed(cell, number, column, high, wide, header))
            column += wide
    return found


def widths(table: Node) -> tuple[float, ...]:
    """Return the shares of the columns, together 1; columns without a width share the rest."""
    given = [_number(column.get("width")) for column in table.children_of("column")] or [0.0]
    return shares(given)


def shares(given: list[float]) -> tuple[float, ...]:
    """Return shares that sum to 1 from per cents, 0 being a column that takes an even rest."""
    rest = max(0.0, 100.0 - sum(given))
    free = sum(1 for width in given if width <= 0)
    each = max(rest / free, 100.0 / len(given) / 2) if free else 0.0
    full = [width if width > 0 else each for width in given]
    return tuple(width / sum(full) for width in full)


def _span(cell: Node, name: str) -> int:
    value = cell.get(name)
    return max(1, int(value)) if value.isdecimal() else 1


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0
