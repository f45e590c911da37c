"""The course of an indicator: its values over time, axes for them, and whether it is on target."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from strategy_editor.document.dates import Span, parse_day, parse_span
from strategy_editor.document.node import Node

Point = tuple[float, float]
"""Years, with months and days as fractions, and a value."""
_MONTHS, _DAYS = 12, 31
_STEPS = (1, 2, 2.5, 5, 10)
_MOST_MAGNITUDE = 1e15
_LEAST_SPAN = 1e-9


@dataclass(frozen=True)
class Standing:
    """Where an indicator stands on a day, by the target that counts then and what was measured.

    ``unmeasured`` means that the target is due, but no value tells what became of it.
    """

    kind: Literal["reached", "missed", "open", "unmeasured"]
    target: Node
    actual: Node | None = None


def points(indicator: Node, *tags: str) -> tuple[Point, ...]:
    """Return the values of some kinds in the order of time; what is no value is left out."""
    found = [point_of(each) for each in indicator.children_of(*tags)]
    return tuple(sorted(each for each in found if each is not None))


def point_of(value: Node) -> Point | None:
    """Return the place of one value; a month or year counts at its end."""
    number, span = number_of(value), parse_span(value.get("when"))
    if number is None or span is None or span.last is None or abs(number) > _MOST_MAGNITUDE:
        return None
    last = span.last
    is_day = span.first == span.last
    months = last.month - 1 + last.day / _DAYS if is_day else float(last.month)
    return last.year + months / _MONTHS, float(number)


def number_of(value: Node) -> Decimal | None:
    """Return the number of a baseline, target or actual value, or None where there is none."""
    try:
        number = Decimal(value.get("value"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def share(value: float, low: float, high: float) -> float:
    """Return where a value lies between two, from 0 to 1; in the middle where they are one."""
    return (value - low) / (high - low) if high > low else 0.5


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return a few round numbers that begin at or below the lower and end at or above the upper."""
    least = max(_LEAST_SPAN, 1e-9 * max(abs(low), abs(high)))
    if high - low < least:
        low, high = min(low, 0.0), max(high, 0.0)
        high = high if high - low >= least else low + 1.0
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in (*_STEPS, 20) if power * each >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def years(xs: Sequence[float]) -> range:
    """Return the years that hold all points; the end of a year belongs to it."""
    return range(math.ceil(min(xs)) - 1, math.ceil(max(xs) - 1e-9))


def standing(indicator: Node, as_of: str) -> Standing | None:
    """Say where the indicator stands on the day ``as_of``; None where that cannot be said.

    What counts is the latest target that is due. It is reached or missed by what was measured
    at its time or later; a poor value before its end decides nothing yet.
    """
    day = parse_day(as_of)
    aims = _dated(indicator, "target")
    if day is None or not aims:
        return None
    due = [(span, each) for span, each in aims if _end(span) <= day]
    if not due:
        return Standing("open", aims[0][1])
    span, target = due[-1]
    measured = [
        (known, each)
        for known, each in _dated(indicator, "actual")
        if _end(known) <= day and _end(known) >= (span.first or date.min)
    ]
    if not measured:
        return Standing("unmeasured", target)
    known, actual = measured[-1]
    if _meets(indicator.get("direction"), actual, target):
        return Standing("reached", target, actual)
    return Standing("missed" if _end(known) >= _end(span) else "unmeasured", target, actual)


def _dated(indicator: Node, tag: str) -> list[tuple[Span, Node]]:
    """The values of a kind that have a number and a date, in the order of time."""
    found = []
    for each in indicator.children_of(tag):
        span = parse_span(each.get("when"))
        if span is not None and number_of(each) is not None:
            found.append((span, each))
    return sorted(found, key=lambda pair: _end(pair[0]))


def _end(span: Span) -> date:
    return span.last or date.max


def _meets(direction: str, actual: Node, target: Node) -> bool:
    value, wanted = number_of(actual), number_of(target)
    assert value is not None
    assert wanted is not None
    return {"up": value >= wanted, "down": value <= wanted}.get(direction, value == wanted)
