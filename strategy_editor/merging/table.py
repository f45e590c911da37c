"""A revision laid out flat: identified elements by id, with their place and what is their own.

What an element has of its own are its attributes and its *parts*: texts, fields without id with
all that hangs in them (footnotes too), comments, processing instructions, foreign elements. In
the layout an identified child leaves a ``Ref`` where it stood.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from strategy_editor.comparison.layout import DuplicateId
from strategy_editor.document.document import Document
from strategy_editor.document.node import Attributes, Node
from strategy_editor.schema.catalog import current_schema

ROOT = "#root"
"""The key of the root: revisions of one strategy correspond, though their ids may differ."""

Ref = tuple[str]
Part = Node | str
Layout = tuple[Part | Ref, ...]


class Row(NamedTuple):
    """One identified element; ``parent`` is None for the root."""

    tag: str
    parent: str | None
    attributes: Attributes
    layout: Layout

    @property
    def children(self) -> list[str]:
        """The ids of the identified children, in order."""
        return [part[0] for part in self.layout if part.__class__ is tuple]

    @property
    def parts(self) -> list[Part]:
        """What the element has of its own, in order."""
        return [part for part in self.layout if part.__class__ is not tuple]  # type: ignore[misc]


@dataclass
class Table:
    """All rows of a revision, and the elements that they were made from."""

    document: Document
    rows: dict[str, Row] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    inline: list[Node] = field(default_factory=list)
    """The identified elements in running text, which are parts of what they hang in."""
    _changed: frozenset[str] | None = None
    cells: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """What ``tables`` has found out about tables: the columns of the cells, by table and row."""
    _previous: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def ids(self) -> frozenset[str]:
        """All ids in use, those of footnotes included."""
        return frozenset((*self.rows, *(each.id or "" for each in self.inline)))

    def previous(self, key: str) -> str:
        """Return the id of the sibling before an element, empty for the first."""
        parent = self.rows[key].parent
        if parent is None:
            return ""
        if parent not in self._previous:
            children = self.rows[parent].children
            self._previous[parent] = dict(zip(children, ["", *children], strict=False))
        return self._previous[parent][key]

    def changed(self, base: Table) -> frozenset[str]:
        """Return the rows that the base has as well, but not like this; for one base only."""
        if self._changed is None:
            rows = base.rows
            self._changed = frozenset(
                key
                for key, row in self.rows.items()
                if (before := rows.get(key)) is not None and before != row
            )
        return self._changed


def table_of(document: Document) -> Table:
    """Lay a document out; raise ``DuplicateId`` where an id occurs twice."""
    table = Table(document)
    mixed = current_schema().mixed_tags
    rows, nodes = table.rows, table.nodes
    pending: list[tuple[Node, str, str | None]] = [(document.root, ROOT, None)]
    while pending:
        node, key, parent = pending.pop()
        content: Layout = node.content
        if not content or (len(content) == 1 and content[0].__class__ is str):
            layout = content
        elif node.tag in mixed:
            layout = content
            _note_inline(node, table.inline)
        else:
            layout = _layout(node, key, pending, table.inline)
        if key in rows:
            raise DuplicateId(key)
        rows[key] = Row(node.tag, parent, node.attributes, layout)
        nodes[key] = node
    _refuse_doubles(table)
    return table


def _layout(
    node: Node, key: str, pending: list[tuple[Node, str, str | None]], inline: list[Node]
) -> Layout:
    layout: list[Part | Ref] = []
    for part in node.content:
        if part.__class__ is str:
            layout.append(part)
        elif part.id is not None:  # type: ignore[union-attr]
            layout.append((part.id,))  # type: ignore[union-attr]
            pending.append((part, part.id, key))  # type: ignore[arg-type, union-attr]
        else:
            layout.append(part)
            _note_inline(part, inline)  # type: ignore[arg-type]
    return tuple(layout)


def _note_inline(node: Node, inline: list[Node]) -> None:
    """Note the identified elements below one that hang in running text."""
    for part in node.content:
        if part.__class__ is not str and part.tag[0] not in "#{":  # type: ignore[union-attr]
            if part.id is not None:  # type: ignore[union-attr]
                inline.append(part)  # type: ignore[arg-type]
            if part.content:  # type: ignore[union-attr]
                _note_inline(part, inline)  # type: ignore[arg-type]


def _refuse_doubles(table: Table) -> None:
    root_id = table.document.root.id
    counted = Counter(each.id or "" for each in table.inline)
    for node_id, count in counted.items():
        if count > 1 or node_id in table.rows:
            raise DuplicateId(node_id)
    if root_id is not None and (root_id in table.rows or root_id in counted):
        raise DuplicateId(root_id)


def build(rows: dict[str, Row], ready: Table | None = None) -> Node:
    """Put rows together again; what is the same in a table of a document is shared with it."""
    known_rows = ready.rows if ready is not None else {}
    known_nodes = ready.nodes if ready is not None else {}

    def made(key: str) -> Node:
        row = rows[key]
        content = tuple([made(part[0]) if part.__class__ is tuple else part for part in row.layout])
        known = known_nodes.get(key)
        if known is not None and known_rows[key].layout == row.layout:
            is_same = row.attributes == known.attributes and row.tag == known.tag
            if is_same and all(map(_is, content, known.content)):
                return known
        return Node(row.tag, row.attributes, content)  # type: ignore[arg-type]

    return made(ROOT)


def _is(one: object, other: object) -> bool:
    return one is other or (one.__class__ is str and one == other)
