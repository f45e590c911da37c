"""Rows and cells of a table: which rows hang together, where cells stand, how wide columns are."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording

Rows = tuple[Node, ...]

_REMEMBERED = 8
_CHARACTERS = 78
"""Of a table's size, in the width of the text."""
_PADDING = 2.6
_BOLD = 1.08


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in the grid of its rows."""

    node: Node
    row: int
    column: int
    rows: int
    columns: int
    header: bool
    row_id: str = ""
    number: int = 0
    """Which cell of its row it is."""


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


def placed(rows: Rows, columns: int) -> list[Placed]:
    """Place the cells of some rows; what does not fit beside is cut to the last column."""
    taken: set[tuple[int, int]] = set()
    found: list[Placed] = []
    for number, row in enumerate(rows):
        column = 0
        for at, cell in enumerate(row.children_of("cell")):
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
            row_id = row.id or ""
            found.append(Placed(cell, number, column, high, wide, header, row_id, at))
            column += wide
    return found


@dataclass(frozen=True, slots=True)
class Split:
    """A table split into rows that hang together, and the shares of its columns."""

    table: Node
    groups: list[Rows]
    shares: tuple[float, ...]


class Splits:
    """Splits tables and remembers the last ones, from one revision to the next."""

    def __init__(self) -> None:
        self._known: dict[int, Split] = {}

    def of(self, table: Node) -> Split:
        """Return the split of a table."""
        known = self._known.get(id(table))
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            groups = row_groups(table)
            known = Split(table, groups, _shares_of(table, groups))
            self._known[id(table)] = known
        return known


def fitted(given: list[float], words: list[float]) -> tuple[float, ...]:
    """Return shares that sum to 1 from per cents, 0 being a column that takes an even rest.

    Where the longest word of a column (``words``, in characters) does not fit, the column is
    widened at the cost of those that have room to spare.
    """
    rest = max(0.0, 100.0 - sum(given))
    free = sum(1 for width in given if width <= 0)
    each = max(rest / free, 100.0 / len(given) / 2) if free else 0.0
    full = [width if width > 0 else each for width in given]
    wide = [100 * width / sum(full) for width in full]
    needed = [100 * (word + _PADDING) / _CHARACTERS for word in words]
    spare = [max(0.0, width - need) for width, need in zip(wide, needed, strict=True)]
    lack = [max(0.0, need - width) for width, need in zip(wide, needed, strict=True)]
    if not sum(lack) or not sum(spare):
        return tuple(width / 100 for width in wide)
    moved = min(sum(lack), sum(spare))
    return tuple(
        (width + moved * missing / sum(lack) - moved * room / sum(spare)) / 100
        for width, missing, room in zip(wide, lack, spare, strict=True)
    )


def longest_word(text: str, *, bold: bool = False) -> float:
    """Return about how wide the longest word is, in characters."""
    longest = max(map(len, text.split()), default=0)
    return longest * _BOLD if bold else float(longest)


def _shares_of(table: Node, groups: list[Rows]) -> tuple[float, ...]:
    given = [_number(column.get("width")) for column in table.children_of("column")] or [0.0]
    words = [0.0] * len(given)
    for group in groups:
        for cell in placed(group, len(given)):
            if cell.columns == 1:
                word = longest_word(wording(cell.node), bold=cell.header)
                words[cell.column] = max(words[cell.column], word)
    return fitted(given, words)


def _span(cell: Node, name: str) -> int:
    value = cell.get(name)
    return max(1, int(value)) if value.isdecimal() else 1


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0
