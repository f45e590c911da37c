"""What a newcomer wants to know first: what became of the goals, and where most has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strategy_editor.comparison.changes import Change, Comparison
from strategy_editor.comparison.layout import catalogue, key_of
from strategy_editor.document.node import Node
from strategy_editor.lineage.account import Account, account_of
from strategy_editor.lineage.kinds import ENDS, UNSTATED

COUNTED = ("field", "claim", "goal", "subgoal", "measure", "indicator", "milestone")
"""Roles whose numbers show how large an edition is."""


@dataclass(frozen=True)
class GoalStory:
    """Goals of the old edition and of the new one, by id and in reading order.

    ``is_declared``: the new edition says itself what became of them; else the comparison tells.
    ``kinds`` counts the former goals by what became of them, ``open`` those of which nothing is
    said. ``ended`` gives the kind for each goal that does not go on.
    """

    is_declared: bool
    former: int
    kinds: Mapping[str, int]
    open: int
    going_on: int
    ended: Mapping[str, str]
    new: Sequence[str]
    changed: int


class Overview:
    """Counts and places of what a comparison found."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._old = catalogue(comparison.alignment.old.root)
        self._new = catalogue(comparison.alignment.new.root)
        self._roots = (key_of(comparison.alignment.old.root), key_of(comparison.alignment.new.root))

    def sizes(self) -> list[tuple[str, int, int]]:
        """Return for each counted role that occurs how many there were and are."""
        before = Counter(node.tag for node, _ in self._old.values())
        after = Counter(node.tag for node, _ in self._new.values())
        return [
            (role, before[role], after[role]) for role in COUNTED if before[role] or after[role]
        ]

    def goals(self) -> GoalStory | None:
        """Return what became of the goals; None where neither edition has any."""
        old = [key for key, (node, _) in self._old.items() if node.tag == "goal"]
        new = [key for key, (node, _) in self._new.items() if node.tag == "goal"]
        if not old and not new:
            return None
        alignment = self._comparison.alignment
        account = account_of(alignment.new)
        if account.fates and self._is_of_old(account):
            return _declared(account, {alignment.original(key): key for key in old})
        stays = self._new.keys() & old
        return GoalStory(
            False, len(old), {}, 0, len(stays), {key: "" for key in old if key not in stays},
            [key for key in new if key not in stays], len(self._touched(stays)),
        )  # fmt: skip

    def part_of(self, change: Change) -> str:
        """Return the id of the focus area that a change lies in, else of the topmost element.

        Empty where the change concerns the document as a whole.
        """
        elements, root = self._new, self._roots[1]
        key = change.id if change.id in elements else change.parent
        if key not in elements:
            elements, root = self._old, self._roots[0]
            key = change.id if change.id in elements else change.old_parent
        while key in elements and elements[key][1] not in ("", root):
            if elements[key][0].tag == "field":
                break
            key = elements[key][1]
        return key if key in elements and key != root else ""

    def element(self, key: str) -> tuple[Node, bool] | None:
        """Return an element, of the new document where it is there, and whether it is."""
        for elements, is_new in ((self._new, True), (self._old, False)):
            if key in elements:
                return elements[key][0], is_new
        return None

    def busiest(self) -> list[tuple[str, int]]:
        """Return the parts with the number of their changes, most first, without renumberings."""
        counts = Counter(
            self.part_of(change)
            for change in self._comparison.changes
            if change.kinds != ("renumbered",)
        )
        del counts[""]
        return counts.most_common()

    def _is_of_old(self, account: Account) -> bool:
        """Whether the goals that the new edition accounts for are those of the old document."""
        alignment = self._comparison.alignment
        name = alignment.original(alignment.old.root.id or "")
        if name == alignment.new.root.id and account_of(alignment.old).fates:
            # Two states of one edition: its account is of another document.
            return False
        known = {alignment.original(key) for key in self._old}
        goals = [fate.former.get("goal") for fate in account.fates]
        return any(goal in known for goal in goals if goal)

    def _touched(self, keys: Iterable[str]) -> set[str]:
        """The elements among some in which, or below which, something differs."""
        wanted = set(keys)
        found: set[str] = set()
        for change in self._comparison.changes:
            key = change.id if change.id in self._new else change.parent or change.old_parent
            while key in self._new and change.kinds != ("renumbered",):
                if key in wanted:
                    found.add(key)
                key = self._new[key][1]
        return found


def _declared(account: Account, keys: Mapping[str, str]) -> GoalStory:
    fates = [(fate, fate.kind) for fate in account.fates]
    ended = {
        keys.get(fate.former.get("goal"), ""): kind
        for fate, kind in fates
        if kind in ENDS or (kind == UNSTATED and not fate.successors)
    }
    origins = account.origins
    fresh = [
        goal.id or ""
        for goal in account.goals
        if not any(each.get("old") for each in origins.get(goal.id or "", ()))
    ]
    return GoalStory(
        True,
        len(fates),
        dict(Counter(kind for _, kind in fates if kind).most_common()),
        sum(not kind for _, kind in fates),
        sum(bool(fate.successors) for fate, _ in fates),
        {key: kind for key, kind in ended.items() if key},
        fresh,
        0,
    )
