"""The account of one edition: what became of each former goal, and where each goal comes from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.lineage.kinds import GOES_ON, NEW, UNSTATED, lacking, news, olds
from strategy_editor.schema.catalog import current_schema

State = Literal["open", "unstated", "accounted"]
GOALS = ("goal", "subgoal")
_WEIGHT = {"partly-achieved": 2, UNSTATED: 0}
"""Of several kinds on one goal, the one that it is counted under; the usual weight is 1."""


@dataclass(frozen=True)
class Fate:
    """A former goal of the roster with the dispositions that name it.

    ``open`` means that none does; ``unstated`` that the edition declines to say, with a reason.
    """

    former: Node
    predecessor: Node
    dispositions: tuple[Node, ...]

    @property
    def state(self) -> State:
        """Whether the goal is accounted for."""
        if not self.dispositions:
            return "open"
        return "unstated" if self.kind == UNSTATED else "accounted"

    @property
    def kind(self) -> str:
        """The kind that the goal is counted under; empty while it is open."""
        kinds = [each.get("kind") for each in self.dispositions]
        return max(kinds, key=lambda kind: _WEIGHT.get(kind, 1), default="")

    @property
    def successors(self) -> tuple[str, ...]:
        """The present goals that it became, each once."""
        return tuple(dict.fromkeys(new for each in self.dispositions for new in news(each)))

    @property
    def lacks_evidence(self) -> bool:
        """Whether a disposition does not have all that its kind demands."""
        return any(lacking(each) for each in self.dispositions)


@dataclass(frozen=True)
class Totals:
    """The numbers of an account; ``accounted + unstated + open`` is ``former``, always.

    ``kinds`` counts each accounted or unstated goal once, ``unproven`` are those among them that
    lack evidence. ``goals`` are the present ones, ``new`` those declared new among them, and
    ``without_origin`` those that neither go back to a former goal nor are declared new, nor were
    carried over from one that is itself still open.
    """

    former: int
    accounted: int
    unstated: int
    open: int
    unproven: int
    kinds: Mapping[str, int]
    goals: int
    new: int
    without_origin: int


@dataclass(frozen=True)
class Account:
    """Former goals in the order of the roster, and the origins of present ones by id."""

    fates: tuple[Fate, ...]
    goals: tuple[Node, ...]
    origins: Mapping[str, tuple[Node, ...]]

    def totals(self) -> Totals:
        """Count; a goal with several dispositions counts once."""
        states = Counter(each.state for each in self.fates)
        kinds = Counter(each.kind for each in self.fates if each.kind)
        carried = {each.former.get("goal") for each in self.fates if each.state == "open"}
        origins = [self.origins.get(each.id or "", ()) for each in self.goals]
        return Totals(
            former=len(self.fates),
            accounted=states["accounted"],
            unstated=states["unstated"],
            open=states["open"],
            unproven=sum(each.lacks_evidence for each in self.fates),
            kinds=dict(kinds.most_common()),
            goals=len(self.goals),
            new=sum(any(each.get("kind") == NEW for each in found) for found in origins),
            without_origin=sum(
                not found and goal.id not in carried
                for goal, found in zip(self.goals, origins, strict=True)
            ),
        )


def account_of(document: Document) -> Account:
    """Return the account of a document; empty where it has no predecessor."""
    root = document.root
    lineage = root.child("lineage") or Node("lineage")
    dispositions = lineage.children_of("disposition")
    by_old: dict[str, list[Node]] = defaultdict(list)
    origins: dict[str, list[Node]] = defaultdict(list)
    for each in dispositions:
        for old in olds(each):
            by_old[old].append(each)
        for new in news(each):
            origins[new].append(each)
    fates = tuple(
        Fate(former, predecessor, tuple(by_old[former.id or ""]))
        for predecessor in lineage.children_of("predecessor")
        for former in predecessor.children_of("former-goal")
    )
    goals = tuple(each for each in goals_in(root) if each.tag == "goal")
    return Account(fates, goals, {key: tuple(found) for key, found in origins.items()})


def goals_in(root: Node) -> list[Node]:
    """Return goals and sub-goals in document order; those without id are none to refer to."""
    holders = goal_holders()
    found: list[Node] = []
    pending = [root]
    while pending:
        node = pending.pop()
        if node.tag in GOALS and node.id is not None:
            found.append(node)
        pending.extend(each for each in reversed(node.children) if each.tag in holders)
    return found


@cache
def goal_holders() -> frozenset[str]:
    """Return the types that are goals or may hold such: running text is most of a file."""
    elements = current_schema().elements
    found = set(GOALS)
    more = found
    while more:
        more = {
            tag for tag in elements.keys() - found if not found.isdisjoint(elements[tag].child_tags)
        }
        found |= more
    return frozenset(found)


def going_on(document: Document) -> list[Node]:
    """Return the dispositions by which former goals live on in present ones."""
    lineage = document.root.child("lineage")
    found = lineage.children_of("disposition") if lineage is not None else []
    return [each for each in found if each.get("kind") in GOES_ON]
