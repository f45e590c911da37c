"""Tables that are made from the content, as values."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.document.node import Node


@dataclass(frozen=True)
class Cell:
    """A generated cell; ``target`` is the element that it speaks of.

    ``course`` is an indicator whose values may be drawn here, above the text.
    """

    text: str
    target: str = ""
    course: Node | None = None


@dataclass(frozen=True)
class GeneratedTable:
    """A table made from the content: caption, column titles with widths in per cent, rows.

    ``note`` says beneath the caption how the table is to be read; ``named`` that the first
    column names the rows.
    """

    caption: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    named: bool = False
