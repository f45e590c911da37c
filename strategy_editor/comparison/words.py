"""Word by word: what was dropped, what is new, and what stayed between two texts."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Words with inner hyphens or points, numbers with separators, white space, single punctuation.
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:[-–’']\w+)*|\s+|[^\w\s]", re.UNICODE)

WordKind = Literal["same", "old", "new"]
OBJECT = "\ufffc"
"""Stands in a text for what is no character, such as a reference."""
Step = tuple[bool, int, int, int, int]
"""Whether a stretch stayed, and from where to where it stands in the old and in the new text."""


@dataclass(frozen=True)
class Words:
    """A stretch of text that stayed, was dropped (``old``) or is new.

    A reference is a stretch of its own, with ``OBJECT`` as text and the id it leads to.
    """

    kind: WordKind
    text: str
    target: str = ""


def tokens(text: str) -> list[str]:
    """Split a text into tokens that together are the text."""
    return _TOKEN.findall(text)


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """Compare two texts; the stretches that are not new make the old text, and conversely."""
    before, after = tokens(old), tokens(new)
    found: list[Words] = []
    for stays, i1, i2, j1, j2 in steps(before, after, before):
        if stays:
            found.append(Words("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            found.append(Words("old", "".join(before[i1:i2])))
        if j2 > j1:
            found.append(Words("new", "".join(after[j1:j2])))
    return tuple(found)


def steps(
    before: Sequence[Hashable], after: Sequence[Hashable], texts: Sequence[str]
) -> list[Step]:
    """Return how to get from one sequence of tokens to the other; stretches alternate.

    ``texts`` are the old tokens as text: a lone blank between two changes belongs to them.
    """
    start, stop = _common_ends(before, after)
    end, last = len(before) - stop, len(after) - stop
    # Edits are small and matching takes the square of what is left.
    matcher = SequenceMatcher(None, before[start:end], after[start:last], autojunk=False)
    found: list[Step] = [(True, 0, start, 0, start)] if start else []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        stays = kind == "equal" and not (
            texts[start + i1].isspace() and i2 == i1 + 1 and found and (i2, j2) != (end, last)
        )
        found.append((stays, start + i1, start + i2, start + j1, start + j2))
    if stop:
        found.append((True, end, len(before), last, len(after)))
    return _merged(found)


def _merged(found: Iterable[Step]) -> list[Step]:
    merged: list[Step] = []
    for each in found:
        if merged and merged[-1][0] == each[0]:
            each = (each[0], merged[-1][1], each[2], merged[-1][3], each[4])
            merged.pop()
        merged.append(each)
    return merged


def _common_ends(one: Sequence[Hashable], other: Sequence[Hashable]) -> tuple[int, int]:
    """How many tokens two texts share at their beginning, and at their end behind that."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    rest = most - start
    stop = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return start, stop
