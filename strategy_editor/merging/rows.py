"""One element out of what several revisions made of it: kind, attributes, own parts, order."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from strategy_editor.document.content import Content
from strategy_editor.document.node import Attributes, Node
from strategy_editor.merging.fragments import piece_of
from strategy_editor.merging.order import Key, weave
from strategy_editor.merging.parts import keyed, name_of
from strategy_editor.merging.schema_order import in_schema_order
from strategy_editor.merging.sides import Revisions, Side
from strategy_editor.merging.table import Layout, Part, Row
from strategy_editor.merging.tables import cell_keys
from strategy_editor.merging.words import merge_texts
from strategy_editor.schema.catalog import current_schema


class NeedsOneSide(Exception):
    """What several made of an element cannot be one element: all but one are to be left out."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def merged_row(
    revisions: Revisions, key: str, parent: str | None, children: Collection[str]
) -> Row:
    """Merge what the sides have of an element; ``children`` are those that it has in the end.

    Raises ``NeedsOneSide`` where two made it another kind of element.
    """
    holders = revisions.holders(key)
    rows = [side.table.rows[key] for side in holders]
    before = revisions.base.rows.get(key)
    if key in revisions.forced:
        return _ours(rows[0], parent, children)
    mixed = current_schema().mixed_tags
    if len({row.tag in mixed for row in (*rows, before or rows[0])}) > 1:
        return _other_kind(key, parent, children, before, rows)
    tag = _tag(revisions, key, before, holders)
    attributes = _attributes(revisions, key, tag, before, holders)
    if tag in mixed:
        layout = _running_text(revisions, key, before, holders)
    else:
        layout = _Content(revisions, key, before, holders, children).layout(tag)
    return Row(tag, parent, attributes, layout)


def merged_list(before: str | None, values: Sequence[str | None]) -> str | None:
    """Merge lists of words, such as references: what one removed goes, what one added comes."""
    known = (before or "").split()
    lists = [(value or "").split() for value in values]
    stays = [word for word in known if all(word in each for each in lists)]
    added = [word for each in lists for word in each if word not in known]
    return " ".join(dict.fromkeys((*stays, *sorted(added)))) or None


def _other_kind(
    key: str, parent: str | None, children: Collection[str], before: Row | None, rows: list[Row]
) -> Row:
    """Running text that became an element with children, or the other way: one side alone can."""
    changed = dict.fromkeys(row for row in rows if row != before)
    if len(changed) > 1:
        raise NeedsOneSide(key)
    return _ours(next(iter(changed)), parent, children)


def _ours(row: Row, parent: str | None, children: Collection[str]) -> Row:
    layout = tuple(
        part for part in row.layout if not isinstance(part, tuple) or part[0] in children
    )
    known = set(row.children)
    rest = tuple((child,) for child in children if child not in known)
    return Row(row.tag, parent, row.attributes, layout + rest)


def _tag(revisions: Revisions, key: str, before: Row | None, holders: list[Side]) -> str:
    tags = {side.table.rows[key].tag for side in holders}
    if len(tags) == 1:
        tag = tags.pop()
        if before is not None and tag != before.tag:
            revisions.note("retyped", key, "", holders)
        return tag
    changed = [side for side in holders if before is None or side.table.rows[key].tag != before.tag]
    if len({side.table.rows[key].tag for side in changed}) > 1:
        raise NeedsOneSide(key)
    revisions.note("retyped", key, "", changed)
    return changed[0].table.rows[key].tag


def _attributes(
    revisions: Revisions, key: str, tag: str, before: Row | None, holders: list[Side]
) -> Attributes:
    given = [side.table.rows[key].attributes for side in holders]
    old = before.attributes if before is not None else None
    changed = dict.fromkeys(each for each in given if each != old)
    if len(changed) == 1:
        # Each attribute is noted on its own, as is what several set alike.
        _note_attributes(revisions, key, old or (), holders, given)
        return next(iter(changed))
    if not changed:
        return given[0]
    known = dict(old or ())
    sides = [dict(each) for each in given]
    found: dict[str, str] = {}
    for name in sorted({*known, *(name for each in sides for name in each)}):
        values = [each.get(name) for each in sides]
        value = _attribute(revisions, key, tag, name, known.get(name), values, holders)
        if value is not None:
            found[name] = value
    return tuple(sorted(found.items()))


def _note_attributes(
    revisions: Revisions, key: str, old: Attributes, holders: list[Side],
    given: Sequence[Attributes],
) -> None:  # fmt: skip
    if not old:
        return
    known = dict(old)
    by = [side for side, each in zip(holders, given, strict=True) if each != old]
    new = dict(next(each for each in given if each != old))
    for name in sorted(known.keys() | new.keys()):
        if known.get(name) != new.get(name):
            revisions.note("attribute", key, "@" + name, by)


