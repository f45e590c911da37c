"""The kinds of disposition: how many goals each joins, and what it has to prove.

The table is that of the domain model (2.6): eleven kinds, and "no statement", which is not one
of them and counts apart from what is missing.
"""

from __future__ import annotations

from strategy_editor.document.node import Node

MANY = 2
Limits = tuple[int, int | None, int, int | None]
"""Fewest and most former goals, fewest and most present goals; None is no limit."""

CARDINALITIES: dict[str, Limits] = {
    "continued": (1, 1, 1, 1),
    "modified": (1, 1, 1, 1),
    "merged": (MANY, None, 1, 1),
    "split": (1, 1, MANY, None),
    "achieved": (1, 1, 0, 0),
    "partly-achieved": (1, 1, 1, None),
    "dropped": (1, 1, 0, 0),
    "replaced-by-law": (1, 1, 0, 0),
    "moved": (1, 1, 0, 0),
    "permanent": (1, 1, 0, 0),
    "new": (0, 0, 1, 1),
    "no-statement": (1, 1, 0, None),
}
# kind -> what must be there: @ is an attribute, the rest are children.
EVIDENCE: dict[str, tuple[str, ...]] = {
    "modified": ("reason",),
    "achieved": ("@date", "evidence"),
    "partly-achieved": ("evidence",),
    "dropped": ("reason", "@body"),
    "replaced-by-law": ("legal-reference",),
    "moved": ("@document", "@element"),
    "permanent": ("@actor",),
    "new": ("trigger",),
    "no-statement": ("reason",),
}
ENDS = frozenset({"achieved", "dropped", "replaced-by-law", "moved", "permanent"})
GOES_ON = frozenset({"continued", "modified", "merged", "split"})
UNSTATED = "no-statement"
NEW = "new"


def lacking(disposition: Node) -> list[str]:
    """Return what a disposition's kind demands and it does not have, as fields."""
    return [
        needed
        for needed in EVIDENCE.get(disposition.get("kind"), ())
        if not (
            disposition.get(needed[1:]).strip()
            if needed[0] == "@"
            else _is_filled(disposition, needed)
        )
    ]


def olds(disposition: Node) -> tuple[str, ...]:
    """Return the former goals that a disposition names, each once."""
    return tuple(dict.fromkeys(disposition.get("old").split()))


def news(disposition: Node) -> tuple[str, ...]:
    """Return the present goals that a disposition names, each once."""
    return tuple(dict.fromkeys(disposition.get("new").split()))


def _is_filled(node: Node, tag: str) -> bool:
    found = node.child(tag)
    return found is not None and bool(found.attributes or found.text.strip())
