"""Folds what stayed as it was: whole sections, and long stretches between changes.

What a goal states in attributes has a row for each where both editions have the goal; where it
came or went as a whole, all of it stands in one row, or in several where one would be too high.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from strategy_editor.exchange.synopsis.marking import is_unchanged
from strategy_editor.exchange.synopsis.rows import Row
from strategy_editor.exchange.synopsis.units import Unit, joined

_SHORT = 2
"""Units up to which a stretch is shown whole."""
_HIGH = 400
"""Letters above which nothing more is joined to a cell."""


@dataclass(frozen=True)
class Shown:
    """A row as it is shown; ``folded`` are further rows that stayed too and are only counted.

    ``with_all`` says that they are all that stands below the heading of the row.
    """

    row: Row
    folded: tuple[Row, ...] = field(default=())
    with_all: bool = False


def folded(rows: Sequence[Row]) -> list[Shown]:
    """Return the rows to be shown."""
    return _folded(_with_joined(rows))


def _with_joined(rows: Sequence[Row]) -> list[Row]:
    """Join small units that stand on one side only, one behind the other."""
    found: list[Row] = []
    for row in rows:
        side = _only_side(row)
        last = found[-1] if found else None
        if side is not None and last is not None and _can_take(last, side, row):
            unit = joined(last.units[side][0], row.units[side][0])
            units: list[list[Unit]] = [[] for _ in row.units]
            units[side] = [unit]
            found[-1] = Row(units)
        else:
            found.append(row)
    return found


def _can_take(row: Row, side: int, other: Row) -> bool:
    """Whether the small unit of one row has room behind that of the row before it."""
    if _only_side(row) != side:
        return False
    one, two = row.units[side][0], other.units[side][0]
    return one.table == two.table and len(one.text) + len(two.text) <= _HIGH


def _only_side(row: Row) -> int | None:
    """The edition that alone has a small unit, of which nothing else is to be said."""
    sides = [at for at, units in enumerate(row.units) if units]
    if row.notes or row.reasons or len(sides) != 1:
        return None
    units = row.units[sides[0]]
    return sides[0] if len(units) == 1 and units[0].is_small else None


def _folded(rows: Sequence[Row]) -> list[Shown]:
    ends = _ends(rows)
    same = [is_unchanged(row) for row in rows]
    shown: list[Shown] = []
    at = 0
    while at < len(rows):
        end = ends[at]
        if rows[at].level and end > at + 1 and all(same[at:end]):
            shown.append(Shown(rows[at], tuple(rows[at + 1 : end]), with_all=True))
            at = end
        elif same[at] and not rows[at].level:
            stretch = at
            while stretch < len(rows) and same[stretch] and not rows[stretch].level:
                stretch += 1
            shown += _stretch(rows[at:stretch])
            at = stretch
        else:
            shown.append(Shown(rows[at]))
            at += 1
    return shown


def _stretch(rows: Sequence[Row]) -> Iterator[Shown]:
    if len(rows) <= _SHORT:
        yield from map(Shown, rows)
    else:
        yield Shown(rows[0], tuple(rows[1:]))


def _ends(rows: Sequence[Row]) -> list[int]:
    """Where what stands below each row ends: at the next heading of its level or above."""
    ends = [at + 1 for at in range(len(rows))]
    open_headings: list[int] = []
    for at, row in enumerate(rows):
        if row.level:
            while open_headings and rows[open_headings[-1]].level >= row.level:
                ends[open_headings.pop()] = at
            open_headings.append(at)
    for at in open_headings:
        ends[at] = len(rows)
    return ends
