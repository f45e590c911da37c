"""A table as a grid: every place has a cell, whatever the file leaves out or lets overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from strategy_editor.document.node import Node

TRUE = ("true", "1")
MAX_SPAN = 100
Parts = tuple[Node | str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of places, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield the places row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def joined(self, other: Range) -> Range:
        """Return the smallest range that holds both."""
        return Range(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


@dataclass(frozen=True)
class Slot:
    """A cell at its place; ``after`` are the comments that follow it in its row.

    Two slots are the same only where they are the same object, for equal cells may stand twice.
    """

    node: Node
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    after: Parts = ()

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def range(self) -> Range:
        """The places that the cell covers."""
        return Range(
            self.row, self.column, self.row + self.rows - 1, self.column + self.columns - 1
        )

    @property
    def is_merged(self) -> bool:
        """Whether the cell covers more than one place."""
        return self.rows > 1 or self.columns > 1


@dataclass(frozen=True)
class Line:
    """A row or column of a table: its element without cells, and what else stands there.

    ``before`` comes ahead of the first cell, ``last`` behind the last, ``after`` behind the row.
    """

    node: Node
    before: Parts = ()
    last: Parts = ()
    after: Parts = ()


@dataclass(frozen=True)
class Grid:
    """The columns, rows and cells of a table; ``slots`` are in reading order."""

    columns: tuple[Line, ...]
    rows: tuple[Line, ...]
    slots: tuple[Slot, ...]
    _at: dict[tuple[int, int], Slot] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for slot in self.slots:
            for place in slot.range.places():
                self._at[place] = slot

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def slot(self, row: int, column: int) -> Slot:
        """Return the cell that covers a place; raises ``KeyError`` outside the grid."""
        return self._at[row, column]

    def is_header(self, slot: Slot) -> bool:
        """Whether a cell heads its row or column."""
        return self.is_header_row(slot.row) or slot.node.get("header") in TRUE

    def is_header_row(self, row: int) -> bool:
        """Whether a row heads what follows."""
        return self.rows[row].node.get("header") in TRUE

    def is_header_column(self, column: int) -> bool:
        """Whether all cells of a column below the header rows head their rows."""
        below = [row for row in range(self.height) if not self.is_header_row(row)]
        return bool(below) and all(
            self.slot(row, column).node.get("header") in TRUE for row in below
        )

    def widened(self, wanted: Range) -> Range:
        """Return a range made so large, within the grid, that it cuts no merged cell."""
        wanted = Range(
            max(0, min(wanted.top, self.height - 1)),
            max(0, min(wanted.left, self.width - 1)),
            max(0, min(wanted.bottom, self.height - 1)),
            max(0, min(wanted.right, self.width - 1)),
        )
        while True:
            wider = wanted
            for slot in self.slots_in(wanted):
                wider = wider.joined(slot.range)
            if wider == wanted:
                return wanted
            wanted = wider

    def slots_in(self, wanted: Range) -> list[Slot]:
        """Return the cells that a range touches, in reading order."""
        found: dict[Slot, None] = {}
        for place in wanted.places():
            if place in self._at:
                found[self._at[place]] = None
        return sorted(found, key=lambda slot: (slot.row, slot.column))


def grid_of(table: Node) -> Grid:
    """Return the grid of a table.

    Cells of a row stand side by side, beside those that reach in from above. A cell that begins
    behind the last column makes the grid wider, a span that reaches beyond it is cut, and where
    a row is too short there are empty cells.
    """
    columns = _lines(table, "column")
    rows = _lines(table, "row") or (Line(Node("row")),)
    lines, cells = [], []
    for line in rows:
        before, found = _spread(line.node, "cell")
        last = tuple(part for _, after in found for part in after if _is_foreign(part))
        bare = line.node.with_content(())
        lines.append(replace(line, node=bare, before=before, last=last))
        cells.append([(node, _without_foreign(after)) for node, after in found])
    slots, width = _placed(cells, len(columns))
    columns += (Line(Node("column")),) * (width - len(columns))
    return Grid(columns, tuple(lines), filled(slots, len(rows), width))


def table_of(table: Node, grid: Grid) -> Node:
    """Return the table with the columns, rows and cells of a grid.

    Every row keeps a cell of its own: one that reaches over a whole row from above is cut there.
    """
    grid = _with_own_cells(grid)
    content: list[Node | str] = []
    first = next(
        (at for at, part in enumerate(table.content) if _is_line(part)), len(table.content)
    )
    tail = [part for part in table.content[:first] if _is_outside(part)]
    content += [part for part in table.content[:first] if not _is_outside(part)]
    for line in grid.columns:
        content += [line.node, *line.after]
    by_row: dict[int, list[Slot]] = {}
    for slot in grid.slots:
        by_row.setdefault(slot.row, []).append(slot)
    for number, line in enumerate(grid.rows):
        parts: list[Node | str] = list(line.before)
        for slot in sorted(by_row.get(number, ()), key=lambda each: each.column):
            parts += [_spanning(slot), *slot.after]
        content.append(line.node.with_content(_merged((*parts, *line.last))))
        content += [part for part in line.after if not _is_foreign(part)]
        tail += [part for part in line.after if _is_foreign(part)]
    return table.with_content(_merged((*content, *tail)))


def filled(slots: Iterable[Slot], height: int, width: int) -> tuple[Slot, ...]:
    """Return cells in reading order with empty ones wherever there is none."""
    found = list(slots)
    taken = {place for slot in found for place in slot.range.places()}
    found += [
        Slot(Node("cell"), row, column)
        for row in range(height)
        for column in range(width)
        if (row, column) not in taken
    ]
    return tuple(sorted(found, key=lambda slot: (slot.row, slot.column)))


def _placed(rows: list[list[tuple[Node, Parts]]], declared: int) -> tuple[list[Slot], int]:
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    width = max(1, declared)
    for number, cells in enumerate(rows):
        column = 0
        for node, after in cells:
            while (number, column) in taken:
                column += 1
            width = max(width, column + 1)
            most = min(_span(node, "columns"), max(declared, column + 1) - column)
            wide = 1
            while wide < most and (number, column + wide) not in taken:
                wide += 1
            high = min(_span(node, "rows"), len(rows) - number)
            slot = Slot(node, number, column, high, wide, after)
            taken.update(slot.range.places())
            slots.append(slot)
    return slots, width


def _with_own_cells(grid: Grid) -> Grid:
    """Cut cells that leave a row without any that begins in it."""
    starting = {slot.row for slot in grid.slots}
    bare = [row for row in range(grid.height) if row not in starting]
    if not bare:
        return grid
    slots: list[Slot] = []
    for slot in grid.slots:
        inside = [row for row in bare if slot.row < row < slot.row + slot.rows]
        slots.append(replace(slot, rows=inside[0] - slot.row) if inside else slot)
    return replace(grid, slots=filled(slots, grid.height, grid.width), _at={})


def _spanning(slot: Slot) -> Node:
    node = slot.node
    for name, count in (("columns", slot.columns), ("rows", slot.rows)):
        if _span(node, name) != count or (count == 1 and node.get(name, "1") != "1"):
            node = node.with_attribute(name, str(count) if count > 1 else None)
    return node


def _lines(table: Node, tag: str) -> tuple[Line, ...]:
    _, found = _spread(table, tag)
    other = {"column": "row", "row": "column"}[tag]
    lines = []
    for node, after in found:
        names = [part.tag if isinstance(part, Node) else "" for part in after]
        end = names.index(other) if other in names else len(names)
        lines.append(Line(node, after=after[:end]))
    return tuple(lines)


def _spread(node: Node, tag: str) -> tuple[Parts, list[tuple[Node, Parts]]]:
    """Split content into what stands before the first child of a tag and what follows each."""
    before: list[Node | str] = []
    found: list[tuple[Node, list[Node | str]]] = []
    for part in node.content:
        if isinstance(part, Node) and part.tag == tag:
            found.append((part, []))
        else:
            (found[-1][1] if found else before).append(part)
    return tuple(before), [(each, tuple(after)) for each, after in found]


def _merged(parts: Parts) -> Parts:
    merged: list[Node | str] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return tuple(merged)


def _without_foreign(parts: Parts) -> Parts:
    return tuple(part for part in parts if not _is_foreign(part))


def _is_foreign(part: Node | str) -> bool:
    return isinstance(part, Node) and part.is_element


def _is_outside(part: Node | str) -> bool:
    """Whether a part belongs behind all rows: an element of another namespace."""
    return isinstance(part, Node) and part.tag.startswith("{")


def _is_line(part: Node | str) -> bool:
    return isinstance(part, Node) and part.tag in ("column", "row")


def _span(cell: Node, name: str) -> int:
    value = cell.get(name)
    return min(max(1, int(value)), MAX_SPAN) if value.isdecimal() else 1
