"""What of two rows of blocks belongs together, stayed or moved, and the order to merge them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Fate = Literal["both", "removed", "added", "away", "here"]


@dataclass(frozen=True)
class Step:
    """Blocks to be written at one place.

    ``both`` has blocks of either side that belong together (several where a paragraph was split
    or merged), ``removed`` and ``away`` have old ones, ``added`` and ``here`` new ones. ``move``
    is the number by which the two places of a move find each other.
    """

    fate: Fate
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    move: int = -1


@dataclass
class Plan:
    """Pairs of two rows by new position; what of them stayed; what moves as one."""

    old_count: int
    new_count: int
    old_of: dict[int, int]
    stayed: set[int] = field(default_factory=set)
    moves: list[tuple[range, range]] = field(default_factory=list)
    """Old and new positions of what moves as one."""

    def unpair(self, new: int) -> None:
        """Let a pair be what went and what came."""
        self.old_of.pop(new, None)
        self.stayed.discard(new)

    def steps(self) -> Iterator[Step]:
        """Yield what is to be written, what went before what came."""
        away = {range_[0]: (range_, at) for at, (range_, _) in enumerate(self.moves)}
        here = {range_[0]: (range_, at) for at, (_, range_) in enumerate(self.moves)}
        old = new = 0
        for meeting in [*sorted(self.stayed), self.new_count]:
            until = self.old_of[meeting] if meeting < self.new_count else self.old_count
            yield from _side("removed", "away", old, until, away)
            yield from _side("added", "here", new, meeting, here)
            if meeting < self.new_count:
                yield Step("both", (until,), (meeting,))
            old, new = until + 1, meeting + 1


def _side(
    plain: Fate, moved: Fate, start: int, end: int, moves: Mapping[int, tuple[range, int]]
) -> Iterator[Step]:
    at = start
    while at < end:
        blocks, move = moves.get(at, (range(at, at + 1), -1))
        fate = plain if move < 0 else moved
        positions = tuple(blocks)
        yield Step(fate, positions if fate in ("removed", "away") else (),
                   positions if fate in ("added", "here") else (), move)  # fmt: skip
        at = blocks[-1] + 1


def plan_of(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    root_of: Callable[[int], str] | None,
) -> Plan:
    """Pair blocks with equal keys.

    ``root_of`` says of a new position with what it is known to have moved; without it nothing is
    called moved, and what left its order went and came.
    """
    places = {key: at for at, key in enumerate(old)}
    plan = Plan(
        len(old), len(new), {at: places[key] for at, key in enumerate(new) if key in places}
    )
    paired = sorted(plan.old_of)
    roots = {at: root_of(at) for at in paired} if root_of is not None else {}
    steady = [at for at in paired if not roots.get(at)]
    kept = [steady[each] for each in longest_run([plan.old_of[at] for at in steady])]
    plan.stayed = set(_with_fitting(kept, [at for at in paired if roots.get(at)], plan.old_of))
    left = [at for at in paired if at not in plan.stayed]
    if root_of is None:
        for at in left:
            plan.unpair(at)
    else:
        plan.moves = list(_segments(plan, left, roots))
    return plan


def _with_fitting(kept: list[int], hinted: Sequence[int], old_of: Mapping[int, int]) -> list[int]:
    """Add what is said to have moved, yet stands between the same neighbours as before."""
    olds = [old_of[at] for at in kept]
    for at in hinted:
        slot = bisect_left(kept, at)
        old = old_of[at]
        before = olds[slot - 1] if slot else -1
        after = olds[slot] if slot < len(olds) else old + 1
        if before < old < after:
            kept.insert(slot, at)
            olds.insert(slot, old)
    return kept


def _segments(
    plan: Plan, moved: Sequence[int], roots: Mapping[int, str]
) -> Iterator[tuple[range, range]]:
    """Yield what moves as one: neighbours on both sides, save for what came or went in between."""
    paired_old = set(plan.old_of.values())
    start: tuple[int, int] | None = None
    last = (-1, -1)
    for at in moved:
        old = plan.old_of[at]
        joins = (
            start is not None
            and roots.get(at) == roots.get(last[1])
            and old > last[0]
            and not any(each in plan.old_of for each in range(last[1] + 1, at))
            and not any(each in paired_old for each in range(last[0] + 1, old))
        )
        if start is not None and not joins:
            yield range(start[0], last[0] + 1), range(start[1], last[1] + 1)
        start = start if joins else (old, at)
        last = (old, at)
    if start is not None:
        yield range(start[0], last[0] + 1), range(start[1], last[1] + 1)


def joined(steps: Sequence[Step], belongs: Callable[[Step, Step], bool]) -> list[Step]:
    """Take what came or went beside a pair into it, where it was split off or merged into it."""
    found: list[Step] = []
    for step in steps:
        last = found[-1] if found else None
        if last is not None and _pair_first(last, step) and belongs(last, step):
            found[-1] = replace(last, old=last.old + step.old, new=last.new + step.new)
            continue
        while found and _pair_first(step, found[-1]) and belongs(step, found[-1]):
            before = found.pop()
            step = replace(step, old=before.old + step.old, new=before.new + step.new)
        found.append(step)
    return found


def _pair_first(one: Step, other: Step) -> bool:
    return one.fate == "both" and other.fate in ("removed", "added")


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
