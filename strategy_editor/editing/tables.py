"""Edits of a table: its rows, columns and cells. The grid stays complete, and no text is lost.

Rows and columns are counted from 0 in the grid as ``editing.grid`` sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from strategy_editor.document.content import Content
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.grid import Grid, Line, Range, filled, grid_of, table_of
from strategy_editor.editing.regrid import (
    around,
    columns_inserted,
    cuts,
    divided,
    in_order,
    leaves_cells,
    merged,
    moved_order,
    rows_inserted,
    shrunk,
    transposed,
    with_content,
    with_header,
    within,
    without,
)

Change = Callable[[Grid], Grid]


class Tables:
    """The edits of one table; each takes a document and returns another.

    They raise ``NotAllowed`` where merged cells are in the way or nothing would be left.
    """

    def __init__(self, table_id: str, new_id: NewId = random_id) -> None:
        self._table_id = table_id
        self._new_id = new_id

    def set_content(self, document: Document, row: int, column: int, content: Content) -> Document:
        """Set what a cell says."""
        return self._changed(document, lambda grid: with_content(grid, row, column, content))

    def clear(self, document: Document, wanted: Range) -> Document:
        """Empty the cells of a range."""

        def change(grid: Grid) -> Grid:
            for slot in grid.slots_in(grid.widened(wanted)):
                grid = with_content(grid, slot.row, slot.column, ())
            return grid

        return self._changed(document, change)

    def insert_rows(self, document: Document, at: int, count: int = 1) -> Document:
        """Insert empty rows before a row; cells that reach over the place grow."""
        return self._changed(document, lambda grid: rows_inserted(grid, at, count))

    def insert_columns(self, document: Document, at: int, count: int = 1) -> Document:
        """Insert empty columns before a column; cells that reach over the place grow."""
        return self._changed(document, lambda grid: columns_inserted(grid, at, count))

    def remove_rows(self, document: Document, first: int, last: int) -> Document:
        """Remove rows; a cell that reaches beyond them keeps its text in what is left of it."""

        def change(grid: Grid) -> Grid:
            if last - first + 1 >= grid.height:
                raise NotAllowed("error.table-last-row")
            slots = shrunk(grid.slots, first, last)
            kept = [part for line in grid.rows[first : last + 1] for part in around(line)]
            kept += [part for slot in within(grid.slots, first, last) for part in slot.after]
            lines = without(grid.rows, first, last, kept)
            return Grid(grid.columns, lines, filled(slots, len(lines), grid.width))

        return self._changed(document, change)

    def remove_columns(self, document: Document, first: int, last: int) -> Document:
        """Remove columns; a cell that reaches beyond them keeps its text."""

        def change(grid: Grid) -> Grid:
            if last - first + 1 >= grid.width:
                raise NotAllowed("error.table-last-column")
            turned = [transposed(slot) for slot in grid.slots]
            slots = [transposed(slot) for slot in shrunk(turned, first, last)]
            kept = [part for line in grid.columns[first : last + 1] for part in line.after]
            columns = without(grid.columns, first, last, kept)
            rows = list(grid.rows)
            for slot in map(transposed, within(turned, first, last)):
                line = rows[slot.row]
                rows[slot.row] = replace(line, last=(*slot.after, *line.last))
            return Grid(columns, tuple(rows), filled(slots, grid.height, len(columns)))

        return self._changed(document, change)

    def move_rows(self, document: Document, first: int, last: int, by: int) -> Document:
        """Move rows one place up (-1) or down (1)."""

        def change(grid: Grid) -> Grid:
            order = moved_order(first, last, by, grid.height)
            if cuts(grid.slots, first, last, by):
                raise NotAllowed("error.table-merged-in-the-way")
            at = {old: new for new, old in enumerate(order)}
            slots = [replace(slot, row=at[slot.row]) for slot in grid.slots]
            return Grid(grid.columns, tuple(grid.rows[old] for old in order), in_order(slots))

        return self._changed(document, change)

    def move_columns(self, document: Document, first: int, last: int, by: int) -> Document:
        """Move columns one place to the left (-1) or right (1)."""

        def change(grid: Grid) -> Grid:
            order = moved_order(first, last, by, grid.width)
            if cuts([transposed(slot) for slot in grid.slots], first, last, by):
                raise NotAllowed("error.table-merged-in-the-way")
            at = {old: new for new, old in enumerate(order)}
            slots = [replace(slot, column=at[slot.column]) for slot in grid.slots]
            return Grid(tuple(grid.columns[old] for old in order), grid.rows, in_order(slots))

        return self._changed(document, change)

    def set_header_rows(self, document: Document, first: int, last: int, *, on: bool) -> Document:
        """Let rows head what follows, or no longer."""

        def change(grid: Grid) -> Grid:
            lines = tuple(
                replace(line, node=with_header(line.node, on)) if first <= number <= last else line
                for number, line in enumerate(grid.rows)
            )
            return replace(grid, rows=lines, _at={})

        return self._changed(document, change)

    def set_header_columns(
        self, document: Document, first: int, last: int, *, on: bool
    ) -> Document:
        """Let the cells of columns head their rows, or no longer; header rows stay as they are."""

        def change(grid: Grid) -> Grid:
            slots = tuple(
                replace(slot, node=with_header(slot.node, on))
                if first <= slot.column <= last and not grid.is_header_row(slot.row)
                else slot
                for slot in grid.slots
            )
            return replace(grid, slots=slots, _at={})

        return self._changed(document, change)

    def merge(self, document: Document, wanted: Range) -> Document:
        """Merge the cells of a range into one that says what all of them said."""
        return self._changed(document, lambda grid: merged(grid, wanted))

    def split(self, document: Document, wanted: Range) -> Document:
        """Split the merged cells of a range; the text stays in the first place."""

        def change(grid: Grid) -> Grid:
            found = [slot for slot in grid.slots_in(wanted) if slot.is_merged]
            if not found:
                raise NotAllowed("error.table-nothing-to-split")
            for slot in found:
                grid = divided(grid, slot)
            return grid

        return self._changed(document, change)

    def set_alignment(
        self, document: Document, first: int, last: int, align: str | None
    ) -> Document:
        """Align columns ``left``, ``center`` or ``right``; None leaves it to the reader."""
        return self._set_columns(document, dict.fromkeys(range(first, last + 1), align), "align")

    def set_widths(self, document: Document, widths: dict[int, str | None]) -> Document:
        """Set the widths of some columns in per cent; None leaves a width open."""
        return self._set_columns(document, widths, "width")

    def paste(
        self,
        document: Document,
        row: int,
        column: int,
        contents: Sequence[Sequence[Content]],
        merges: Sequence[Range] = (),
    ) -> Document:
        """Put contents over the cells from a place on; the table grows where it is too small.

        ``merges`` are ranges of the contents, counted from their first. Merged cells that the
        contents hit are split first.
        """

        def change(grid: Grid) -> Grid:
            height, width = len(contents), max(map(len, contents), default=0)
            grid = rows_inserted(grid, grid.height, max(0, row + height - grid.height))
            grid = columns_inserted(grid, grid.width, max(0, column + width - grid.width))
            area = Range(row, column, row + height - 1, column + width - 1)
            for slot in grid.slots_in(area):
                if slot.is_merged and (height, width) != (1, 1):
                    grid = divided(grid, slot)
            for down, line in enumerate(contents):
                for across, content in enumerate(line):
                    grid = with_content(grid, row + down, column + across, content)
            for each in merges:
                moved = Range(
                    each.top + row, each.left + column, each.bottom + row, each.right + column
                )
                if leaves_cells(grid, moved):
                    grid = merged(grid, moved)
            return grid

        return self._changed(document, change)

    def _set_columns(
        self, document: Document, values: dict[int, str | None], name: str
    ) -> Document:
        def change(grid: Grid) -> Grid:
            lines = tuple(
                replace(line, node=line.node.with_attribute(name, values[number]))
                if number in values
                else line
                for number, line in enumerate(grid.columns)
            )
            return replace(grid, columns=lines, _at={})

        return self._changed(document, change)

    def _changed(self, document: Document, change: Change) -> Document:
        def update(table: Node) -> Node:
            grid = grid_of(table)
            changed = change(grid)
            if changed is grid:
                return table
            new = table_of(table, self._identified(changed))
            return table if new == table else new

        return document.updated(self._table_id, update)

    def _identified(self, grid: Grid) -> Grid:
        def named(line: Line) -> Line:
            if line.node.id is not None:
                return line
            return replace(line, node=line.node.with_attribute("id", self._new_id()))

        columns, rows = map(named, grid.columns), map(named, grid.rows)
        return replace(grid, columns=tuple(columns), rows=tuple(rows), _at={})
