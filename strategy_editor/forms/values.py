"""Between the notation of people and that of the file: numbers."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


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
