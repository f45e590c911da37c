"""The value every other package works on: an immutable element of a strategy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

COMMENT: Final = "#comment"
INSTRUCTION: Final = "#instruction"

Attributes = tuple[tuple[str, str], ...]


class Node:
    """One XML element, compared by value and shared freely between revisions.

    ``attributes`` are sorted by name, so that equal elements compare equal; ``content`` holds
    child nodes and texts in document order. A comment has the tag ``COMMENT`` and one text, a
    processing instruction the tag ``INSTRUCTION``, its target as attribute and one text. ``id``
    is None where there is none, and for foreign elements, whose attributes are not ours.
    """

    __slots__ = ("attributes", "content", "id", "tag")

    tag: str
    attributes: Attributes
    content: tuple[Node | str, ...]
    id: str | None

    def __init__(
        self,
        tag: str,
        attributes: Attributes = (),
        content: tuple[Node | str, ...] = (),
    ) -> None:
        _set_tag(self, tag)
        _set_attributes(self, attributes)
        _set_content(self, content)
        for name, value in attributes:
            if name == "id":
                _set_id(self, value if value and tag[:1] != "{" else None)
                break
        else:
            _set_id(self, None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"nodes are immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"nodes are immutable: {name}")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Node):
            return NotImplemented
        return (
            self.tag == other.tag
            and self.attributes == other.attributes
            and self.content == other.content
        )

    def __hash__(self) -> int:
        return hash((self.tag, self.attributes, self.content))

    def __repr__(self) -> str:
        return f"Node({self.tag!r}, {dict(self.attributes)!r}, {len(self.content)} parts)"

    def __reduce__(self) -> tuple[type[Node], tuple[object, ...]]:
        return (Node, (self.tag, self.attributes, self.content))

    @property
    def children(self) -> list[Node]:
        """The child elements, without texts, comments and processing instructions."""
        return [part for part in self.content if isinstance(part, Node) and part.is_element]

    @property
    def is_element(self) -> bool:
        """Whether this is an element, and not a comment or processing instruction."""
        return self.tag[0] != "#"

    @property
    def text(self) -> str:
        """All text below, without comments and processing instructions."""
        return "".join(
            part if isinstance(part, str) else part.text
            for part in self.content
            if isinstance(part, str) or part.is_element
        )

    def get(self, name: str, default: str = "") -> str:
        """Return the value of an attribute."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def child(self, tag: str) -> Node | None:
        """Return the first child with this tag."""
        for part in self.content:
            if isinstance(part, Node) and part.tag == tag:
                return part
        return None

    def children_of(self, *tags: str) -> list[Node]:
        """Return the children that have one of the tags."""
        return [part for part in self.content if isinstance(part, Node) and part.tag in tags]

    def text_of(self, tag: str) -> str:
        """Return the text of the first child with this tag, empty where there is none."""
        found = self.child(tag)
        return found.text if found is not None else ""

    def walk(self) -> Iterator[Node]:
        """Yield this element and all elements below it in document order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(
                part
                for part in reversed(node.content)
                if isinstance(part, Node) and part.tag[0] != "#"
            )

    def with_content(self, content: Iterable[Node | str]) -> Node:
        """Return this element with other content."""
        return Node(self.tag, self.attributes, tuple(content))

    def with_attribute(self, name: str, value: str | None) -> Node:
        """Return this element with an attribute set, or without it where ``value`` is None."""
        attributes = {key: old for key, old in self.attributes if key != name}
        if value is not None:
            attributes[name] = value
        return Node(self.tag, tuple(sorted(attributes.items())), self.content)

    def with_tag(self, tag: str) -> Node:
        """Return the same element under another name."""
        return Node(tag, self.attributes, self.content)


_set_tag, _set_attributes, _set_content, _set_id = (
    vars(Node)[name].__set__ for name in ("tag", "attributes", "content", "id")
)


def without(content: tuple[Node | str, ...], position: int) -> tuple[Node | str, ...]:
    """Return content with one part taken out; texts on its two sides become one, as when read."""
    before, after = content[:position], content[position + 1 :]
    if before and after and isinstance(before[-1], str) and isinstance(after[0], str):
        return (*before[:-1], before[-1] + after[0], *after[1:])
    return before + after


def element(tag: str, *content: Node | str, **attributes: str) -> Node:
    """Build an element; underscores in attribute names stand for hyphens."""
    pairs = sorted(
        (name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items()
    )
    return Node(tag, tuple(pairs), tuple(content))
