"""Tables too wide for the page of a PDF: across, and in parts where even that does not do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from strategy_editor.exchange.reading.columns import fitted
from strategy_editor.exchange.reading.runs import plain
from strategy_editor.exchange.setting.pieces import Cell, Row, TablePiece

PORTRAIT, LANDSCAPE = 9_354, 14_286
"""Widths of the text on a page and on one that lies across, in twentieths of a point."""


def texts_of(piece: TablePiece) -> list[list[str]]:
    """Return what stands in each column; nothing of cells over several."""
    texts: list[list[str]] = [[] for _ in piece.widths]
    for row in piece.rows:
        for cell in row.cells:
            if cell.columns == 1:
                texts[cell.column].append(plain(list(cell.runs)))
    return texts


def parts_of(piece: TablePiece) -> tuple[list[TablePiece], bool]:
    """Return a table as it fits: its parts from left to right, and whether they lie across."""
    parts, is_landscape = fitted(texts_of(piece), PORTRAIT, LANDSCAPE)
    if len(parts) == 1:
        return [piece], is_landscape
    made = [_part(piece, columns) for columns in parts]
    made[1:] = [replace(each, note="", id="") for each in made[1:]]
    made[:-1] = [replace(each, source="") for each in made[:-1]]
    return made, is_landscape


def _part(piece: TablePiece, columns: Sequence[int]) -> TablePiece:
    rows = tuple(_row(row, columns) for row in piece.rows)
    return replace(
        piece,
        rows=rows,
        widths=tuple(piece.widths[column] for column in columns),
        aligns=tuple(piece.aligns[column] for column in columns),
    )


def _row(row: Row, columns: Sequence[int]) -> Row:
    """Cut a row; a repeated cell leaves its footnotes to the first part."""
    is_first = columns[1:2] == [1]
    cells: list[Cell] = []
    for cell in row.cells:
        covered = range(cell.column, cell.column + cell.columns)
        inside = [at for at, column in enumerate(columns) if column in covered]
        if inside:
            repeated = cell.column == 0 and not is_first
            runs = tuple(run for run in cell.runs if not repeated or run.footnote is None)
            cells.append(replace(cell, column=inside[0], columns=len(inside), runs=runs))
    return replace(row, cells=tuple(cells), id=row.id if is_first else "")