def _attribute(
    revisions: Revisions, key: str, tag: str, name: str, before: str | None,
    values: Sequence[str | None], holders: list[Side],
) -> str | None:  # fmt: skip
    pairs = list(zip(holders, values, strict=True))
    changing = [(side, value) for side, value in pairs if value != before]
    if not changing:
        return before
    wanted = list(dict.fromkeys(value for _, value in changing))
    element_type = current_schema().element(tag)
    declared = element_type.attribute(name) if element_type is not None else None
    if len(wanted) == 1:
        merged = wanted[0]
    elif declared is not None and declared.value_type.base == "list":
        merged = merged_list(before, [value for _, value in pairs])
    elif name == "version" and tag == "strategy":
        merged = max((value for value in wanted if value), key=_version)
    elif name == "id":
        # Only the root's can differ, and it is known by being the root.
        merged = wanted[0]
    else:
        revisions.clash("attribute", key, "@" + name, before, changing)
        return values[0] if holders[0].who == "ours" else wanted[0]
    revisions.note("attribute", key, "@" + name, [side for side, _ in changing])
    return merged


def _version(value: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in value.split("."))


def _running_text(
    revisions: Revisions, key: str, before: Row | None, holders: list[Side]
) -> Layout:
    contents: list[Content] = [side.table.rows[key].layout for side in holders]  # type: ignore[misc]
    old: Content = before.layout if before is not None else ()  # type: ignore[assignment]
    if before is None and len(set(contents)) == 1:
        return contents[0]
    return _text(revisions, key, "", old, contents, holders)


def _text(
    revisions: Revisions, key: str, where: str, old: Content, contents: list[Content],
    holders: list[Side],
) -> Content:  # fmt: skip
    changing = [side for side, each in zip(holders, contents, strict=True) if each != old]
    wanted = list(dict.fromkeys(each for each in contents if each != old))
    if not wanted:
        return old
    if len(wanted) == 1:
        revisions.note("text", key, where, changing)
        return wanted[0]
    taking = [
        (side, each)
        for side, each in zip(holders, contents, strict=True)
        if each != old or side.who == "ours"
    ]
    merged = merge_texts(old, [each for _, each in taking])
    takers = [taking[number][0] for number in sorted(merged.takers)]
    if takers:
        revisions.note("text", key, where, takers)
    if merged.clashes:
        spaces = revisions.namespaces
        values = [
            (side, piece_of(each, spaces))
            for (side, _), each in zip(taking, merged.variants, strict=True)
        ]
        revisions.clash("text", key, where, piece_of(old, spaces), values, with_unchanged=True)
    return merged.content


