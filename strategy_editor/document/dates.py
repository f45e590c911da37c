"""Calendar days, days known only to the month or year, and spans of days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


_DECEMBER = 12
MONTHS = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip
"""Their names by language, in order."""


@dataclass(frozen=True)
class Span:
    """Days from ``first`` to ``last``, both included; None is open-ended."""

    first: date | None = None
    last: date | None = None

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a day."""
        return not _after(self.first, other.last) and not _after(other.first, self.last)

    def contains(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return self.overlaps(Span(day, day))

    @property
    def is_empty(self) -> bool:
        """Whether the span ends before it begins."""
        return _after(self.first, self.last)


def parse_day(text: str) -> date | None:
    """Read ``YYYY-MM-DD``; anything else is None."""
    span = parse_span(text) if len(text) == len("YYYY-MM-DD") else None
    return span.first if span is not None else None


@lru_cache(maxsize=4096)
def parse_span(text: str) -> Span | None:
    """Read a day, month (``YYYY-MM``) or year (``YYYY``) as the days it covers."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return None
    year, month, day = (int(part) if part else None for part in written.groups())
    assert year is not None
    try:
        if month is None:
            return Span(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Span(date(year, month, 1), date(year, month, _days(year, month)))
        return Span(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def add_years(day: date, years: float) -> date:
    """Return the same calendar day so many years later; 29 February becomes the 28th.

    Fractions of a year count as months, rounded to the nearest.
    """
    months = day.year * 12 + day.month - 1 + round(years * 12)
    year, month = divmod(months, 12)
    year = min(max(year, date.min.year), date.max.year)
    return date(year, month + 1, min(day.day, _days(year, month + 1)))


def next_day(day: date) -> date:
    """Return the day after."""
    return day + timedelta(days=1) if day < date.max else day


def day_before(day: date) -> date:
    """Return the day before."""
    return day - timedelta(days=1) if day > date.min else day


def _days(year: int, month: int) -> int:
    """The number of days in a month."""
    if month == _DECEMBER:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def _after(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first > second
