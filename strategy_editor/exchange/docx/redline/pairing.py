"""What of two sequences belongs together, what stayed in its place and what moved as one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Pairs:
    """For each new position the old one that it belongs to, and which of these stayed."""

    old_of: dict[int, int]
    stayed: frozenset[int]

    @property
    def moved(self) -> list[int]:
        """The new positions of what moved, in order."""
        return sorted(self.old_of.keys() - self.stayed)


def pair(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    moved: Callable[[int], bool] = lambda _: False,
) -> Pairs:
    """Pair equal keys; ``moved`` says of new positions that they are known to have moved."""
    places = {key: at for at, key in enumerate(old)}
    old_of = {at: places[key] for at, key in enumerate(new) if key in places}
    steady = [at for at in sorted(old_of) if not moved(at)]
    stayed = longest_run([old_of[at] for at in steady])
    return Pairs(old_of, frozenset(steady[each] for each in stayed))


def longest_run(values: Sequence[int]) -> list[int]:
    """Return the positions of a longest increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        slot = bisect_left(tails, value)
        if slot == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[slot], ends[slot] = value, at
        before.append(ends[slot - 1] if slot else -1)
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]


def pair_unique(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Pair what occurs exactly once on both sides, by new position."""
    once_old, once_new = Counter(old), Counter(new)
    places = {key: at for at, key in enumerate(old) if once_old[key] == 1}
    return {at: places[key] for at, key in enumerate(new) if once_new[key] == 1 and key in places}
