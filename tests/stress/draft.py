"""A strategy that can be changed in place: the workbench on which a new edition is made."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema

FLOW = frozenset({"paragraph", "list", "table", "figure", "quotation", "box"})


class Draft:
    """An element with its parent; running text stays as immutable nodes and strings."""

    __slots__ = ("attributes", "content", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], parent: Draft | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.content: list[Draft | Node | str] = []

    @property
    def id(self) -> str:
        """The element's id, empty for fields."""
        return self.attributes.get("id", "")

    @property
    def parts(self) -> list[Draft]:
        """The elements directly below; empty for running text."""
        return [part for part in self.content if isinstance(part, Draft)]

    @property
    def row(self) -> list[Draft]:
        """This element and its siblings with which it can change places."""
        assert self.parent is not None
        group = FLOW if self.tag in FLOW else (self.tag,)
        return [
            each
            for each in self.parent.parts
            if each.tag in group and each.attributes.get("header") != "true"
        ]

    def walk(self) -> Iterator[Draft]:
        """Yield this element and all below it, without what hangs in running text."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def is_within(self, other: Draft) -> bool:
        """Whether this is the other element or lies below it."""
        above: Draft | None = self
        while above is not None and above is not other:
            above = above.parent
        return above is other

    def field(self, name: str) -> Draft:
        """Return a field by its name in a truth: nothing, a tag, or a tag with its number."""
        if not name:
            return self
        tag, _, number = name.partition("#")
        return [part for part in self.parts if part.tag == tag][int(number or 1) - 1]

    def detach(self) -> None:
        """Take the element out of its parent."""
        assert self.parent is not None
        self.parent.content.remove(self)
        self.parent = None

    def put(self, new: Draft, *, before: bool = False) -> None:
        """Put an element beside this one."""
        assert self.parent is not None
        self.parent.content.insert(self.parent.content.index(self) + (not before), new)
        new.parent = self.parent

    def node(self) -> Node:
        """Return the element as it now is."""
        content = tuple(part.node() if isinstance(part, Draft) else part for part in self.content)
        return Node(self.tag, tuple(sorted(self.attributes.items())), content)


def draft_of(node: Node, parent: Draft | None = None) -> Draft:
    """Make an element changeable, with all below it."""
    made = Draft(node.tag, dict(node.attributes), parent)
    running = node.tag in current_schema().mixed_tags
    made.content = [
        part if running or isinstance(part, str) else draft_of(part, made) for part in node.content
    ]
    return made
