"""Between the notation of people and that of the file: dates and numbers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_MONTH = re.compile(r"(\d{1,2})[./]\s*(\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")


def show_date(value: str, language: str) -> str:
    """Show ``2014-04-29`` as ``29.04.2014`` in German; other languages keep the ISO form."""
    if language != "de":
        return value
    if _ISO_DAY.fullmatch(value):
        year, month, day = value.split("-")
        return f"{day}.{month}.{year}"
    if _ISO_MONTH.fullmatch(value):
        year, month = value.split("-")
        return f"{month}.{year}"
    return value


def read_date(text: str, *, partial: bool) -> str | None:
    """Read a date in either notation; empty is empty, what cannot be understood is None."""
    text = text.strip()
    if not text:
        return ""
    day = _DAY.fullmatch(text)
    if day is not None:
        return _valid(int(day[3]), int(day[2]), int(day[1]))
    if _ISO_DAY.fullmatch(text):
        return _valid(*map(int, text.split("-")))
    return _read_partial(text) if partial else None


def _read_partial(text: str) -> str | None:
    month = _MONTH.fullmatch(text)
    if month is not None:
        whole = _valid(int(month[2]), int(month[1]), 1)
        return whole[:7] if whole is not None else None
    if _ISO_MONTH.fullmatch(text):
        year, number = map(int, text.split("-"))
        return text if _valid(year, number, 1) is not None else None
    return text if _YEAR.fullmatch(text) and int(text) > 0 else None


def show_number(value: str, language: str) -> str:
    """Show a decimal number with the language's decimal sign."""
    return value.replace(".", ",") if language == "de" else value


def read_number(text: str, language: str) -> str | None:
    """Read a decimal number; empty is empty, what cannot be understood is None."""
    text = text.strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    if not text:
        return ""
    if language == "de":
        text = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return f"{number:f}" if number.is_finite() else None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
