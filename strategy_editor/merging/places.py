"""Which elements there are after a merge, and below which other each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from strategy_editor.document.node import Node
from strategy_editor.merging.fragments import piece_of
from strategy_editor.merging.order import still
from strategy_editor.merging.sides import Revisions, Side
from strategy_editor.merging.table import ROOT, Row
from strategy_editor.merging.tables import changed_columns
from strategy_editor.schema.catalog import current_schema
from strategy_editor.schema.model import AttributeType


@dataclass
class Places:
    """The parent of each element that there is; the root's is None.

    ``apart`` are elements about whose place there is a conflict already.
    """

    parents: dict[str, str | None] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)


def find_places(revisions: Revisions) -> Places:
    """Decide on existence and parents; what clashes is noted, and nothing that is new is lost."""
    return _Deciding(revisions).places()


class _Deciding:
    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._base = revisions.base
        self._moved = [_moved(revisions, side) for side in revisions.sides]
        self._changed = [
            moved | _changed(revisions, side) | changed_columns(revisions, side)
            for moved, side in zip(self._moved, revisions.sides, strict=True)
        ]
        self._parents: dict[str, str | None] = {}
        self._apart: set[str] = set()

    def places(self) -> Places:
        keys = dict.fromkeys(self._base.rows)
        for side in self._revisions.sides:
            keys.update(dict.fromkeys(side.table.rows))
        untouched, rows = self._revisions.untouched, self._base.rows
        for key in keys:
            if key in untouched:
                self._parents[key] = rows[key].parent
            elif (parent := self._parent(key)) is not None or key == ROOT:
                self._parents[key] = parent
        self._break_cycles()
        self._remove_what_was_removed()
        self._note_moves()
        return Places(self._parents, self._apart)

    def _parent(self, key: str) -> str | None:
        """Where an element goes, be it removed by some or not; None where nobody has it."""
        holders = self._revisions.holders(key)
        if not holders:
            return None
        before = self._base.rows.get(key)
        parents = {side.table.rows[key].parent for side in holders}
        if self._revisions.forced and self._is_forced(key, parents):
            return holders[0].table.rows[key].parent
        if before is not None and parents == {before.parent}:
            return before.parent
        movers = self._movers(key, holders)
        wanted = {side.table.rows[key].parent for side in movers}
        if len(wanted) == 1:
            return movers[0].table.rows[key].parent
        self._clash(key, movers)
        standing = holders[0] if holders[0].who == "ours" else movers[0]
        return standing.table.rows[key].parent

    def _is_forced(self, key: str, parents: set[str | None]) -> bool:
        before = self._base.rows.get(key)
        known = parents if before is None else {*parents, before.parent}
        return bool(known & self._revisions.forced)

    def _movers(self, key: str, holders: list[Side]) -> list[Side]:
        """Who has put an element where it is, whether below another parent or not."""
        before = self._base.rows.get(key)
        if before is None:
            return holders
        sides = self._revisions.sides
        return [
            side
            for side in holders
            if side.table.rows[key].parent != before.parent or key in self._moved[sides.index(side)]
        ]

    def _clash(self, key: str, movers: list[Side]) -> None:
        revisions = self._revisions
        places = [(side, revisions.place(side.table, key)) for side in movers]
        before = revisions.place(self._base, key)
        known = [(side, place) for side, place in places if place is not None]
        revisions.clash_of_places(key, before, known)
        self._apart.add(key)

    def _break_cycles(self) -> None:
        """Where each went below the other, ours stay where we have them."""
        sides = self._revisions.sides
        while (circle := self._circle()) is not None:
            for key in circle:
                holders = self._revisions.holders(key)
                movers = self._movers(key, holders)
                if movers and key in self._base.rows and key not in self._apart:
                    self._clash(key, [*movers, *(each for each in holders if each not in movers)])
            own = [
                key
                for key in circle
                if key in sides[0].table.rows
                and sides[0].table.rows[key].parent != self._parents[key]
            ]
            before = dict(self._parents)
            for key in own or circle:
                known = sides[0].table.rows.get(key) or self._base.rows.get(key)
                if known is not None:
                    self._parents[key] = known.parent
            if before == self._parents:
                self._parents[circle[0]] = ROOT

    def _circle(self) -> list[str] | None:
        done: set[str] = {ROOT}
        for start in self._parents:
            path: dict[str, None] = {}
            key = start
            while key not in done:
                if key in path:
                    steps = list(path)
                    return steps[steps.index(key) :]
                path[key] = None
                above = self._parents.get(key)
                if above is None:
                    break
                key = above
            done.update(path)
        return None

    def _remove_what_was_removed(self) -> None:
        revisions = self._revisions
        if revisions.forced:
            self._drop_what_we_have_not()
        lacking = [set(self._base.rows).difference(side.table.rows) for side in revisions.sides]
        removed = set().union(*lacking) & self._parents.keys()
        if not removed:
            self._note_removals()
            return
        forced = self._revisions.forced
        ours = [key for key in removed if self._parents[key] in forced]
        kept = {each for key in ours for each in self._all_below(key, removed)}
        wanted = [key for key in self._wanted_again(removed) if key not in kept]
        for top in dict.fromkeys(self._top(key, removed) for key in wanted):
            kept.update(self._all_below(top, removed))
            self._clash_of_existence(top)
        gone = removed - kept
        for key in gone:
            del self._parents[key]
        self._adopt_orphans()
        self._note_removals()

    def _drop_what_we_have_not(self) -> None:
        """Below what is forced there is only what we have there; the rest is in the conflict."""
        while True:
            lost = [
                key
                for key, parent in self._parents.items()
                if parent is not None
                and (
                    parent not in self._parents
                    or (parent in self._revisions.forced and not self._is_ours(key, parent))
                )
            ]
            if not lost:
                return
            for key in lost:
                ours = self._revisions.sides[0].table.rows.get(key)
                parent = ours.parent if ours is not None else None
                if parent is not None and parent in self._parents:
                    self._parents[key] = parent
                else:
                    del self._parents[key]

    def _is_ours(self, key: str, parent: str) -> bool:
        holder = self._revisions.holders(parent)[0]
        row = holder.table.rows.get(key)
        return row is not None and row.parent == parent

    def _wanted_again(self, removed: set[str]) -> list[str]:
        """What was removed by one and changed, referred to anew or put something into by others."""
        referred = self._referred_anew()
        found = {
            key
            for key in removed
            if key in referred or any(key in changed for changed in self._changed)
        }
        for key, parent in self._parents.items():
            if parent in removed and key not in removed:
                found.add(parent)
                self._offer_old_place(key)
        return [key for key in removed if key in found]

    def _referred_anew(self) -> set[str]:
        referring = current_schema().reference_attributes
        found: set[str] = set()
        for side, changed in zip(self._revisions.sides, self._changed, strict=True):
            for key in changed | (side.table.rows.keys() - self._base.rows.keys()):
                before = self._base.rows.get(key)
                known = _references(before, referring) if before is not None else set()
                wanted = _references(side.table.rows[key], referring) - known
                found.update(each for each in wanted if each in side.table.rows)
        return found

    def _offer_old_place(self, key: str) -> None:
        """What one has put into what another removed had a place before, and may go back there."""
        before = self._base.rows.get(key)
        if before is not None and key not in self._apart:
            holders = self._revisions.holders(key)
            movers = self._movers(key, holders)
            self._clash(key, [*movers, *(each for each in holders if each not in movers)])

    def _top(self, key: str, removed: set[str]) -> str:
        while (parent := self._parents[key]) in removed:
            assert parent is not None
            key = parent
        return key

    def _all_below(self, top: str, removed: set[str]) -> set[str]:
        children: dict[str | None, list[str]] = {}
        for key in removed:
            children.setdefault(self._parents[key], []).append(key)
        found = {top}
        pending = [top]
        while pending:
            below = children.get(pending.pop(), [])
            found.update(below)
            pending += below
        return found

    def _adopt_orphans(self) -> None:
        """Only a broken circle can leave something behind in what all have removed."""
        for key, parent in self._parents.items():
            while parent is not None and parent not in self._parents:
                above = self._base.rows.get(parent)
                parent = above.parent if above is not None else ROOT
            self._parents[key] = parent

    def _clash_of_existence(self, key: str) -> None:
        revisions = self._revisions
        namespaces = revisions.namespaces
        values: list[tuple[Side, str | None]] = []
        for side in revisions.sides:
            node = side.table.nodes.get(key)
            values.append((side, None if node is None else piece_of((node,), namespaces)))
        before = piece_of((self._base.nodes[key],), namespaces)
        revisions.clash("existence", key, "", before, values, with_unchanged=True)

    def _note_removals(self) -> None:
        revisions = self._revisions
        lost = [key for key in self._base.rows if key not in self._parents]
        for key in lost:
            row = self._base.rows[key]
            if row.parent in self._parents:
                by = [side for side in revisions.sides if key not in side.table.rows]
                revisions.note("removed", key, "", by)

    def _note_moves(self) -> None:
        revisions = self._revisions
        untouched = self._revisions.untouched
        moved = set().union(*self._moved)
        for key, parent in self._parents.items():
            if key in untouched and key not in moved:
                continue
            before = self._base.rows.get(key)
            if before is None:
                if parent in self._base.rows:
                    revisions.note("added", key, "", revisions.holders(key))
            elif key not in self._apart:
                movers = self._movers(key, revisions.holders(key)) if self._may_move(key) else []
                if movers:
                    revisions.note("moved", key, "", movers)

    def _may_move(self, key: str) -> bool:
        before = self._base.rows[key]
        return any(key in moved for moved in self._moved) or any(
            side.table.rows[key].parent != before.parent for side in self._revisions.holders(key)
        )


def _moved(revisions: Revisions, side: Side) -> set[str]:
    """What a side has moved among its siblings, or to other parents."""
    found: set[str] = set()
    base, rows = revisions.base.rows, side.table.rows
    for key in side.table.changed(revisions.base):
        before, row = base[key], rows[key]
        if before.layout == row.layout:
            continue
        old, new = before.children, row.children
        if old != new:
            kept = still(old, new)
            found.update(child for child in new if child in base and child not in kept)
    return found


def _changed(revisions: Revisions, side: Side) -> set[str]:
    """What a side has changed in itself."""
    base, rows = revisions.base.rows, side.table.rows
    return {
        key
        for key in side.table.changed(revisions.base)
        if base[key][:3] != rows[key][:3] or base[key].parts != rows[key].parts
    }


def _references(row: Row, referring: Mapping[str, tuple[AttributeType, ...]]) -> set[str]:
    found: set[str] = set()
    pending: list[Node] = [Node(row.tag, row.attributes)]
    pending += [part for part in row.parts if isinstance(part, Node)]
    while pending:
        node = pending.pop()
        for attribute in referring.get(node.tag, ()):
            found.update(node.get(attribute.name).split())
        pending += [child for child in node.children if node.tag[0] != "{"]
    return found
