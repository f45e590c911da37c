"""Put differences into changes, each with the smallest honest kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from strategy_editor.comparison.alignment import Alignment
from strategy_editor.comparison.changes import Change
from strategy_editor.comparison.layout import (
    ROOT,
    Aspect,
    Part,
    children_of,
    elements_below,
    fields_of,
    is_running_text,
    key_of,
)
from strategy_editor.comparison.notes import Notes, Place, note_places
from strategy_editor.comparison.rewording import rewording
from strategy_editor.comparison.runs import plain_text
from strategy_editor.comparison.tables import Tables
from strategy_editor.comparison.walk import Check, Differences
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.document.texts import title_of

Only = Mapping[str, tuple[Node, str]]
"""Elements that are in one document only, each with its parent's id."""


class Telling:
    """Tells the changes between two aligned documents."""

    def __init__(
        self,
        alignment: Alignment,
        found: Differences,
        notes: Notes,
        tables: Tables,
        check: Check,
    ) -> None:
        self._alignment = alignment
        self._found = found
        self._notes = notes
        self._tables = tables
        self._with_notes = notes.texts
        self._bundled: set[Aspect] = set()
        self._check = check
        self._root = key_of(alignment.new.root)
        any_change = found.differs
        self._old_numbers = numbers(alignment.old.root) if any_change else {}
        self._new_numbers = numbers(alignment.new.root) if any_change else {}
        self._moved = {
            child: (parent, parent) for parent in found.lists for child in found.moved_in(parent)
        }

    def changes(self) -> list[Change]:
        """Return all changes, in no order."""
        found: list[Change] = []
        found.extend(self._parts())
        for key, (node, parent) in self._found.come.items():
            if parent not in self._found.come and ("added", key, "") not in self._bundled:
                found.append(self._whole("added", key, node, parent))
        for key, (node, parent) in self._found.gone.items():
            if parent not in self._found.gone and ("removed", key, "") not in self._bundled:
                found.append(self._whole("removed", key, node, parent))
        found.extend(self._elements())
        found.extend(self._footnotes())
        for key, (old, new) in self._found.own.items():
            self._check()
            found.extend(self._attributes(key, old, new))
            found.extend(self._fields(key, old, new))
        return found

    def _parts(self) -> Iterator[Change]:
        """Yield what was split and what was merged, with all its parts as one change."""
        for key, others in self._alignment.splits.items():
            rest = self._alone(others, self._found.come)
            if rest is not None and key in self._found.own:
                yield from self._bundle("split", key, rest)
        for key, others in self._alignment.merges.items():
            rest = self._alone(others, self._found.gone)
            if rest is not None and key in self._found.own:
                yield from self._bundle("merged", key, rest)

    def _alone(self, keys: Iterable[str], those: Only) -> list[Node] | None:
        """The elements, if each came or went for itself with nothing below it."""
        found = [those[key] for key in keys if key in those]
        fits = all(parent not in those and not children_of(node) for node, parent in found)
        return [node for node, _ in found] if found and fits else None

    def _bundle(self, kind: str, key: str, rest: Sequence[Node]) -> Iterator[Change]:
        old, new = self._found.own[key]
        name = _text_field(new)
        before, after = fields_of(old).get(name, ()), fields_of(new).get(name, ())
        if old.tag != new.tag or before == after:
            return
        one, other = _inner(name, before), _inner(name, after)
        further = [_inner(name, fields_of(node).get(name, ())) for node in rest]
        if kind == "split":
            other = _put_together([other, *further])
        else:
            one = _put_together([one, *further])
        told = rewording(one, other, has_notes=True)
        what = "added" if kind == "split" else "removed"
        aspects = (("part", key, name), *((what, node.id or "", "") for node in rest))
        self._bundled.update(aspects)
        yield self._change(
            key, new, (kind, *told.kinds), field=name, old=told.old, new=told.new,
            words=told.words, aspects=aspects,
        )  # fmt: skip

    def _elements(self) -> Iterator[Change]:
        """Yield what concerns an element as a whole: another kind, place or number."""
        retyped = {key: pair for key, pair in self._found.own.items() if pair[0].tag != pair[1].tag}
        renumbered = {
            key
            for key in self._old_numbers.keys() | self._new_numbers.keys()
            if self._old_numbers.get(key) != self._new_numbers.get(key)
            and key not in self._found.come
            and key not in self._found.gone
        }
        moved = {**self._found.away, **self._moved}
        nodes = _nodes(self._alignment.new.root, renumbered | moved.keys())
        for key, (old, new) in retyped.items():
            also = ("renumbered",) if key in renumbered and key not in moved else ()
            yield self._change(
                key, new, ("retyped", *also), old=old.tag, new=new.tag, aspects=(("tag", key, ""),)
            )
        for key, (before, after) in moved.items():
            also = ("renumbered",) if key in renumbered else ()
            yield self._change(
                key, nodes[key], ("moved", *also), parent=after, old_parent=before,
                aspects=(("place", key, ""),),
            )  # fmt: skip
        for key in sorted(renumbered - retyped.keys() - moved.keys()):
            yield self._change(key, nodes[key], ("renumbered",))

    def _whole(self, kind: str, key: str, node: Node, parent: str) -> Change:
        """An element that came or went with all below it that is not elsewhere: one change."""
        those = self._found.come if kind == "added" else self._found.gone
        text = "\n".join(
            words
            for each, _ in elements_below(node, parent)
            if each.id in those and (words := _own_text(each))
        )
        old, new = ("", text) if kind == "added" else (text, "")
        above = {"parent": parent} if kind == "added" else {"old_parent": parent}
        aspects = ((kind, key, ""), *self._tables.cells_of(key, kind))
        return self._change(key, node, (kind,), old=old, new=new, aspects=aspects, **above)

    def _attributes(self, key: str, old: Node, new: Node) -> Iterator[Change]:
        if old.attributes == new.attributes:
            return
        before, after = dict(old.attributes), dict(new.attributes)
        untold = {"id", "version"} if key == self._root else {"id"}
        for name in sorted((before.keys() | after.keys()) - untold):
            if before.get(name) != after.get(name):
                yield self._change(
                    key, new, ("attribute",), field="@" + name, old=before.get(name, ""),
                    new=after.get(name, ""), aspects=(("attribute", key, name),),
                )  # fmt: skip

    def _fields(self, key: str, old: Node, new: Node) -> Iterator[Change]:
        tables = self._tables
        if key in tables.rows:
            before, after = tables.fields(key, old, 0), tables.fields(key, new, 1)
        else:
            before, after = fields_of(old), fields_of(new)
        for name in dict.fromkeys((*after, *before)):
            one, other = before.get(name, ()), after.get(name, ())
            if (
                one != other
                and ("part", key, name) not in self._bundled
                and not tables.of_columns(key, name)
            ):
                yield from self._text(key, new, name, one, other)

    def _text(
        self, key: str, node: Node, name: str, old: tuple[Part, ...], new: tuple[Part, ...]
    ) -> Iterator[Change]:
        only_notes = (key, name) in self._with_notes and _shell(name, old) == _shell(name, new)
        told = rewording(_inner(name, old), _inner(name, new), has_notes=only_notes)
        if told.kinds:
            shown = self._tables.shown(key, name) if key in self._tables.rows else name
            yield self._change(
                key, node, told.kinds, field=shown, old=told.old, new=told.new,
                words=told.words, aspects=(("part", key, name),),
            )  # fmt: skip

    def _footnotes(self) -> Iterator[Change]:
        """Yield what became of footnotes, each with the text it hangs in as its parent."""
        old, new = self._notes.old, self._notes.new
        for key, place in new.items():
            if key in old:
                yield from self._note(key, old[key], place)
            elif place.host not in self._found.come:
                aspect = ("part", place.host, place.field)
                text = plain_text(place.note.content)
                yield self._change(
                    key, place.note, ("added",), new=text, parent=place.host, aspects=(aspect,)
                )
        for key, place in old.items():
            if key not in new and place.host not in self._found.gone:
                aspect = ("part", place.host, place.field)
                text = plain_text(place.note.content)
                yield self._change(
                    key, place.note, ("removed",), old=text, old_parent=place.host,
                    aspects=(aspect,),
                )  # fmt: skip

    def _note(self, key: str, old: Place, new: Place) -> Iterator[Change]:
        places = note_places(old, new, self._found)
        if old[1:] != new[1:] and not self._bundled.issuperset(places):
            yield self._change(
                key, new.note, ("moved",), parent=new.host, old_parent=old.host, aspects=places
            )
        if old.note != new.note:
            told = rewording(old.note.content, new.note.content)
            yield self._change(
                key, new.note, told.kinds, old=told.old, new=told.new,
                words=told.words, parent=new.host,
                aspects=(("part", key, ""),),
            )  # fmt: skip

    def _change(self, key: str, node: Node, kinds: tuple[str, ...], **values: object) -> Change:
        return Change(
            kinds,
            key,
            node.tag,
            title_of(node),
            self._old_numbers.get(key, ""),
            self._new_numbers.get(key, ""),
            confidence=self._alignment.confidence.get(key, 1.0),
            **values,  # type: ignore[arg-type]
        )


