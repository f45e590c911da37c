"""What stands on the pages, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.setting.course_svg import Drawing

TextStyle = Literal[
    "body", "lead", "label", "quote", "attribution", "entry", "source", "signature", "note",
    "box-title", "missing",
]  # fmt: skip
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` counts from 1 and never jumps, ``kind`` is that of its block."""

    level: int
    number: str
    title: str
    id: str
    kind: str


@dataclass(frozen=True)
class Text:
    """A paragraph; ``id`` is empty where it belongs to the element printed before it."""

    style: TextStyle
    runs: Runs
    id: str = ""


@dataclass(frozen=True)
class ListItem:
    """An item, and the lists inside it."""

    runs: Runs
    id: str = ""
    lists: tuple[ListPiece, ...] = ()


@dataclass(frozen=True)
class ListPiece:
    """A list; ``kind`` is ``bullet``, ``number`` or ``letter``."""

    kind: str
    items: tuple[ListItem, ...]


@dataclass(frozen=True)
class FactList:
    """Labelled facts below a goal, measure or indicator."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cell:
    """A cell in its place; it covers so many columns and rows from ``column`` on.

    ``drawing`` stands above the text.
    """

    runs: Runs
    column: int
    columns: int = 1
    rows: int = 1
    head: bool = False
    drawing: Drawing | None = None


@dataclass(frozen=True)
class Row:
    """The cells that begin in a row; ``head`` where the row names the columns."""

    cells: tuple[Cell, ...]
    head: bool = False
    id: str = ""


@dataclass(frozen=True)
class TablePiece:
    """A table whose cells fit its grid; ``heads`` rows on top are repeated on each page.

    ``widths`` are shares of the columns (0: open), ``aligns`` ``left``, ``center`` or ``right``;
    ``note`` says before it how it is to be read.
    """

    rows: tuple[Row, ...]
    heads: int
    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    label: str = ""
    caption: Runs = ()
    source: str = ""
    id: str = ""
    note: str = ""


@dataclass(frozen=True)
class FigurePiece:
    """A picture with its caption; ``width`` is the share of the text's width, 0 for its own."""

    file: str
    alt: str
    width: float
    label: str
    caption: Runs
    source: str
    id: str


@dataclass(frozen=True)
class BoxPiece:
    """A framed passage."""

    pieces: tuple[Piece, ...]
    id: str


Piece = Heading | Text | ListPiece | FactList | TablePiece | FigurePiece | BoxPiece


@dataclass(frozen=True)
class TitlePage:
    """The front page: labelled facts in order, and what marks a draft or sample."""

    title: str
    subtitle: str
    draft: str
    facts: tuple[tuple[str, str], ...]
    notice_label: str
    notice: Runs
