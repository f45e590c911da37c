"""One grid from another: lines put in and taken out, cells merged and divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from strategy_editor.document.content import Content, joined
from strategy_editor.document.node import Node, element
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.grid import MAX_SPAN, TRUE, Grid, Line, Range, Slot, filled


def with_content(grid: Grid, row: int, column: int, content: Content) -> Grid:
    """Return a grid in which the cell at a place says something else."""
    slot = grid.slot(row, column)
    if slot.node.content == content:
        return grid
    return _replaced(grid, slot, [replace(slot, node=slot.node.with_content(content))])


def rows_inserted(grid: Grid, at: int, count: int) -> Grid:
    """Return a grid with empty rows before a row; they head what follows where that one does."""
    if count <= 0:
        return grid
    heads = at < grid.height and grid.is_header_row(at)
    like = min(at, grid.height - 1)
    line = Line(with_header(Node("row"), heads))
    lines = (*grid.rows[:at], *(line,) * count, *grid.rows[at:])
    slots = _grown(grid.slots, at, count)
    new = filled(slots, len(lines), grid.width)
    old = {(slot.row, slot.column) for slot in slots}
    slots = [
        slot
        if (slot.row, slot.column) in old
        else replace(slot, node=_like(grid.slot(like, slot.column).node))
        for slot in new
    ]
    return Grid(grid.columns, lines, in_order(slots))


def columns_inserted(grid: Grid, at: int, count: int) -> Grid:
    """Return a grid with empty columns before a column, aligned as the one beside them."""
    if count <= 0:
        return grid
    beside = grid.columns[min(max(at - 1, 0), grid.width - 1)].node
    attributes = tuple(pair for pair in beside.attributes if pair[0] == "align")
    lines = (*grid.columns[:at], *(Line(Node("column", attributes)),) * count, *grid.columns[at:])
    turned = _grown([transposed(slot) for slot in grid.slots], at, count)
    slots = filled([transposed(slot) for slot in turned], grid.height, len(lines))
    return Grid(lines, grid.rows, slots)


def merged(grid: Grid, wanted: Range) -> Grid:
    """Return a grid in which a range is one cell; raises ``NotAllowed`` where it cannot be."""
    area = grid.widened(wanted)
    inside = grid.slots_in(area)
    height, width = area.bottom - area.top + 1, area.right - area.left + 1
    if len(inside) < len(("one", "other")):
        raise NotAllowed("error.table-nothing-to-merge")
    if max(height, width) > MAX_SPAN:
        raise NotAllowed("error.table-merge-too-large")
    if not leaves_cells(grid, area):
        raise NotAllowed("error.table-merge-whole-rows")
    content: list[Node | str] = []
    for slot in inside:
        if slot.node.content:
            content += [" "] if content else []
            content += slot.node.content
    node = inside[0].node.with_content(joined(content))
    after = tuple(part for slot in inside for part in slot.after)
    one = Slot(node, area.top, area.left, height, width, after)
    return _replaced(grid, inside, [one])


def divided(grid: Grid, slot: Slot) -> Grid:
    """Return a grid in which a merged cell is several again; its text stays in the first."""
    parts = [
        replace(slot, rows=1, columns=1)
        if place == (slot.row, slot.column)
        else Slot(_like(slot.node), *place)
        for place in slot.range.places()
    ]
    return _replaced(grid, slot, parts)


def _replaced(grid: Grid, old: Slot | Sequence[Slot], new: Sequence[Slot]) -> Grid:
    gone = {id(slot) for slot in ([old] if isinstance(old, Slot) else old)}
    slots = [slot for slot in grid.slots if id(slot) not in gone]
    return replace(grid, slots=in_order([*slots, *new]), _at={})


def leaves_cells(grid: Grid, area: Range) -> bool:
    """Whether each row below the first of a range keeps a cell of its own when it is merged."""
    return all(
        any(
            slot.row == row and not area.left <= slot.column <= area.right
            for slot in grid.slots_in(Range(row, 0, row, grid.width - 1))
        )
        for row in range(area.top + 1, area.bottom + 1)
    )


def _grown(slots: Sequence[Slot], at: int, count: int) -> list[Slot]:
    """Make room for rows: cells below move, cells that reach over the place grow."""
    return [
        replace(slot, row=slot.row + count)
        if slot.row >= at
        else replace(slot, rows=slot.rows + count)
        if slot.row + slot.rows > at
        else slot
        for slot in slots
    ]


def shrunk(slots: Sequence[Slot], first: int, last: int) -> list[Slot]:
    """Take rows away: cells within go, cells that reach in shrink, cells below move."""
    found = []
    for slot in slots:
        rows = [row for row in range(slot.row, slot.row + slot.rows) if not first <= row <= last]
        if rows:
            row = rows[0] if rows[0] < first else rows[0] - (last - first + 1)
            found.append(replace(slot, row=row, rows=len(rows)))
    return found


def moved_order(first: int, last: int, by: int, count: int) -> list[int]:
    """Return the old numbers of lines in the order they have when some have moved."""
    if first + by < 0 or last + by >= count:
        raise NotAllowed("error.table-cannot-move-further")
    order = list(range(count))
    block = order[first : last + 1]
    del order[first : last + 1]
    order[first + by : first + by] = block
    return order


def cuts(slots: Sequence[Slot], first: int, last: int, by: int) -> bool:
    """Whether a merged cell reaches over the edge of what moves or of where it goes."""
    edges = {first, last + 1, first + by if by < 0 else last + 1 + by}
    return any(slot.row < edge < slot.row + slot.rows for slot in slots for edge in edges)


def transposed(slot: Slot) -> Slot:
    """Return a cell with rows and columns exchanged, so that one function serves for both."""
    return replace(slot, row=slot.column, column=slot.row, rows=slot.columns, columns=slot.rows)


def within(slots: Sequence[Slot], first: int, last: int) -> list[Slot]:
    """The cells that lie in some rows and nowhere else."""
    return [slot for slot in slots if first <= slot.row and slot.row + slot.rows - 1 <= last]


def around(line: Line) -> Content:
    """What stands in and behind a row beside its cells is not the row's to take with it."""
    return (*line.before, *line.last, *line.after)


def without(
    lines: Sequence[Line], first: int, last: int, kept: Sequence[Node | str]
) -> tuple[Line, ...]:
    """Take lines out; what is kept of them goes behind the line before, or the first left."""
    rest = [*lines[:first], *lines[last + 1 :]]
    at = max(0, first - 1)
    rest[at] = replace(rest[at], after=(*kept, *rest[at].after))
    return tuple(rest)


def _like(cell: Node) -> Node:
    return element("cell", header="true") if cell.get("header") in TRUE else Node("cell")


def with_header(node: Node, on: bool) -> Node:
    """Return a row or cell that heads what follows, or one that does not."""
    if (node.get("header") in TRUE) == on:
        return node
    return node.with_attribute("header", "true" if on else None)


def in_order(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return cells in reading order."""
    return tuple(sorted(slots, key=lambda slot: (slot.row, slot.column)))
