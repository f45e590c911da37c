"""Lays rows of a table out: column widths, spans, borders and the shaded header."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QRectF

from strategy_editor.ui.text.laid import Laid, LaidText, Shape
from strategy_editor.ui.text.lines import lay_text
from strategy_editor.ui.text.parts import Cell, Rows
from strategy_editor.ui.text.styles import Styles

_PAD_X = 0.62
_PAD_Y = 0.38
_BELOW_CAPTION = 0.45


def lay_rows(
    rows: Rows, laid: Laid, styles: Styles, left: float, top: float, width: float
) -> float:
    """Add the rows to what is laid out and return the height they take."""
    start = top
    if rows.first:
        top += round(_BELOW_CAPTION * styles.em)
    edges = [round(left + share * (width - 1)) for share in (0.0, *accumulate(rows.shares))]
    pad_x, pad_y = _PAD_X * styles.em, _PAD_Y * styles.em
    texts = []
    for cell in rows.cells:
        inner = edges[cell.column + cell.columns] - edges[cell.column] - 2 * pad_x
        texts.append((cell, lay_text(cell.text, styles, inner)[0]))
    heights = _heights(rows, texts, pad_y, styles.pitch("cell"))
    tops = [top, *(top + height for height in accumulate(heights))]
    for cell, text in texts:
        rect = _rect(cell, edges, tops)
        laid.drawn.append(Shape(rect, "hover" if cell.header else "", "line"))
        text.x, text.y = edges[cell.column] + pad_x, round(rect.top() + pad_y)
        laid.texts.append(text)
    return tops[-1] - start


def _rect(cell: Cell, edges: list[int], tops: list[float]) -> QRectF:
    x, y = edges[cell.column], tops[cell.row]
    right, bottom = edges[cell.column + cell.columns], tops[cell.row + cell.rows]
    return QRectF(x, y, right - x + 1, bottom - y + 1)


def _heights(
    rows: Rows, texts: list[tuple[Cell, LaidText]], pad: float, least: float
) -> list[float]:
    heights = [float(round(least + 2 * pad))] * rows.count
    for cell, text in sorted(texts, key=lambda each: each[0].rows):
        last = cell.row + cell.rows - 1
        above = sum(heights[cell.row : last])
        heights[last] = max(heights[last], float(round(text.height + 2 * pad - above)))
    return heights
