"""The order of what stands in one element, out of the orders that several revisions gave it.

What nobody moved is the skeleton. Everything else stands in a gap of the skeleton: where the
revision that moved or inserted it has put it. Several things in one gap keep the order of their
revision; those of different revisions follow each other in an order that does not depend on who
is asked first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from strategy_editor.comparison.moves import stayed

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
                gaps = gaps if 0 in movers else sorted(gaps, key=lambda gap: place[gap])
            gap_of[key] = gaps[0]
        for gap in (_START, *self._skeleton):
            if gap != _START:
                result.order.append(gap)
            result.order += self._in_gap(gap, gap_of)
        return result

    def _gaps_of(self, side: Sequence[Key]) -> dict[Key, Key]:
        skeleton, found, gap = set(self._skeleton), {}, _START
        for key in side:
            if key in skeleton:
                gap = key
            else:
                found[key] = gap
        return found

    def _in_gap(self, gap: Key, gap_of: dict[Key, Key]) -> list[Key]:
        runs = []
        for number, side in enumerate(self._sides):
            gaps = self._gaps[number]
            run = [
                key
                for key in side
                if gaps.get(key) == gap and gap_of.get(key) == gap and number in self._movers[key]
            ]
            if run:
                runs.append(run)
        return _joined(runs)


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
    if len(runs) < 2:
        return runs[0] if runs else []
    pending = [list(run) for run in runs]
    result: list[Key] = []
    current: list[Key] | None = None
    while any(pending):
        heads = [run for run in pending if run and not _waits(run[0], pending)]
        if current is None or current not in heads:
            # Orders that contradict each other: the first side's counts.
            free = heads or [next(run for run in pending if run)]
            current = min(free, key=lambda run: _rank(run[0])) if heads else free[0]
        key = current[0]
        result.append(key)
        for run in pending:
            if key in run:
                run.remove(key)
        current = current if current else None
    return result


def _waits(key: Key, pending: list[list[Key]]) -> bool:
    """Whether another run wants something before this."""
    return any(key in run[1:] for run in pending if run)


def _rank(key: Key) -> tuple[bool, str]:
    return isinstance(key, str), str(key)
