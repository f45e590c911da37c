"""Rows and cells that came or went."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import add, w
from strategy_editor.exchange.docx.tracking.names import (
    CELL_CHANGES,
    CELL_MERGED,
    CHANGES,
    Decision,
)

_ROW = w("tr")
_CELL = w("tc")
_ROW_PROPERTIES = w("trPr")
_CELL_PROPERTIES = w("tcPr")
_MERGED = w("vMerge")
_BLOCKS = (w("p"), w("tbl"), w("sdt"))


def settle_tables(root: _Element, decision: Decision) -> None:
    """Take out the rows and cells that go, and what has none left then."""
    shortened = _settle_cells(root, decision)
    for table in _settle_rows(root, decision) | shortened:
        if next(table.iter(_ROW), None) is None:
            _take_out_table(table)
        else:
            _reopen_merged(table)


def _settle_rows(root: _Element, decision: Decision) -> set[_Element]:
    """Settle marks of rows; return the tables that lost some."""
    tables: set[_Element] = set()
    for mark in list(root.iter(*CHANGES)):
        properties = mark.getparent()
        if properties is None or properties.tag != _ROW_PROPERTIES:
            continue
        row = properties.getparent()
        assert row is not None
        if mark.tag in decision.goes:
            tables |= _take_out(row)
            continue
        properties.remove(mark)
        if len(properties) == 0:
            row.remove(properties)
    return tables


def _settle_cells(root: _Element, decision: Decision) -> set[_Element]:
    tables: set[_Element] = set()
    for mark in list(root.iter(*CELL_CHANGES)):
        properties = mark.getparent()
        cell = properties.getparent() if properties is not None else None
        if properties is None or cell is None:
            continue
        if mark.tag == CELL_MERGED:
            _settle_merge(properties, mark, decision)
        properties.remove(mark)
        if mark.tag == decision.cell_goes:
            row = cell.getparent()
            if row is not None:
                row.remove(cell)
                if next(row.iter(_CELL), None) is None:
                    tables |= _take_out(row)
    return tables


def _settle_merge(properties: _Element, mark: _Element, decision: Decision) -> None:
    """A cell was joined with the one above it, or parted from it."""
    name = "vMerge" if decision is Decision.ACCEPT else "vMergeOrig"
    value = mark.get(w(name))
    for old in properties.findall(_MERGED):
        properties.remove(old)
    if value is not None:
        merged = add(properties, "vMerge", val="continue" if value == "cont" else "restart")
        before = [w(each) for each in ("cnfStyle", "tcW", "gridSpan", "hMerge")]
        position = sum(each.tag in before for each in properties)
        properties.insert(position, merged)


def _take_out(row: _Element) -> set[_Element]:
    """Take a row out with a control round it that has no other; return its table."""
    table = next((each for each in row.iterancestors(w("tbl"))), None)
    parent = row.getparent()
    while parent is not None and parent is not table:
        outer = parent.getparent()
        if len(parent) > 1 and parent.tag == w("sdtContent"):
            break
        row, parent = parent, outer
    if parent is not None:
        parent.remove(row)
    return {table} if table is not None else set()


def _take_out_table(table: _Element) -> None:
    parent = table.getparent()
    if parent is None:
        return
    parent.remove(table)
    if parent.tag == _CELL and not any(each.tag in _BLOCKS for each in parent):
        add(parent, "p")


def _reopen_merged(table: _Element) -> None:
    """Where the uppermost of merged cells went, the next below begins the merged cell."""
    open_columns: set[int] = set()
    for row in table.iter(_ROW):
        if next(row.iterancestors(w("tbl"))) is not table:
            continue
        below: set[int] = set()
        for column, merged in _merged_cells(row):
            if column not in open_columns:
                merged.set(w("val"), "restart")
            below.add(column)
        open_columns = below


def _merged_cells(row: _Element) -> Iterator[tuple[int, _Element]]:
    """Yield the column of each cell that is merged with others above or below, and its mark."""
    column = 0
    skipped = row.find(f"{_ROW_PROPERTIES}/{w('gridBefore')}")
    if skipped is not None:
        column = _number(skipped)
    for cell in row.iter(_CELL):
        if next(cell.iterancestors(_ROW)) is not row:
            continue
        properties = cell.find(_CELL_PROPERTIES)
        merged = properties.find(_MERGED) if properties is not None else None
        if merged is not None:
            yield column, merged
        span = properties.find(w("gridSpan")) if properties is not None else None
        column += _number(span) if span is not None else 1


def _number(element: _Element) -> int:
    value = element.get(w("val"), "")
    return int(value) if value.isdecimal() else 1
