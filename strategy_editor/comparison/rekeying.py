"""A document with other ids, references to them rewritten along."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from strategy_editor.document.node import Attributes, Node
from strategy_editor.schema.catalog import current_schema


def rekeyed(root: Node, names: Mapping[str, str]) -> Node:
    """Return the root with ids replaced; what needs no change stays the same object.

    Only ids of elements of the vocabulary are known; foreign elements keep theirs.
    """
    return _Rekeying(names).of(root) if names else root


def rekeyed_apart(
    root: Node, names: Mapping[str, str], free: Callable[[str], str]
) -> tuple[Node, dict[str, str]]:
    """Replace ids likewise, and tell what referred to none of them and would by its new names.

    What refers to nothing must not come to mean an element that got the name: such references
    get another, which ``free`` makes; these are returned by the old one.
    """
    rekeying = _Rekeying(names, frozenset(names.values()) - names.keys(), free)
    return rekeying.of(root), rekeying.parted


class _Rekeying:
    def __init__(
        self,
        names: Mapping[str, str],
        taken: Collection[str] = (),
        free: Callable[[str], str] = str,
    ) -> None:
        self._names = names
        self._taken = taken
        self._free = free
        self.parted: dict[str, str] = {}
        self._referring = {
            tag: frozenset(attribute.name for attribute in attributes)
            for tag, attributes in current_schema().reference_attributes.items()
        }

    def of(self, node: Node) -> Node:
        attributes, content = node.attributes, node.content
        if attributes and node.tag[0] not in "{#":
            attributes = self._attributes(attributes, self._referring.get(node.tag, _NONE))
        for at, part in enumerate(content):
            if isinstance(part, str):
                continue
            new = self.of(part)
            if new is not part:
                content = (*content[:at], new, *map(self._part, content[at + 1 :]))
                break
        if attributes is node.attributes and content is node.content:
            return node
        return Node(node.tag, attributes, content)

    def _part(self, part: Node | str) -> Node | str:
        return part if isinstance(part, str) else self.of(part)

    def _attributes(self, attributes: Attributes, references: frozenset[str]) -> Attributes:
        for at, (name, value) in enumerate(attributes):
            if name == "id":
                new = self._names.get(value, value)
            elif name in references:
                new = self._reference(value)
            else:
                continue
            if new != value:
                attributes = (*attributes[:at], (name, new), *attributes[at + 1 :])
        return attributes

    def _reference(self, value: str) -> str:
        if value in self._names:
            return self._names[value]
        if " " in value:
            return " ".join(map(self._reference, value.split(" ")))
        if value in self._taken:
            return self.parted.setdefault(value, self._free(value))
        return value


_NONE: frozenset[str] = frozenset()
