"""Rows of a Synopse: the units of all editions that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from strategy_editor.document.document import Document
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.kin import Kin, kin_of
from strategy_editor.exchange.pairing import plan_of
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.reasons import Reason, reasons
from strategy_editor.exchange.synopsis.units import Unit, units


@dataclass(frozen=True)
class Note:
    """Something to be said beside a row: ``key`` names the sentence, ``values`` fill it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(eq=False)
class Row:
    """The units of each edition, oldest first, with notes and reasons; in the making."""

    units: list[list[Unit]]
    notes: list[Note] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The level of the heading that this row is about; 0 for other text."""
        return next((each.level for side in reversed(self.units) for each in side), 0)


def rows_of(editions: Sequence[Document]) -> list[Row]:
    """Lay editions, the oldest first, beside each other in the order of the newest.

    Raises ``DuplicateId`` where an id occurs twice in one edition.
    """
    count = len(editions)
    base = editions[-1]
    rows = [Row([[] for _ in range(count - 1)] + [[unit]]) for unit in units(Reader(base))]
    for at in reversed(range(count - 1)):
        kin = kin_of(editions[at], base)
        rows = _Joined(rows, at, kin, Reader(base)).rows
        base = kin.old
    return rows


class _Joined:
    """Adds an older edition to the rows that there are."""

    def __init__(self, rows: Sequence[Row], at: int, kin: Kin, newer: Reader) -> None:
        self._at = at
        self._kin = kin
        self._older, self._newer = Reader(kin.old), newer
        self._old = units(self._older)
        self._shown = [row for row in rows if row.units[at + 1]]
        self._row_of = {unit.key: row for row in self._shown for unit in row.units[at + 1]}
        self._behind: dict[int, list[Row]] = {}
        self._taken: set[int] = set()
        self._stated = reasons(newer)
        keys = [row.units[at + 1][0].key for row in self._shown]
        self._plan = plan_of([unit.key for unit in self._old], keys, self._root_of)
        self._pair()
        self._join_goals()
        self._join_parts()
        self.rows = list(self._ordered(rows))

    def _root_of(self, position: int) -> str:
        unit = self._shown[position].units[self._at + 1][0]
        return self._kin.roots.get(unit.node_id, "")

    def _pair(self) -> None:
        for position, row in enumerate(self._shown):
            old = self._plan.old_of.get(position)
            unit = row.units[self._at + 1][0]
            if unit.level or not unit.is_fact:
                self._explain(row, unit, self._stated.of_new)
            if old is None:
                continue
            row.units[self._at].append(self._old[old])
            has_moved = position not in self._plan.stayed and unit.node_id in self._kin.moved
            if has_moved and not unit.is_fact:
                row.notes.append(self._moved(unit.node_id))

    def _explain(self, row: Row, unit: Unit, stated: Mapping[str, tuple[Reason, ...]]) -> None:
        if unit.key == (unit.node_id, "title"):
            row.reasons += [
                each for each in stated.get(unit.node_id, ()) if each not in row.reasons
            ]

    def _moved(self, node_id: str) -> Note:
        """Say where something stood before."""
        parent = self._kin.old.parent(node_id)
        while parent is not None and not title_of(parent):
            parent = self._kin.old.parent(parent.id or "")
        if parent is None or parent is self._kin.old.root:
            return Note("moved")
        number = self._older.joined_number(parent.id or "")
        return Note("moved-from", {"place": f"{number} {title_of(parent)}".strip()})

    def _join_goals(self) -> None:
        """Let goals that the lineage joins stand beside each other."""
        paired = set(self._plan.old_of.values())
        originals = {after: before for before, after in self._kin.names.items()}
        places = {unit.key: at for at, unit in enumerate(self._old)}
        for at, unit in enumerate(self._old):
            if at in paired or unit.key != (unit.node_id, "title"):
                continue
            stated = self._stated.of_old.get(originals.get(unit.node_id, unit.node_id), ())
            rows = [self._row_of.get((goal, "title")) for each in stated for goal in each.new]
            row = next((each for each in rows if each is not None), None)
            if row is not None:
                row.units[self._at].append(unit)
                row.units[self._at].sort(key=lambda each: places[each.key])
                self._taken.add(at)
                self._take_along(row, unit.node_id)
        for row in self._shown:
            self._show_origin(row, places)

    def _take_along(self, row: Row, goal: str) -> None:
        """What else an old goal stated follows it to the goal that it went into."""
        paired = set(self._plan.old_of.values())
        for at, unit in enumerate(self._old):
            if unit.goal == goal and at not in paired and at not in self._taken:
                self._taken.add(at)
                self._behind.setdefault(id(row), []).append(self._alone(unit))

    def _show_origin(self, row: Row, places: Mapping[object, int]) -> None:
        """A new goal without partner that came out of others shows them once more."""
        if row.units[self._at] or not row.reasons:
            return
        for reason in row.reasons:
            for goal in reason.old:
                at = places.get((self._kin.names.get(goal, goal), "title"))
                if at is not None and row.units[self._at + 1][0].node_id in reason.new:
                    row.units[self._at].append(self._old[at])
                    row.notes.append(Note("also-elsewhere"))

    def _join_parts(self) -> None:
        """Paragraphs that were split or became one stay beside each other."""
        for row in self._shown:
            unit = row.units[self._at + 1][0] if row.units[self._at + 1] else None
            whole = self._kin.wholes.get(unit.node_id, "") if unit is not None else ""
            target = self._row_of.get((whole, "text")) if whole else None
            if unit is None or target is None or target is row or row.units[self._at]:
                continue
            target.units[self._at + 1].append(unit)
            row.units[self._at + 1].clear()
            target.notes.append(Note("split"))
        paired = set(self._plan.old_of.values())
        for at, unit in enumerate(self._old):
            target = self._row_of.get((self._kin.wholes.get(unit.node_id, ""), "text"))
            if at not in paired and at not in self._taken and target is not None:
                target.units[self._at].append(unit)
                target.notes.append(Note("merged"))
                self._taken.add(at)

    def _alone(self, unit: Unit) -> Row:
        row = Row([[] for _ in self._shown[0].units] if self._shown else [[], []])
        row.units[self._at] = [unit]
        originals = {after: before for before, after in self._kin.names.items()}
        stated = self._stated.of_old.get(originals.get(unit.node_id, unit.node_id), ())
        if unit.key == (unit.node_id, "title"):
            row.reasons += stated
        return row

    def _ordered(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Yield all rows; what fell away follows what stood before it."""
        before = self._removed()
        shown = {id(row) for row in self._shown}
        position = 0
        yield from before.get(position, ())
        for row in rows:
            if any(row.units):
                yield row
                yield from self._behind.get(id(row), ())
            if id(row) in shown:
                position += 1
                yield from before.get(position, ())

    def _removed(self) -> dict[int, list[Row]]:
        """The rows of what fell away, by how many of the shown rows stand before them."""
        found: dict[int, list[Row]] = {}
        position = 0
        paired = set(self._plan.old_of.values())
        for step in self._plan.steps():
            gone = [at for at in step.old if at not in paired and at not in self._taken]
            if step.fate in ("removed", "away") and gone:
                found.setdefault(position, []).extend(self._alone(self._old[at]) for at in gone)
            position = step.new[-1] + 1 if step.new else position
        return found
