"""Numbers of headings as Word's own: a multilevel list that the heading styles belong to.

The strategy's printed numbers are the truth, Word counts them anew. Each way of numbering (the
outline, goals "Z 1", measures "M 1") is a kind of list of its own; where Word's count would
differ, because numbers restart below a parent or one is left out, a list begins there whose
levels start at the numbers that are meant. So labels are the same in every program, whether it
counts lists of one kind together or apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from strategy_editor.document.numbering import letters, roman
from strategy_editor.exchange.docx.markup import add, property_of
from strategy_editor.exchange.docx.numbering import DEEPEST, ListLevel, Numbering
from strategy_editor.exchange.docx.package import WordPackage

NUMBER_COLUMN = 851
"""Width of the column of numbers before headings, in twentieths of a point."""
_STYLED = 6
_NUMBER = re.compile(r"(?P<before>(?:.*\s)?)(?P<parts>[0-9A-Z]+(?:\.[0-9]+)*)(?P<dot>\.?)")
_FORMS = (
    ("decimal", re.compile(r"[1-9][0-9]*")),
    ("upperRoman", re.compile(r"[IVXLCDM]+")),
    ("upperLetter", re.compile(r"[A-Z]+")),
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True)
class _Series:
    """A way of numbering: what stands before the number, how its first part is written."""

    before: str
    form: str
    dot: str

    def inside(self, parents: Sequence[int]) -> _Series:
        """Return the series of what is counted below a number that its list does not count."""
        first = _written(parents[0], self.form)
        stem = ".".join([first, *map(str, parents[1:])])
        return _Series(f"{self.before}{stem}.", "decimal", self.dot)

    def levels(self, *, styled: bool) -> list[ListLevel]:
        parts = [".".join(f"%{at + 1}" for at in range(depth + 1)) for depth in range(DEEPEST + 1)]
        return [
            ListLevel(
                f"{self.before}{text}{self.dot}".replace(" ", "\u00a0"),
                self.form if depth == 0 else "decimal",
                f"Heading{depth + 1}" if styled and depth < _STYLED else "",
                NUMBER_COLUMN,
            )
            for depth, text in enumerate(parts)
        ]


@dataclass
class _Running:
    """The list of a series that counts now, and how far each level has come."""

    kind: int
    number: int
    counts: list[int] = field(default_factory=list)


class HeadingNumbers:
    """Gives each heading its place in a list, in the order of the document."""

    def __init__(self, package: WordPackage, numbering: Numbering, outline: str) -> None:
        """``outline`` is the profile's style of outline numbers."""
        self._package = package
        self._numbering = numbering
        self._outline_form = {"roman": "upperRoman", "alphabetic": "upperLetter"}.get(
            outline, "decimal"
        )
        self._running: dict[_Series, _Running] = {}
        # In a house's template, contents or title may be based on a heading and would count too.
        self._linked = not package.is_own
        self._silent = 0

    def unnumbered(self) -> tuple[int, int]:
        """Return level and list that take a heading out of the list that its style belongs to.

        Word itself would write list 0 there, which validators look for in vain.
        """
        if not self._silent:
            kind = self._numbering.add_kind([ListLevel("", "none")] * (DEEPEST + 1))
            self._silent = self._numbering.add_list(kind, {})
        return 0, self._silent

    def begin_anew(self) -> None:
        """Count from the start, as another document in the same file does."""
        self._running.clear()

    def place(self, number: str) -> tuple[int, int] | None:
        """Return level and list that print a number; None where a list cannot print it."""
        found = _NUMBER.fullmatch(number)
        if found is None:
            return None
        first, *rest = found["parts"].split(".")
        form = self._form(first)
        if form is None or len(rest) > DEEPEST:
            return None
        series = _Series(found["before"], form, found["dot"])
        counts = [_value(first, form), *map(int, rest)]
        return self._place(series, counts)

    def _form(self, first: str) -> str | None:
        """How a first part is written: as the outline is, else in Arabic digits."""
        forms = [form for form, pattern in _FORMS if pattern.fullmatch(first)]
        return next((each for each in (self._outline_form, "decimal") if each in forms), None)

    def _place(self, series: _Series, counts: list[int]) -> tuple[int, int]:
        running = self._running.get(series)
        if running is None or _next(running.counts, len(counts)) != counts:
            if len(counts) > 1:
                return self._place(series.inside(counts[:-1]), counts[-1:])
            running = self._begin(series, counts[0])
        running.counts = counts
        return len(counts) - 1, running.number

    def _begin(self, series: _Series, start: int) -> _Running:
        """Begin a list of a series, and the series itself where it is new."""
        known = self._running.get(series)
        if known is not None:
            known.number = self._numbering.add_list(known.kind, {0: start})
            return known
        styled = not series.before and not self._linked
        kind = self._numbering.add_kind(series.levels(styled=styled))
        number = self._numbering.add_list(kind, {} if start == 1 else {0: start})
        if styled:
            self._link_styles(number)
        running = self._running[series] = _Running(kind, number)
        return running

    def _link_styles(self, number: int) -> None:
        """Let the heading styles themselves be numbered, for what is added in Word later."""
        self._linked = True
        for level in range(_STYLED):
            properties = self._package.style_properties(f"Heading{level + 1}")
            numbering = property_of(properties, "numPr")
            for each in list(numbering):
                numbering.remove(each)
            add(numbering, "ilvl", val=level)
            add(numbering, "numId", val=number)


def _next(counts: Sequence[int], length: int) -> list[int]:
    """Return what a list prints next on a level, after what it has counted."""
    if len(counts) < length - 1:
        return []
    same = list(counts[: length - 1])
    return [*same, counts[length - 1] + 1 if len(counts) >= length else 1]


def _written(number: int, form: str) -> str:
    if form == "upperRoman":
        return roman(number)
    return letters(number) if form == "upperLetter" else str(number)


def _value(text: str, form: str) -> int:
    """Return the number that is written as Arabic or Roman number or as letters."""
    if form == "decimal":
        return int(text)
    if form == "upperLetter":
        value = 0
        for letter in text:
            value = value * 26 + ord(letter) - ord("A") + 1
        return value
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
