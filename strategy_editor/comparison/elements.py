"""The elements of one document in numbered lists, which is what matching runs over fast.

An element's own hash covers tag, attributes and texts, but neither ids nor references: those are
what may be different though nothing else is. The hash of a whole covers all below it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from strategy_editor.comparison.layout import Part, children_of, is_child, is_running_text
from strategy_editor.comparison.runs import plain_text
from strategy_editor.document.node import Attributes, Node
from strategy_editor.schema.catalog import current_schema


class Elements:
    """Elements in document order; ``parents`` is -1 for those without one, ``kids`` are numbers."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.parents: list[int] = []
        self.kids: list[list[int]] = []
        self.own: list[int] = []
        self.whole: list[int] = []
        self._texts: dict[int, str] = {}

    def add(self, node: Node, parent: int) -> int:
        """Add one element without those below it and return its number."""
        number = len(self.nodes)
        self.nodes.append(node)
        self.parents.append(parent)
        self.kids.append([])
        if parent >= 0:
            self.kids[parent].append(number)
        return number

    def adopt(self, parent: int, child: int) -> None:
        """Put an element that has a number already below another."""
        self.parents[child] = parent
        self.kids[parent].append(child)

    def text(self, number: int) -> str:
        """Return the texts of an element itself, in one."""
        found = self._texts.get(number)
        if found is None:
            found = self._texts[number] = own_text(self.nodes[number])
        return found

    def neighbours(self, number: int) -> tuple[int, int]:
        """Return the siblings before and behind, -1 for none."""
        row = self.kids[self.parents[number]] if self.parents[number] >= 0 else [number]
        at = self._positions[number]
        return row[at - 1] if at else -1, row[at + 1] if at + 1 < len(row) else -1

    @cached_property
    def _positions(self) -> list[int]:
        """The place of each element among its siblings."""
        found = [0] * len(self.nodes)
        for row in self.kids:
            for at, each in enumerate(row):
                found[each] = at
        return found

    @property
    def positions(self) -> list[int]:
        """The place of each element among its siblings."""
        return self._positions

    def hash_all(self, fixed: Mapping[int, int] | None = None) -> None:
        """Work out the hashes, of ``fixed`` elements take those given."""
        make = _Signature()
        stubs = fixed or {}
        self.own = [
            stubs[number] if number in stubs else hash(make.of(node))
            for number, node in enumerate(self.nodes)
        ]
        self.whole = list(self.own)
        for number in range(len(self.nodes) - 1, -1, -1):
            kids = self.kids[number]
            if kids and number not in stubs:
                self.whole[number] = hash((self.own[number], *(self.whole[kid] for kid in kids)))


class _Signature:
    def __init__(self) -> None:
        self._skipped = {
            tag: frozenset(each.name for each in attributes) | {"id"}
            for tag, attributes in current_schema().reference_attributes.items()
        }
        self._known: dict[tuple[str, Attributes], Attributes] = {}

    def of(self, node: Node) -> object:
        content = node.content
        if len(content) == 1 and isinstance(content[0], str):
            return (node.tag, self._attributes(node), content[0])
        if is_running_text(node):
            return (node.tag, self._attributes(node), *map(self._part, content))
        parts = (self._part(part) for part in content if not is_child(part))
        return (node.tag, self._attributes(node), *parts)

    def _part(self, part: Part) -> object:
        if isinstance(part, str):
            return part
        content = part.content
        if len(content) == 1 and isinstance(content[0], str):
            return (part.tag, self._attributes(part), content[0])
        return (part.tag, self._attributes(part), *map(self._part, content))

    def _attributes(self, node: Node) -> Attributes:
        attributes = node.attributes
        if not attributes or (len(attributes) == 1 and attributes[0][0] == "id"):
            return ()
        skipped = self._skipped.get(node.tag, _ID)
        return tuple(each for each in attributes if each[0] not in skipped)


_ID = frozenset({"id"})


_NAMES = frozenset(
    {"element", "file", "label", "law", "long", "name", "provision", "short", "singular", "title"}
)
"""Attributes that say in words what an element is."""


def own_text(node: Node) -> str:
    """Return the texts of an element without those of the elements below it.

    What holds no text, such as an abbreviation, has its names in attributes.
    """
    content = node.content
    if not content:
        return " ".join(value for name, value in node.attributes if name in _NAMES)
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    if is_running_text(node):
        return plain_text(content)
    return " ".join(
        plain_text(part.content)
        for part in content
        if isinstance(part, Node) and not is_child(part) and part.is_element
    )


def whole_document(root: Node) -> Elements:
    """Return all elements of a document."""
    found = Elements()
    nodes, parents, kids = found.nodes, found.parents, found.kids
    pending = [(root, -1)]
    while pending:
        node, parent = pending.pop()
        number = len(nodes)
        nodes.append(node)
        parents.append(parent)
        kids.append([])
        if parent >= 0:
            kids[parent].append(number)
        content = node.content
        if content and (len(content) > 1 or not isinstance(content[0], str)):
            below = children_of(node)
            if below:
                pending.extend((child, number) for child in reversed(below))
    found.hash_all()
    return found