def _nodes(root: Node, wanted: Set[str]) -> dict[str, Node]:
    """Return the wanted elements by their ids."""
    if not wanted:
        return {}
    return {key: node for node, _ in elements_below(root, "") if (key := node.id or ROOT) in wanted}


def _text_field(node: Node) -> str:
    """The field that holds the text of a block."""
    return "" if node.tag == "paragraph" else "text"


def _put_together(texts: Iterable[tuple[Part, ...]]) -> tuple[Part, ...]:
    """Several texts as one, with a blank between them."""
    found: list[Part] = []
    for text in texts:
        if found:
            found.append(" ")
        found.extend(text)
    return tuple(found)


def _inner(name: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The content of a field, or the running text itself."""
    if not name or not parts:
        return parts
    (field,) = parts
    return field.content if isinstance(field, Node) else parts


def _shell(name: str, parts: tuple[Part, ...]) -> list[tuple[tuple[str, str], ...]]:
    """The attributes of the element that holds a field; a running text has none of its own."""
    return [part.attributes for part in parts if name and isinstance(part, Node)]


def _own_text(node: Node) -> str:
    if is_running_text(node):
        return plain_text(node.content)
    texts = (
        plain_text(_inner(name, parts)) for name, parts in fields_of(node).items() if name[0] != "#"
    )
    return "\n".join(text for text in texts if text)
