"""Where text stands in a document: titles, running texts, attributes, each with its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.schema.model import AttributeType, Schema
from strategy_editor.search.query import Kind

TITLES = frozenset({"title", "short-title", "subtitle", "name", "caption"})
WRITABLE = frozenset({"line", "label", "labels", "string"})
"""Types of attributes whose value is free text."""
_HIDDEN = frozenset(
    {"identifier", "hash", "version", "language", "column-width", "span", "boolean"}
)
_SKIPPED = frozenset({"conflicts", "muted-findings"})
_OWN_MEMORY = frozenset({"quote"})

Shown = Callable[[str, AttributeType, str], str]
"""Says how an attribute's value is shown: tag of the element, declaration, value."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text and its address.

    ``node_id`` is the nearest element with an id, ``trail`` the positions in the contents from
    there down to the element that holds the text, in ``attribute`` where one is named; ``field``
    addresses it as a finding does. ``is_writable`` says whether it can be replaced, ``is_needed``
    whether something must be left. Footnotes are places of their own.
    """

    node_id: str
    field: str
    kind: Kind
    text: str
    trail: tuple[int, ...] = ()
    attribute: str = ""
    is_writable: bool = True
    is_needed: bool = False


def places(root: Node, schema: Schema, shown: Shown) -> Iterator[Place]:
    """Yield all texts below a root, in document order."""
    walk = _Walk(schema, shown)
    yield from walk.element(root, root.id or "", "", ())


@dataclass(frozen=True)
class _Walk:
    schema: Schema
    shown: Shown

    def element(
        self, node: Node, owner: str, field: str, trail: tuple[int, ...]
    ) -> Iterator[Place]:
        if node.tag in _SKIPPED or not node.is_element:
            return
        if node.tag not in _OWN_MEMORY:
            yield from self.attributes(node, owner, field, trail)
        if node.tag in self.schema.mixed_tags:
            yield from self.running(node, owner, field, trail)
            return
        counted: Counter[str] = Counter()
        for at, part in enumerate(node.content):
            if not isinstance(part, Node):
                continue
            counted[part.tag] += 1
            if part.id is not None:
                yield from self.element(part, part.id, "", ())
            else:
                position = counted[part.tag]
                name = part.tag if position == 1 else f"{part.tag}#{position}"
                yield from self.element(part, owner, field or name, (*trail, at))

    def running(
        self, node: Node, owner: str, field: str, trail: tuple[int, ...]
    ) -> Iterator[Place]:
        text = wording(node)
        if text:
            kind: Kind = "title" if node.tag in TITLES else "text"
            is_line = not self.schema.takes_markup(node.tag)
            yield Place(owner, field, kind, text, trail, is_needed=is_line)
        if any(isinstance(part, Node) for part in node.content):
            yield from self.inside(node, owner, field, trail)

    def inside(self, node: Node, owner: str, field: str, trail: tuple[int, ...]) -> Iterator[Place]:
        for at, part in enumerate(node.content):
            if not isinstance(part, Node) or not part.is_element:
                continue
            if part.tag == "footnote" and part.id is not None:
                yield from self.running(part, part.id, "", ())
                continue
            yield from self.attributes(part, owner, field, (*trail, at))
            yield from self.inside(part, owner, field, (*trail, at))

    def attributes(
        self, node: Node, owner: str, field: str, trail: tuple[int, ...]
    ) -> Iterator[Place]:
        declared = self.schema.element(node.tag)
        if declared is None:
            return
        for name, value in node.attributes:
            attribute = declared.attribute(name)
            if attribute is None or attribute.value_type.name in _HIDDEN:
                continue
            writable = attribute.value_type.name in WRITABLE
            text = value if writable else self.shown(node.tag, attribute, value)
            address = field or f"@{name}"
            needed = attribute.required
            yield Place(owner, address, "attribute", text, trail, name, writable, needed)
