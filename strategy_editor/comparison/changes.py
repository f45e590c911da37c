"""Changes as plain data.

As JSON (``strategy-comparison/1``)::

    {"format": "strategy-comparison/1",
     "old": {"title": …, "edition": …, "file": …}, "new": {…},
     "summary": {kind: count, …},
     "changes": [{"kinds": [kind, …], "id": …, "role": …, "title": …,
                  "oldNumber": …, "newNumber": …, "field": …, "old": …, "new": …,
                  "words": [{"kind": "same" | "old" | "new", "text": …}, …],
                  "confidence": 0.0 … 1.0}, …]}

``kinds`` are ``added``, ``removed``, ``moved``, ``retyped``, ``reworded``, ``attribute`` and
``renumbered``. A change of a text carries ``words``; ``field`` is empty where the element itself
is concerned, ``@name`` for an attribute, else the tag of the field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from strategy_editor.comparison.table import Row
from strategy_editor.comparison.words import Words

FORMAT = "strategy-comparison/1"
KINDS = ("added", "removed", "moved", "retyped", "reworded", "attribute", "renumbered")


@dataclass(frozen=True)
class Change:
    """One difference between two documents; see the module for the meaning of the fields."""

    kinds: tuple[str, ...]
    id: str
    role: str
    title: str
    old_number: str = ""
    new_number: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    words: tuple[Words, ...] = ()
    parent: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class Side:
    """What one of the two documents is."""

    title: str
    edition: str
    file: str = ""


@dataclass(frozen=True)
class Comparison:
    """All changes, and the rows that make them applicable.

    ``rows`` holds the new row of every element that is new or differs in anything, ``gone`` the
    ids of those that fell away.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]
    rows: Mapping[str, Row] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    surroundings: tuple[object, ...] | None = None

    @property
    def summary(self) -> dict[str, int]:
        """How many changes there are of each kind."""
        found = Counter(kind for change in self.changes for kind in change.kinds)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    @property
    def differs(self) -> bool:
        """Whether anything at all differs, printed numbers and comments included."""
        return bool(self.changes or self.rows or self.gone or self.surroundings is not None)


def as_json(comparison: Comparison) -> dict[str, object]:
    """Return the comparison in the documented shape."""
    return {
        "format": FORMAT,
        "old": vars(comparison.old),
        "new": vars(comparison.new),
        "summary": comparison.summary,
        "changes": [_change(change) for change in comparison.changes],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "kinds": list(change.kinds),
        "id": change.id,
        "role": change.role,
        "title": change.title,
        "oldNumber": change.old_number,
        "newNumber": change.new_number,
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "words": [{"kind": each.kind, "text": each.text} for each in change.words],
        "confidence": change.confidence,
    }
