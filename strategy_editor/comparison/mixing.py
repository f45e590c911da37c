"""A document in which some changes are taken and others are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from strategy_editor.comparison.changes import Comparison
from strategy_editor.comparison.layout import (
    ROOT,
    Part,
    elements_below,
    fields_of,
    is_child,
    is_running_text,
    key_of,
)
from strategy_editor.comparison.runs import with_footnotes
from strategy_editor.document.document import Document
from strategy_editor.document.node import Attributes, Node
from strategy_editor.schema.catalog import current_schema

Item = tuple[str, tuple[Part, ...]]
"""A part or child of an element: ``=id`` or ``.field``, and what stands there."""
Taken = Mapping[str, set[tuple[str, str]]]
"""For each element what is taken of it: what, and the name of the attribute or field."""


class Mixing:
    """Builds the mixture from the old document; what no taken change touches stays the object."""

    def __init__(self, comparison: Comparison, base: Document, taken: Taken) -> None:
        self._taken = taken
        self._found = comparison.differences
        self._tables = comparison.tables
        self._column_orders: dict[str, list[str]] = {}
        self._root = base.root
        self._nodes: dict[str, Node] = {}
        self._parents: dict[str, str] = {}
        for node, parent in elements_below(base.root, ""):
            key = node.id or ROOT
            self._nodes[key], self._parents[key] = node, parent
        self._leaving: set[str] = set()
        self._coming: dict[str, set[str]] = defaultdict(set)
        self._touched: set[str] = set()
        self._places()
        for key, row in self._tables.rows.items():
            if not taken.keys().isdisjoint((*row.old, *row.new)):
                self._touch(key)
        notes = comparison.notes
        self._old_notes = {key: notes.old[key].note for key in notes.other if key not in taken}
        self._new_notes = {key: notes.new[key].note for key in notes.other if key in taken}
        for key in self._new_notes:
            self._touch(notes.old[key].host)

    def root(self) -> Node:
        """Return the root of the mixture."""
        return self._built(key_of(self._root), self._root)

    def _places(self) -> None:
        """Say what leaves its place and what comes where, and which elements that touches."""
        for key, aspects in self._taken.items():
            for what, _ in aspects:
                if what in ("removed", "place"):
                    self._leaving.add(key)
                    self._touch(self._parents.get(key, ""))
                if what in ("added", "place"):
                    parent = self._new_parent(key)
                    if key in self._nodes or what == "added":
                        self._coming[parent].add(key)
                    self._touch(parent)
            self._touch(key)

    def _new_parent(self, key: str) -> str:
        found = self._found
        if key in found.come:
            return found.come[key][1]
        return found.away[key][1] if key in found.away else self._parents.get(key, "")

    def _touch(self, key: str) -> None:
        while key and key not in self._touched:
            self._touched.add(key)
            key = self._parents.get(key, "")

    def _built(self, key: str, node: Node) -> Node:
        if key not in self._touched:
            return node
        target = self._target(key)
        aspects = self._taken.get(key, set())
        tag = target.tag if target is not None and ("tag", "") in aspects else node.tag
        attributes = _attributes(node, target, aspects)
        items = self._mixed(key, tag, list(_items(node)), target)
        content = tuple(part for name, parts in items for part in self._inner(name, parts))
        return Node(tag, attributes, content)

    def _target(self, key: str) -> Node | None:
        for those in (self._found.own, self._found.lists, self._found.layouts):
            if key in those:
                return those[key][1]
        return None

    def _inner(self, name: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Build what stands in an item: parts as they are, children anew."""
        if name[0] != "=":
            return parts
        key = name[1:]
        if key in self._nodes:
            return (self._built(key, self._nodes[key]),)
        (node,) = parts
        assert isinstance(node, Node)
        return (self._added(node),)

    def _added(self, node: Node) -> Node:
        """A new element with those below it that are new too or taken along."""
        if is_running_text(node):
            return node.with_content(with_footnotes(node.content, self._old_notes))
        content: list[Part] = []
        for name, parts in _items(node):
            key = name[1:]
            if name[0] != "=":
                content.extend(with_footnotes(parts, self._old_notes))
            elif key not in self._nodes or self._is_coming(key):
                content.extend(self._inner(name, parts))
        if len(content) == len(node.content) and all(map(_is, content, node.content)):
            return node
        return node.with_content(content)

    def _is_coming(self, key: str) -> bool:
        return ("place", "") in self._taken.get(key, ())

    def _mixed(self, key: str, tag: str, items: list[Item], target: Node | None) -> list[Item]:
        """The items of an element in their mixed state and order."""
        if target is None:
            return [each for each in items if each[0][1:] not in self._leaving or each[0][0] != "="]
        aspects = self._taken.get(key, set())
        if key in self._tables.rows and len(items) == len(self._tables.rows[key].old):
            return self._cells(key, items, target, aspects)
        wanted = list(_items(target))
        before, after = dict(items), dict(wanted)
        chosen: dict[str, tuple[Part, ...]] = {}
        for name in {**before, **after}:
            kept = self._chosen(key, name, before.get(name), after.get(name, ()), aspects)
            if kept is not None:
                chosen[name] = kept
        if chosen.keys() == after.keys() and self._is_whole(key):
            return [(name, chosen[name]) for name, _ in wanted]
        order = self._order(key, [name for name, _ in items], [name for name, _ in wanted], chosen)
        return _in_schema_order(tag, [(name, chosen[name]) for name in order])

    def _cells(
        self, key: str, items: list[Item], target: Node, aspects: set[tuple[str, str]]
    ) -> list[Item]:
        """The cells of a row, in the order that its table's columns have in the mixture."""
        row = self._tables.rows[key]
        before = dict(zip(row.old, (parts for _, parts in items), strict=True))
        after = dict(zip(row.new, ((cell,) for cell in target.content), strict=True))
        found: list[Item] = []
        for column in self._columns(row.table):
            name = f".cell:{column}"
            kept = self._chosen(key, name, before.get(column), after.get(column, ()), aspects)
            if kept is not None:
                found.append((name, kept))
        return found

    def _columns(self, table: str) -> list[str]:
        """The columns of a table in the mixture."""
        if table not in self._column_orders:
            node = self._nodes[table]
            items = self._mixed(table, node.tag, list(_items(node)), self._target(table))
            # A cell of a column that is not there is not chosen.
            self._column_orders[table] = [name[1:] for name, _ in items if name[0] == "="]
        return self._column_orders[table]

    def _chosen(
        self,
        key: str,
        name: str,
        before: tuple[Part, ...] | None,
        after: tuple[Part, ...],
        aspects: set[tuple[str, str]],
    ) -> tuple[Part, ...] | None:
        """What stands in an item, None for nothing."""
        if name[0] == "=":
            arrives = name[1:] in self._coming[key]
            stays = before is not None and name[1:] not in self._leaving
            return (before or after) if stays or arrives else None
        if ("part", name[1:]) in aspects:
            return with_footnotes(after, self._old_notes) or None
        return with_footnotes(before, self._new_notes) if before is not None else None

    def _is_whole(self, key: str) -> bool:
        """Whether all that concerns the order of an element is taken."""
        return all(self._is_coming(child) for child in self._within(key)) and (
            key not in self._found.layouts or ("layout", "") in self._taken.get(key, ())
        )

    def _within(self, key: str) -> frozenset[str]:
        return self._found.moved_in(key)

    def _order(
        self, key: str, items: list[str], wanted: list[str], chosen: Mapping[str, object]
    ) -> list[str]:
        """The old order, with what arrives put behind what stands before it in the new one."""
        arriving = {f"={child}" for child in self._coming[key]}
        stays = [name for name in items if name in chosen and name not in arriving]
        present = set(stays)
        behind: dict[str, list[str]] = defaultdict(list)
        anchor = ""
        moved = {f"={child}" for child in self._within(key)}
        for name in wanted:
            if name in present:
                anchor = name if name not in moved else anchor
            elif name in chosen:
                behind[anchor].append(name)
        result = list(behind[""])
        for name in stays:
            result += [name, *behind.get(name, ())]
        return result


