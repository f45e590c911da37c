"""Elements whose texts are alike though not equal: candidates share rare words, the best first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from strategy_editor.comparison.elements import Elements
from strategy_editor.comparison.matching import Matching
from strategy_editor.comparison.vocabulary import Vocabulary

_RAREST, _COMMON, _CANDIDATES = 24, 200, 10
"""Words looked up for each element, from how many elements on a word is no help, and how many
candidates are looked at closely. Measured on editions of 1 000 to 20 000 paragraphs."""
_SHARED = 0.3
"""Share of the rare words that must be common where only close texts come into question."""
_ALIKE, _SHORT_ALIKE, _SHORT, _SPARE = 0.45, 0.6, 5, 0.1
_OTHER_ID = 0.25
_SAME_PARENT, _SAME_ID, _OTHER_KIND = 0.05, 0.1, 0.1
_TEXTS = frozenset({"paragraph", "item", "quotation"})
_STRUCTURE = frozenset({"goal", "subgoal", "measure", "claim", "field", "section", "principle"})


def can_become(old: str, new: str) -> bool:
    """Whether an element of one kind can be taken for one of another."""
    return old == new or {old, new} <= _TEXTS or {old, new} <= _STRUCTURE


def match_similar(matching: Matching) -> None:
    """Match what is left by its texts."""
    vocabulary = matching.vocabulary
    olds = _worded(matching.old, matching.open_old(), vocabulary)
    news = _worded(matching.new, matching.open_new(), vocabulary)
    if not olds or not news:
        return
    found: list[tuple[float, int, int]] = []
    index = _Index(news, _SHARED if matching.ids_kept else 0.0)
    for at, (old, words) in enumerate(olds.items()):
        if not at % 64:
            matching.check()
        for new in {*index.candidates(words), *_below_same_parent(matching, old, news)}:
            score = _score(matching, vocabulary, old, new, words, news[new])
            if score:
                found.append((-score, old, new))
    found.sort()
    for score, old, new in found:
        matching.pair(old, new, min(0.99, -score))


def _worded(
    elements: Elements, numbers: Iterable[int], vocabulary: Vocabulary
) -> dict[int, list[int]]:
    found = {}
    for number in numbers:
        words = vocabulary.words(elements.text(number))
        if words:
            found[number] = words
            vocabulary.count(words)
    return found


class _Index:
    """Which elements hold a word."""

    def __init__(self, texts: dict[int, list[int]], least: float) -> None:
        self._least = least
        self._holders: dict[int, list[int]] = defaultdict(list)
        for number, words in texts.items():
            for word in set(words):
                self._holders[word].append(number)

    def candidates(self, words: Sequence[int]) -> list[int]:
        """Return the elements that share most of the rarest words."""
        holders = self._holders
        known = [(len(holders[word]), word) for word in set(words) if word in holders]
        known.sort()
        hits: Counter[int] = Counter()
        for count, word in known[:_RAREST]:
            if count > _COMMON:
                break
            hits.update(holders[word])
        best = hits.most_common(_CANDIDATES)
        return [number for number, count in best if count >= self._least * len(known)]


def _below_same_parent(matching: Matching, old: int, news: dict[int, list[int]]) -> list[int]:
    above = matching.old.parents[old]
    partner = matching.partners[above] if above >= 0 else -1
    if partner < 0:
        return []
    kids = matching.new.kids[partner]
    if len(kids) > _CANDIDATES:
        at = min(matching.old.positions[old], len(kids) - 1)
        kids = kids[max(0, at - _CANDIDATES // 2) : at + _CANDIDATES // 2]
    return [kid for kid in kids if kid in news]


def _score(
    matching: Matching,
    vocabulary: Vocabulary,
    old: int,
    new: int,
    before: Sequence[int],
    after: Sequence[int],
) -> float:
    """How good a pair is; 0 where it is none."""
    one, other = matching.old.nodes[old], matching.new.nodes[new]
    if not can_become(one.tag, other.tag):
        return 0.0
    bonus = _SAME_ID if matching.ids_hint and one.id == other.id else 0.0
    above, parent = matching.old.parents[old], matching.new.parents[new]
    if above >= 0 and parent >= 0 and matching.partners[above] == parent:
        bonus += _SAME_PARENT
    if one.tag != other.tag:
        bonus -= _OTHER_KIND
    is_short = min(len(before), len(after)) < _SHORT
    least = _SHORT_ALIKE if is_short else _ALIKE
    if matching.ids_kept and one.id != other.id:
        least += _OTHER_ID
    score = vocabulary.likeness(before, after, max(0.0, least - bonus - _SPARE))
    return score + bonus if score + bonus >= least else 0.0
