"""Tables are compared by row, column and cell."""

from __future__ import annotations

from itertools import combinations

import pytest

from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.taking import apply, reverse, take
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from tests.short import section, small_strategy


def table(columns: str, **rows: str) -> Document:
    """A table; each row gives a letter for each cell, as ``r1="ab"``."""
    made = element(
        "table",
        element("caption", "Termine"),
        *(element("column", id=f"c_{each}") for each in columns),
        *(row(key, cells) for key, cells in rows.items()),
        id="t",
    )
    return small_strategy(section("sec", made))


def row(key: str, cells: str) -> Node:
    return element("row", *(element("cell", f"Zelle {each}") for each in cells), id=key)


OLD = table("xyz", r1="abc", r2="def", r3="ghi")
CASES = {
    "cell": (table("xyz", r1="abc", r2="dEf", r3="ghi"), [("reworded", "r2", "cell#2")]),
    "column added": (
        table("xyvz", r1="ab1c", r2="de2f", r3="gh3i"), [("added", "c_v", "")],
    ),
    "column removed": (table("xz", r1="ac", r2="df", r3="gi"), [("removed", "c_y", "")]),
    "column moved": (table("yzx", r1="bca", r2="efd", r3="hig"), [("moved", "c_x", "")]),
    "row added": (
        table("xyz", r1="abc", rn="123", r2="def", r3="ghi"), [("added", "rn", "")],
    ),
    "row moved": (table("xyz", r2="def", r3="ghi", r1="abc"), [("moved", "r1", "")]),
    "column and cell": (
        table("vxyz", r1="1abc", r2="2dEf", r3="3ghi"),
        [("added", "c_v", ""), ("reworded", "r2", "cell#3")],
    ),
    "column, row and cell": (
        table("vxz", r1="1ac", r2="2dF", rn="456"),
        [("added", "c_v", ""), ("removed", "c_y", ""), ("reworded", "r2", "cell#3"),
         ("added", "rn", ""), ("removed", "r3", "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_change_is_told_with_its_smallest_kind(name):
    new, expected = CASES[name]
    comparison = compare(OLD, new)
    told = [(each.kinds[0], each.id, each.field) for each in comparison.changes]
    assert sorted(told) == sorted(expected)
    assert apply(comparison, OLD) == new
    assert apply(reverse(comparison), new) == OLD


@pytest.mark.parametrize("name", CASES)
def test_any_part_leaves_a_table_with_as_many_cells_as_columns(name):
    new, _ = CASES[name]
    comparison = compare(OLD, new)
    changes = [each for each in comparison.changes if each.aspects]
    for size in range(len(changes) + 1):
        for chosen in combinations(changes, size):
            mixed = take(comparison, OLD, chosen).node("t")
            columns = len(mixed.children_of("column"))
            assert {len(each.children_of("cell")) for each in mixed.children_of("row")} == {columns}
            rest = compare(take(comparison, OLD, chosen), new)
            assert apply(rest, take(comparison, OLD, chosen)) == new


def test_joined_cells_are_taken_with_the_columns():
    joined = element("row", element("cell", "breit", columns="2"), element("cell", "c"), id="r1")
    old = OLD.updated("r1", lambda _: joined)
    wider = element("row", element("cell", "breit", columns="3"), element("cell", "c"), id="r1")
    new = table("xyvz", r1="ab1c", r2="de2f", r3="gh3i").updated("r1", lambda _: wider)
    comparison = compare(old, new)
    for change in comparison.changes:
        if change.kinds[0] in ("added", "reworded", "markup"):
            mixed = take(comparison, old, [change]).node("t")
            assert len(mixed.children_of("column")) == 4
            assert len(mixed.children_of("row")[1].children_of("cell")) == 4
    assert apply(comparison, old) == new
