"""What a block shows, as plain values: comparing two says whether it must be laid out anew."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.source import Source


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in one style.

    ``marker`` stands left of it and the text hangs: ``hang`` is the width of that column in em,
    0 for as wide as the marker. ``indent`` and ``before`` are em too. ``owner`` is the id of the
    element that a click selects where it is not the block's. ``source`` says where the runs are
    kept, for those that can be written in place; what follows them is derived.
    """

    style: str
    runs: tuple[Run, ...]
    marker: str = ""
    marker_style: str = ""
    hang: float = 0.0
    indent: float = 0.0
    before: float = 0.0
    align: str = "left"
    owner: str = ""
    source: Source | None = None

    @property
    def plain(self) -> str:
        """The text without marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled values side by side, as many in a row as there is room for."""

    pairs: tuple[tuple[str, str], ...]
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the media folder; ``share`` is its part of the column's width."""

    file: str
    alt: str
    share: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in the grid of its row group."""

    text: Text
    row: int
    column: int
    rows: int
    columns: int
    header: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table that hang together; ``shares`` are the widths of the columns."""

    cells: tuple[Cell, ...]
    shares: tuple[float, ...]
    count: int
    first: bool


@dataclass(frozen=True, slots=True)
class Course:
    """The course of an indicator: (year, value) as planned and as measured."""

    planned: tuple[tuple[float, float], ...]
    measured: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across; ``share`` of the column's width."""

    share: float = 1.0
    before: float = 0.0


Part = Text | Facts | Picture | Rows | Course | Rule
Parts = tuple[Part, ...]
