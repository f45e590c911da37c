"""Texts that were cut in two or more, and texts that were put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel, LCSseq

from strategy_editor.comparison.elements import Elements
from strategy_editor.comparison.matching import CLOSED, OPEN, Matching
from strategy_editor.comparison.vocabulary import Vocabulary

_TEXTS = frozenset({"paragraph", "item", "quotation"})
_LEAST_WORDS = 3
_CONTAINED, _JOINED, _BETTER = 0.6, 0.6, 0.05
"""How much of a part must be in the whole, how alike all parts together must be to it, and how
much more so than one part alone."""


@dataclass
class Parts:
    """Numbers of elements: an old one and the others it was split into, a new one and the others
    that were merged into it. The first part in the order of reading is the one that is matched."""

    splits: dict[int, list[int]] = field(default_factory=dict)
    merges: dict[int, list[int]] = field(default_factory=dict)


def match_split(matching: Matching) -> Parts:
    """Find splits and merges beside what is matched already."""
    vocabulary = matching.vocabulary
    found = Parts()
    splits = _Side(matching.new, matching.old, matching.origins, matching.partners, vocabulary)
    for number in matching.open_new():
        splits.look(number, found.splits, lambda part, whole: matching.pair(whole, part, _SURE),
                    matching.unpair)  # fmt: skip
    merges = _Side(matching.old, matching.new, matching.partners, matching.origins, vocabulary)
    for number in matching.open_old():
        merges.look(number, found.merges, lambda part, whole: matching.pair(part, whole, _SURE),
                    lambda whole: matching.unpair(matching.origins[whole]))  # fmt: skip
    return found


_SURE = 0.9


class _Side:
    """The document with the parts, and the one with the wholes."""

    def __init__(
        self,
        parts: Elements,
        wholes: Elements,
        counterparts: list[int],
        firsts: list[int],
        vocabulary: Vocabulary,
    ) -> None:
        self._parts = parts
        self._wholes = wholes
        self._counterparts = counterparts
        self._firsts = firsts
        self._vocabulary = vocabulary

    def look(
        self,
        number: int,
        found: dict[int, list[int]],
        pair: Callable[[int, int], object],
        unpair: Callable[[int], object],
    ) -> None:
        """Take an open element for another part of what its neighbour is matched with."""
        if self._counterparts[number] != OPEN or self._parts.nodes[number].tag not in _TEXTS:
            return
        for is_behind, neighbour in self._around(number):
            whole = self._whole_of(neighbour, found)
            if whole >= 0 and self._belongs(number, whole, found.get(whole, []), is_behind):
                parts = found.setdefault(whole, [])
                if is_behind:
                    # The first part keeps the identity of the whole.
                    first = self._firsts[whole]
                    unpair(whole)
                    pair(number, whole)
                    parts.insert(0, first)
                    self._counterparts[first] = CLOSED
                else:
                    parts.append(number)
                    self._counterparts[number] = CLOSED
                return

    def _around(self, number: int) -> Iterator[tuple[bool, int]]:
        """Yield the nearest siblings, and whether they stand behind; one may stand between."""
        above = self._parts.parents[number]
        row = self._parts.kids[above] if above >= 0 else [number]
        at = self._parts.positions[number]
        for step in (-1, 1, -2, 2):
            if 0 <= at + step < len(row):
                yield step > 0, row[at + step]

    def _whole_of(self, number: int, found: Mapping[int, list[int]]) -> int:
        """What a neighbour is matched with, or is a further part of."""
        if number < 0:
            return OPEN
        if self._counterparts[number] == CLOSED:
            return next((whole for whole, parts in found.items() if number in parts), OPEN)
        return self._counterparts[number]

    def _belongs(self, number: int, whole: int, others: Sequence[int], is_behind: int) -> bool:
        if self._wholes.nodes[whole].tag not in _TEXTS:
            return False
        if self._wholes.text(whole) == self._parts.text(self._firsts[whole]):
            # Nothing is missing from what is matched, so nothing was split off.
            return False
        text = self._vocabulary.words(self._wholes.text(whole))
        words = self._words(number)
        shared = LCSseq.similarity(words, text)
        if len(words) < _LEAST_WORDS or shared < _CONTAINED * len(words):
            return False
        first = self._firsts[whole]
        alone = [word for each in (first, *others) for word in self._words(each)]
        joined = words + alone if is_behind else alone + words
        score = Indel.normalized_similarity(text, joined)
        return score >= _JOINED and score > Indel.normalized_similarity(text, alone) + _BETTER

    def _words(self, number: int) -> list[int]:
        return self._vocabulary.words(self._parts.text(number))
