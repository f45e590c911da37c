"""How wide columns and how high rows are on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from PySide6.QtWidgets import QTableView

from strategy_editor.document.node import Node
from strategy_editor.editing.grid import Grid
from strategy_editor.ui.form.table.model import TableModel
from strategy_editor.ui.form.table.painting import CellPainter

LEAST = 72
"""Pixels that a column has at least; where they do not fit the view scrolls."""
_MOST_NEEDED = 240
"""Pixels that a single word can claim."""
_MOST_HIGH = 640


def fit(view: QTableView, model: TableModel, painter: CellPainter) -> None:
    """Give the columns their shares, the rows the height of their text, the view that of both."""
    grid = model.grid
    room = view.viewport().width()
    needed = [min(max(each, LEAST), _MOST_NEEDED) for each in painter.longest_words(model)]
    widths = column_widths(shares([line.node for line in grid.columns]), needed, room)
    for column, width in enumerate(widths):
        view.setColumnWidth(column, width)
    heights = row_heights(grid, widths, model, painter)
    for row, height in enumerate(heights):
        view.setRowHeight(row, height)
    head = view.horizontalHeader().sizeHint().height()
    frame = 2 * view.frameWidth()
    scroll = view.horizontalScrollBar().sizeHint().height() if sum(widths) > room else 0
    view.setFixedHeight(min(sum(heights) + head + scroll + frame, _MOST_HIGH))


def shares(columns: Sequence[Node]) -> list[float]:
    """Return what part of the whole each column takes; open ones share what is left."""
    given = [_number(column.get("width")) for column in columns]
    free = given.count(0.0)
    each = max(max(0.0, 100 - sum(given)) / free, 50 / len(given)) if free else 0.0
    full = [width or each for width in given]
    return [width / sum(full) for width in full]


def column_widths(parts: Sequence[float], needed: Sequence[int], room: int) -> list[int]:
    """Return whole pixels that fill the room, none below what a column needs.

    Where not even that fits, columns get the least width, and the view scrolls.
    """
    if room < sum(needed):
        needed = [LEAST] * len(parts)
        if room < sum(needed):
            return list(needed)
    wanted = [max(part * room, need) for part, need in zip(parts, needed, strict=True)]
    spare = sum(wanted) - sum(needed)
    factor = (room - sum(needed)) / spare if spare else 1.0
    exact = [need + (width - need) * factor for width, need in zip(wanted, needed, strict=True)]
    edges = [0.0, *accumulate(exact)]
    return [round(right) - round(left) for left, right in pairwise(edges)]


def percentages(widths: Sequence[int]) -> list[str]:
    """Return widths in whole per cents that sum to 100, as a file keeps them."""
    total = sum(widths) or 1
    edges = [0.0, *accumulate(100 * width / total for width in widths)]
    return [str(max(1, round(right) - round(left))) for left, right in pairwise(edges)]


def row_heights(
    grid: Grid, widths: Sequence[int], model: TableModel, painter: CellPainter
) -> list[int]:
    """Return the heights of the rows; a cell over several rows stretches the last."""
    heights = [0] * grid.height
    for slot in sorted(grid.slots, key=lambda each: each.rows):
        width = sum(widths[slot.column : slot.column + slot.columns])
        last = slot.row + slot.rows - 1
        above = sum(heights[slot.row : last])
        heights[last] = max(heights[last], painter.height(model, slot, width) - above)
    return heights


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0
