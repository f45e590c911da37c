"""What falls away and what is new in the texts of a row, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from strategy_editor.comparison.words import compare_words
from strategy_editor.exchange.synopsis.rows import Row
from strategy_editor.exchange.synopsis.units import Unit

Whole = Literal["", "unchanged", "dropped", "absent"]
"""What is said of a whole cell instead of its text; empty where the text is shown."""


@dataclass(frozen=True)
class Span:
    """A stretch of text that falls away in the next edition, or was not in the one before."""

    text: str
    is_dropped: bool = False
    is_new: bool = False


@dataclass(frozen=True)
class Marked:
    """A unit with its text marked."""

    unit: Unit
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Side:
    """The cell of one edition: its units one below the other, or what is said of it."""

    marked: tuple[Marked, ...] = ()
    whole: Whole = ""


def is_unchanged(row: Row) -> bool:
    """Whether all editions have the same one unit and nothing is to be said of it."""
    if row.notes or row.reasons or any(len(side) != 1 for side in row.units):
        return False
    return len({(side[0].text, side[0].label) for side in row.units}) == 1


def sides(row: Row) -> list[Side]:
    """Mark the texts of a row, edition by edition."""
    texts = ["\n".join(unit.text for unit in side) for side in row.units]
    return [_side(row.units[at], texts, at) for at in range(len(texts))]


def _side(units: Sequence[Unit], texts: Sequence[str], at: int) -> Side:
    text = texts[at]
    before = next((each for each in reversed(texts[:at]) if each), "")
    behind = next((each for each in texts[at + 1 :] if each != text), None)
    if not text:
        fell_away = before and at == len(texts) - 1
        return Side(whole="dropped" if fell_away else "absent")
    if at and texts[at - 1] == text:
        return Side(whole="unchanged")
    dropped = _differing(text, behind) if behind is not None else [False] * len(text)
    new = _differing(text, before) if at else [False] * len(text)
    marked, start = [], 0
    for unit in units:
        end = start + len(unit.text)
        marked.append(Marked(unit, _spans(unit.text, dropped[start:end], new[start:end])))
        start = end + 1
    return Side(tuple(marked))


def _differing(text: str, other: str) -> list[bool]:
    """Say of each letter whether the other text lacks it."""
    if not other:
        return [True] * len(text)
    marks: list[bool] = []
    for each in compare_words(other, text):
        if each.kind != "old":
            marks += [each.kind == "new"] * len(each.text)
    return marks


def _spans(text: str, dropped: Sequence[bool], new: Sequence[bool]) -> tuple[Span, ...]:
    found: list[Span] = []
    at = 0
    for marks, group in groupby(zip(dropped, new, strict=True)):
        length = sum(1 for _ in group)
        found.append(Span(text[at : at + length], *marks))
        at += length
    return tuple(found)
