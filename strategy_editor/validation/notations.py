"""How days, large numbers, shares, sums and citations are written: in one form or another (T-09).

Only forms that say the same are held against each other, and only in running text: tables and
notes abbreviate as they like.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from strategy_editor.document.dates import MONTHS, parse_day

_B = "[ \u00a0\u202f]"
_NB = "\u00a0"
_FIRST = "[0-9](?<![0-9A-Za-z.,:/–-][0-9])"
"""The first digit of a number. What stands before is asked after it: so all else is skipped."""
_MORE = rf"[0-9]*(?:(?:[.,]|{_B})[0-9]{{3}})*(?:,[0-9]+|\.[0-9]+)?"
_YEAR = "(?:19|20)[0-9]{2}"
_MILLIONS = rf"(?:Mio\.|Mrd\.|Million(?:en)?|Milliarden?|million|billion){_B}"
_AFTER_FIRST = {
    "day numeric": rf"[0-9]?\.{_B}?[0-9]{{1,2}}\.{_B}?{_YEAR}(?![0-9])",
    "day written": rf"[0-9]?\.?{_B}(?:MONTHS){_B}{_YEAR}(?![0-9])",
    "day iso": r"(?:(?<=1)9|(?<=2)0)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9-])",
    "share tight": f"{_MORE}%",
    "share sign": f"{_MORE}{_B}%",
    "share word": rf"{_MORE}{_B}(?:Prozent|per cent|percent)\b(?!-)",
    "sum word": rf"{_MORE}{_B}(?:{_MILLIONS})?Euro\b(?!-)",
    "sum code": rf"{_MORE}{_B}(?:{_MILLIONS})?EUR\b",
    "sum sign": rf"{_MORE}{_B}(?:{_MILLIONS})?€",
}
_LARGE = {
    "thousands mark": "(?<!0)[0-9]{0,2}(?:MARK[0-9]{3})+(?![0-9]|MARK[0-9])",
    "thousands blank": (
        f"(?<!0)(?<![0-9]{_B}[0-9])[0-9]{{0,2}}(?:{_B}[0-9]{{3}})+(?![0-9]|{_B}[0-9])"
    ),
}
"""Looked for apart: a sum may be large, too."""
_AFTER_A = {
    "paragraph short": rf"bs\.{_B}?[0-9]+[a-z]?\b",
    "paragraph long": rf"bsatz{_B}[0-9]+[a-z]?\b",
    "article short": rf"rt\.{_B}?[0-9]+[a-z]?\b",
    "article long": rf"rtikel{_B}[0-9]+[a-z]?\b",
}
_NUMBER = re.compile("[0-9]" + _MORE)
_DIGIT = re.compile("[0-9]")
_SENTENCE_ENDS = ".!?:;"


class Notation(NamedTuple):
    """What was written, and in which way: of what kind and in which style, parted by a blank."""

    way: str
    written: str

    @property
    def kind(self) -> str:
        """Of what kind it is."""
        return self.way.split()[0]


def notations(text: str, *, is_german: bool) -> tuple[Notation, ...]:
    """Return what a text says in a form that others may choose differently, each once."""
    if _DIGIT.search(text) is None:
        return ()
    found = [
        Notation(_WAY_OF[match.lastgroup or ""], match[0])
        for pattern in _PATTERNS["de" if is_german else "en"]
        for match in pattern.finditer(text)
        if not _begins_a_sentence(text, match.start())
    ]
    return tuple(dict.fromkeys(found)) if found else ()


def _begins_a_sentence(text: str, at: int) -> bool:
    """Whether an article is cited at the beginning of a sentence, where it is written in full."""
    return text[at] == "A" and text[:at].rstrip()[-1:] in _SENTENCE_ENDS


def rewritten(notation: Notation, style: str, *, is_german: bool) -> str:
    """Return the same in another style; the same as it is where that cannot be said of it."""
    if notation.kind == "day":
        return _day(notation, style, "de" if is_german else "en")
    return _WAYS[notation.kind](notation.written, style, "." if is_german else ",")


def _day(notation: Notation, style: str, language: str) -> str:
    day = _date_of(notation, language)
    if day is None:
        return notation.written
    if style == "numeric":
        return f"{day.day:02}.{day.month:02}.{day.year}"
    if style == "iso":
        return day.isoformat()
    month = MONTHS[language][day.month - 1]
    return _NB.join((f"{day.day}." if language == "de" else str(day.day), month, str(day.year)))


def _date_of(notation: Notation, language: str) -> date | None:
    if notation.way == "day iso":
        return parse_day(notation.written)
    numbers = [int(each) for each in re.findall("[0-9]+", notation.written)]
    if notation.way == "day written":
        months = MONTHS[language]
        month = next(at for at, name in enumerate(months, 1) if name in notation.written)
        numbers.insert(1, month)
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None


def _thousands(written: str, style: str, mark: str) -> str:
    digits = re.sub(r"\D", "", written)
    return f"{int(digits):,}".replace(",", mark if style == "mark" else _NB)


def _share(written: str, style: str, mark: str) -> str:
    number = _NUMBER.match(written)
    words = f"{_NB}Prozent" if mark == "." else f"{_NB}per cent"
    ending = {"word": words, "sign": f"{_NB}%", "tight": "%"}[style]
    return (number[0] if number else "") + ending


def _sum(written: str, style: str, _mark: str) -> str:
    unit = {"word": "Euro", "code": "EUR", "sign": "€"}[style]
    return re.sub(r"(?:Euro|EUR|€)$", unit, written)


def _citation(words: dict[str, str], written: str, style: str, _mark: str) -> str:
    return f"{words[style]}{_NB}{re.sub(r'^[A-Za-z.]+', '', written).strip()}"


_WAYS: dict[str, Callable[[str, str, str], str]] = {
    "thousands": _thousands,
    "share": _share,
    "sum": _sum,
    "paragraph": partial(_citation, {"short": "Abs.", "long": "Absatz"}),
    "article": partial(_citation, {"short": "Art.", "long": "Artikel"}),
}


def _pattern(first: str, ways: dict[str, str], language: str) -> re.Pattern[str]:
    months = "|".join(MONTHS[language])
    mark = r"\." if language == "de" else ","
    parts = (f"(?P<{way.replace(' ', '_')}>{rest})" for way, rest in ways.items())
    rest = "|".join(parts).replace("MONTHS", months).replace("MARK", mark)
    return re.compile(f"{first}(?:{rest})")


_PATTERNS = {
    language: (
        _pattern(_FIRST, _AFTER_FIRST, language),
        _pattern(_FIRST, _LARGE, language),
        _pattern(r"A(?<!\wA)", _AFTER_A, language),
    )
    for language in MONTHS
}
_WAY_OF = {way.replace(" ", "_"): way for ways in (_AFTER_FIRST, _LARGE, _AFTER_A) for way in ways}
