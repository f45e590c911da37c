"""Typographic help while typing, by the rules of the language; no Qt here.

Quotation marks, apostrophe, ellipsis and dash, and the protected blanks of German texts: before
units, after § and the like, within abbreviations.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LOOK_BACK = 60
"""Characters before the cursor that are looked at."""
_NBSP, _NARROW = "\u00a0", "\u202f"
_OPENS_AFTER = " \t\n\r\u00a0\u202f\u2009\u200b([{–—/„‚“‘«‹"


class _Marks(NamedTuple):
    """Double and single quotation marks, with what stands inside them where they need room."""

    double: tuple[str, str]
    single: tuple[str, str]


_GERMAN = _Marks(("„", "“"), ("‚", "‘"))
_ENGLISH = _Marks(("“", "”"), ("‘", "’"))
_ROMANCE = _Marks(("«", "»"), ("“", "”"))
_MARKS = {
    **dict.fromkeys(("de", "hsb", "dsb", "cs", "sk", "sl"), _GERMAN),
    **dict.fromkeys(("en", "ga", "tr", "nl"), _ENGLISH),
    **dict.fromkeys(("it", "es", "pt", "el"), _ROMANCE),
    "pl": _Marks(("„", "”"), ("‚", "’")),
    "fr": _Marks((f"«{_NARROW}", f"{_NARROW}»"), (f"‹{_NARROW}", f"{_NARROW}›")),
    "de-ch": _Marks(("«", "»"), ("‹", "›")),
}
_SLAVIC_GERMAN = frozenset({"de", "hsb", "dsb"})

_ABBREVIATION = re.compile(
    r"(?<!\w)(z\.|d\.|u\.|i\.|o\.|s\.|e\.|v\.|a\.|m\.|n\.)( ?)(B|h|a|d|ä|Ä|o|u|s|V|E|Chr|Z|R|T)$"
)
_PAIRS = frozenset(
    {
        "a.a", "d.h", "e.V", "i.R", "i.V", "i.d", "m.E", "n.Chr", "o.Ä", "o.ä", "s.o", "s.u",
        "u.U", "u.a", "u.Ä", "u.ä", "v.Chr", "v.a", "z.B", "z.T", "z.Z",
    }
)  # fmt: skip
_LONG_ABBREVIATION = re.compile(r"(?<!\w)(i\.\u202fd\.|i\.\u202fV\.|a\.\u202fa\.)( ?)(R|m|O)$")
_BEFORE_NUMBER = re.compile(
    r"(?<!\w)(§|§§|Art\.|Artikel|Abs\.|Absatz|Nr\.|Nummer|Ziff\.|S\.|Kap\.|Tab\.|Abb\.|Bd\.|Satz) $"
)
_SIGN = re.compile(r"(?:\d|\d[ \u00a0](?:Mio|Mrd|Tsd)\.)( )$")
_UNIT = re.compile(
    r"(?:\d|\d[ \u00a0](?:Mio|Mrd|Tsd)\.|\d[ \u00a0](?:Millionen|Milliarden))"
    r"( )(?:EUR|Euro|Mio|Mrd|Tsd|km|kg|kWh|MWh|GWh|ha|Std|Uhr|Prozent|Millionen|Milliarden)$"
)


class Help(NamedTuple):
    """What to put for something typed, and how many characters before it to take away."""

    text: str
    taken: int = 0


def help_with(before: str, typed: str, language: str) -> Help | None:
    """Return what should stand instead of what was typed, or None where it is right.

    ``before`` is the end of the text up to what was typed.
    """
    if typed in "\"'":
        return _quotation_mark(before, typed, language)
    if typed == "." and before.endswith("..") and not before.endswith("..."):
        return Help("…", 2)
    if typed == " " and before.endswith("--"):
        ahead = before[-3:-2]
        if ahead == "" or ahead.isspace():
            return Help("– ", 2)
    if typed.isalpha() and re.search(r"\w‘$", before) and _language(language) in _SLAVIC_GERMAN:
        return _apostrophe_after_all(before, typed)
    if _language(language) in _SLAVIC_GERMAN:
        return _protected_blank(before, typed)
    return None


def _language(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _quotation_mark(before: str, typed: str, language: str) -> Help | None:
    marks = _MARKS.get(language.lower()) or _MARKS.get(_language(language))
    if marks is None:
        return None
    opening, closing = marks.double if typed == '"' else marks.single
    last = before[-1:]
    # Where the closing mark of one language is the opening one of another, it closes here.
    opens = not last or (last in _OPENS_AFTER and last not in _closing_only(marks))
    if opens:
        return Help(opening)
    if typed == "'" and last.isalnum() and not _is_open(before, opening, closing):
        return Help("’")
    if closing.startswith(_NARROW) and last.isspace():
        return Help(closing[1:])
    return Help(closing)


def _closing_only(marks: _Marks) -> str:
    opening = marks.double[0] + marks.single[0]
    closing = marks.double[1] + marks.single[1]
    return "".join(each for each in closing if each not in opening and each != _NARROW)


def _is_open(before: str, opening: str, closing: str) -> bool:
    """Whether a quotation was begun and not ended; an apostrophe may look like its end."""
    at = before.rfind(opening[0])
    if at < 0:
        return False
    return closing[-1] not in re.sub(r"(?<=\w)’(?=\w)", "", before[at + 1 :])


def _apostrophe_after_all(before: str, typed: str) -> Help | None:
    """In ‚geht‘s the mark was none: a letter follows."""
    return Help(f"’{typed}", 1) if "‚" in before else None


def _protected_blank(before: str, typed: str) -> Help | None:
    if typed == "." and (found_abbreviation := _abbreviated(before)) is not None:
        return found_abbreviation
    if typed.isdigit():
        found = _BEFORE_NUMBER.search(before)
        return Help(_NBSP + typed, 1) if found else None
    found = _SIGN.search(before) if typed in "%‰€°" else None
    if found is None and not typed.isalnum():
        found = _UNIT.search(before)
    return _protected(before, typed, found.start(1)) if found is not None else None


def _protected(before: str, typed: str, at: int) -> Help:
    return Help(_NBSP + before[at + 1 :] + typed, len(before) - at)


def _abbreviated(before: str) -> Help | None:
    found = _ABBREVIATION.search(before)
    if found is None or found[1] + found[3] not in _PAIRS:
        found = _LONG_ABBREVIATION.search(before)
    if found is None:
        return None
    return Help(f"{_NARROW}{found[3]}.", len(before) - found.start(2))
