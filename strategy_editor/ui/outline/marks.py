"""What rows of the outline are marked with: findings, notes, changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from strategy_editor.validation.problem import Severity

Look = tuple[Severity | None, Severity | None, int, str, bool]
"""What an element is marked with: worst on it, worst below, notes, change, whether dimmed."""


@dataclass(frozen=True)
class Marks:
    """What the rows are marked with, by id.

    ``problems`` holds the worst finding on each element, ``below`` the worst on it or below,
    ``noted`` the number of open annotations, ``changes`` ``added``, ``changed`` or ``moved``;
    ``dimmed`` are those that are there only because of what lies below them.
    """

    problems: Mapping[str, Severity] = field(default_factory=dict)
    below: Mapping[str, Severity] = field(default_factory=dict)
    noted: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)
    dimmed: Collection[str] = frozenset()

    def of(self, node_id: str) -> Look:
        """Return what an element is marked with."""
        return (
            self.problems.get(node_id),
            self.below.get(node_id),
            self.noted.get(node_id, 0),
            self.changes.get(node_id, ""),
            node_id in self.dimmed,
        )

    def differing(self, other: Marks) -> set[str]:
        """Return the ids of the elements that two states mark in different ways."""
        found = differing(self.problems, other.problems) | differing(self.below, other.below)
        found |= differing(self.noted, other.noted) | differing(self.changes, other.changes)
        return found | ({*self.dimmed} ^ {*other.dimmed})


def differing(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    """Return the keys whose values are others, or that only one of them has."""
    if old is new or old == new:
        return set()
    return {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}
