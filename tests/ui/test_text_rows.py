"""Tables: which rows hang together, where cells stand, how wide columns are."""

import pytest

from strategy_editor.document.node import element
from strategy_editor.ui.text.rows import Splits, fitted, placed, row_groups


def row(*spans):
    cells = [element("cell", "x", columns=str(wide), rows=str(high)) for wide, high in spans]
    return element("row", *cells)


def table(*rows, widths=("", "")):
    columns = [element("column", **({"width": width} if width else {})) for width in widths]
    return element("table", element("caption"), *columns, *rows)


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        ([row((1, 1)), row((1, 1))], [1, 1]),
        ([row((1, 2)), row((1, 1)), row((1, 1))], [2, 1]),
        ([row((1, 2)), row((1, 2)), row((1, 1))], [3]),
        ([row((1, 100))], [1]),
        ([], []),
    ],
)
def test_rows_that_a_cell_spans_stay_together(rows, sizes):
    assert [len(group) for group in row_groups(table(*rows))] == sizes


def test_cells_stand_beside_those_that_span_from_above():
    group = (row((1, 2), (1, 1)), row((1, 1)))
    assert [(cell.row, cell.column) for cell in placed(group, 2)] == [(0, 0), (0, 1), (1, 1)]


def test_cells_beyond_the_last_column_are_cut():
    group = (row((1, 1), (5, 9), (1, 1)),)
    assert [(cell.column, cell.columns, cell.rows) for cell in placed(group, 3)] == [
        (0, 1, 1),
        (1, 2, 1),
    ]


@pytest.mark.parametrize(
    ("given", "shares"),
    [
        ([25, 75], [0.25, 0.75]),
        ([0, 0], [0.5, 0.5]),
        ([40, 0, 0], [0.4, 0.3, 0.3]),
        ([10, 30], [0.25, 0.75]),
        ([200, 200], [0.5, 0.5]),
    ],
)
def test_widths_share_the_whole(given, shares):
    assert fitted(given, [0.0] * len(given)) == pytest.approx(shares)


def test_a_column_is_widened_for_a_long_word_at_the_cost_of_one_with_room():
    narrow, wide = fitted([10, 90], [20.0, 5.0])
    assert narrow == pytest.approx(0.29, abs=0.01)
    assert narrow + wide == pytest.approx(1)


def test_where_nothing_fits_the_widths_stay():
    assert fitted([50, 50], [90.0, 90.0]) == (0.5, 0.5)


def test_a_table_is_split_once():
    splits, one = Splits(), table(row((1, 1), (1, 1)))
    assert splits.of(one) is splits.of(one)
    for _ in range(20):
        assert splits.of(table(row((1, 1)))).shares == (0.5, 0.5)
