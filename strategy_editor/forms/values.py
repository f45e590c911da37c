"""Between the notation of people and that of the file: numbers."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_GROUPED = {
    "de": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?"),
    "en": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?"),
}
_GROUP = {"de": ".", "en": ","}


def show_number(value: str, language: str) -> str:
    """Show a decimal number with the language's decimal sign."""
    return value.replace(".", ",") if language == "de" else value


def read_number(text: str, language: str) -> str | None:
    """Read a decimal number; empty is empty, what cannot be understood is None."""
    text = text.strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    if not text:
        return ""
    grouped = _GROUPED.get(language)
    if grouped is not None and grouped.fullmatch(text):
        text = text.replace(_GROUP[language], "")
    if language == "de":
        text = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return f"{number:f}" if number.is_finite() else None
