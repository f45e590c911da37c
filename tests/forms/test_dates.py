"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.forms.dates import read_date, show_date
from strategy_editor.ui.statistics import count_words

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("31.12.2019", "2019-12-31"), (" 31. 12. 2019 ", "2019-12-31"), ("31.12.19", "2019-12-31"),
        ("31. Dezember 2019", "2019-12-31"), ("1. März 2019", "2019-03-01"),
        ("31 December 2019", "2019-12-31"), ("December 31, 2019", "2019-12-31"),
        ("2019-12-31", "2019-12-31"), ("Dezember 2019", "2019-12"), ("Dez. 2019", "2019-12"),
        ("12/2019", "2019-12"), ("12.2019", "2019-12"), ("2019-12", "2019-12"), ("2019", "2019"),
        ("Q4 2019", "2019-12"), ("4. Quartal 2019", "2019-12"), ("IV. Quartal 2019", "2019-12"),
        ("q1/2020", "2020-03"), ("", ""), ("Ende 2020", None), ("31.02.2019", None),
        ("13/2019", None), ("Q5 2019", None), ("XX. Quartal 2019", None), ("Ma 2020", None),
        ("0000", None), ("December 2019-12-31", None),
    ],
)  # fmt: skip
def test_a_term_is_read_as_people_write_it(text, value):
    assert read_date(text, partial=True) == value
    if value is None or len(value) == len("2019-12-31"):
        assert read_date(text, partial=False) == value


@pytest.mark.parametrize("text", ["Dezember 2019", "12/2019", "2019", "Q4 2019", "2019-12"])
def test_a_day_needs_more_than_a_month(text):
    assert read_date(text, partial=False) is None


def test_what_begins_in_a_quarter_begins_with_its_first_month():
    assert read_date("Q4 2019", partial=True, begins=True) == "2019-10"


@given(DAYS, st.sampled_from(["2014-04-29", "2014-04", "2014"]), st.sampled_from(["de", "en"]))
def test_what_is_shown_is_read_back(day, form, language):
    value = day.isoformat()[: len(form)]
    assert read_date(show_date(value, language), partial=True) == value


@given(st.text(max_size=24))
def test_whatever_is_typed_gives_a_date_or_nothing(text):
    value = read_date(text, partial=True)
    assert not value or read_date(value, partial=True) == value


def test_a_dash_is_no_word():
    assert count_words("Ziele - und – Maßnahmen, E-Akte ...") == 4
