"""What the view of dispositions shows: strands as lines, grouped by field and filtered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from strategy_editor.comparison.proposals import Proposal
from strategy_editor.document.node import Node
from strategy_editor.lineage.account import Account, Fate
from strategy_editor.lineage.kinds import CARDINALITIES, NEW
from strategy_editor.lineage.strands import Strand, strands

FILTERS = ("all", "open", "proposed", "unproven", "unstated", "new")
"""Besides these there is one for each kind of disposition."""
_Item = TypeVar("_Item")
Proposals = Mapping[str, Sequence[Proposal]]


@dataclass(frozen=True)
class Line:
    """One line of a strand: its former goal, disposition and present goal at a position.

    Each may be missing: a split has fewer former goals than lines. ``proposal`` is for a former
    goal that is open.
    """

    strand: Strand
    at: int
    fate: Fate | None
    disposition: Node | None
    goal: str
    proposal: Proposal | None = None

    @property
    def former(self) -> str:
        """The id of the former goal, empty where the line has none."""
        return (self.fate.former.id or "") if self.fate is not None else ""

    @property
    def shown_goal(self) -> str:
        """The present goal that stands on the line: its own, or the one that is proposed."""
        return self.goal or (self.proposal.goal if self.proposal is not None else "")

    @property
    def is_open(self) -> bool:
        """Whether a decision is due here."""
        if self.fate is not None:
            return self.fate.state == "open"
        return bool(self.goal) and not self.strand.dispositions

    @property
    def key(self) -> tuple[str, str, int]:
        """What finds the line again after an edit."""
        return (self.former, self.goal, self.at)


@dataclass(frozen=True)
class Group:
    """Lines under a heading; ``kind`` is ``field``, ``new`` or ``open``."""

    kind: str
    title: str
    lines: tuple[Line, ...]


def lines_of(strand: Strand, proposals: Proposals) -> tuple[Line, ...]:
    """Return a strand line by line."""
    height = max(len(strand.fates), len(strand.dispositions), len(strand.goals))
    return tuple(
        Line(
            strand,
            at,
            fate := _at(strand.fates, at),
            _at(strand.dispositions, at),
            _at(strand.goals, at) or "",
            _proposal(fate, proposals),
        )
        for at in range(height)
    )


def strands_to_show(account: Account, proposals: Proposals) -> list[Strand]:
    """Return all strands but those of present goals that stand beside a former one as proposals:
    the same decision is due there.
    """
    likely = (_proposal(fate, proposals) for fate in account.fates)
    proposed = {each.goal for each in likely if each is not None}
    return [
        strand
        for strand in strands(account)
        if strand.fates or strand.dispositions or strand.goals[0] not in proposed
    ]


def groups(
    shown_strands: Sequence[Strand],
    proposals: Proposals,
    wanted: str,
    found: frozenset[str] | None,
) -> list[Group]:
    """Return the groups that a filter shows; ``found`` are the goals that a search has hit."""
    shown: dict[tuple[str, str], list[Line]] = {}
    for strand in shown_strands:
        if not is_shown(strand, proposals, wanted):
            continue
        if found is not None and found.isdisjoint(_ids(strand)):
            continue
        shown.setdefault(_heading(strand), []).extend(lines_of(strand, proposals))
    return [Group(kind, title, tuple(lines)) for (kind, title), lines in shown.items()]


def counts(shown_strands: Sequence[Strand], proposals: Proposals) -> dict[str, int]:
    """Return how many former goals (for ``new`` and the kind: present ones) a filter shows."""
    found: Counter[str] = Counter()
    for strand in shown_strands:
        for name in dict.fromkeys((*FILTERS, *CARDINALITIES)):
            if is_shown(strand, proposals, name):
                found[name] += max(1, len(strand.fates))
    return dict(found)


def is_shown(strand: Strand, proposals: Proposals, wanted: str) -> bool:
    """Whether a filter lets a strand through."""
    states = {fate.state for fate in strand.fates}
    match wanted:
        case "all":
            return True
        case "open":
            return "open" in states or not strand.dispositions
        case "proposed":
            return any(_proposal(fate, proposals) is not None for fate in strand.fates)
        case "unproven":
            return any(fate.lacks_evidence for fate in strand.fates)
        case "unstated":
            return "unstated" in states
        case _:
            return any(each.get("kind") == wanted for each in strand.dispositions)


def _heading(strand: Strand) -> tuple[str, str]:
    if strand.fates:
        first = strand.fates[0]
        return "field", first.former.get("field") or first.predecessor.get("title")
    is_new = any(each.get("kind") == NEW for each in strand.dispositions)
    return ("new" if is_new else "open"), ""


def _ids(strand: Strand) -> set[str]:
    return {*strand.goals, *(fate.former.id or "" for fate in strand.fates)}


def _proposal(fate: Fate | None, proposals: Proposals) -> Proposal | None:
    if fate is None or fate.state != "open":
        return None
    likely = proposals.get(fate.former.id or "", ())
    return likely[0] if likely else None


def _at(items: Sequence[_Item], at: int) -> _Item | None:
    return items[at] if at < len(items) else None
