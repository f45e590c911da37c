"""Dates and numbers as people write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from strategy_editor.document.dates import MONTHS

_THOUSANDS = {"de": "\u202f", "en": ","}
_DECIMAL = {"de": ",", "en": "."}


def date_text(value: str, language: str) -> str:
    """Write ``2014-04-29``, ``2014-04`` or ``2014`` out; what is no date is returned as it is."""
    parts = value.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > len(("y", "m", "d")):
        return value
    numbers = [int(part) for part in parts]
    if len(numbers) == 1:
        return value
    if not 1 <= numbers[1] <= len(MONTHS[language]):
        return value
    month = MONTHS[language][numbers[1] - 1]
    if len(numbers) == len(("y", "m")):
        return f"{month}\u00a0{numbers[0]}"
    stop = "." if language == "de" else ""
    return f"{numbers[2]}{stop}\u00a0{month}\u00a0{numbers[0]}"


def short_date_text(value: str, language: str) -> str:
    """Write a date in digits, for narrow columns; months and years as ``date_text`` does."""
    year, _, rest = value.partition("-")
    month, _, day = rest.partition("-")
    if not (len(day) == len(month) == len("dd") and (year + month + day).isdecimal()):
        return date_text(value, language)
    return f"{day}.{month}.{year}" if language == "de" else f"{day}/{month}/{year}"


def number_text(value: str, language: str) -> str:
    """Write a decimal number with the language's separators."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite():
        return value
    text = f"{number:,f}"
    return text.translate({ord(","): _THOUSANDS[language], ord("."): _DECIMAL[language]})
