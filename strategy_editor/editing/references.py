"""Who refers to whom, and what becomes of references when their target goes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from strategy_editor.document.content import joined
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema
from strategy_editor.schema.model import AttributeType

Printed = Callable[[Node], str]
"""What a cross reference reads in print."""


@dataclass(frozen=True)
class Reference:
    """One mention of an element: by which element, in which attribute of which node.

    ``holder_id`` is the nearest identified element around the mention. ``is_inline`` says that it
    stands in running text; ``is_needed`` that the element which refers cannot do without.
    """

    holder_id: str
    tag: str
    attribute: str
    target_id: str
    is_inline: bool
    is_needed: bool
    targets: tuple[str, ...]


def references_to(document: Document, node_ids: Iterable[str]) -> list[Reference]:
    """Return what refers to the elements or to anything below them, from outside them."""
    removed = _with_all_below(document, node_ids)
    if not removed:
        return []
    found: list[Reference] = []
    _collect(document.root, document.root.id or "", removed, found)
    return found


def redirected(document: Document, targets: Mapping[str, str]) -> Document:
    """Return the document in which references to the one id point to the other."""
    if not targets:
        return document

    def change(node: Node, attribute: AttributeType) -> Node | None:
        words = [targets.get(word, word) for word in node.get(attribute.name).split()]
        return node.with_attribute(attribute.name, " ".join(dict.fromkeys(words)))

    return document.with_root(_changed(document.root, set(targets), change))


def without_references(document: Document, node_ids: Iterable[str], printed: Printed) -> Document:
    """Return the document without the references to elements and to what lies below them.

    A cross reference leaves what it reads in print behind; an element that is nothing without
    the reference, such as a relation or an annotation, goes, and what refers to that element too.
    The references of the root's own data, such as the authority, are left.
    """
    gone = _with_all_below(document, node_ids)
    return document.with_root(relinked(document.root, {}, gone, printed))


def relinked(
    holder: Node, targets: Mapping[str, str], gone: Collection[str], printed: Printed
) -> Node:
    """Return an element below which references point elsewhere, or are taken away.

    ``targets`` names the new targets by the old ones, ``gone`` those that are to be had no more;
    what becomes of their references is said at ``without_references``.
    """
    lost: list[str] = []

    def change(node: Node, attribute: AttributeType) -> Node | str | None:
        words = [
            targets.get(word, word) for word in node.get(attribute.name).split() if word not in gone
        ]
        if node.tag == "cross-reference" and not words:
            return printed(node)
        if not words and attribute.required:
            if node.tag in _STAYING:
                return node
            lost.extend(each.id for each in node.walk() if each.id is not None)
            return None
        return node.with_attribute(attribute.name, " ".join(dict.fromkeys(words)) or None)

    result = _changed(holder, {*targets, *gone}, change)
    return relinked(result, {}, lost, printed) if lost else result


def can_be_removed(references: Iterable[Reference]) -> bool:
    """Whether all the references can be taken away without breaking what refers."""
    return not any(each.is_needed and each.tag in _STAYING for each in references)


def possible_targets(
    document: Document, references: Iterable[Reference], node_ids: Iterable[str]
) -> list[Node]:
    """Return the elements to which all of the references may point instead."""
    kinds: set[str] | None = None
    for each in references:
        if each.targets:
            kinds = set(each.targets) if kinds is None else kinds & set(each.targets)
    removed = _with_all_below(document, node_ids)
    schema = current_schema()
    return [
        node
        for node in document.root.walk()
        if node.id is not None
        and node.id not in removed
        and node.tag in schema.elements
        and node is not document.root
        and (node.tag in kinds if kinds is not None else node.tag != "footnote")
    ]


def dangling_in(nodes: Iterable[Node], document: Document) -> list[tuple[Node, str]]:
    """Return what in some elements refers to nothing, neither in them nor in the document."""
    nodes = list(nodes)
    own = {each.id for node in nodes for each in node.walk() if each.id is not None}
    schema = current_schema()
    return [
        (each, word)
        for node in nodes
        for each in node.walk()
        for attribute in schema.reference_attributes.get(each.tag, ())
        for word in each.get(attribute.name).split()
        if word not in own and word not in document
    ]


_STAYING = frozenset({"metadata"})
"""Elements that cannot be taken away though they require their reference."""


def _with_all_below(document: Document, node_ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for node_id in node_ids:
        node = document.find(node_id)
        found.add(node_id)
        if node is not None:
            found.update(each.id for each in node.walk() if each.id is not None)
    return found


def _collect(node: Node, holder: str, removed: set[str], found: list[Reference]) -> None:
    if node.id is not None:
        if node.id in removed:
            return
        holder = node.id
    schema = current_schema()
    for attribute in schema.reference_attributes.get(node.tag, ()):
        words = node.get(attribute.name).split()
        hit = [word for word in words if word in removed]
        needed = attribute.required and len(hit) == len(words)
        inline = node.tag in ("cross-reference", "term")
        found.extend(
            Reference(holder, node.tag, attribute.name, word, inline, needed, attribute.targets)
            for word in dict.fromkeys(hit)
        )
    for part in node.content:
        if isinstance(part, Node) and (part.attributes or part.content) and part.is_element:
            _collect(part, holder, removed, found)


def _changed(
    node: Node,
    wanted: set[str],
    change: Callable[[Node, AttributeType], Node | str | None],
) -> Node:
    """Return an element in which all that refers to the wanted ids is changed."""
    parts: list[Node | str] = []
    touched = False
    for part in node.content:
        new: Node | str | None = part
        if isinstance(part, Node) and part.is_element and (part.attributes or part.content):
            new = _changed_one(part, wanted, change)
        touched |= new is not part
        if new is not None:
            parts.append(new)
    return node.with_content(joined(parts)) if touched else node


def _changed_one(
    node: Node,
    wanted: set[str],
    change: Callable[[Node, AttributeType], Node | str | None],
) -> Node | str | None:
    new: Node | str | None = node
    for attribute in current_schema().reference_attributes.get(node.tag, ()):
        if not isinstance(new, Node):
            return new
        if any(word in wanted for word in new.get(attribute.name).split()):
            new = change(new, attribute)
    return _changed(new, wanted, change) if isinstance(new, Node) else new
