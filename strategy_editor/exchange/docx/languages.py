"""Language codes as Word knows them: always with a country."""

from __future__ import annotations

_COUNTRIES = {
    "cs": "CZ", "da": "DK", "de": "DE", "dsb": "DE", "en": "GB", "es": "ES", "fr": "FR",
    "hsb": "DE", "it": "IT", "nl": "NL", "pl": "PL",
}  # fmt: skip


def word_language(code: str) -> str:
    """Return the code with the country that Word expects, where it is one we know."""
    country = _COUNTRIES.get(code.lower())
    return f"{code.lower()}-{country}" if country else code
