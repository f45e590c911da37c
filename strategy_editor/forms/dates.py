"""Dates as people write them: days, months, quarters and years in German, English and ISO form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

_MONTHS = (
    ("januar", "jänner", "january"), ("februar", "february"), ("märz", "maerz", "march"),
    ("april",), ("mai", "may"), ("juni", "june"), ("juli", "july"), ("august",),
    ("september",), ("oktober", "october"), ("november",), ("dezember", "december"),
)  # fmt: skip
_SHORT = 3
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_THIS_CENTURY = 2000

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})")
_NAMED_DAY = re.compile(r"(\d{1,2})\.?\s*([^\W\d]+)\.?\s*(\d{4})")
_ENGLISH_DAY = re.compile(r"([^\W\d]+)\.?\s*(\d{1,2}),\s*(\d{4})")
_MONTH = re.compile(r"(\d{1,2})\s*[./]\s*(\d{4})")
_NAMED_MONTH = re.compile(r"([^\W\d]+)\.?\s*(\d{4})")
_QUARTER = re.compile(
    r"(?:q\s*([1-4])|([1-4])\.?\s*(?:quartal|q)|([ivx]+)\.?\s*quartal)[\s/]*(\d{4})"
)
_YEAR = re.compile(r"\d{4}")


def show_date(value: str, language: str) -> str:
    """Show ``2014-04-29`` as ``29.04.2014`` in German; other languages keep the ISO form."""
    if language != "de":
        return value
    iso = _ISO.fullmatch(value)
    if iso is None:
        return value
    year, month, day = iso.groups()
    return f"{day}.{month}.{year}" if day else f"{month}.{year}"


def read_date(text: str, *, partial: bool, begins: bool = False) -> str | None:
    """Read a date in any notation; empty is empty, what cannot be understood is None.

    With ``partial`` it may be a month, a quarter or a year; a quarter is its last month, with
    ``begins`` its first.
    """
    text = " ".join(text.split()).casefold()
    if not text:
        return ""
    for read in (_read_iso, _read_day, _read_named_day, _read_english_day):
        found = read(text)
        if found is not None:
            return found if partial or len(found) == len("2014-04-29") else None
    if not partial:
        return None
    readers: tuple[Callable[[str], str | None], ...] = (
        _read_month,
        lambda each: _read_quarter(each, begins),
        _read_named_month,
        lambda each: each if _YEAR.fullmatch(each) and int(each) > 0 else None,
    )
    return next((found for read in readers if (found := read(text)) is not None), None)


def _read_iso(text: str) -> str | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    if day is None:
        return _month(int(year), int(month))
    return _day(int(year), int(month), int(day))


def _read_day(text: str) -> str | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year = int(match[3])
    year += _THIS_CENTURY if len(match[3]) == len("14") else 0
    return _day(year, int(match[2]), int(match[1]))


def _read_named_day(text: str) -> str | None:
    match = _NAMED_DAY.fullmatch(text)
    return _day(int(match[3]), _named(match[2]), int(match[1])) if match is not None else None


def _read_english_day(text: str) -> str | None:
    match = _ENGLISH_DAY.fullmatch(text)
    return _day(int(match[3]), _named(match[1]), int(match[2])) if match is not None else None


def _read_month(text: str) -> str | None:
    match = _MONTH.fullmatch(text)
    return _month(int(match[2]), int(match[1])) if match is not None else None


def _read_named_month(text: str) -> str | None:
    match = _NAMED_MONTH.fullmatch(text)
    return _month(int(match[2]), _named(match[1])) if match is not None else None


def _read_quarter(text: str, begins: bool) -> str | None:
    match = _QUARTER.fullmatch(text)
    if match is None:
        return None
    number = _ROMAN.get(match[3], 0) if match[3] else int(match[1] or match[2])
    if not number:
        return None
    return _month(int(match[4]), 3 * number - 2 if begins else 3 * number)


def _named(word: str) -> int:
    """Return the month of a name, or of at least three letters that begin one; 0 for others."""
    for number, names in enumerate(_MONTHS, 1):
        if any(name.startswith(word) and len(word) >= _SHORT for name in names):
            return number
    return 0


def _month(year: int, month: int) -> str | None:
    found = _day(year, month, 1)
    return found[: len("2014-04")] if found is not None else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def has_short_year(text: str) -> bool:
    """Whether a text is a day with a year of two digits, which may yet become one of four."""
    match = _DAY.fullmatch(text.strip())
    return match is not None and len(match[3]) == len("14")
