"""Word by word: what was dropped, what is new, and what stayed between two texts.

Tokens are what a German reader takes for one: compounds with hyphens, numbers with their
separators, dates, provisions such as ``§ 3 Abs. 2``, abbreviations such as ``z. B.``. The
shortest way from one text to the other is cleaned up so that it reads well: changes with nothing
but small words between them become one, and a text with hardly a word left is told as rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from strategy_editor.document.texts import common_start

_MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    "|January|February|March|May|June|July|October|December"
)
_TOKEN = re.compile(
    r"\s+"
    r"|\b[A-Za-zÄÖÜäöü]\.\s?[A-Za-zÄÖÜäöü]\."
    r"|[^\W\d]\w*(?:[-–’'/]\w+)*(?:-(?=\s))?"
    rf"|\d{{1,2}}\.?\s(?:{_MONTHS})(?:\s\d{{4}})?"
    r"|§§?\s?\d+[a-z]?(?:\s(?:Abs\.|Absatz|Satz|Nr\.|Nummer|Buchst\.)\s\d*[a-z]?)*"
    r"|\d+(?:[.,:/]\d+)*(?:\s?%)?"
    r"|\w+|[^\w\s]"
)
_SMALL_WORDS = (
    "der die das des dem den ein eine einer eines einem einen und oder sowie von vom zu zum zur "
    "in im an am auf für mit bei aus nach als auch sich ist sind wird werden es er sie nicht "
    "the a an and or of to in on at for with by from as is are be it not"
)
_SMALL = frozenset(_SMALL_WORDS.split())

WordKind = Literal["same", "old", "new"]
OBJECT = "\ufffc"
"""Stands in a text for what is no character, such as a reference."""
_CHANGED = 0.6
"""Share of a span from which on small words within it count as changed too."""
_KEPT = 0.25
"""Share of the words that must stay; below it a text is told as rewritten."""
_FEW = 6
"""Words up to which a text is not called rewritten but told word by word."""
_MOST = 400_000_000
"""Tokens of one text times those of the other; above it the middle is told as rewritten."""


class Step(NamedTuple):
    """A stretch that stayed or not, from where to where in the old and the new tokens."""

    stays: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


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
    start, stop = _same_ends(old, new)
    head, tail = old[:start], old[len(old) - stop :] if stop else ""
    before, after = tokens(old[start : len(old) - stop]), tokens(new[start : len(new) - stop])
    kept = head.count(" ") + tail.count(" ")
    return tuple(_told(head, tail, steps(before, after, before, after, kept), before, after))


def _told(
    head: str, tail: str, path: list[Step], before: Sequence[str], after: Sequence[str]
) -> Iterator[Words]:
    waiting = head
    for stays, i1, i2, j1, j2 in path:
        if stays:
            waiting += "".join(before[i1:i2])
            continue
        if waiting:
            yield Words("same", waiting)
            waiting = ""
        if i2 > i1:
            yield Words("old", "".join(before[i1:i2]))
        if j2 > j1:
            yield Words("new", "".join(after[j1:j2]))
    if waiting or tail:
        yield Words("same", waiting + tail)


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters need no look: up to a blank between two plain words."""
    most = min(len(old), len(new))
    start = _between_words(old, common_start(old, new), -1)
    rest = most - start
    stop = common_start(old[len(old) - rest :][::-1], new[len(new) - rest :][::-1])
    at = len(old) - stop
    behind = _between_words(old, at + 4, 1) if stop > 4 else 0
    return start, len(old) - behind if behind else 0


def _between_words(text: str, place: int, step: int) -> int:
    """Return the nearest place before or behind one where no token can reach across; 0 for none."""
    at = text.rfind(" ", 0, max(0, place - 1)) if step < 0 else text.find(" ", place)
    while at > 3:
        if (
            text[at - 3 : at].islower()
            and text[at - 3 : at + 2 : 4].isalpha()
            and (text[at - 3 : at].isalpha())
        ):
            return at
        at = text.rfind(" ", 0, at) if step < 0 else text.find(" ", at + 1)
    return 0


def steps(
    before: Sequence[Hashable],
    after: Sequence[Hashable],
    old_texts: Sequence[str],
    new_texts: Sequence[str],
    kept: int = 0,
) -> list[Step]:
    """Return how to get from one sequence of tokens to the other; what stays and not alternate.

    The texts are the tokens as text; ``kept`` is how many words beside them stay anyway.
    """
    start, stop = _common_ends(before, after)
    end, last = len(before) - stop, len(after) - stop
    found = [Step(True, 0, start, 0, start)] if start else []
    found.extend(
        Step(each[0], each[1] + start, each[2] + start, each[3] + start, each[4] + start)
        for each in _shortest(before[start:end], after[start:last])
    )
    if stop:
        found.append(Step(True, end, len(before), last, len(after)))
    return _Cleaning(before, after, old_texts, new_texts).clean(found, kept)


