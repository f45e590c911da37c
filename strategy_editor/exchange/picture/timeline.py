"""Where everything stands on the time line of horizons.

Days run from left to right. The classes of the profile are counted from the base date and lie
behind the goals, which stand below each other by field; a goal whose target is known to the month
or year is a bar over those days, one without target a dashed bar over its class.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from strategy_editor.document.dates import Span, parse_day, parse_span
from strategy_editor.document.node import Node
from strategy_editor.document.profile import Profile

ROW, HEADING, MARGIN, AXIS = 18, 26, 16, 44
LABELS = 0.34
"""The share of the width for the names of the goals."""
_LEAST = 5
_MOST_YEARS = 60
_YEAR = timedelta(days=366)

Mark = Literal["day", "span", "class", "permanent", "none"]


@dataclass(frozen=True)
class Zone:
    """The days of a horizon class."""

    id: str
    label: str
    x1: float
    x2: float


@dataclass(frozen=True)
class Item:
    """A goal on its row: how its time is known, and where that begins and ends."""

    goal: str
    label: str
    y: float
    mark: Mark
    horizon: str
    x1: float = 0
    x2: float = 0
    is_heading: bool = False


@dataclass(frozen=True)
class Timeline:
    """The whole picture; ``term`` and ``as_of`` are None where the document does not say them."""

    width: float
    height: float
    top: float
    left: float
    zones: tuple[Zone, ...]
    items: tuple[Item, ...]
    years: tuple[tuple[int, float], ...]
    term: tuple[float, float] | None
    as_of: float | None
    base: float | None


def timeline_of(
    goals: Sequence[tuple[str, Sequence[tuple[Node, str]]]],
    profile: Profile,
    as_of: date | None,
    width: float,
    top: float,
) -> Timeline:
    """Lay the picture out; ``goals`` are by field: its title, and each goal with its label."""
    nodes = [goal for _, group in goals for goal, _ in group]
    first, last = _range(nodes, profile, as_of)
    scale = _Scale(first, last, width * LABELS, width - MARGIN)
    items, bottom = _items(goals, profile, scale, top + AXIS)
    term = profile.term
    return Timeline(
        width=width,
        height=bottom + MARGIN,
        top=top,
        left=width * LABELS,
        zones=tuple(_zones(profile, scale)),
        items=tuple(items),
        years=tuple((year, scale.at(date(year, 1, 1))) for year in scale.years),
        term=(scale.at(term.first or first), scale.end(term.last or last))
        if term.first or term.last
        else None,
        as_of=scale.at(as_of) if as_of is not None else None,
        base=scale.at(profile.horizon_base) if profile.horizon_base is not None else None,
    )


class _Scale:
    """From days to places; days outside are drawn at the edge."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        self._first, self._days = first, max(1, (last - first).days)
        self._left, self._right = left, right
        step = max(1, -(-(last.year - first.year) // 14))
        begin = first.year + (first > date(first.year, 1, 1))
        self.years = range(begin, last.year + 1, step)

    def at(self, day: date) -> float:
        share = (day - self._first).days / self._days
        return self._left + min(1.0, max(0.0, share)) * (self._right - self._left)

    def end(self, day: date) -> float:
        return self.at(day + timedelta(days=1)) if day < date.max else self._right

    @property
    def edges(self) -> tuple[float, float]:
        return self._left, self._right


def _range(goals: Iterable[Node], profile: Profile, as_of: date | None) -> tuple[date, date]:
    """The days to be drawn: all that the document names, within sensible bounds."""
    days = [day for day in (profile.horizon_base, as_of, *_ends(profile.term)) if day is not None]
    start = profile.horizon_base or (days[0] if days else None)
    for goal in goals:
        days += [day for day in _ends(parse_span(goal.get("target-date"))) if day is not None]
    for each in profile.horizon_classes:
        if start is not None and not each.permanent:
            days += [day for day in _ends(each.span(start)) if day is not None]
    middle = start or (days[0] if days else date(2000, 1, 1))
    near = [day for day in days if abs(day.year - middle.year) <= _MOST_YEARS] or [middle]
    first, last = min(near), max(near)
    return first, max(last, first + _YEAR) if first < date.max - _YEAR else last


def _zones(profile: Profile, scale: _Scale) -> Iterable[Zone]:
    base = profile.horizon_base
    if base is None:
        return
    left, right = scale.edges
    for each in profile.horizon_classes:
        if not each.permanent:
            span = each.span(base)
            x1 = scale.at(span.first) if span.first else left
            yield Zone(each.id, each.label, x1, scale.end(span.last) if span.last else right)


def _items(
    goals: Sequence[tuple[str, Sequence[tuple[Node, str]]]],
    profile: Profile,
    scale: _Scale,
    y: float,
) -> tuple[list[Item], float]:
    items: list[Item] = []
    for title, group in goals:
        items.append(Item("", title, y, "none", "", is_heading=True))
        y += HEADING
        for goal, label in group:
            mark, span = _time_of(goal, profile)
            x1, x2 = scale.edges
            if span.first is not None:
                x1 = scale.at(span.first)
            if span.last is not None:
                x2 = max(scale.end(span.last), x1 + _LEAST)
            items.append(Item(goal.id or "", label, y, mark, goal.get("horizon"), x1, x2))
            y += ROW
    return items, y


def _time_of(goal: Node, profile: Profile) -> tuple[Mark, Span]:
    horizon = profile.horizon_class(goal.get("horizon"))
    target = parse_span(goal.get("target-date"))
    if target is not None:
        return ("day" if target.first == target.last else "span"), target
    if horizon is None:
        return "none", Span()
    base = parse_day(goal.get("base-date")) or profile.horizon_base
    if horizon.permanent:
        return "permanent", Span(base)
    return ("class", horizon.span(base)) if base is not None else ("none", Span())


def _ends(span: Span | None) -> tuple[date | None, date | None]:
    return (span.first, span.last) if span is not None else (None, None)
