"""How wide columns are: as the author says, but never narrower than their longest word."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

LETTER = 104
CELL_MARGINS = 240
"""Widths of a letter of table text and of a cell's margins, in twentieths of a point."""
_LEAST, _MOST = 8, 45
_TIGHT = 1.1
"""How much wider than the room the longest words may be by their estimate, which is generous."""
_PLACES_TO_BREAK = re.compile("(?<=-)|[ \u00ad]")

Texts = Sequence[Sequence[str]]
"""What stands in each column; nothing of cells that reach over several."""


def column_widths(
    given: Sequence[float], texts: Texts, room: int, drawn: Collection[int] = ()
) -> list[int]:
    """Return widths that fill the room; a share of 0 is open, given by the content.

    The columns ``drawn`` hold drawings and keep their share.
    """
    wanted = _complete(given, texts)
    total = sum(wanted) or 1
    widths = [room * share / total for share in wanted]
    least = [
        width if number in drawn else need
        for number, (need, width) in enumerate(zip(least_widths(texts), widths, strict=True))
    ]
    return _rounded(_raised(widths, least, room))


def fitted(texts: Texts, portrait: int, landscape: int) -> tuple[list[list[int]], bool]:
    """Return the columns of each part that a table must be cut into, and whether it lies across.

    The widths are those of the page's text either way. A part repeats the first column, which
    says what the rows are about.
    """
    least = least_widths(texts)
    if sum(least) <= portrait * _TIGHT:
        return [list(range(len(texts)))], False
    if sum(least) <= landscape * _TIGHT:
        return [list(range(len(texts)))], True
    return _cuts(least, landscape), True


def _cuts(least: Sequence[int], room: int) -> list[list[int]]:
    parts: list[list[int]] = [[0]]
    taken = least[0]
    for column, need in enumerate(least[1:], 1):
        if taken + need > room and len(parts[-1]) > 1:
            parts.append([0])
            taken = least[0]
        parts[-1].append(column)
        taken += need
    return parts


def least_widths(texts: Texts) -> list[int]:
    """Return how wide each column must be for its longest word."""
    return [_longest_word(column) * LETTER + CELL_MARGINS for column in texts]


def _complete(given: Sequence[float], texts: Texts) -> list[float]:
    open_columns = [number for number, share in enumerate(given) if not share]
    if not open_columns:
        return list(given)
    needs = {number: _need(texts[number]) for number in open_columns}
    left = max(100 - sum(given), 10.0 * len(open_columns))
    total = sum(needs.values())
    return [share or left * needs[number] / total for number, share in enumerate(given)]


def _need(column: Sequence[str]) -> float:
    longest = max((len(text) for text in column), default=0)
    return float(min(max(longest, _LEAST), _MOST))


def _longest_word(column: Sequence[str]) -> int:
    longest = 0
    for text in column:
        # Most cells have no other place to break than blanks, which are found much faster.
        plain = "-" not in text and "\u00ad" not in text
        for word in text.split(" ") if plain else _PLACES_TO_BREAK.split(text):
            longest = max(longest, len(word))
    return longest


def _raised(widths: Sequence[float], least: Sequence[float], room: int) -> list[float]:
    """Widen what is too narrow at the cost of the others; share what is not enough for all."""
    if sum(least) > room:
        return [need * room / sum(least) for need in least]
    lacking = sum(max(need - width, 0) for width, need in zip(widths, least, strict=True))
    spare = sum(max(width - need, 0) for width, need in zip(widths, least, strict=True))
    factor = 1 - lacking / spare if spare else 1.0
    return [need + max(width - need, 0) * factor for width, need in zip(widths, least, strict=True)]


def _rounded(widths: Sequence[float]) -> list[int]:
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    return [round(right) - round(left) for left, right in pairwise(edges)]
