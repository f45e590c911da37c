"""Changes as plain data.

As JSON (``strategy-comparison/1``)::

    {"format": "strategy-comparison/1",
     "old": {"title": …, "edition": …, "file": …}, "new": {…},
     "summary": {kind: count, …},
     "changes": [{"kinds": [kind, …], "id": …, "role": …, "title": …,
                  "oldNumber": …, "newNumber": …, "field": …, "old": …, "new": …,
                  "words": [{"kind": "same" | "old" | "new", "text": …}, …],
                  "confidence": 0.0 … 1.0, "parent": …, "oldParent": …}, …]}

``id`` is that of the new document, of the old one for what was removed. ``field`` is empty where
the element itself or its running text is concerned, ``@name`` for an attribute, else the tag of
the field; ``#comment`` and ``#instruction`` are such in an element, ``#outside`` all that stand
outside the root. A change of a text carries ``words``. ``parent`` and ``oldParent`` say where the
element hangs, a footnote in whose text; ``oldParent`` is an id of the old document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from strategy_editor.comparison.alignment import Alignment
from strategy_editor.comparison.layout import Aspect
from strategy_editor.comparison.notes import Notes
from strategy_editor.comparison.tables import Tables
from strategy_editor.comparison.walk import Differences
from strategy_editor.comparison.words import Words

FORMAT = "strategy-comparison/1"
KINDS = (
    "added", "removed", "split", "merged", "moved", "retyped", "reworded", "markup", "attribute",
    "renumbered",
)  # fmt: skip
"""``markup`` is another emphasis, link or the like on the same words; ``renumbered`` follows from
other changes and cannot be taken."""


@dataclass(frozen=True)
class Change:
    """One difference between two documents; see the module for the meaning of the fields.

    ``aspects`` are what taking the change does; without any it follows from others.
    """

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
    old_parent: str = ""
    confidence: float = 1.0
    aspects: tuple[Aspect, ...] = ()

    def __hash__(self) -> int:
        return hash((self.id, self.field, self.kinds))


@dataclass(frozen=True)
class Side:
    """What one of the two documents is."""

    title: str
    edition: str
    file: str = ""


@dataclass(frozen=True)
class Comparison:
    """All changes, and what makes each applicable.

    ``alignment`` says which elements correspond, ``needs`` which aspects cannot be taken without
    which others. ``differs`` is whether anything at all differs, comments outside the root and
    the order of comments included.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]
    alignment: Alignment
    differences: Differences
    notes: Notes
    tables: Tables
    needs: Mapping[Aspect, frozenset[Aspect]] = field(default_factory=dict)
    silent: tuple[Aspect, ...] = ()
    differs: bool = False

    @property
    def summary(self) -> dict[str, int]:
        """How many changes there are of each kind."""
        found = Counter(kind for change in self.changes for kind in change.kinds)
        return {kind: found[kind] for kind in KINDS if found[kind]}


def as_json(comparison: Comparison) -> dict[str, object]:
    """Return the comparison in the documented shape."""
    return {
        "format": FORMAT,
        "old": vars(comparison.old),
        "new": vars(comparison.new),
        "summary": comparison.summary,
        "changes": [_change(change, comparison.alignment) for change in comparison.changes],
    }


def _change(change: Change, alignment: Alignment) -> dict[str, object]:
    is_gone = change.kinds[:1] == ("removed",)
    return {
        "kinds": list(change.kinds),
        "id": alignment.original(change.id) if is_gone else change.id,
        "role": change.role,
        "title": change.title,
        "oldNumber": change.old_number,
        "newNumber": change.new_number,
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "words": [{"kind": each.kind, "text": each.text} for each in change.words],
        "confidence": change.confidence,
        "parent": change.parent,
        "oldParent": alignment.original(change.old_parent),
    }
