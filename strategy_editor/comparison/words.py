"""Word by word: what was dropped, what is new, and what stayed between two texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Words with inner hyphens or points, numbers with separators, white space, single punctuation.
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:[-–’']\w+)*|\s+|[^\w\s]", re.UNICODE)

WordKind = Literal["same", "old", "new"]


@dataclass(frozen=True)
class Words:
    """A stretch of text that stayed, was dropped (``old``) or is new."""

    kind: WordKind
    text: str


def tokens(text: str) -> list[str]:
    """Split a text into tokens that together are the text."""
    return _TOKEN.findall(text)


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """Compare two texts; the stretches that are not new make the old text, and conversely."""
    before, after = tokens(old), tokens(new)
    start, stop = _common_ends(before, after)
    head, tail = before[:start], before[len(before) - stop :]
    before, after = before[start : len(before) - stop], after[start : len(after) - stop]
    found = [Words("same", "".join(head))] if head else []
    # Edits are small and matching takes the square of what is left.
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            found.append(Words("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            found.append(Words("old", "".join(before[i1:i2])))
        if j2 > j1:
            found.append(Words("new", "".join(after[j1:j2])))
    if tail:
        found.append(Words("same", "".join(tail)))
    return _joined(found)


def _common_ends(one: list[str], other: list[str]) -> tuple[int, int]:
    """How many tokens two texts share at their beginning, and at their end behind that."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    rest = most - start
    stop = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return start, stop


def _joined(found: list[Words]) -> tuple[Words, ...]:
    """A lone blank between two changes belongs to them: "old new" reads better whole."""
    result: list[Words] = []
    for at, each in enumerate(found):
        lone = each.kind == "same" and each.text.isspace() and 0 < at < len(found) - 1
        stretches = [Words("old", each.text), Words("new", each.text)] if lone else [each]
        result.extend(stretches)
    return tuple(_merged(result))


def _merged(found: list[Words]) -> list[Words]:
    merged: list[Words] = []
    run: dict[WordKind, str] = {}

    def flush() -> None:
        merged.extend(Words(kind, run[kind]) for kind in ("old", "new") if run.get(kind))
        run.clear()

    for each in found:
        if each.kind == "same":
            flush()
            merged.append(each)
        else:
            run[each.kind] = run.get(each.kind, "") + each.text
    flush()
    return merged
