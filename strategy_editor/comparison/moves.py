"""Which children moved: the fewest, and rather light ones than headings, tables, long parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from zlib import crc32


def stayed(
    old: Sequence[str], new: Sequence[str], weigh: Callable[[str], int] | None = None
) -> set[str]:
    """Return the largest set of ids that stand in the same order in both.

    Among the largest, the one that weighs most by ``weigh``; what is still equal is decided by
    the ids alone, so that both directions, and the same order later, give the same answer.
    """
    place = {node_id: at for at, node_id in enumerate(old)}
    after = [node_id for node_id in new if node_id in place]
    present = set(after)
    before = [node_id for node_id in old if node_id in present]
    start, stop = _common_ends(before, after)
    kept = {*after[:start], *after[len(after) - stop :]}
    middle = after[start : len(after) - stop]
    if not middle:
        return kept
    ranks = {node_id: at for at, node_id in enumerate(sorted(place[each] for each in middle))}
    values = [ranks[place[each]] for each in middle]
    worth = [(1 << 64) + crc32(each.encode()) for each in middle]
    if weigh is not None:
        worth = [(weigh(each) << 32) + some for each, some in zip(middle, worth, strict=True)]
    kept.update(middle[at] for at in _heaviest(values, worth))
    return kept


def _common_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    most = len(one)
    start = next((at for at in range(most) if one[at] != other[at]), most)
    rest = most - start
    stop = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return start, stop


def _heaviest(values: Sequence[int], worth: Sequence[int]) -> list[int]:
    """Return the positions of the rising run of values that is worth most in all.

    ``front`` holds the ends of runs that are worth more than any with a lower end.
    """
    ends: list[int] = []
    sums: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        slot = bisect_left(ends, value)
        total = worth[at] + (sums[slot - 1] if slot else 0)
        before.append(holders[slot - 1] if slot else -1)
        cut = slot
        while cut < len(sums) and sums[cut] <= total:
            cut += 1
        ends[slot:cut], sums[slot:cut], holders[slot:cut] = [value], [total], [at]
    found: list[int] = []
    at = holders[-1] if holders else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found
