"""What a document's profile lets its authors add."""

from __future__ import annotations

from collections.abc import Iterable

from strategy_editor.document.document import Document
from strategy_editor.editing.placement import insertable
from strategy_editor.schema.model import Schema

_LIKELY = {
    "strategy": ("section", "field"),
    "section": ("field", "paragraph"),
    "field": ("claim", "goal"),
    "claim": ("goal",),
    "goal": ("indicator", "measure"),
    "measure": ("milestone",),
    "vision": ("clause",),
    "principles": ("principle",),
    "scope": ("addressee",),
    "indicator": ("target",),
    "lineage": ("disposition",),
}
"""What authors most often add to an element that has nothing of its kind yet."""

_NEVER = frozenset({"conflicts", "conflict", "variant"})
"""What only a merge makes."""

LEVELS = frozenset({"part", "field", "claim", "goal", "subgoal", "measure"})
"""The roles with which a profile says how its strategy is built."""


def offered(document: Document, tags: Iterable[str]) -> list[str]:
    """Return those of the tags that the profile knows, or that the document has already.

    A profile that names levels of planning means these: where it knows no claims, none are
    offered. One that names none of them leaves the choice to the schema.
    """
    tags = [tag for tag in tags if tag not in _NEVER]
    profile = document.root.child("profile")
    named = {each.get("role") for each in profile.children_of("level")} if profile else set()
    unnamed = LEVELS - named
    if unnamed == LEVELS or unnamed.isdisjoint(tags):
        return tags
    used = {node.tag for node in document.root.walk() if node.tag in unnamed}
    return [tag for tag in tags if tag not in unnamed or tag in used]


def likely_child(document: Document, schema: Schema, node_id: str) -> str:
    """Return the tag that an author most likely wants to add into an element, or nothing.

    That is one more of what it ends with, else what usually stands in such an element.
    """
    node = document.node(node_id)
    tags = offered(document, insertable(schema, node))
    ending = [child.tag for child in node.children if child.tag in tags and child.id is not None]
    wanted = [*ending[-1:], *_LIKELY.get(node.tag, ()), "paragraph", *tags]
    return next((tag for tag in wanted if tag in tags), "")
