"""A document with other ids, references to them rewritten along."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from strategy_editor.document.node import Attributes, Node
from strategy_editor.schema.catalog import current_schema


def rekeyed(root: Node, names: Mapping[str, str]) -> Node:
    """Return the root with ids replaced; what needs no change stays the same object.

    Only ids of elements of the vocabulary are known; foreign elements keep theirs.
    """
    return _Rekeying(names).of(root) if names else root


def referred(root: Node, ids: Collection[str]) -> set[str]:
    """Return those of some ids that elements of the vocabulary refer to."""
    if not ids:
        return set()
    referring = _referring()
    return {
        each
        for node in root.walk()
        for name in referring.get(node.tag, ())
        for each in node.get(name).split()
        if each in ids
    }


def _referring() -> dict[str, frozenset[str]]:
    return {
        tag: frozenset(attribute.name for attribute in attributes)
        for tag, attributes in current_schema().reference_attributes.items()
    }


class _Rekeying:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._referring = _referring()

    def of(self, node: Node) -> Node:
        attributes, content = node.attributes, node.content
        if attributes and node.tag[0] not in "{#":
            references = self._referring.get(node.tag, _NONE)
            attributes = _attributes(attributes, references, self._names)
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


_NONE: frozenset[str] = frozenset()


def _attributes(
    attributes: Attributes, references: frozenset[str], names: Mapping[str, str]
) -> Attributes:
    for at, (name, value) in enumerate(attributes):
        if name == "id":
            new = names.get(value, value)
        elif name in references:
            new = _words(value, names)
        else:
            continue
        if new != value:
            attributes = (*attributes[:at], (name, new), *attributes[at + 1 :])
    return attributes


def _words(value: str, names: Mapping[str, str]) -> str:
    if value in names:
        return names[value]
    words = value.split(" ")
    return " ".join(names.get(word, word) for word in words) if len(words) > 1 else value
