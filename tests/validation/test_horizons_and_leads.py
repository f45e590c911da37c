"""Time: horizons are half-open, and on each day exactly one body is in the lead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from strategy_editor.document.dates import Span
from strategy_editor.document.node import element
from strategy_editor.document.profile import profile_of
from tests.checking import checked, findings
from tests.short import HORIZONS, actor, goal, lead, measure, small_strategy

BASE = date(2014, 4, 29)


def fitting(target: str, **metadata: str) -> list[str]:
    """The horizons, of the three with a time, that a target date fits."""
    found = []
    for horizon in ("h_short", "h_medium", "h_long"):
        document = small_strategy(
            goal("g", horizon=horizon, target_date=target, beyond_period="true"),
            metadata=metadata,
        )
        if "horizon-mismatch" not in [rule for rule, _, _ in findings(document)]:
            found.append(horizon.removeprefix("h_"))
    return found


TARGETS = {
    "2014-04-29": [], "2014-04-30": ["short"], "2015-04-29": ["short"], "2016-04-29": ["short"],
    "2016-04-30": ["medium"], "2018-04-29": ["medium"], "2018-04-30": ["long"],
    "2020-12-31": ["long"], "2035-01-01": ["long"], "2013-01-01": [],
    "2016-04": ["short", "medium"], "2016": ["short", "medium"], "2018": ["medium", "long"],
    "2016-05": ["medium"], "2017": ["medium"], "2014": ["short"],
}  # fmt: skip


@pytest.mark.parametrize(("target", "horizons"), TARGETS.items())
def test_the_horizons_of_2014_are_half_open(target, horizons):
    assert fitting(target) == horizons


@given(st.dates(date(2013, 1, 1), date(2030, 1, 1)))
def test_each_day_after_the_base_date_has_exactly_one_horizon(day):
    root = small_strategy().root
    spans = [each.span(BASE) for each in profile_of(root).horizon_classes if not each.permanent]
    assert sum(span.contains(day) for span in spans) == (day > BASE)


def test_the_base_date_may_be_the_29th_of_february():
    assert fitting("2018-02-28", horizon_base="2016-02-29") == ["short"]
    assert fitting("2018-03-01", horizon_base="2016-02-29") == ["medium"]


def test_a_goal_carried_over_counts_from_its_own_base_date():
    document = small_strategy(
        goal("g", horizon="h_short", target_date="2015-06-30", base_date="2013-06-30")
    )
    assert findings(document) == []
    moved = document.updated("g", lambda node: node.with_attribute("base-date", "2012-06-30"))
    (found,) = checked(moved)
    assert (found.rule, found.node_id, found.field) == ("horizon-mismatch", "g", "@horizon")
    assert (found.value("first"), found.value("last")) == ("2012-07-01", "2014-06-30")


def test_a_target_within_a_year_is_short_with_a_hint():
    def hints(target: str) -> list[str]:
        return [rule for rule, _, _ in findings(
            small_strategy(goal("g", horizon="h_short", target_date=target)))]  # fmt: skip

    assert hints("2015-04-28") == ["target-within-a-year"]
    assert hints("2015-04-29") == []
    assert hints("2015") == []


def horizon(node_id: str, **attributes: str):
    return element("horizon-class", id=node_id, label=node_id, **attributes)


CLASSES = {
    "half-open": ([horizon("a", over="0", up_to="2"), horizon("b", over="2")], []),
    "closed on the left": ([horizon("a", at_least="0", up_to="2"), horizon("b", over="2")], []),
    "overlapping": (
        [horizon("a", over="0", up_to="2"), horizon("b", at_least="2")],
        [("horizon-classes-overlap", "b", "@label")],
    ),
    "leaving a gap": (
        [horizon("a", over="0", up_to="2"), horizon("b", over="3")],
        [("horizon-classes-gap", "b", "@label")],
    ),
    "beginning late": (
        [horizon("a", at_least="1", up_to="2")],
        [("horizon-classes-start", "a", "@label")],
    ),
    "in any order": ([horizon("b", over="2"), horizon("a", over="0", up_to="2")], []),
    "without limits": ([horizon("a")], []),
    "permanent only": ([horizon("a", permanent="1")], []),
}


@pytest.mark.parametrize(("classes", "expected"), CLASSES.values(), ids=CLASSES)
def test_horizon_classes_follow_each_other(classes, expected):
    assert findings(small_strategy(profile=classes)) == expected


# Leads: a week, every way of covering it, against counting day by day.
FIRST, LAST = date(2014, 4, 1), date(2014, 4, 8)
DAYS = st.none() | st.dates(FIRST - timedelta(days=2), LAST + timedelta(days=2))
SPANS = st.builds(Span, DAYS, DAYS)


def attributes(span: Span, first: str, last: str) -> dict[str, str]:
    pairs = ((first, span.first), (last, span.last))
    return {name: day.isoformat() for name, day in pairs if day is not None}


def lead_findings(spans: list[Span], term: Span) -> tuple[list[tuple[str, str]], bool]:
    """Gaps with their first and last days, and whether two led at once."""
    document = small_strategy(
        goal("g", *(lead(**attributes(span, "from_", "until")) for span in spans))
    )
    document = document.updated(
        "metadata",
        lambda node: node.with_attribute("valid-from", str(term.first or "") or None)
        .with_attribute("valid-until", str(term.last or "") or None),
    )  # fmt: skip
    found = checked(document)
    gaps = [(each.value("first"), each.value("last")) for each in found if each.rule == "lead-gap"]
    return gaps, any(each.rule == "two-leads" for each in found)


@settings(max_examples=200)
@given(st.lists(SPANS, min_size=1, max_size=4))
@example([Span(None, date(2014, 4, 5)), Span(date(2014, 4, 5), None)])
@example([Span(None, date(2014, 4, 5)), Span(date(2014, 4, 6), None)])
@example([Span(FIRST, None), Span(FIRST, FIRST), Span(LAST, LAST)])
@example([Span(FIRST, LAST), Span(date(2014, 4, 3), date(2014, 4, 4)), Span(LAST, LAST)])
def test_on_each_day_of_the_term_exactly_one_leads(spans):
    spans = [span for span in spans if not span.is_empty] or [Span()]
    days = [FIRST + timedelta(days=count) for count in range((LAST - FIRST).days + 1)]
    leading = [sum(span.contains(day) for span in spans) for day in days]
    gaps, doubled = lead_findings(spans, Span(FIRST, LAST))
    assert doubled == any(count > 1 for count in leading)
    without = [
        FIRST + timedelta(days=count)
        for count in range(len(days))
        if any(first <= (FIRST + timedelta(days=count)).isoformat() <= last for first, last in gaps)
    ]
    assert without == [day for day, count in zip(days, leading, strict=True) if count == 0]


@given(st.lists(SPANS, min_size=1, max_size=4), SPANS)
def test_any_leads_in_any_term_can_be_checked(spans, term):
    gaps, _ = lead_findings(spans, term)
    for first, last in gaps:
        assert first or last
        assert not (first and last) or first <= last


def test_a_lead_that_ends_in_an_open_term_leaves_a_gap_without_end():
    gaps, _ = lead_findings([Span(None, FIRST)], Span(None, None))
    assert gaps == [("2014-04-02", "")]


def test_a_measure_needs_a_lead_only_while_it_lasts():
    one = measure("m", lead(from_="2016-01-01", until="2017-12-31"), start="2016", end="2017")
    assert findings(small_strategy(one)) == []
    longer = one.with_attribute("end", "2018-01")
    (found,) = checked(small_strategy(longer))
    assert (found.rule, found.value("first"), found.value("last")) == (
        "lead-gap", "2018-01-01", "2018-01-31",
    )  # fmt: skip


@pytest.mark.parametrize(("first", "last", "wrong"), [
    ("2014-04-29", "2020-12-31", False), ("2014-04-30", None, True), (None, "2020-12-30", True),
    (None, None, False), ("2021-01-01", None, True), (None, "2010-01-01", True),
])  # fmt: skip
def test_a_lead_exists_as_long_as_it_leads(first, last, wrong):
    life = {name: day for name, day in (("valid_from", first), ("valid_until", last)) if day}
    document = small_strategy(goal("g"), actors=[actor("a1", **life)])
    assert findings(document) == ([("lead-did-not-exist", "g", "responsibility")] if wrong else [])


def test_the_small_strategies_of_these_tests_have_the_horizons_of_2014():
    assert [each.id for each in HORIZONS] == ["h_short", "h_medium", "h_long", "h_permanent"]