class _Content:
    """The parts of an element without running text, and the order of all that stands in it."""

    def __init__(
        self, revisions: Revisions, key: str, before: Row | None, holders: list[Side],
        children: Collection[str],
    ) -> None:  # fmt: skip
        self._revisions = revisions
        self._key = key
        self._holders = holders
        self._children = children
        rows = [side.table.rows[key] for side in holders]
        named = cell_keys(revisions, key) if rows[0].tag == "row" else None
        if named is None:
            self._before, self._sides = keyed(before, rows)
            return
        tables = [revisions.base] if before is not None else []
        tables += [side.table for side in holders]
        cells = [named[id(table)] for table in tables]
        self._before, self._sides = keyed(before, rows, cells)

    def layout(self, tag: str) -> Layout:
        """Return what stands in the element in the end."""
        members = {*self._children, *self._parts_that_stay()}
        woven = weave(self._before.order, [each.order for each in self._sides], members)
        for key in woven.apart:
            if isinstance(key, str):
                self._clash_of_places(key)
        order = self._restored(tag, woven.order)
        if tag == "row":
            self._revisions.cells[self._key] = [str(k[1]) for k in order if k[0] == "cell"]
        counted: dict[str, int] = {}
        layout: list[Part | tuple[str]] = []
        for key in order:
            if isinstance(key, str):
                layout.append((key,))
            else:
                part = self._part(key, counted)
                layout.append(part)
        return tuple(layout)

    def _parts_that_stay(self) -> set[Key]:
        keys: set[Key] = set()
        for each in self._sides:
            keys.update(each.parts)
        return {key for key in keys if not self._is_removed(key)}

    def _is_removed(self, key: Key) -> bool:
        """Whether one took it away and nobody changed it."""
        before = self._before.parts.get(key)
        column = str(key[1]) if key[0] == "cell" else ""
        if column and not column.startswith("#") and isinstance(key[1], str):
            # A cell is there as long as its column is.
            return column not in self._revisions.parents
        if before is None:
            return False
        values = [each.parts.get(key) for each in self._sides]
        return None in values and all(value is None or value == before for value in values)

    def _part(self, key: Key, counted: dict[str, int]) -> Part:
        before = self._before.parts.get(key)
        values = [each.parts.get(key) for each in self._sides]
        present = next(value for value in values if value is not None)
        name = name_of(present)
        counted[name] = counted.get(name, 0) + 1
        where = name if counted[name] == 1 else f"{name}#{counted[name]}"
        changing = [
            (side, value)
            for side, value in zip(self._holders, values, strict=True)
            if value != before and not (value is None and (before is None or name == "cell"))
        ]
        wanted = list(dict.fromkeys(value for _, value in changing))
        if not wanted:
            assert before is not None
            return before
        if len(wanted) == 1 and wanted[0] is not None:
            if before is not None or len(changing) < len(self._holders):
                sides = [side for side, _ in changing]
                self._revisions.note(_kind(present), self._key, where, sides)
            return wanted[0]
        return self._several(key, where, before, changing)

    def _several(
        self, key: Key, where: str, before: Part | None, changing: list[tuple[Side, Part | None]]
    ) -> Part:
        """Merge what several made of a part; what one removed and another changed stays."""
        nodes = [value for _, value in changing if isinstance(value, Node)]
        ours = self._sides[0].parts.get(key) if self._holders[0].who == "ours" else None
        first = ours or next(value for _, value in changing if value is not None)
        old = before if isinstance(before, Node) else None
        given = [each.attributes for each in nodes]
        attributes = _merged_attributes(old, given)
        if not isinstance(first, Node) or attributes is None or not _is_text(first):
            self._clash_of_parts(where, before, changing)
            return first
        sides = [side for side, _ in changing]
        if len(nodes) == len(changing):
            before_text = old.content if old is not None else ()
            contents = [each.content for each in nodes]
            if isinstance(ours, Node) and sides[0] is not self._holders[0]:
                sides, contents = [self._holders[0], *sides], [ours.content, *contents]
            merged = _text(self._revisions, self._key, where, before_text, contents, sides)
            return Node(first.tag, attributes, merged)
        spaces = self._revisions.namespaces
        values = [
            (side, piece_of(value.content, spaces) if isinstance(value, Node) else None)
            for side, value in changing
        ]
        text = piece_of(old.content, spaces) if old is not None else None
        self._revisions.clash("text", self._key, where, text, values)
        return first

    def _clash_of_parts(
        self, where: str, before: Part | None, changing: list[tuple[Side, Part | None]]
    ) -> None:
        spaces = self._revisions.namespaces
        values = [
            (side, piece_of((value,), spaces) if value is not None else None)
            for side, value in changing
        ]
        old = piece_of((before,), spaces) if before is not None else None
        self._revisions.clash("part", self._key, where, old, values)

    def _clash_of_places(self, child: str) -> None:
        revisions = self._revisions
        before = revisions.place(revisions.base, child)
        places = [
            (side, place)
            for side in self._holders
            if child in side.table.rows
            and (place := revisions.place(side.table, child)) is not None
        ]
        revisions.clash_of_places(child, before, places)

    def _restored(self, tag: str, order: list[Key]) -> list[Key]:
        """Give fields and children the order of the schema where merging has mixed them up."""
        if any(each.order == order for each in self._sides):
            return order
        return in_schema_order(tag, order, self._name)

    def _name(self, key: Key) -> str:
        if isinstance(key, tuple):
            return str(key[0] if key[0] != "+" else key[1])
        holder = self._revisions.holders(key)[0]
        return holder.table.rows[key].tag


def _merged_attributes(old: Node | None, given: Sequence[Attributes]) -> Attributes | None:
    """The attributes of a part; None where several have changed one differently."""
    before = dict(old.attributes) if old is not None else {}
    sides = [dict(each) for each in given]
    found: dict[str, str] = {}
    for name in sorted({*before, *(name for each in sides for name in each)}):
        wanted = {each.get(name) for each in sides} - {before.get(name)}
        if len(wanted) > 1:
            return None
        value = wanted.pop() if wanted else before.get(name)
        if value is not None:
            found[name] = value
    return tuple(sorted(found.items()))


def _is_text(node: Node) -> bool:
    return node.tag in current_schema().mixed_tags


def _kind(part: Part) -> str:
    return "text" if isinstance(part, Node) and _is_text(part) else "part"
