"""A revision laid out as rows: each identified element with what is its own, and its place.

What an element has of its own are its attributes and its *parts*: fields (children without id,
with all that is in them), comments, and foreign elements. Identified children stand in a row of
their own; in the parent's layout they leave their id. Footnotes hang in running text and count
as a part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from strategy_editor.document.node import Attributes, Node


@dataclass(frozen=True)
class ChildId:
    """The place of an identified child in its parent's layout."""

    id: str


Part = Node | str
Layout = tuple[Part | ChildId, ...]


@dataclass(frozen=True)
class Row:
    """One identified element without its identified children."""

    id: str
    tag: str
    parent: str | None
    attributes: Attributes
    layout: Layout

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the element has of its own, in order."""
        return tuple(part for part in self.layout if not isinstance(part, ChildId))

    @property
    def children(self) -> tuple[str, ...]:
        """The ids of the identified children, in order."""
        return tuple(part.id for part in self.layout if isinstance(part, ChildId))


class DuplicateId(ValueError):
    """Two elements of one document carry the same id, so identity cannot decide."""


def rows_of(root: Node) -> dict[str, Row]:
    """Lay a document out; the root counts as identified, whatever its id.

    Raises ``DuplicateId`` where an id occurs twice.
    """
    rows: dict[str, Row] = {}
    pending: list[tuple[Node, str, str | None]] = [(root, ROOT, None)]
    while pending:
        node, node_id, parent = pending.pop()
        layout: list[Part | ChildId] = []
        mixed = any(isinstance(part, str) for part in node.content)
        for part in node.content:
            if isinstance(part, Node) and part.id is not None and not mixed and _own(part):
                layout.append(ChildId(part.id))
                pending.append((part, part.id, node_id))
            else:
                layout.append(part)
        if node_id in rows:
            raise DuplicateId(node_id)
        rows[node_id] = Row(node_id, node.tag, parent, node.attributes, tuple(layout))
    return rows


def build(rows: Mapping[str, Row]) -> Node:
    """Put the rows together again."""

    def node(row: Row) -> Node:
        content = tuple(
            node(rows[part.id]) if isinstance(part, ChildId) else part for part in row.layout
        )
        return Node(row.tag, row.attributes, content)

    return node(rows[ROOT])


def _own(node: Node) -> bool:
    return node.tag[0] != "{"


ROOT = "#root"
"""The row id of the root: editions of one strategy correspond, though their ids differ."""
