"""Which children moved: the fewest, so that the rest keeps its order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def stayed(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the largest set of ids that stand in the same order in both."""
    place = {node_id: at for at, node_id in enumerate(old)}
    common = [node_id for node_id in new if node_id in place]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, node_id in enumerate(common):
        value = place[node_id]
        slot = bisect_left(tails, value)
        if slot == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[slot], ends[slot] = value, at
        before.append(ends[slot - 1] if slot else -1)
    kept: set[str] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(common[at])
        at = before[at]
    return kept
