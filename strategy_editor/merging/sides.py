"""The revisions that are merged: the base and what came back, each with a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from strategy_editor.document.document import Document, Namespaces
from strategy_editor.merging.conflict import (
    Conflict,
    Kind,
    Place,
    Taken,
    Variant,
    Who,
    conflict_of,
)
from strategy_editor.merging.table import Table

Pause = Callable[[], None]
"""Called now and then; what it raises ends the merge."""


@dataclass(frozen=True)
class Returned:
    """A revision that came back, and what it is called."""

    name: str
    document: Document


@dataclass
class Side:
    """A revision as a table; ``who`` is ``ours`` for one of them."""

    name: str
    who: Who
    table: Table


@dataclass
class Revisions:
    """What is merged, ours first, and what was found out on the way.

    ``forced`` are elements of which our own parts and children stand, because all changes
    together would not be valid.
    """

    base: Table
    sides: list[Side]
    forced: frozenset[str] = frozenset()
    conflicts: list[Conflict] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    parents: dict[str, str | None] = field(default_factory=dict)
    """Where each element that there is in the end stands, once that is decided."""
    cells: dict[str, list[str]] = field(default_factory=dict)
    """The columns of the merged cells of a row, by the row's id."""

    @cached_property
    def untouched(self) -> set[str]:
        """The rows that are the same everywhere."""
        found = set(self.base.rows)
        for side in self.sides:
            found &= side.table.rows.keys()
            found -= side.table.changed(self.base)
        return found

    def holders(self, key: str) -> list[Side]:
        """Return the sides that have an element."""
        return [side for side in self.sides if key in side.table.rows]

    def note(self, kind: str, target: str, where: str, by: Sequence[Side]) -> None:
        """Note that something was taken."""
        self.taken.append(Taken(kind, self.shown(target), where, tuple(each.name for each in by)))

    def clash(
        self, kind: Kind, target: str, where: str, before: str | None,
        values: Sequence[tuple[Side, str | None]], *, with_unchanged: bool = False,
    ) -> None:  # fmt: skip
        """Note a conflict between values."""
        variants = [Variant("base", (), before)]
        given = dict.fromkeys(each for _, each in values)
        for value in (each for each in given if with_unchanged or each != before):
            by = [side for side, each in values if each == value]
            variants.append(Variant(_who(by), tuple(each.name for each in by), value))
        self.conflicts.append(conflict_of(kind, self.shown(target), where, variants))

    def clash_of_places(
        self, target: str, before: Place | None, places: Sequence[tuple[Side, Place]]
    ) -> None:
        """Note a conflict between places."""
        variants = [Variant("base", (), None, before)]
        for place in dict.fromkeys(each for _, each in places if each != before):
            by = [side for side, each in places if each == place]
            variants.append(Variant(_who(by), tuple(each.name for each in by), None, place))
        self.conflicts.append(conflict_of("place", self.shown(target), "", variants))

    def place(self, table: Table, key: str) -> Place | None:
        """Return where a revision has an element."""
        row = table.rows.get(key)
        if row is None or row.parent is None:
            return None
        return Place(self.shown(row.parent), table.previous(key))

    @property
    def namespaces(self) -> Namespaces:
        """The foreign namespaces of all revisions; ours, then the base's, have their prefixes."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        tables = [self.sides[0].table, self.base, *(side.table for side in self.sides[1:])]
        for prefix, uri in (pair for table in tables for pair in table.document.namespaces):
            if uri not in found and prefix not in taken:
                found[uri] = prefix
                taken.add(prefix)
        return tuple(sorted((prefix, uri) for uri, prefix in found.items()))

    def shown(self, key: str) -> str:
        """Return the id of an element; the root's is what ours calls it."""
        if key in self.base.rows and self.base.rows[key].parent is None:
            return self.sides[0].table.document.root.id or ""
        return key


def _who(by: Sequence[Side]) -> Who:
    return "ours" if any(each.who == "ours" for each in by) else "theirs"
