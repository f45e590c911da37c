"""The order of what stands in one element, out of the orders that several revisions gave it.

What nobody moved is the skeleton. Everything else stands in a gap of the skeleton: where the
revision that moved or inserted it has put it. Several things in one gap keep the order of their
revision; those of different revisions follow each other in an order that does not depend on who
is asked first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from strategy_editor.comparison.moves import stayed
from strategy_editor.document.node import Node

Key = str | tuple[object, ...]
_START: Key = ""


@dataclass
class Woven:
    """The merged order, and what several revisions have put into different gaps."""

    order: list[Key]
    apart: list[Key] = field(default_factory=list)


def weave(base: Sequence[Key], sides: Sequence[Sequence[Key]], members: Collection[Key]) -> Woven:
    """Merge orders; ``members`` says what remains. Of what clashes, the first side counts."""
    changed = list(dict.fromkeys(tuple(each) for each in sides if list(each) != list(base)))
    only = changed[0] if len(changed) == 1 else tuple(base)
    if len(changed) < 2 and len(only) == len(members) and all(each in members for each in only):
        return Woven(list(only))
    return _Weaving(base, sides, members).woven()


class _Weaving:
    def __init__(
        self, base: Sequence[Key], sides: Sequence[Sequence[Key]], members: Collection[Key]
    ) -> None:
        self._sides = [[key for key in side if key in members] for side in sides]
        known = [key for key in base if key in members]
        kept = [still(known, side) for side in self._sides]
        present = [set(side) for side in self._sides]
        moved = {
            key
            for side, stay in zip(self._sides, kept, strict=True)
            for key in side
            if key not in stay
        }
        self._movers = {
            key: [
                number
                for number, (has, stay) in enumerate(zip(present, kept, strict=True))
                if key in has and key not in stay
            ]
            for key in moved
        }
        self._skeleton = [key for key in known if key not in moved]
        self._gaps = [self._gaps_of(side) for side in self._sides]

    def woven(self) -> Woven:
        result = Woven([])
        gap_of: dict[Key, Key] = {}
        place = {key: at for at, key in enumerate(self._skeleton, 1)} | {_START: 0}
        for key, movers in self._movers.items():
            gaps = list(dict.fromkeys(self._gaps[number][key] for number in movers))
            if len(gaps) > 1:
                result.apart.append(key)
                if key in self._gaps[0]:
                    # The first side's place counts, moved or not.
                    gaps, self._movers[key] = [self._gaps[0][key]], [0]
                else:
                    gaps.sort(key=lambda gap: place[gap])
            gap_of[key] = gaps[0]
        runs = self._runs(gap_of)
        for gap in (_START, *self._skeleton):
            if gap != _START:
                result.order.append(gap)
            inside = runs.get(gap, [])
            result.order += _joined(inside)
            result.apart += _out_of_order(inside)
        return result

    def _gaps_of(self, side: Sequence[Key]) -> dict[Key, Key]:
        skeleton, found, gap = set(self._skeleton), {}, _START
        for key in side:
            if key in skeleton:
                gap = key
            else:
                found[key] = gap
        return found

    def _runs(self, gap_of: dict[Key, Key]) -> dict[Key, list[list[Key]]]:
        """What each side has put into each gap, as far as that is where it goes."""
        found: dict[Key, list[list[Key]]] = {}
        for number, side in enumerate(self._sides):
            own: dict[Key, list[Key]] = {}
            gaps = self._gaps[number]
            for key in side:
                gap = gaps.get(key)
                if gap is not None and gap_of[key] == gap and number in self._movers[key]:
                    own.setdefault(gap, []).append(key)
            for gap, run in own.items():
                found.setdefault(gap, []).append(run)
        return found


def still(base: Sequence[Key], side: Sequence[Key]) -> set[Key]:
    """Return what a side left in place, relative to the rest: the most that is possible."""
    if list(base) == list(side):
        return set(base)
    names = {key: key if isinstance(key, str) else f"#{number}" for number, key in enumerate(base)}
    keys = {name: key for key, name in names.items()}
    kept = stayed(list(names.values()), [names[key] for key in side if key in names])
    return {keys[each] for each in kept}


def _joined(runs: list[list[Key]]) -> list[Key]:
    """Join runs that may share members: each keeps its order as far as they agree."""
    return runs[0] if len(runs) == 1 else _Joining(runs).joined() if runs else []


class _Joining:
    def __init__(self, runs: list[list[Key]]) -> None:
        self._runs = runs
        self._at = [0] * len(runs)
        self._total = Counter(key for run in runs for key in run)
        self._done: set[Key] = set()

    def joined(self) -> list[Key]:
        """One run after the other, but what two have in common only when both have come to it."""
        result: list[Key] = []
        current: int | None = None
        while (heads := self._heads()) != {}:
            waiting = Counter(heads.values())
            free = [number for number, key in heads.items() if waiting[key] == self._total[key]]
            if current not in free:
                # Orders that contradict each other: the first side's counts.
                current = min(free or [min(heads)], key=lambda number: _rank(heads[number]))
            key = heads[current]
            result.append(key)
            self._done.add(key)
        return result

    def _heads(self) -> dict[int, Key]:
        """The next of each run that has any left, by the number of the run."""
        found: dict[int, Key] = {}
        for number, run in enumerate(self._runs):
            at = self._at[number]
            while at < len(run) and run[at] in self._done:
                at += 1
            self._at[number] = at
            if at < len(run):
                found[number] = run[at]
        return found


def _out_of_order(runs: list[list[Key]]) -> list[Key]:
    """What several have put into one gap, but in different orders: the fewest that moved."""
    found: dict[Key, None] = {}
    for run in runs[1:]:
        common = set(runs[0]) & set(run)
        one, other = ([key for key in each if key in common] for each in (runs[0], run))
        kept = still(one, other)
        found.update((key, None) for key in one if key not in kept)
    return list(found)


def _rank(key: Key) -> tuple[bool, str]:
    """An order that follows from what the keys are, and not from who is asked first."""
    if isinstance(key, str):
        return True, key
    return False, "".join(map(_spelt, key))


def _spelt(value: object) -> str:
    if isinstance(value, Node):
        return f"{value.tag}{value.attributes}" + "".join(map(_spelt, value.content))
    return str(value)
