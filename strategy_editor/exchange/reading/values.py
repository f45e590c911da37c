"""Dates and numbers as people write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_MONTHS = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip
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
    if not 1 <= numbers[1] <= len(_MONTHS[language]):
        return value
    month = _MONTHS[language][numbers[1] - 1]
    if len(numbers) == len(("y", "m")):
        return f"{month}\u00a0{numbers[0]}"
    stop = "." if language == "de" else ""
    return f"{numbers[2]}{stop}\u00a0{month}\u00a0{numbers[0]}"


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
