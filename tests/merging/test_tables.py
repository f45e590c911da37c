"""Rows, columns and cells of tables, inserted, removed, moved and changed on two sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.grid import grid_of
from strategy_editor.merging.three_way import merge
from strategy_editor.validation.check import schema_problems
from tests.short import section, small_strategy

Lines = list[tuple[str, list[str]]]


def table(columns: str, lines: Lines) -> Document:
    parts = [element("caption", "Tabelle")]
    parts += [element("column", id=f"c_{name}") for name in columns]
    parts += [
        element("row", *[cell(text) for text in texts], id=f"r_{name}") for name, texts in lines
    ]
    return small_strategy(section("s1", element("table", *parts, id="t")))


def cell(text: str) -> Node:
    words, _, columns = text.partition("|")
    attributes = {"columns": columns} if columns else {}
    return element("cell", *([words] if words else []), **attributes)


def lines_of(document: Document) -> tuple[str, Lines]:
    node = document.node("t")
    columns = "".join((each.id or "")[2:] for each in node.children_of("column"))
    rows = [
        ((each.id or "")[2:], [one.text for one in each.children_of("cell")])
        for each in node.children_of("row")
    ]
    return columns, rows


def outcome(base: Document, ours: Document, theirs: Document):
    """Merge both ways; the outcome is the same, valid, and every row has all its cells."""
    result, back = merge(base, ours, theirs), merge(base, theirs, ours)
    assert schema_problems(result.document) == []
    if not result.conflicts:
        assert result.document == back.document
    node = result.document.node("t")
    grid = grid_of(node)
    assert grid.width == len(node.children_of("column"))
    for number, row in enumerate(node.children_of("row")):
        covered = sum(slot.columns for slot in grid.slots if slot.row == number)
        own = sum(int(each.get("columns", "1")) for each in row.children_of("cell"))
        assert own == covered
    conflicts = sorted((each.kind, each.target, each.field) for each in result.conflicts)
    return lines_of(result.document), conflicts


ONE: Lines = [("1", ["a1", "b1"]), ("2", ["a2", "b2"])]


def test_a_column_of_one_and_a_row_of_the_other():
    ours = table("axb", [("1", ["a1", "x1", "b1"]), ("2", ["a2", "x2", "b2"])])
    theirs = table("ab", [*ONE, ("3", ["a3", "b3"])])
    assert outcome(table("ab", ONE), ours, theirs) == (
        ("axb", [("1", ["a1", "x1", "b1"]), ("2", ["a2", "x2", "b2"]), ("3", ["a3", "", "b3"])]),
        [],
    )


def test_columns_of_both():
    ours = table("axb", [("1", ["a1", "x1", "b1"]), ("2", ["a2", "x2", "b2"])])
    theirs = table("aby", [("1", ["a1", "b1", "y1"]), ("2", ["a2", "b2", "y2"])])
    assert outcome(table("ab", ONE), ours, theirs) == (
        ("axby", [("1", ["a1", "x1", "b1", "y1"]), ("2", ["a2", "x2", "b2", "y2"])]), [],
    )  # fmt: skip


def test_a_cell_changed_in_a_table_with_a_new_column():
    ours = table("xab", [("1", ["x1", "a1", "b1"]), ("2", ["x2", "a2", "b2"])])
    theirs = table("ab", [("1", ["a1", "neu"]), ("2", ["anders", "b2"])])
    assert outcome(table("ab", ONE), ours, theirs) == (
        ("xab", [("1", ["x1", "a1", "neu"]), ("2", ["x2", "anders", "b2"])]), [],
    )  # fmt: skip


def test_columns_changed_in_order_and_cells_in_words():
    ours = table("ba", [("1", ["b1", "a1"]), ("2", ["b2", "a2"])])
    theirs = table("ab", [("1", ["a1", "b1"]), ("2", ["a2", "neu"])])
    assert outcome(table("ab", ONE), ours, theirs) == (
        ("ba", [("1", ["b1", "a1"]), ("2", ["neu", "a2"])]), [],
    )  # fmt: skip


def test_a_column_removed_by_one_goes_from_the_new_rows_of_the_other():
    ours = table("a", [("1", ["a1"]), ("2", ["a2"])])
    theirs = table("ab", [*ONE, ("3", ["a3", ""])])
    assert outcome(table("ab", ONE), ours, theirs) == (
        ("a", [("1", ["a1"]), ("2", ["a2"]), ("3", ["a3"])]), [],
    )  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [[("1", ["a1", "b1"]), ("2", ["a2", "neu"])], [*ONE, ("3", ["a3", "b3"])]],
    ids=["a cell changed in it", "a new row with a cell in it"],
)
def test_a_column_removed_by_one_and_used_by_the_other_stays(lines):
    ours = table("a", [("1", ["a1"]), ("2", ["a2"])])
    (columns, rows), conflicts = outcome(table("ab", ONE), ours, table("ab", lines))
    assert conflicts == [("existence", "c_b", "")]
    assert columns == "ab"
    assert rows == lines


def test_the_same_cell_changed_by_both_is_a_conflict_about_that_cell():
    ours = table("xab", [("1", ["x1", "a1", "b1"]), ("2", ["x2", "unser", "b2"])])
    theirs = table("ab", [("1", ["a1", "b1"]), ("2", ["fremd", "b2"])])
    (_, rows), conflicts = outcome(table("ab", ONE), ours, theirs)
    assert conflicts == [("text", "r_2", "cell#2")]
    assert rows[1] == ("2", ["x2", "unser", "b2"])


def test_merged_cells_and_changes_of_the_grid_on_both_sides_are_a_conflict_about_the_table():
    base = table("ab", [("1", ["oben|2"]), ("2", ["a2", "b2"])])
    ours = table("axb", [("1", ["oben|3"]), ("2", ["a2", "x2", "b2"])])
    theirs = table("ab", [("1", ["oben|2"]), ("2", ["a2", "b2"]), ("3", ["a3", "b3"])])
    (columns, rows), conflicts = outcome(base, ours, theirs)
    assert conflicts == [("element", "t", "")]
    assert columns == "axb"
    assert rows == [("1", ["oben"]), ("2", ["a2", "x2", "b2"])]


def test_merged_cells_where_one_changes_the_grid_and_the_other_words():
    base = table("ab", [("1", ["oben hier|2"]), ("2", ["a2", "b2"])])
    ours = table("axb", [("1", ["oben hier|3"]), ("2", ["a2", "x2", "b2"])])
    theirs = table("ab", [("1", ["oben dort|2"]), ("2", ["a2", "neu"])])
    assert outcome(base, ours, theirs) == (
        ("axb", [("1", ["oben dort"]), ("2", ["a2", "x2", "neu"])]), [],
    )  # fmt: skip


STATES = st.tuples(
    st.permutations("abx").map(lambda names: "".join(names)),
    st.integers(1, 3),
    st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True),
    st.dictionaries(st.tuples(st.sampled_from("abx"), st.integers(1, 4)), st.just("!"), max_size=2),
)


def state(columns: str, most: int, rows: list[int], edits: dict, side: str) -> Document:
    chosen = columns[:most]
    lines = [
        (str(row), [f"{name}{row}{side if (name, row) in edits else ''}" for name in chosen])
        for row in rows
    ]
    return table(chosen, lines)


@given(STATES, STATES)
def test_whatever_happens_to_a_table_no_word_is_lost(one, other):
    base = table("ab", [("1", ["a1", "b1"]), ("2", ["a2", "b2"])])
    ours, theirs = state(*one, " unser"), state(*other, " fremd")
    result = merge(base, ours, theirs)
    assert schema_problems(result.document) == []
    said = {each.text for each in result.document.root.walk() if each.tag == "cell"}
    said |= {word for each in result.conflicts for v in each.variants for word in [v.value or ""]}
    known = {each.text for each in base.root.walk() if each.tag == "cell"}
    for side in (ours, theirs):
        for each in side.root.walk():
            if each.tag == "cell" and each.text not in known:
                assert any(each.text in one for one in said), each.text
