"""Days, spans and what follows from them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.dates import (
    Span,
    add_years,
    day_before,
    next_day,
    parse_day,
    parse_span,
)
from strategy_editor.document.node import element
from strategy_editor.document.profile import profile_of

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
ENDS = st.none() | st.dates(date(2014, 1, 1), date(2014, 1, 12))
SPANS = st.builds(Span, ENDS, ENDS)


@given(DAYS, st.integers(-50, 50))
def test_years_later_it_is_the_same_day_or_the_end_of_february(day, years):
    later = add_years(day, years)
    assert later.year == day.year + years
    assert (later.month, later.day) == (day.month, day.day) or (
        (day.month, day.day) == (2, 29) and later == date(later.year, 2, 28)
    )


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_more_years_are_never_earlier(day, years, more):
    assert add_years(day, years) <= add_years(day, years + more)


def test_parts_of_years_are_months():
    assert add_years(date(2014, 4, 29), 1.5) == date(2015, 10, 29)
    assert add_years(date(2014, 8, 31), 0.5) == date(2015, 2, 28)
    assert add_years(date(2014, 4, 29), 0.01) == date(2014, 4, 29)


def test_years_beyond_the_calendar_end_at_its_ends():
    assert add_years(date(2014, 4, 29), 1e9).year == 9999
    assert add_years(date(2014, 4, 29), -1e9).year == 1
    assert next_day(date.max) == date.max
    assert day_before(date.min) == date.min


@given(DAYS)
def test_the_day_after_the_day_before_is_the_day(day):
    assert next_day(day_before(day)) == day == day_before(next_day(day))


@given(DAYS)
def test_days_are_read_as_they_are_written(day):
    assert parse_day(day.isoformat()) == day
    assert parse_span(day.isoformat()) == Span(day, day)


@given(DAYS)
def test_months_and_years_are_the_days_they_cover(day):
    last = calendar.monthrange(day.year, day.month)[1]
    assert parse_span(f"{day:%Y-%m}") == Span(day.replace(day=1), day.replace(day=last))
    assert parse_span(str(day.year)) == Span(date(day.year, 1, 1), date(day.year, 12, 31))


WRONG = (
    "", "2014-W18-2", "20140429", "2014-4-29", "29.04.2014", "2014-02-30", "0000-01-01", "abcd",
    "2014-04-29Z", " 2014-04-29", "2014-04-2x", "2_14-04-29", "٢٠١٤-٠٤-٢٩",
)  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_day_is_none(text):
    assert parse_day(text) is None


@pytest.mark.parametrize(
    "text", [*WRONG[:2], "2014-13", "2014-00", "1", "99999", "-2014", "2014-", "2014-04-29-1",
             "9" * 30, "2_14", "+214", " 2014", "٢٠١٤"],
)  # fmt: skip
def test_what_is_no_day_month_or_year_is_none(text):
    assert parse_span(text) is None


@given(SPANS, SPANS)
def test_spans_overlap_where_they_share_a_day(one, other):
    days = [date(2013, 12, 30) + timedelta(days=count) for count in range(20)]
    if one.is_empty or other.is_empty:
        return
    shared = any(one.contains(day) and other.contains(day) for day in days)
    assert one.overlaps(other) == other.overlaps(one) == shared


@given(SPANS)
def test_an_empty_span_contains_no_day(span):
    days = [date(2013, 12, 30) + timedelta(days=count) for count in range(20)]
    assert span.is_empty == (not any(span.contains(day) for day in days))


@pytest.mark.parametrize("years", ["nan", "inf", "-inf", "1e999", "x", ""])
def test_years_that_are_no_number_are_left_out(years):
    horizon = element("horizon-class", id="h", label="x", up_to=years)
    root = element("strategy", element("profile", horizon))
    assert profile_of(root).horizon_classes[0].up_to is None
