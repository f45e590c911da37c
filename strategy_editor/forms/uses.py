"""What refers to an element, wherever in the document it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from strategy_editor.document.derived import Derived
from strategy_editor.document.node import Node
from strategy_editor.schema.model import Schema


@dataclass(frozen=True)
class Use:
    """An element that names another, and the field in which it does."""

    node: Node
    field: str


class Uses:
    """Finds what refers to an element, in each revision looking at what was edited only."""

    def __init__(self, schema: Schema) -> None:
        self._referring = schema.reference_attributes
        self._schema = schema
        self._found: Derived[tuple[tuple[str, Use], ...]] = Derived(self._below)

    def of(self, root: Node, node_id: str) -> list[Use]:
        """Return the nearest identified elements that refer to one, in document order."""
        found = self._found.of(root)
        self._found.tidy(root)
        return [use for target, use in found if target == node_id]

    def _below(self, node: Node) -> tuple[tuple[str, Use], ...]:
        """What an element and those below it refer to; running text is not gone through."""
        found: list[tuple[str, Use]] = []
        if node.id is not None:
            for attribute in self._referring.get(node.tag, ()):
                use = Use(node, "@" + attribute.name)
                targets = dict.fromkeys(node.get(attribute.name).split())
                found.extend((target, use) for target in targets)
        leading = _leading(self._schema)
        for part in node.content:
            if isinstance(part, Node) and part.tag in leading:
                found += self._found.of(part) if part.id is not None else self._below(part)
        return tuple(found)


@cache
def _leading(schema: Schema) -> frozenset[str]:
    """The types that have an id and refer, and those that may hold such."""
    elements = schema.elements
    found = {
        tag
        for tag in schema.reference_attributes
        if tag in elements and elements[tag].is_identified
    }
    more = found
    while more:
        more = {
            tag for tag in elements.keys() - found if not found.isdisjoint(elements[tag].child_tags)
        }
        found |= more
    return frozenset(found)
