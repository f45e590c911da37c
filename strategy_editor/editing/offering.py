"""What a document's profile lets its authors add, and where it lets it stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.placement import insertable
from strategy_editor.schema.catalog import current_schema
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
_HOMES = {"goal": ("claim", "field"), "claim": ("field",)}
"""In which levels of planning the lower ones stand, where a profile names these levels."""


def offered(document: Document, tags: Iterable[str], parent_tag: str = "") -> list[str]:
    """Return those of the tags that the profile knows, or that the document has already.

    A profile that names levels of planning means these: where it knows no claims, none are
    offered, and where it knows them, no goals beside them (see ``elsewhere``). One that names
    none of them leaves the choice to the schema. Without ``parent_tag`` any place will do.
    """
    tags = [tag for tag in tags if tag not in _NEVER]
    if parent_tag:
        tags = [tag for tag in tags if not elsewhere(document, parent_tag, tag)]
    unnamed = LEVELS - _named(document)
    if unnamed == LEVELS or unnamed.isdisjoint(tags):
        return tags
    used = {node.tag for node in document.root.walk() if node.tag in unnamed}
    return [tag for tag in tags if tag not in unnamed or tag in used]


def elsewhere(document: Document, parent_tag: str, tag: str) -> tuple[str, ...]:
    """Return in which levels elements stand by the profile, where that is not in such a parent.

    Nothing where they may stand there: the profile names no level above them, or the document
    has some in such a place already.
    """
    homes = _HOMES.get(tag, ())
    if not homes or parent_tag in homes:
        return ()
    named = _named(document)
    meant = tuple(each for each in homes if each in named)
    return () if not meant or _has(document.root, parent_tag, tag) else meant


def keep_to_profile(document: Document, parent_tag: str, tags: Iterable[str]) -> None:
    """Raise ``NotAllowed`` where the profile gives one of the elements another place."""
    for tag in dict.fromkeys(tags):
        homes = elsewhere(document, parent_tag, tag)
        if homes:
            key = "error.stands-in" if len(homes) == 1 else "error.stands-in-either"
            meant = {"expected": homes[0], "other": homes[-1]}
            raise NotAllowed(key, element=tag, parent=parent_tag, **meant)


def likely_child(document: Document, schema: Schema, node_id: str) -> str:
    """Return the tag that an author most likely wants to add into an element, or nothing.

    That is one more of what it ends with, else what usually stands in such an element.
    """
    node = document.node(node_id)
    tags = offered(document, insertable(schema, node), node.tag)
    ending = [child.tag for child in node.children if child.tag in tags and child.id is not None]
    wanted = [*ending[-1:], *_LIKELY.get(node.tag, ()), "paragraph", *tags]
    return next((tag for tag in wanted if tag in tags), "")


def _has(node: Node, parent_tag: str, tag: str) -> bool:
    """Whether there is such a child in such a parent, looked for only where it can be."""
    if node.tag == parent_tag and node.child(tag) is not None:
        return True
    return any(_has(child, parent_tag, tag) for child in node.children if child.tag in _around(tag))


@cache
def _around(tag: str) -> frozenset[str]:
    """The tags of elements within which, however deep, such an element may stand."""
    elements = current_schema().elements.values()
    found: set[str] = set()
    while (
        more := {each.tag for each in elements if not {tag, *found}.isdisjoint(each.child_tags)}
        - found
    ):
        found |= more
    return frozenset(found)


def _named(document: Document) -> set[str]:
    profile = document.root.child("profile")
    return {each.get("role") for each in profile.children_of("level")} if profile else set()
