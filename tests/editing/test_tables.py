"""Laws of the table edits: the grid stays complete, the schema valid, and no text is lost."""

from __future__ import annotations

from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.grid import Range, grid_of, table_of
from strategy_editor.editing.tables import Tables
from strategy_editor.schema.catalog import load_validator
from strategy_editor.storage.elements import to_element
from tests.strategies import Maker, seeds

_NUMBERS = count()


@st.composite
def tables(draw) -> Node:
    """Valid tables with spans that overlap or reach too far, short rows, comments and markup."""
    maker = Maker(Random(draw(seeds())), draw(st.integers(0, 60)))
    return _resolved(maker.element("table").with_attribute("id", "t"))


def _resolved(node: Node) -> Node:
    attributes = tuple((name, "t" if value == "?" else value) for name, value in node.attributes)
    parts = (_resolved(part) if isinstance(part, Node) else part for part in node.content)
    return Node(node.tag, attributes, tuple(parts))


@st.composite
def tidy(draw) -> Node:
    """Tables whose cells have a text of their own each, to find it again."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    columns = [element("column", id=f"c{at}") for at in range(width)]
    rows = []
    for row in range(height):
        cells = [element("cell", f"[{row}.{column}]") for column in range(width)]
        rows.append(element("row", *cells, id=f"r{row}"))
    table = element("table", Node("caption"), *columns, *rows, id="t")
    for _ in range(draw(st.integers(0, 3))):
        area = _range(draw, table)
        table = _tried(table, lambda d, area=area: _edits().merge(d, area))
    return table


def _range(draw, table: Node) -> Range:
    grid = grid_of(table)
    rows = sorted(draw(st.integers(0, grid.height - 1)) for _ in range(2))
    columns = sorted(draw(st.integers(0, grid.width - 1)) for _ in range(2))
    return Range(rows[0], columns[0], rows[1], columns[1])


def _edits() -> Tables:
    return Tables("t", lambda: f"new{next(_NUMBERS)}")


def _tried(table: Node, edit) -> Node:
    try:
        return edit(Document(table)).root
    except NotAllowed:
        return table


def _texts(node: Node) -> list[str]:
    return [slot.node.text for slot in grid_of(node).slots if slot.node.text]


def _words(node: Node) -> list[str]:
    return sorted("".join(_texts(node)).replace("] [", "][").replace("][", "] [").split(" "))


def _outside(node: Node) -> list[str]:
    """Comments beside the cells, and elements of other namespaces."""
    found = []
    for part in node.content:
        if isinstance(part, Node) and part.tag in ("row", "table"):
            found += _outside(part)
        elif isinstance(part, Node) and part.tag not in ("cell", "column", "caption"):
            found.append(repr(part.tag) + part.text)
    return sorted(found)


_VALIDATOR = load_validator()


def _assert_sound(table: Node) -> None:
    grid = grid_of(table)
    area = sum(slot.rows * slot.columns for slot in grid.slots)
    assert area == grid.height * grid.width
    assert len(table.children_of("column")) == grid.width
    for row in table.children_of("row"):
        assert row.children_of("cell")
    ids = [node.id for node in table.children_of("row", "column")]
    assert len(set(ids)) == len(ids)
    assert None not in ids
    assert _VALIDATOR.validate(to_element(table)), _VALIDATOR.error_log


def _edit(draw, table: Node):
    edits, grid, area = _edits(), grid_of(table), _range(draw, table)
    pasted = [[("neu",), ()], [("drei",), (element("strong", "vier"),)]]
    by = draw(st.sampled_from([-1, 1]))
    on = draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                lambda d: edits.insert_rows(d, area.top, 2),
                lambda d: edits.insert_rows(d, grid.height),
                lambda d: edits.insert_columns(d, area.left),
                lambda d: edits.insert_columns(d, grid.width, 2),
                lambda d: edits.remove_rows(d, area.top, area.bottom),
                lambda d: edits.remove_columns(d, area.left, area.right),
                lambda d: edits.move_rows(d, area.top, area.bottom, by),
                lambda d: edits.move_columns(d, area.left, area.right, by),
                lambda d: edits.merge(d, area),
                lambda d: edits.split(d, area),
                lambda d: edits.clear(d, area),
                lambda d: edits.set_header_rows(d, area.top, area.bottom, on=on),
                lambda d: edits.set_header_columns(d, area.left, area.right, on=on),
                lambda d: edits.set_alignment(d, area.left, area.right, "right"),
                lambda d: edits.set_widths(d, {area.left: "12.5"}),
                lambda d: edits.paste(d, area.top, area.left, pasted, [Range(0, 0, 0, 1)]),
                lambda d: edits.set_content(d, area.top, area.left, ("Text",)),
            ]
        )
    )


@given(tables())
def test_a_grid_has_a_cell_for_every_place_and_keeps_all_texts(table):
    grid = grid_of(table)
    assert {(r, c) for r in range(grid.height) for c in range(grid.width)} == set(grid._at)
    cells = [cell for row in table.children_of("row") for cell in row.children_of("cell")]
    assert [id(s.node) for s in grid.slots if s.node in cells] or not cells
    assert sorted(c.text for c in cells if c.text) == sorted(_texts(table))


@given(tidy())
def test_writing_a_tidy_grid_back_changes_nothing(table):
    assert table_of(table, grid_of(table)) == table


@given(tables(), st.data())
def test_any_edits_keep_a_complete_and_valid_table(table, data):
    for _ in range(3):
        edit = _edit(data.draw, table)
        before = table
        try:
            table = edit(Document(table)).root
        except NotAllowed:
            continue
        if table is not before:
            _assert_sound(table)
        assert _outside(table) == _outside(before)


@given(tidy(), st.data())
def test_only_what_is_deleted_or_pasted_over_loses_text(table, data):
    edits, area = _edits(), _range(data.draw, table)
    grid = grid_of(table)
    by = data.draw(st.sampled_from([-1, 1]))
    for edit in (
        lambda d: edits.insert_rows(d, area.top, 2),
        lambda d: edits.insert_columns(d, area.left, 2),
        lambda d: edits.move_rows(d, area.top, area.bottom, by),
        lambda d: edits.move_columns(d, area.left, area.right, by),
        lambda d: edits.merge(d, area),
        lambda d: edits.split(d, area),
        lambda d: edits.set_header_rows(d, area.top, area.bottom, on=True),
        lambda d: edits.set_header_columns(d, area.left, area.right, on=True),
    ):
        assert _words(_tried(table, edit)) == _words(table)
    gone = {
        slot.node.text
        for slot in grid.slots
        if area.top <= slot.row and slot.row + slot.rows - 1 <= area.bottom
    }
    removed = _tried(table, lambda d: edits.remove_rows(d, area.top, area.bottom))
    if removed is not table:
        assert _words(removed) == sorted(
            " ".join(t for t in _texts(table) if t not in gone).split(" ")
        )


@given(tidy(), st.data())
def test_rows_and_columns_keep_their_ids(table, data):
    edit = _edit(data.draw, table)
    after = _tried(table, edit)
    old = [node.id for node in table.children_of("row", "column")]
    kept = [node.id for node in after.children_of("row", "column") if node.id in old]
    grid, new = grid_of(table), grid_of(after)
    if new.height >= grid.height and new.width >= grid.width:
        assert sorted(kept) == sorted(old)


@given(tidy(), st.data())
def test_splitting_what_was_merged_gives_the_places_back(table, data):
    area = grid_of(table).widened(_range(data.draw, table))
    merged = _tried(table, lambda d: _edits().merge(d, area))
    if merged is table:
        return
    slot = grid_of(merged).slot(area.top, area.left)
    assert slot.range == area
    split = _edits().split(Document(merged), area).root
    assert all(not each.is_merged for each in grid_of(split).slots_in(area))
    assert _words(split) == _words(table)


@given(tidy(), st.data())
def test_pasting_grows_the_table_and_puts_each_content_in_its_place(table, data):
    grid = grid_of(table)
    row = data.draw(st.integers(0, grid.height - 1))
    column = data.draw(st.integers(0, grid.width - 1))
    contents = [[(f"p{r}{c}",) for c in range(3)] for r in range(3)]
    pasted = grid_of(_edits().paste(Document(table), row, column, contents).root)
    assert (pasted.height, pasted.width) == (
        max(grid.height, row + 3),
        max(grid.width, column + 3),
    )
    for r in range(3):
        for c in range(3):
            assert pasted.slot(row + r, column + c).node.content == (f"p{r}{c}",)


def test_a_table_keeps_at_least_one_row_and_column():
    table = element(
        "table", Node("caption"), element("column", id="c"), element("row", Node("cell"), id="r")
    ).with_attribute("id", "t")
    with pytest.raises(NotAllowed):
        _edits().remove_rows(Document(table), 0, 0)
    with pytest.raises(NotAllowed):
        _edits().remove_columns(Document(table), 0, 0)


def test_a_merge_that_leaves_a_row_without_cells_is_refused():
    rows = [element("row", element("cell", "a"), element("cell", "b"), id=f"r{n}") for n in "12"]
    columns = [element("column", id=f"c{n}") for n in "12"]
    table = element("table", Node("caption"), *columns, *rows, id="t")
    with pytest.raises(NotAllowed):
        _edits().merge(Document(table), Range(0, 0, 1, 1))
    one = _edits().merge(Document(table), Range(0, 0, 0, 1)).root
    assert grid_of(one).slot(0, 1).node.text == "a b"
