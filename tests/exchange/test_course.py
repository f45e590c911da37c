"""The course of an indicator: places in time, axes, and what may be said about its targets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.node import Node, element
from strategy_editor.exchange.reading.course import (
    point_of,
    points,
    share,
    standing,
    ticks,
    years,
)

_NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)


def indicator(*values: Node, direction: str = "up") -> Node:
    return element("indicator", *values, id="i", direction=direction)


def value(tag: str, number: str, when: str) -> Node:
    return element(tag, id=f"{tag}{when}", value=number, when=when)


@given(_NUMBERS, _NUMBERS, st.integers(2, 8))
def test_ticks_are_few_even_and_enclose_the_values(one, other, most):
    low, high = min(one, other), max(one, other)
    found = ticks(low, high, most)
    slack = 1e-6 * max(abs(low), abs(high), 1.0)
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    assert 2 <= len(found) <= most + 2
    steps = {round((b - a) / (found[1] - found[0]), 6) for a, b in pairwise(found)}
    assert steps == {1.0}


@given(st.lists(_NUMBERS, min_size=1))
def test_shares_lie_between_none_and_all(values):
    low, high = min(values), max(values)
    assert all(0 <= share(each, low, high) <= 1 for each in values)


@given(st.text(max_size=8), st.text(max_size=8))
def test_odd_values_are_left_out(number, when):
    node = indicator(value("actual", number, when))
    assert len(points(node, "actual")) in (0, 1)


@pytest.mark.parametrize("number", ["nan", "inf", "-Infinity", "1e400", "", "zwölf", "1e300"])
def test_what_is_no_number_has_no_place(number):
    assert point_of(value("actual", number, "2014")) is None


def test_a_year_counts_at_its_end_and_belongs_to_itself():
    point = point_of(value("actual", "1", "2014"))
    assert point == (2015.0, 1.0)
    assert list(years([point[0]])) == [2014]
    assert list(years([2014.5, 2016.2])) == [2014, 2015, 2016]


def test_values_come_in_the_order_of_time():
    node = indicator(
        value("target", "3", "2016-04"),
        value("baseline", "1", "2014"),
        value("target", "2", "2015"),
    )
    assert [number for _, number in points(node, "baseline", "target")] == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("direction", "actual", "kind"),
    [
        ("up", "80", "reached"),
        ("up", "79.9", "missed"),
        ("down", "80", "reached"),
        ("down", "81", "missed"),
        ("hold", "80.0", "reached"),
        ("hold", "81", "missed"),
        ("yes-no", "80", "reached"),
    ],
)
def test_a_due_target_is_reached_or_missed_by_the_direction(direction, actual, kind):
    node = indicator(
        value("target", "80", "2014"), value("actual", actual, "2014"), direction=direction
    )
    assert standing(node, "2015-01-01").kind == kind


def test_a_target_of_the_future_is_open():
    node = indicator(value("target", "80", "2016"), value("actual", "90", "2014"))
    assert standing(node, "2014-12-31").kind == "open"


def test_an_older_value_does_not_decide():
    node = indicator(value("target", "80", "2014"), value("actual", "70", "2012"))
    assert standing(node, "2015-01-01").kind == "unmeasured"


def test_a_poor_value_before_the_end_decides_nothing_but_a_good_one_does():
    poor = indicator(value("target", "80", "2014"), value("actual", "70", "2014-06"))
    good = indicator(value("target", "80", "2014"), value("actual", "80", "2014-06"))
    assert standing(poor, "2015-01-01").kind == "unmeasured"
    assert standing(good, "2015-01-01").kind == "reached"


def test_values_after_the_day_do_not_count():
    node = indicator(value("target", "80", "2014"), value("actual", "90", "2016"))
    assert standing(node, "2015-01-01").kind == "unmeasured"


@pytest.mark.parametrize("as_of", ["", "2014", "heute"])
def test_without_a_day_nothing_is_said(as_of):
    assert standing(indicator(value("target", "80", "2014")), as_of) is None


def test_without_targets_nothing_is_said():
    assert standing(indicator(value("actual", "1", "2014")), "2015-01-01") is None
