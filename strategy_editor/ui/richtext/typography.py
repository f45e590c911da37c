"""Typographic help while typing: quotation marks of the language, dashes; no Qt here."""

from __future__ import annotations

from typing import NamedTuple

_QUOTES = {"de": "„“", "en": "“”", "fr": "«»", "cs": "„“", "pl": "„”", "sk": "„“", "sl": "„“"}
_OPENS_AFTER = " \t\n\r\u00a0\u202f\u2009\u200b([{–—/„‚“«‹"


class Help(NamedTuple):
    """What to put for something typed, and how many characters before it to take away."""

    text: str
    taken: int = 0


def help_with(before: str, typed: str, language: str) -> Help | None:
    """Return what should stand instead of what was typed, or None where it is right.

    ``before`` is the end of the text up to the cursor.
    """
    if typed == '"':
        return _quotation_mark(before, language)
    if typed == " " and before.endswith("--"):
        ahead = before[-3:-2]
        if ahead == "" or ahead.isspace():
            return Help("– ", 2)
    return None


def _quotation_mark(before: str, language: str) -> Help | None:
    marks = _QUOTES.get(language.partition("-")[0].lower())
    if marks is None:
        return None
    last = before[-1:]
    # After an opening mark of English stands a nested one; after the closing German one a closing.
    opens = not last or (last in _OPENS_AFTER and not (last == "“" and marks[1] == "“"))
    return Help(marks[0] if opens else marks[1])
