"""Where an element may stand among the children of another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from strategy_editor.document.node import Node
from strategy_editor.schema.model import ElementType, Schema


def positions(schema: Schema, parent: Node, tag: str) -> list[int]:
    """Return the positions in the parent's content at which a child may be inserted."""
    element_type = schema.element(parent.tag)
    if element_type is None or tag not in element_type.child_tags:
        return []
    if element_type.content == "mixed":
        return list(range(len(parent.content) + 1))
    if not _has_room(element_type, parent, tag):
        return []
    tags = [_name(part) for part in parent.children]
    fits = list(_fitting(element_type, tags, tag))
    found: list[int] = []
    gap = 0
    for at, part in enumerate((*parent.content, "")):
        if fits[gap]:
            found.append(at)
        gap += isinstance(part, Node) and part.is_element
    return found


def first_position(schema: Schema, parent: Node, tag: str) -> int | None:
    """Return the position for a new field: the earliest the schema gives it."""
    found = positions(schema, parent, tag)
    return found[0] if found else None


def last_position(schema: Schema, parent: Node, tag: str) -> int | None:
    """Return the position at which a new child comes last among its like."""
    found = positions(schema, parent, tag)
    return found[-1] if found else None


def position_near(schema: Schema, parent: Node, tag: str, wanted: int) -> int | None:
    """Return the allowed position that is nearest to the one wished for."""
    found = positions(schema, parent, tag)
    return min(found, key=lambda at: (abs(at - wanted), at)) if found else None


def insertable(schema: Schema, parent: Node) -> list[str]:
    """Return the tags of identified elements that may be added below an element."""
    return list(_insertable(schema, parent.tag, _present(parent)))


@lru_cache(maxsize=1024)
def _insertable(schema: Schema, parent: str, present: tuple[str, ...]) -> tuple[str, ...]:
    """Answer from the names of the children alone: they stay while somebody types."""
    element_type = schema.element(parent)
    if element_type is None or element_type.content != "elements":
        return ()
    return tuple(
        tag
        for tag in element_type.child_tags
        if schema.elements[tag].is_identified
        and (element_type.is_repeatable(tag) or tag not in present)
        and any(_fitting(element_type, list(present), tag))
    )


def _present(parent: Node) -> tuple[str, ...]:
    """The names of the children, of a longer run of equal ones two.

    A child may occur once or as often as one likes: a third tells nothing that two do not.
    """
    names: list[str] = []
    for part in parent.children:
        name = _name(part)
        if names[-2:] != [name, name]:
            names.append(name)
    return tuple(names)


def _has_room(element_type: ElementType, parent: Node, tag: str) -> bool:
    return element_type.is_repeatable(tag) or parent.child(tag) is None


def _fitting(element_type: ElementType, tags: list[str], tag: str) -> Iterator[bool]:
    """Say for each gap whether the tag fits; gaps within a run of equal tags share the answer."""
    fits = False
    for slot in range(len(tags) + 1):
        inside_run = 1 < slot < len(tags) and tags[slot - 2] == tags[slot - 1] == tags[slot]
        if not inside_run:
            fits = element_type.accepts([*tags[:slot], tag, *tags[slot:]])
        yield fits


def _name(part: Node) -> str:
    return "#any" if part.tag[0] == "{" else part.tag
