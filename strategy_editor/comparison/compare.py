"""Compare two documents by identity."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from strategy_editor.comparison.changes import Change, Comparison, Side
from strategy_editor.comparison.moves import stayed
from strategy_editor.comparison.table import ROOT, ChildId, Part, Row, build, rows_of
from strategy_editor.comparison.words import compare_words
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.document.texts import title_of

_OUTSIDE = ("prolog", "epilog", "namespaces")


def compare(old: Document, new: Document, old_file: str = "", new_file: str = "") -> Comparison:
    """Return what differs; raise ``DuplicateId`` where identity is ambiguous in one of them."""
    return _Run(old, new).comparison(_side(old, old_file), _side(new, new_file))


def apply(comparison: Comparison, old: Document) -> Document:
    """Apply all changes of a comparison to the old document; the result is the new one."""
    rows = {key: row for key, row in rows_of(old.root).items() if key not in comparison.gone}
    rows.update(comparison.rows)
    around = comparison.surroundings or tuple(getattr(old, name) for name in _OUTSIDE)
    return Document(build(rows), **dict(zip(_OUTSIDE, around, strict=True)))  # type: ignore[arg-type]


def _side(document: Document, file: str) -> Side:
    metadata = document.root.child("metadata") or Node("metadata")
    return Side(title_of(metadata), metadata.get("edition"), file)


class _Run:
    def __init__(self, old: Document, new: Document) -> None:
        self._outside = tuple(getattr(new, name) for name in _OUTSIDE)
        self._outside_differs = self._outside != tuple(getattr(old, name) for name in _OUTSIDE)
        self._old = rows_of(old.root)
        self._new = rows_of(new.root)
        self._old_numbers = numbers(old.root)
        self._new_numbers = numbers(new.root)
        self._kept: dict[str, set[str]] = {}

    def comparison(self, old: Side, new: Side) -> Comparison:
        gone = frozenset(self._old.keys() - self._new.keys())
        rows = {key: row for key, row in self._new.items() if self._old.get(key) != row}
        changes = tuple(self._changes())
        outside = self._outside if self._outside_differs else None
        return Comparison(old, new, changes, rows, gone, outside)

    def _changes(self) -> Iterator[Change]:
        """Changes in the order of the new document; what fell away follows its old neighbour."""
        for key in self._reading_order():
            before, after = self._old.get(key), self._new.get(key)
            if before is None and after is not None:
                if after.parent in self._old:
                    yield self._whole("added", after)
            elif after is None and before is not None:
                if before.parent in self._new:
                    yield self._whole("removed", before)
            elif before is not None and after is not None:
                yield from self._between(before, after)

    def _whole(self, kind: str, row: Row) -> Change:
        """An element that came or went with all below it that did not move: one change."""
        text = self._subtree_text(
            row, *((self._new, self._old) if kind == "added" else (self._old, self._new))
        )
        old, new = ("", text) if kind == "added" else (text, "")
        return self._change(row, (kind,), old=old, new=new)

    def _subtree_text(self, row: Row, rows: dict[str, Row], other: dict[str, Row]) -> str:
        texts: list[str] = []
        pending = [row]
        while pending:
            current = pending.pop()
            texts.append(_row_text(current))
            pending.extend(
                rows[child] for child in reversed(current.children) if child not in other
            )
        return "\n".join(text for text in texts if text)

    def _between(self, old: Row, new: Row) -> Iterator[Change]:
        kinds: list[str] = []
        if old.tag != new.tag:
            kinds.append("retyped")
        if self._has_moved(old, new):
            kinds.append("moved")
        if self._old_numbers.get(old.id) != self._new_numbers.get(new.id):
            kinds.append("renumbered")
        if kinds:
            values = {"old": old.tag, "new": new.tag} if "retyped" in kinds else {}
            yield self._change(new, tuple(kinds), **values)
        before, after = dict(old.attributes), dict(new.attributes)
        for name in sorted(before.keys() | after.keys()):
            if name != "id" and before.get(name) != after.get(name):
                values = {"old": before.get(name, ""), "new": after.get(name, "")}
                yield self._change(new, ("attribute",), field="@" + name, **values)
        yield from self._parts(old, new)

    def _parts(self, old: Row, new: Row) -> Iterator[Change]:
        if old.parts == new.parts:
            return
        if any(isinstance(part, str) for part in (*old.parts, *new.parts)):
            yield self._reworded(new, "", _text(old.parts), _text(new.parts))
            return
        before, after = _by_tag(old.parts), _by_tag(new.parts)
        for tag in dict.fromkeys((*after, *before)):
            pairs = zip_longest(before.get(tag, []), after.get(tag, []))
            for number, (one, other) in enumerate(pairs, 1):
                if one != other:
                    field = tag if number == 1 else f"{tag}#{number}"
                    one_text = _text(one.content) if one is not None else ""
                    other_text = _text(other.content) if other is not None else ""
                    yield self._reworded(new, field, one_text, other_text)

    def _reworded(self, row: Row, field: str, old: str, new: str) -> Change:
        return self._change(
            row, ("reworded",), field=field, old=old, new=new, words=compare_words(old, new)
        )

    def _change(self, row: Row, kinds: tuple[str, ...], **values: object) -> Change:
        return Change(
            kinds,
            row.id,
            row.tag,
            _row_title(row),
            self._old_numbers.get(row.id, ""),
            self._new_numbers.get(row.id, ""),
            parent=row.parent or "",
            **values,  # type: ignore[arg-type]
        )

    def _has_moved(self, old: Row, new: Row) -> bool:
        if new.parent is None or old.parent != new.parent:
            return old.parent != new.parent
        if new.parent not in self._kept:
            before, after = self._old[new.parent].children, self._new[new.parent].children
            self._kept[new.parent] = stayed(before, after)
        return new.id not in self._kept[new.parent]

    def _reading_order(self) -> Iterator[str]:
        yield from self._below(ROOT)

    def _below(self, key: str) -> Iterator[str]:
        pending = [key]
        while pending:
            current = pending.pop()
            yield current
            pending.extend(reversed(self._children(current)))

    def _children(self, key: str) -> list[str]:
        """The new children with what fell away put after its old neighbour."""
        old, new = self._old.get(key), self._new.get(key)
        if new is None:
            return [child for child in old.children if child not in self._new] if old else []
        children = list(new.children)
        if old is None:
            return children
        previous: str | None = None
        for child in old.children:
            if child not in self._new:
                at = children.index(previous) + 1 if previous in children else 0
                children.insert(at, child)
            previous = child
        return children


def _row_title(row: Row) -> str:
    return title_of(Node(row.tag, row.attributes, row.parts))


def _row_text(row: Row) -> str:
    if any(isinstance(part, str) for part in row.parts):
        return _text(row.parts)
    return "\n".join(
        text
        for part in row.parts
        if isinstance(part, Node) and part.is_element and (text := _text(part.content))
    )


def _text(parts: tuple[Part | ChildId, ...]) -> str:
    return "".join(
        part if isinstance(part, str) else part.text
        for part in parts
        if isinstance(part, str) or (isinstance(part, Node) and part.is_element)
    )


def _by_tag(parts: tuple[Part, ...]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for part in parts:
        if isinstance(part, Node):
            found.setdefault(part.tag, []).append(part)
    return found