def _shortest(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Step]:
    if not before and not after:
        return []
    if not before or not after or len(before) * len(after) > _MOST:
        return [Step(False, 0, len(before), 0, len(after))]
    found: list[Step] = []
    for each in Indel.opcodes(before, after):
        step = Step(
            each.tag == "equal", each.src_start, each.src_end, each.dest_start, each.dest_end
        )
        found.append(
            _joined(found.pop(), step) if found and found[-1].stays == step.stays else step
        )
    return found


def _common_ends(one: Sequence[Hashable], other: Sequence[Hashable]) -> tuple[int, int]:
    """How many tokens two texts share at their beginning, and at their end behind that."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    rest = most - start
    stop = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return start, stop


def _joined(one: Step, other: Step) -> Step:
    return Step(one.stays, one.old_start, other.old_end, one.new_start, other.new_end)


class _Cleaning:
    """Makes a shortest way one that reads well."""

    def __init__(
        self,
        before: Sequence[Hashable],
        after: Sequence[Hashable],
        old_texts: Sequence[str],
        new_texts: Sequence[str],
    ) -> None:
        self._before, self._after = before, after
        self._old, self._new = old_texts, new_texts

    def clean(self, path: list[Step], kept: int) -> list[Step]:
        """Return the way with changes joined, slid to the borders of words, or rewritten."""
        while True:
            joined = self._without_small_stays(path)
            if len(joined) == len(path):
                break
            path = joined
        if self._is_rewritten(path, kept):
            return [Step(False, 0, len(self._before), 0, len(self._after))]
        shifts = [0 if each.stays else self._shift(path, at) for at, each in enumerate(path)]
        if not any(shifts):
            return path
        slid = (_slid(each, at, shifts) for at, each in enumerate(path))
        return [each for each in slid if _is_something(each)]

    def _without_small_stays(self, path: list[Step]) -> list[Step]:
        found: list[Step] = []
        for at, each in enumerate(path):
            if each.stays and 0 < at < len(path) - 1 and self._is_small(path[at - 1 : at + 2]):
                each = each._replace(stays=False)
            if found and not each.stays and not found[-1].stays:
                each = _joined(found.pop(), each)
            found.append(each)
        return found

    def _is_small(self, around: list[Step]) -> bool:
        """Whether what stays between two changes is nothing to hold on to."""
        stay = self._old[around[1].old_start : around[1].old_end]
        words = [each for each in stay if not each.isspace()]
        if not words:
            return all(not each.count("\n") for each in stay)
        if any(each.lower() not in _SMALL and each[0].isalnum() for each in words):
            return False
        changed = sum(self._size(each) for each in (around[0], around[2]))
        return changed >= _CHANGED * (changed + len(words)) and changed > 2 * len(words)

    def _size(self, step: Step) -> int:
        """How many words a change is about."""
        # Words and blanks alternate.
        return (max(step.old_end - step.old_start, step.new_end - step.new_start) + 1) // 2

    def _is_rewritten(self, path: list[Step], kept: int) -> bool:
        if len(path) < 3:
            return False
        changed = sum(self._size(each) for each in path if not each.stays)
        stays = kept + sum(self._size(each) for each in path if each.stays)
        return changed > _FEW and stays < _KEPT * (changed + stays)

    def _shift(self, path: list[Step], at: int) -> int:
        """How far a stretch that only came, or only went, is moved to stand on good borders."""
        if not 0 < at < len(path) - 1:
            # Nothing that stays stands on the other side to take over what is passed.
            return 0
        before, step, behind = path[at - 1 : at + 2]
        if step.old_end > step.old_start and step.new_end > step.new_start:
            return 0
        if step.new_end > step.new_start:
            row, texts, start, end = self._after, self._new, step.new_start, step.new_end
        else:
            row, texts, start, end = self._before, self._old, step.old_start, step.old_end
        least, most = before.old_start - before.old_end, behind.old_end - behind.old_start
        if at > 1:
            least = least // 2
        if at + 2 < len(path):
            most = most // 2
        low = high = 0
        while low > least and row[start + low - 1] == row[end + low - 1]:
            low -= 1
        while high < most and row[start + high] == row[end + high]:
            high += 1
        return max(
            range(low, high + 1), key=lambda by: (_goodness(texts, start + by, end + by), -abs(by))
        )


def _slid(step: Step, at: int, shifts: Sequence[int]) -> Step:
    """Return a step with its borders slid, in the same way as those of its neighbours."""
    if step.stays:
        left = shifts[at - 1] if at else 0
        right = shifts[at + 1] if at + 1 < len(shifts) else 0
    else:
        left = right = shifts[at]
    return Step(
        step.stays, step.old_start + left, step.old_end + right,
        step.new_start + left, step.new_end + right,
    )  # fmt: skip


def _goodness(texts: Sequence[str], start: int, end: int) -> int:
    """How well a stretch of tokens reads as one that came or went."""
    before = texts[start - 1] if start else ""
    opens = start == 0 or before.isspace()
    sentence = start == 0 or (opens and start > 1 and texts[start - 2] in ".!?:")
    closes = end == len(texts) or texts[end - 1].isspace()
    return 3 * (sentence and closes) + 2 * (opens and closes) + (not texts[start].isspace())


def _is_something(step: Step) -> bool:
    return step.old_end > step.old_start or step.new_end > step.new_start
