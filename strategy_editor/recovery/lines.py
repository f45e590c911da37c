"""Which lines of a text differ from those of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class LineChange:
    """Lines that stood from a line on (counted from 1 in the new text), and what stands there."""

    line: int
    old: tuple[str, ...]
    new: tuple[str, ...]


def changed_lines(old: str, new: str) -> tuple[LineChange, ...]:
    """Return the changes that make one text of the other, in their order."""
    before, after = old.splitlines(), new.splitlines()
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    left, right = before[start : len(before) - end], after[start : len(after) - end]
    blocks = SequenceMatcher(None, left, right).get_opcodes()
    return tuple(
        LineChange(start + c + 1, tuple(left[a:b]), tuple(right[c:d]))
        for kind, a, b, c, d in blocks
        if kind != "equal"
    )


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
