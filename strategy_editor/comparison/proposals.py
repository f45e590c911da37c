"""Which present goal a former one may have become, where their words are alike.

Texts are compared as everywhere in a comparison, but by the beginnings of their longer words,
which brings inflections and German compounds together: goals are few and much rewritten. Only
goals that share words are looked at closely, so many goals cost little.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strategy_editor.comparison.vocabulary import Vocabulary
from strategy_editor.document.characters import normalised

_WORD = re.compile(r"\w{4,}|\d+")
_STEM = 7
"""Letters of a longer word that count."""
_LEAST = 0.3
_MOST, _CANDIDATES = 3, 10
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
    def stems(self) -> str:
        """What counts of its words, with blanks between."""
        words = _WORD.findall(f"{self.title} {self.statement}".casefold())
        return " ".join(word[:_STEM] for word in words)


@dataclass(frozen=True)
class Proposal:
    """A present goal for a former one; ``similarity`` is 1 where the statements are the same."""

    former: str
    goal: str
    similarity: float
    kept_id: bool

    @property
    def rank(self) -> float:
        """What proposals are ordered by, the highest first."""
        return self.similarity + (_KEPT_ID if self.kept_id else 0.0)


def proposals(formers: Iterable[GoalText], goals: Iterable[GoalText]) -> dict[str, list[Proposal]]:
    """Return the likeliest present goals for each former one by its key, the best first."""
    goals = list(goals)
    run = _Run(list(formers), goals)
    found = {former.key: run.likely(former) for former in run.formers}
    return {key: likely for key, likely in found.items() if likely}


class _Run:
    def __init__(self, formers: list[GoalText], goals: list[GoalText]) -> None:
        self.formers = formers
        self._vocabulary = Vocabulary(len(formers) + len(goals))
        self._words = {id(each): self._vocabulary.words(each.stems) for each in (*formers, *goals)}
        self._holders: dict[int, list[GoalText]] = defaultdict(list)
        for words in self._words.values():
            self._vocabulary.count(set(words))
        for goal in goals:
            for word in set(self._words[id(goal)]):
                self._holders[word].append(goal)
        self._by_id = {goal.goal: goal for goal in goals}

    def likely(self, former: GoalText) -> list[Proposal]:
        """Return the best few."""
        scored = [self._scored(former, goal) for goal in self._near(former)]
        likely = [each for each in scored if each.rank >= _LEAST]
        return sorted(likely, key=lambda each: (-each.rank, each.goal))[:_MOST]

    def _near(self, former: GoalText) -> Sequence[GoalText]:
        hits: Counter[str] = Counter()
        near: dict[str, GoalText] = {}
        same = self._by_id.get(former.goal)
        for word in set(self._words[id(former)]):
            # A word in every other goal tells none from another.
            weight = 1 / (1 + len(self._holders.get(word, ())))
            for goal in self._holders.get(word, ()):
                hits[goal.key] += weight  # type: ignore[assignment]
                near[goal.key] = goal
        found = [near[key] for key, _ in hits.most_common(_CANDIDATES)]
        return found if same is None or same in found else [*found, same]

    def _scored(self, former: GoalText, goal: GoalText) -> Proposal:
        kept = former.goal == goal.goal
        one, other = normalised(former.statement), normalised(goal.statement)
        if one and one == other:
            return Proposal(former.key, goal.key, 1.0, kept)
        words = self._words[id(former)], self._words[id(goal)]
        return Proposal(
            former.key, goal.key, round(min(0.99, self._vocabulary.likeness(*words)), 2), kept
        )
