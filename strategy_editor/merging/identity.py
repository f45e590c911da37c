"""Which elements of several revisions are one and the same, so that ids can be trusted.

Ids that another tool has dealt out anew are led back to those of the base. Then what several
have inserted alike, under whatever ids, gets one id; and an id under which several have inserted
different things stays with one of them. References are rewritten along.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from strategy_editor.comparison.alignment import align
from strategy_editor.comparison.rekeying import rekeyed
from strategy_editor.comparison.words import tokens
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.merging.inline_ids import free_id
from strategy_editor.merging.sides import Pause, Returned
from strategy_editor.merging.subjects import matched_subjects
from strategy_editor.merging.table import ROOT, Table, table_of
from strategy_editor.schema.catalog import current_schema

_TRUSTED = 0.6
"""The share of common ids under which much the same must stand for ids to be believed."""
_SIMILAR = 0.3
"""The share of common words from which a changed element is still the one that it was."""
_ALIKE = 0.5
"""The share of common words from which two new elements with one id count as one."""

Signature = tuple[object, ...]


@dataclass(frozen=True)
class Identified:
    """The tables of base and sides with ids that agree, and what was noted: kind, id, side."""

    base: Table
    sides: list[Table]
    notes: tuple[tuple[str, str, int], ...]
    realigned: bool


def identified(base: Document, sides: Sequence[Returned], pause: Pause) -> Identified:
    """Return the revisions with such ids that what is the same has the same one."""
    base_table = table_of(base)
    tables: list[Table] = []
    realigned = False
    for side in sides:
        pause()
        table = table_of(side.document)
        if not _is_trusted(base_table, table):
            table = table_of(_led_back(base, side.document, pause))
            realigned = True
        tables.append(table)
    pause()
    return _Unifying(base_table, tables).result(realigned)


def _is_trusted(base: Table, side: Table) -> bool:
    """Whether ids mean the same in a revision, by what stands under them."""
    common = sum(key in base.rows for key in side.rows) - 1
    fewer = min(len(base.rows), len(side.rows)) - 1
    if fewer < 1:
        return True
    if common < fewer * _TRUSTED / 2:
        return False
    changed = side.changed(base) - {ROOT}
    alike = common - len(changed) + sum(_is_much_the_same(base, side, key) for key in changed)
    return alike >= common * _TRUSTED


def _is_much_the_same(base: Table, side: Table, key: str) -> bool:
    before, now = base.rows[key], side.rows[key]
    if before.tag != now.tag:
        return False
    return before.parts == now.parts or _is_alike(
        _words(Node("", (), tuple(before.parts))), _words(Node("", (), tuple(now.parts))), _SIMILAR
    )


def _led_back(base: Document, side: Document, pause: Pause) -> Document:
    aligned = align(side, base, pause).old
    root_id = side.root.id
    if root_id is not None and aligned.root.id != root_id:
        # The root is known by being the root; its id is what the revision calls it.
        taken = {node.id for node in aligned.root.walk()}
        if root_id not in taken:
            aligned = aligned.with_root(aligned.root.with_attribute("id", root_id))
    return replace(aligned, shared_index=None)


class _Unifying:
    """Compares what the sides have that the base has not."""

    def __init__(self, base: Table, sides: list[Table]) -> None:
        self._base = base
        self._sides = sides
        self._names: list[dict[str, str]] = [{} for _ in sides]
        self._notes: list[tuple[str, str, int]] = []
        self._nearest: dict[tuple[int, str], dict[str, tuple[str, str]]] = {}
        self._taken = {*base.ids, *(key for side in sides for key in side.ids)}

    def result(self, realigned: bool) -> Identified:
        self._part_collisions()
        if any(self._names):
            self._rename()
        self._join_insertions()
        self._join_singles()
        self._join_subjects()
        self._rename()
        return Identified(self._base, self._sides, tuple(self._notes), realigned)

    def _rename(self) -> None:
        for number, names in enumerate(self._names):
            if names:
                document = self._sides[number].document
                root = rekeyed(document.root, names)
                document = replace(document, root=root, shared_index=None)
                self._sides[number] = table_of(document)
        self._names = [{} for _ in self._sides]
        self._nearest.clear()

    def _new_nodes(self) -> list[dict[str, Node]]:
        known = self._base.ids
        found = []
        for side in self._sides:
            new = {key: side.nodes[key] for key in side.rows if key not in known and key != ROOT}
            new.update((each.id or "", each) for each in side.inline if each.id not in known)
            found.append(new)
        return found

    def _part_collisions(self) -> None:
        """One new id for different things: each but the first gets an id of its own."""
        new = self._new_nodes()
        for key in dict.fromkeys(key for nodes in new for key in nodes):
            having = [number for number, nodes in enumerate(new) if key in nodes]
            if len(having) < 2:
                continue
            kept = [new[having[0]][key]]
            names: list[str] = [key]
            for number in having[1:]:
                node = new[number][key]
                same = next((at for at, each in enumerate(kept) if _is_one(each, node)), None)
                if same is None:
                    fresh = free_id(key, self._taken)
                    self._taken.add(fresh)
                    self._notes.append(("renamed", fresh, number))
                    kept.append(node)
                    names.append(fresh)
                    same = len(kept) - 1
                if names[same] != key:
                    self._names[number][key] = names[same]

    def _join_insertions(self) -> None:
        """The same insertion at the same place by several: one id for it."""
        places: dict[tuple[str, Signature], list[list[str]]] = defaultdict(
            lambda: [[] for _ in self._sides]
        )
        for number, side in enumerate(self._sides):
            for key, parent in self._insertions(side):
                places[parent, signature(side.nodes[key])][number].append(key)
        for by_side in places.values():
            self._join(by_side)

    def _join(self, by_side: list[list[str]]) -> None:
        joined: list[tuple[int, str]] = []
        for number, keys in enumerate(by_side):
            waiting = list(joined)
            for key in keys:
                match = next(
                    (each for each in waiting if self._at_one_place(each, number, key)), None
                )
                if match is None:
                    joined.append((number, key))
                else:
                    waiting.remove(match)
                    self._as_one(match, number, key)

    def _as_one(self, known: tuple[int, str], number: int, key: str) -> None:
        side, first = known
        pairs = zip(
            self._sides[side].nodes[first].walk(),
            self._sides[number].nodes[key].walk(),
            strict=True,
        )
        renamed = False
        for one, other in pairs:
            if one.id is not None and other.id is not None and one.id != other.id:
                renamed |= self._call(number, other.id, one.id)
        if renamed:
            self._notes.append(("once", first, number))

    def _insertions(self, side: Table) -> Iterator[tuple[str, str]]:
        """Yield what a side has inserted into what the base has, and where."""
        for key, row in side.rows.items():
            if key not in self._base.rows and row.parent in self._base.rows:
                assert row.parent is not None
                yield key, row.parent

    def _at_one_place(self, known: tuple[int, str], number: int, key: str) -> bool:
        one = self._neighbours(self._sides[known[0]], known[1])
        other = self._neighbours(self._sides[number], key)
        return one[0] == other[0] or one[1] == other[1]

    def _neighbours(self, side: Table, key: str) -> tuple[str, str]:
        """The nearest siblings on both sides that the base has in this place as well."""
        parent = side.rows[key].parent
        assert parent is not None
        found = self._nearest.get((id(side), parent))
        if found is None:
            siblings = side.rows[parent].children
            known = set(self._base.rows[parent].children)
            before = _nearest_of(siblings, known)
            after = _nearest_of(siblings[::-1], known)
            found = {each: (before[each], after[each]) for each in siblings}
            self._nearest[id(side), parent] = found
        return found[key]

    def _join_singles(self) -> None:
        """Of what there may be one only, such as the list of annotations, all insert the same."""
        schema = current_schema()
        known: dict[tuple[str, str], str] = {}
        for number, side in enumerate(self._sides):
            for key, parent in self._insertions(side):
                tag = side.rows[key].tag
                element_type = schema.element(side.rows[parent].tag)
                if element_type is None or tag not in element_type.child_tags:
                    continue
                if element_type.is_repeatable(tag) or key in self._names[number]:
                    continue
                first = known.setdefault((parent, tag), key)
                if first != key and self._call(number, key, first):
                    self._notes.append(("once", first, number))

    def _join_subjects(self) -> None:
        """What several say of one subject under ids of their own is said in one element."""
        places: dict[str, list[list[Node]]] = defaultdict(lambda: [[] for _ in self._sides])
        for number, side in enumerate(self._sides):
            for key, parent in self._insertions(side):
                if key not in self._names[number]:
                    places[parent][number].append(side.nodes[key])
        for (_, first), (number, key) in matched_subjects(places):
            if first != key:
                self._call(number, key, first)

    def _call(self, number: int, key: str, name: str) -> bool:
        """Let a new element of a side have another id, unless one of that side has it."""
        names = self._names[number]
        if key in self._base.ids or name in self._sides[number].ids or name in names.values():
            return False
        names[key] = name
        return True


def _nearest_of(siblings: Sequence[str], known: set[str]) -> dict[str, str]:
    """For each sibling the nearest before it that is known."""
    found: dict[str, str] = {}
    nearest = ""
    for each in siblings:
        found[each] = nearest
        nearest = each if each in known else nearest
    return found


def signature(node: Node) -> Signature:
    """Return what an element is apart from its ids."""
    own = tuple(pair for pair in node.attributes if pair[0] != "id" or node.id is None)
    content = tuple(part if isinstance(part, str) else signature(part) for part in node.content)
    return (node.tag, own, content)


def _is_one(one: Node, other: Node) -> bool:
    """Whether two new elements with the same id are the same thing, perhaps worked on."""
    if one.tag != other.tag:
        return False
    return _is_alike(_words(one), _words(other), _ALIKE)


def _is_alike(one: Counter[str], other: Counter[str], share: float) -> bool:
    total = sum(one.values()) + sum(other.values())
    return not total or 2 * sum((one & other).values()) >= share * total


def _words(node: Node) -> Counter[str]:
    text = " ".join(part for each in node.walk() for part in each.content if isinstance(part, str))
    return Counter(word for word in tokens(text) if not word.isspace())