def _is(one: object, other: object) -> bool:
    return one is other


def _items(node: Node) -> Iterator[Item]:
    """The parts and children of an element in order."""
    if is_running_text(node):
        if node.content:
            yield ".", node.content
        return
    names = iter(fields_of(node).items())
    for part in node.content:
        if is_child(part):
            yield f"={part.id}", (part,)  # type: ignore[union-attr]
        else:
            name, parts = next(names)
            yield f".{name}", parts


def _attributes(node: Node, target: Node | None, aspects: set[tuple[str, str]]) -> Attributes:
    names = {name for what, name in aspects if what == "attribute"}
    if target is None or not names:
        return node.attributes
    values = {name: value for name, value in node.attributes if name not in names}
    values.update((name, value) for name, value in target.attributes if name in names)
    return tuple(sorted(values.items()))


def _in_schema_order(tag: str, items: list[Item]) -> list[Item]:
    """Bring items into the order of the content model; what is none of its parts follows along."""
    element_type = current_schema().element(tag)
    slots = element_type.slots if element_type is not None else {}
    ranks: list[int] = []
    for _, parts in items:
        part = parts[0]
        rank = slots.get(part.tag) if isinstance(part, Node) else None
        ranks.append(rank if rank is not None else ranks[-1] if ranks else -1)
    if ranks == sorted(ranks):
        return items
    return [items[at] for at in sorted(range(len(items)), key=ranks.__getitem__)]
