"""References among the changes: nothing may point to what is not there."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.comparison.fitting import Need
from strategy_editor.comparison.layout import Aspect, Part, fields_of
from strategy_editor.comparison.walk import Differences, top_of
from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema


class References:
    """Finds what the changed texts and attributes refer to."""

    def __init__(self, found: Differences) -> None:
        self._found = found
        self._names = {
            tag: [attribute.name for attribute in attributes]
            for tag, attributes in current_schema().reference_attributes.items()
        }

    def needs(self) -> Iterator[Need]:
        """Yield what needs an element that is new, and what must go before an old one does."""
        found = self._found
        if found.come:
            for aspect, target in self._pointing(1):
                if target in found.come:
                    yield aspect, ("added", top_of(target, found.come), "")
        if found.gone:
            for aspect, target in self._pointing(0):
                if target in found.gone:
                    yield ("removed", top_of(target, found.gone), ""), aspect

    def _pointing(self, side: int) -> Iterator[tuple[Aspect, str]]:
        """Yield each reference of what differs, on one side, with the aspect it belongs to."""
        found = self._found
        for key, pair in found.own.items():
            yield from self._of_pair(key, pair[side], pair[1 - side])
        those, what = (found.come, "added") if side else (found.gone, "removed")
        for key, (node, _) in those.items():
            aspect = (what, top_of(key, those), "")
            for target in self._of_element(node):
                yield aspect, target

    def _of_pair(self, key: str, node: Node, other: Node) -> Iterator[tuple[Aspect, str]]:
        if node.attributes != other.attributes:
            for name in self._names.get(node.tag, ()):
                if node.get(name) != other.get(name):
                    for target in node.get(name).split():
                        yield ("attribute", key, name), target
        theirs = fields_of(other)
        for name, parts in fields_of(node).items():
            if parts != theirs.get(name):
                for target in self._within(parts):
                    yield ("part", key, name), target

    def _of_element(self, node: Node) -> Iterator[str]:
        for name in self._names.get(node.tag, ()):
            yield from node.get(name).split()
        for parts in fields_of(node).values():
            yield from self._within(parts)

    def _within(self, parts: tuple[Part, ...]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Node):
                for node in part.walk():
                    for name in self._names.get(node.tag, ()):
                        yield from node.get(name).split()
