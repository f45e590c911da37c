"""What a document's profile lets its authors add."""

from __future__ import annotations

from collections.abc import Iterable

from strategy_editor.document.document import Document

LEVELS = frozenset({"part", "field", "claim", "goal", "subgoal", "measure"})
"""The roles with which a profile says how its strategy is built."""


def offered(document: Document, tags: Iterable[str]) -> list[str]:
    """Return those of the tags that the profile knows, or that the document has already.

    A profile that names levels of planning means these: where it knows no claims, none are
    offered. One that names none of them leaves the choice to the schema.
    """
    tags = list(tags)
    profile = document.root.child("profile")
    named = {each.get("role") for each in profile.children_of("level")} if profile else set()
    unnamed = LEVELS - named
    if unnamed == LEVELS or unnamed.isdisjoint(tags):
        return tags
    used = {node.tag for node in document.root.walk() if node.tag in unnamed}
    return [tag for tag in tags if tag not in unnamed or tag in used]
