"""Strands: former and present goals that hang together, for showing them beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from strategy_editor.document.node import Node
from strategy_editor.lineage.account import Account, Fate
from strategy_editor.lineage.kinds import news, olds


@dataclass(frozen=True)
class Strand:
    """Former goals, what was decided of them, and present goals; any of the three may be empty.

    ``joins`` are positions in ``fates`` and ``goals``. A former goal that is open is a strand of
    its own, as is a present one that comes from nowhere.
    """

    fates: tuple[Fate, ...]
    dispositions: tuple[Node, ...]
    goals: tuple[str, ...]
    joins: tuple[tuple[int, int], ...]

    @property
    def key(self) -> str:
        """What tells this strand from others: the id of its first goal."""
        return (self.fates[0].former.id or "") if self.fates else self.goals[0]


def strands(account: Account) -> list[Strand]:
    """Return all strands: in the order of the roster, then what has no former goal."""
    dispositions = _all_dispositions(account)
    present = {each.id: at for at, each in enumerate(account.goals)}
    clusters = _Clusters()
    for fate in account.fates:
        clusters.find("old " + (fate.former.id or ""))
    for goal in account.goals:
        clusters.find("new " + (goal.id or ""))
    for each in dispositions:
        clusters.join(
            [*("old " + old for old in olds(each)), *("new " + new for new in news(each))]
        )
    order = {fate.former.id or "": fate for fate in account.fates}
    found: list[Strand] = []
    for names in clusters.groups():
        formers = [name[4:] for name in names if name.startswith("old ")]
        goals = [name[4:] for name in names if name.startswith("new ")]
        goals.sort(key=lambda goal: present.get(goal, len(present)))
        fates = tuple(order[old] for old in formers if old in order)
        own = [each for each in dispositions if _belongs(each, formers, goals)]
        if fates or goals:
            found.append(Strand(fates, tuple(own), tuple(goals), tuple(_joins(own, fates, goals))))
    return sorted(found, key=lambda strand: not strand.fates)


def _all_dispositions(account: Account) -> list[Node]:
    known: dict[int, Node] = {}
    for fate in account.fates:
        known |= {id(each): each for each in fate.dispositions}
    for goal in account.goals:
        known |= {id(each): each for each in account.origins.get(goal.id or "", ())}
    return list(known.values())


def _belongs(disposition: Node, formers: list[str], goals: list[str]) -> bool:
    return not {*olds(disposition)}.isdisjoint(formers) or not {*news(disposition)}.isdisjoint(
        goals
    )


def _joins(
    dispositions: Iterable[Node], fates: tuple[Fate, ...], goals: list[str]
) -> Iterator[tuple[int, int]]:
    at_old = {fate.former.id: at for at, fate in enumerate(fates)}
    at_new = {goal: at for at, goal in enumerate(goals)}
    pairs = (
        (at_old[old], at_new[new])
        for each in dispositions
        for old in olds(each)
        for new in news(each)
        if old in at_old and new in at_new
    )
    yield from dict.fromkeys(pairs)


class _Clusters:
    """Names that were joined, directly or by way of others; first come first."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}

    def find(self, name: str) -> str:
        leader = self._leader.setdefault(name, name)
        while leader != self._leader[leader]:
            leader = self._leader[leader]
        self._leader[name] = leader
        return leader

    def join(self, names: list[str]) -> None:
        for name in names[1:]:
            one, other = self.find(names[0]), self.find(name)
            self._leader[other] = one

    def groups(self) -> list[list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._leader:
            found.setdefault(self.find(name), []).append(name)
        return list(found.values())
