"""Elements that correspond by where they stand, though their texts hardly agree."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.comparison.matching import OPEN, Matching
from strategy_editor.comparison.similarity import can_become
from strategy_editor.comparison.vocabulary import Vocabulary
from strategy_editor.schema.catalog import current_schema

_FLOOR, _FLOOR_OF_SHORT, _SHORT, _FLOOR_OF_OTHER_IDS = 0.2, 0.33, 12, 0.5
"""Two texts of one kind in one place that share less are one that went and one that came."""
_SURE_BY_PLACE, _SAME_ID = 0.5, 0.35
_MOST = 60
"""Elements in one gap up to which the best order is worked out."""


def match_surrounded(matching: Matching) -> None:
    """Match within gaps: what is left between the same neighbours below the same parents."""
    vocabulary = matching.vocabulary
    for at, (old, new) in enumerate(_parents_from_above(matching)):
        if not at % 64:
            matching.check()
        _only_ones(matching, old, new)
        for olds, news in list(_gaps(matching, old, new)):
            _fill(matching, olds, news, vocabulary)


def _parents_from_above(matching: Matching) -> Iterator[tuple[int, int]]:
    """Yield matched parents top down, those matched meanwhile too."""
    pending = [
        old
        for old, new in enumerate(matching.partners)
        if new >= 0 and matching.old.kids[old] and matching.new.kids[new]
    ]
    seen = set(pending)
    while pending:
        upcoming = []
        for old in pending:
            new = matching.partners[old]
            if new < 0:
                continue
            waiting = matching.open_old(matching.old.kids[old])
            yield old, new
            for kid in waiting:
                if matching.partners[kid] >= 0 and kid not in seen:
                    seen.add(kid)
                    upcoming.append(kid)
        pending = upcoming


def _gaps(matching: Matching, old: int, new: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the open children between children that are matched with each other, in order."""
    olds = matching.old.kids[old]
    news = matching.new.kids[new]
    if not any(matching.partners[each] == OPEN for each in olds):
        return
    place = matching.new.positions
    left: list[int] = []
    start = 0
    for each in olds:
        partner = matching.partners[each]
        if partner == OPEN:
            left.append(each)
        elif partner >= 0 and matching.new.parents[partner] == new and place[partner] >= start:
            end = place[partner]
            if left:
                yield left, matching.open_new(news[start:end]) if end > start else []
            left, start = [], end + 1
    if left and start < len(news):
        yield left, matching.open_new(news[start:])


def _only_ones(matching: Matching, old: int, new: int) -> None:
    """Match children of which there can be one only, such as the metadata."""
    element_type = current_schema().element(matching.new.nodes[new].tag)
    for kid in matching.open_old(matching.old.kids[old]):
        tag = matching.old.nodes[kid].tag
        if element_type is not None and element_type.is_repeatable(tag):
            continue
        for other in matching.open_new(matching.new.kids[new]):
            if matching.new.nodes[other].tag == tag:
                matching.pair(kid, other, _SURE_BY_PLACE)


def _fill(matching: Matching, olds: list[int], news: list[int], vocabulary: Vocabulary) -> None:
    """Match what is in one gap in order, so that in all the most is alike."""
    if not olds or not news or len(olds) * len(news) > _MOST * _MOST:
        return
    scores = [[_likeness(matching, old, new, vocabulary) for new in news] for old in olds]
    for at, other in _best_in_order(scores):
        matching.pair(olds[at], news[other], max(_SURE_BY_PLACE, min(0.95, scores[at][other])))


def _likeness(matching: Matching, old: int, new: int, vocabulary: Vocabulary) -> float:
    """How well two elements in one gap go together; 0 where they do not."""
    one, other = matching.old.nodes[old], matching.new.nodes[new]
    if not can_become(one.tag, other.tag):
        return 0.0
    before = vocabulary.words(matching.old.text(old))
    after = vocabulary.words(matching.new.text(new))
    bonus = _SAME_ID if matching.ids_hint and one.id == other.id else 0.0
    if not before and not after:
        kids = matching.old.kids[old]
        if kids and matching.new.kids[new] and not bonus:
            return 0.0
        if matching.ids_kept and not bonus:
            return 0.0
        return 0.3 + bonus + 0.3 * (matching.old.own[old] == matching.new.own[new])
    if not before or not after:
        return bonus
    score = vocabulary.likeness(before, after) + bonus
    return score if score >= _least(matching, before, after) and one.tag == other.tag else 0.0


def _least(matching: Matching, before: list[int], after: list[int]) -> float:
    if matching.ids_kept:
        return _FLOOR_OF_OTHER_IDS
    return _FLOOR if min(len(before), len(after)) >= _SHORT else _FLOOR_OF_SHORT


def _best_in_order(scores: list[list[float]]) -> list[tuple[int, int]]:
    """Choose pairs that do not cross, with the greatest sum of scores."""
    width = len(scores[0])
    best = [[0.0] * (width + 1) for _ in range(len(scores) + 1)]
    for at in range(len(scores) - 1, -1, -1):
        row, below = best[at], best[at + 1]
        for other in range(width - 1, -1, -1):
            taken = scores[at][other] + below[other + 1] if scores[at][other] else 0.0
            row[other] = max(below[other], row[other + 1], taken)
    found = []
    at = other = 0
    while at < len(scores) and other < width:
        score = scores[at][other]
        if score and best[at][other] == score + best[at + 1][other + 1]:
            found.append((at, other))
            at, other = at + 1, other + 1
        elif best[at][other] == best[at + 1][other]:
            at += 1
        else:
            other += 1
    return found
