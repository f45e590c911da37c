"""Which dispositions say that former goals live on in present ones: the same set for both sides.

Former and present goals that are joined make a graph. A former goal with several successors is
one split, a present goal with several origins one merge, and every other join is one to one; a
join may belong to a split and a merge at once. So split and merge are symmetric by construction:
what is read from the former goals is what is read from the present ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strategy_editor.document.node import Node
from strategy_editor.lineage.kinds import news, olds

Join = tuple[str, str]
"""The id of a former goal in the roster and that of a present goal."""


@dataclass(frozen=True)
class Wanted:
    """A disposition that the joins ask for; ``kind`` is ``split``, ``merged`` or ``single``."""

    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def joins_of(dispositions: Iterable[Node]) -> dict[Join, None]:
    """Return the joins that dispositions state, in their order."""
    return dict.fromkeys((old, new) for each in dispositions for old in olds(each)
                         for new in news(each))  # fmt: skip


def wanted(joins: Iterable[Join]) -> list[Wanted]:
    """Return the dispositions that state exactly these joins."""
    ways: dict[str, list[str]] = defaultdict(list)
    origins: dict[str, list[str]] = defaultdict(list)
    for old, new in joins:
        ways[old].append(new)
        origins[new].append(old)
    found = []
    for old, successors in ways.items():
        if len(successors) > 1:
            found.append(Wanted("split", (old,), tuple(successors)))
        elif len(origins[successors[0]]) == 1:
            found.append(Wanted("single", (old,), tuple(successors)))
    for new, formers in origins.items():
        if len(formers) > 1:
            found.append(Wanted("merged", tuple(formers), (new,)))
    return found


def touched(joins: Iterable[Join], seeds: Iterable[Join]) -> set[Join]:
    """Return the joins that hang together with some, by a former or present goal in common."""
    by_old: dict[str, list[Join]] = defaultdict(list)
    by_new: dict[str, list[Join]] = defaultdict(list)
    for join in joins:
        by_old[join[0]].append(join)
        by_new[join[1]].append(join)
    pending, found = list(seeds), set(seeds)
    while pending:
        old, new = pending.pop()
        for other in (*by_old[old], *by_new[new]):
            if other not in found:
                found.add(other)
                pending.append(other)
    return found


def assigned(needs: Sequence[Wanted], present: Sequence[Node]) -> list[tuple[Wanted, list[Node]]]:
    """Give each wanted disposition those that are there and say the most like it.

    Each one present goes to one wanted, the nearest; some wanted may get none, some several.
    """
    given: list[list[Node]] = [[] for _ in needs]
    for node in present:
        scores = [_likeness(need, node) for need in needs]
        best = max(range(len(needs)), key=lambda at: scores[at], default=None)
        if best is not None and scores[best] > 0:
            given[best].append(node)
    return [
        (need, sorted(nodes, key=lambda node: -_likeness(need, node)))
        for need, nodes in zip(needs, given, strict=True)
    ]


def degrees(joins: Iterable[Join]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return how many successors each former goal has, and how many origins each present one."""
    ways: dict[str, int] = defaultdict(int)
    origins: dict[str, int] = defaultdict(int)
    for old, new in joins:
        ways[old] += 1
        origins[new] += 1
    return ways, origins


def _likeness(need: Wanted, node: Node) -> float:
    pairs = {(old, new) for old in need.old for new in need.new}
    stated = set(joins_of([node]))
    common = len(pairs & stated)
    shared = len({*need.old, *need.new} & {*olds(node), *news(node)})
    same_kind = node.get("kind") == need.kind
    return 4 * common + shared + (0.5 if same_kind and (common or shared) else 0)
