"""Which present goal a former one may have become, where their words are alike.

Words weigh the more the rarer they are among all goals; of long words the beginning counts too,
which brings inflections and German compounds together. Only goals that share a word are looked
at, so many goals cost little.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from strategy_editor.document.characters import normalised

_WORD = re.compile(r"\w{2,}")
_STEM = 6
"""Letters of a longer word that count as its beginning."""
_LEAST = 0.3
_COMMON = 0.25
"""A word in more than this share of all goals says nothing."""
_MOST = 3
_KEPT_ID = 0.25
"""What it counts for, beside the words, that a goal kept its id."""


@dataclass(frozen=True)
class GoalText:
    """A goal as it is compared: its key, the id it has in its edition, title and statement."""

    key: str
    goal: str
    title: str
    statement: str = ""

    @property
    def text(self) -> str:
        """All its words."""
        return f"{self.title} {self.statement}".strip()


@dataclass(frozen=True)
class Proposal:
    """A present goal for a former one; ``similarity`` is 1 where the statements are the same."""

    former: str
    goal: str
    similarity: float
    kept_id: bool


def proposals(
    formers: Iterable[GoalText], goals: Iterable[GoalText], most: int = _MOST
) -> dict[str, list[Proposal]]:
    """Return the likeliest present goals for each former one by its key, the best first."""
    formers, goals = list(formers), list(goals)
    features = {id(each): _features(each.text) for each in (*formers, *goals)}
    weights = _weights(list(features.values()))
    sizes = {key: sum(weights[word] for word in words) for key, words in features.items()}
    index: dict[str, list[GoalText]] = defaultdict(list)
    for goal in goals:
        for word in features[id(goal)]:
            index[word].append(goal)
    by_id = {goal.goal: goal for goal in goals}
    found = {}
    for former in formers:
        common: Counter[int] = Counter()
        near: dict[int, GoalText] = {}
        for word in features[id(former)]:
            for goal in index[word] if weights[word] else ():
                common[id(goal)] += weights[word]  # type: ignore[assignment]
                near[id(goal)] = goal
        same = by_id.get(former.goal)
        if same is not None:
            near[id(same)] = same
        scored = [
            _scored(former, goal, common[key], sizes[id(former)] + sizes[key])
            for key, goal in near.items()
        ]
        likely = sorted(
            (each for each in scored if each.similarity >= _LEAST),
            key=lambda each: (-each.similarity, each.goal),
        )
        if likely:
            found[former.key] = likely[:most]
    return found


def _scored(former: GoalText, goal: GoalText, common: float, whole: float) -> Proposal:
    kept = former.goal == goal.goal
    one, other = normalised(former.statement), normalised(goal.statement)
    if one and one == other:
        return Proposal(former.key, goal.key, 1.0, kept)
    alike = 2 * common / whole if whole else 0.0
    bonus = _KEPT_ID if kept else 0.0
    return Proposal(former.key, goal.key, round(min(0.99, alike + bonus), 2), kept)


def _features(text: str) -> frozenset[str]:
    words = {word.casefold() for word in _WORD.findall(text)}
    return frozenset(words | {word[:_STEM] + "…" for word in words if len(word) > _STEM})


def _weights(texts: list[frozenset[str]]) -> Mapping[str, float]:
    counted = Counter(word for words in texts for word in words)
    most = max(4, _COMMON * len(texts))
    return {
        word: math.log((len(texts) + 1) / count) if count <= most else 0.0
        for word, count in counted.items()
    }
