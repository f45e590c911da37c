"""Conflicts in the file: written into the document that they belong to, and read again.

They stand at its end in ``conflicts`` (vocabulary 1.1), each variant as XML in a string, so that
nothing in them counts as a part of the strategy: no id is there twice, nothing is printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.placement import position_near
from strategy_editor.merging.conflict import KINDS, Conflict, Kind, Place, Variant, Who
from strategy_editor.merging.inline_ids import free_id
from strategy_editor.schema.catalog import VERSION, current_schema, is_older

_BETWEEN = " · "
_LONGEST = 120


def with_conflicts(document: Document, conflicts: Sequence[Conflict]) -> Document:
    """Return the document with conflicts in it, beside those that it has already."""
    known = {each.id for each in conflicts_in(document.root)}
    fresh = [_written(each) for each in conflicts if each.id not in known]
    if not fresh:
        return document
    root = document.root
    if is_older(root.get("version")):
        document = document.with_root(root.with_attribute("version", VERSION))
    kept = document.root.child("conflicts")
    if kept is not None:
        return _replaced(document, kept, kept.with_content((*kept.content, *fresh)))
    taken = {node.id for node in root.walk() if node.id is not None}
    list_id = "conflicts" if "conflicts" not in taken else free_id("conflicts", taken)
    new = element("conflicts", *fresh, id=list_id)
    root = document.root
    wanted = position_near(current_schema(), root, "conflicts", len(root.content))
    at = len(root.content) if wanted is None else wanted
    return document.with_root(root.with_content((*root.content[:at], new, *root.content[at:])))


def conflicts_in(root: Node) -> list[Conflict]:
    """Return the conflicts that a document holds, in their order."""
    kept = root.child("conflicts")
    found = kept.children_of("conflict") if kept is not None else []
    return [each for node in found if (each := _read(node)) is not None]


def bare(document: Document) -> Document:
    """Return the document without all of its conflicts, to be merged itself."""
    return without_conflicts(document, [each.id for each in conflicts_in(document.root)])


def still_open(base: Document, ours: Document, theirs: Document) -> list[Conflict]:
    """Return the conflicts that nobody has settled: what one side settled since is settled.

    The list of conflicts says what is open and is no part of the text: it is not merged like one.
    """
    before, *sides = (
        {each.id: each for each in conflicts_in(document.root)} for document in (base, ours, theirs)
    )
    every = {key: each for side in reversed(sides) for key, each in side.items()}
    return [
        each
        for key, each in every.items()
        if key not in before or all(key in side for side in sides)
    ]


def without_conflicts(document: Document, conflict_ids: Sequence[str]) -> Document:
    """Return the document without some conflicts; the last one takes the list with it."""
    kept = document.root.child("conflicts")
    if kept is None:
        return document
    gone = frozenset(conflict_ids)
    content = [
        part for part in kept.content
        if not (isinstance(part, Node) and part.tag == "conflict" and part.id in gone)
    ]  # fmt: skip
    if len(content) == len(kept.content):
        return document
    return _replaced(document, kept, kept.with_content(content) if content else None)


def _replaced(document: Document, old: Node, new: Node | None) -> Document:
    content = document.root.content
    parts = [new if part is old else part for part in content]
    return document.with_root(
        document.root.with_content(part for part in parts if part is not None)
    )


def _written(conflict: Conflict) -> Node:
    variants = [
        _variant(each, f"{conflict.id}_{number}") for number, each in enumerate(conflict.variants)
    ]
    attributes = {"id": conflict.id, "kind": conflict.kind, "target": conflict.target}
    if conflict.field:
        attributes["field"] = conflict.field[:_LONGEST]
    return element("conflict", *variants, **attributes)


def _variant(variant: Variant, variant_id: str) -> Node:
    attributes = {"id": variant_id, "side": variant.side}
    if variant.by:
        attributes["by"] = _BETWEEN.join(variant.by)
    if variant.place is not None:
        attributes["parent"] = variant.place.parent
        attributes["after"] = variant.place.after
    value = variant.value
    content = () if value is None else (Node("value", (), (value,) if value else ()),)
    return element("variant", *content, **attributes)


def _read(node: Node) -> Conflict | None:
    variants = tuple(_read_variant(each) for each in node.children_of("variant"))
    kind = node.get("kind")
    if kind not in KINDS or not variants:
        return None
    known: Kind = kind
    return Conflict(node.id or "", known, node.get("target"), node.get("field"), variants)


def _read_variant(node: Node) -> Variant:
    value = node.child("value")
    place = Place(node.get("parent"), node.get("after")) if node.get("parent") else None
    side: Who = node.get("side")  # type: ignore[assignment]
    by = tuple(filter(None, node.get("by").split(_BETWEEN)))
    return Variant(side, by, value.text if value is not None else None, place)
