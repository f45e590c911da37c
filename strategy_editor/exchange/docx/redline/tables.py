"""Merges two tables: rows that came, went or moved, cells word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import made, w
from strategy_editor.exchange.docx.redline.adopting import Adopter
from strategy_editor.exchange.docx.redline.keys import bookmark_in, row_keys
from strategy_editor.exchange.docx.redline.marking import Kind, Marker
from strategy_editor.exchange.docx.redline.moves import Kinship
from strategy_editor.exchange.docx.redline.sameness import is_same, markup
from strategy_editor.exchange.docx.tracking.names import (
    DELETED,
    INSERTED,
    MOVED_AWAY,
    MOVED_HERE,
    is_mark,
)
from strategy_editor.exchange.pairing import Fate, Plan, Step, plan_of

Rows = Mapping[str, dict[str, _Element]]
"""Rows that went and came, by the kind of change and their bookmark."""
_ROW: Final = w("tr")
_CELL: Final = w("tc")
_GRID: Final = w("tblGrid")
_BLOCKS: Final = (w("p"), w("tbl"), w("sdt"))
_KINDS: Final[dict[Fate, Kind]] = {
    "removed": "del", "added": "ins", "away": "moveFrom", "here": "moveTo",
}  # fmt: skip


class TableWeaver(Protocol):
    """What tables need of whoever merges the story around them."""

    marker: Marker
    adopter: Adopter
    kin: Kinship
    rows: dict[str, dict[str, _Element]]

    def weave(self, old: Sequence[_Element], new: Sequence[_Element]) -> list[_Element]:
        """Return the blocks of both sides as one row."""


def merge_table(old: _Element, new: _Element, weaver: TableWeaver) -> _Element:
    """Merge a table into the new one and return that."""
    before, after = old.findall(_ROW), new.findall(_ROW)
    for row in after:
        new.remove(row)
    _note_properties(old, new, "tblPr", weaver)
    _note_grid(old, new, weaver)
    if _columns(old) != _columns(new):
        steps = [Step("removed", old=tuple(range(len(before)))),
                 Step("added", new=tuple(range(len(after))))]  # fmt: skip
        names: list[str] = []
    else:
        plan = _plan(before, after, weaver)
        steps, names = list(plan.steps()), [weaver.marker.move_name() for _ in plan.moves]
    for step in steps:
        new.extend(_rows(step, before, after, weaver, names))
    return new


def _columns(table: _Element) -> int:
    return len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))


def _plan(before: Sequence[_Element], after: Sequence[_Element], weaver: TableWeaver) -> Plan:
    """Plan the rows; those whose cells are others than before are replaced as a whole."""
    keys = row_keys(after)
    plan = plan_of(row_keys(before), keys, lambda at: weaver.kin.roots.get(str(keys[at]), ""))
    for at in list(plan.stayed):
        if _shape(before[plan.old_of[at]]) != _shape(after[at]):
            plan.unpair(at)
    return plan


def _shape(row: _Element) -> list[tuple[str, ...]]:
    """Return how a row is divided into cells, with how they are joined to others."""
    shape = []
    for cell in row.findall(_CELL):
        said = [f"{w('tcPr')}/{w(name)}" for name in ("gridSpan", "vMerge")]
        found = [cell.find(path) for path in said]
        shape.append(tuple("" if each is None else each.get(w("val"), "1") for each in found))
    return shape


def _rows(
    step: Step,
    before: Sequence[_Element],
    after: Sequence[_Element],
    weaver: TableWeaver,
    names: Sequence[str],
) -> list[_Element]:
    if step.fate == "both":
        return [_merged(before[step.old[0]], after[step.new[0]], weaver)]
    rows = [before[at] for at in step.old] + [after[at] for at in step.new]
    kind = _KINDS[step.fate]
    for row in rows:
        if kind in ("ins", "del"):
            weaver.rows[kind].setdefault(bookmark_in(row), row)
    if step.old:
        for row in rows:
            weaver.adopter.block(row)
    for row in rows:
        weaver.marker.mark_row(row, kind)
    if step.move >= 0:
        _put_range(rows, kind, names[step.move], weaver.marker)
    return rows


def _put_range(rows: Sequence[_Element], kind: Kind, name: str, marker: Marker) -> None:
    start, end = marker.move_range(kind, name)
    first = next(rows[0].iter(w("p")))
    first.insert(1 if len(first) and first[0].tag == w("pPr") else 0, start)
    list(rows[-1].iter(w("p")))[-1].append(end)


def join_moved_rows(rows: Rows, marker: Marker) -> None:
    """Call it a move where a row went from one table and came to another."""
    for name, source in rows["del"].items():
        target = rows["ins"].get(name)
        if not name or target is None:
            continue
        move = marker.move_name()
        for row, kind, former in ((source, MOVED_AWAY, DELETED), (target, MOVED_HERE, INSERTED)):
            for change in row.iter(former):
                if not is_mark(change):
                    change.tag = kind
            for text in row.iter(w("delText")):
                text.tag = w("t")
            for text in row.iter(w("delInstrText")):
                text.tag = w("instrText")
        _put_range([source], "moveFrom", move, marker)
        _put_range([target], "moveTo", move, marker)


def _merged(old: _Element, new: _Element, weaver: TableWeaver) -> _Element:
    if is_same(old, new):
        return new
    _note_properties(old, new, "trPr", weaver)
    for one, other in zip(old.findall(_CELL), new.findall(_CELL), strict=True):
        if is_same(one, other):
            continue
        _note_properties(one, other, "tcPr", weaver)
        before = [each for each in one if each.tag in _BLOCKS]
        after = [each for each in other if each.tag in _BLOCKS]
        merged = weaver.weave(before, after)
        for each in after:
            if each.getparent() is other:
                other.remove(each)
        other.extend(merged)
    return new


def _note_properties(old: _Element, new: _Element, name: str, weaver: TableWeaver) -> None:
    """Say how a table, row or cell was formatted before."""
    before, after = old.find(w(name)), new.find(w(name))
    if after is None:
        after = made(name)
        new.insert(0, after)
    former = [] if before is None else list(before)
    if _said(former) != _said(after):
        weaver.marker.note_former(after, name, former)
    elif len(after) == 0:
        new.remove(after)


def _note_grid(old: _Element, new: _Element, weaver: TableWeaver) -> None:
    """Say how wide the columns of a table were before."""
    before, after = old.find(_GRID), new.find(_GRID)
    if before is not None and after is not None and _said(before) != _said(after):
        weaver.marker.note_former_grid(after, before)


def _said(properties: Sequence[_Element] | _Element) -> list[bytes]:
    return [markup(each) for each in properties]
