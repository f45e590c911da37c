"""Words as numbers, and how alike texts are by them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel


class Vocabulary:
    """Texts as lists of numbers, one for each word, and how much each word says.

    A word that few texts hold says more than one that is in every other sentence of its kind.
    """

    def __init__(self, texts: int) -> None:
        self._numbers: dict[str, int] = {}
        self._texts: dict[str, list[int]] = {}
        self._counts: list[int] = []
        self._all = math.log(texts + 2)

    def words(self, text: str) -> list[int]:
        """Return the words of a text as numbers."""
        found = self._texts.get(text)
        if found is None:
            numbers = self._numbers
            found = [numbers.setdefault(word, len(numbers)) for word in text.split()]
            self._texts[text] = found
        return found

    def count(self, words: Iterable[int]) -> None:
        """Count the words of one text."""
        counts = self._counts
        counts.extend([0] * (len(self._numbers) - len(counts)))
        for word in set(words):
            counts[word] += 1

    def likeness(self, one: Sequence[int], other: Sequence[int], least: float = 0.0) -> float:
        """Return how alike two texts are, 0 to 1: half by words in their order, half by how much
        the words say that both share; 0 where the order alone is below ``least``."""
        ordered: float = Indel.normalized_similarity(one, other, score_cutoff=least)
        if not ordered or ordered == 1.0:
            return ordered
        before, after = set(one), set(other)
        shared = self._weight(before & after)
        return (ordered + 2 * shared / (self._weight(before) + self._weight(after))) / 2

    def _weight(self, words: Iterable[int]) -> float:
        counts, known, most = self._counts, len(self._counts), self._all
        return sum(most - math.log(1 + (counts[word] if word < known else 0)) for word in words)
