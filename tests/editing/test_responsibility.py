"""Who is in the lead on a day, and making somebody so."""

from __future__ import annotations

from datetime import date

from strategy_editor.editing.responsibility import lead_on, leads, set_lead
from strategy_editor.schema.catalog import current_schema
from tests.checking import checked
from tests.short import actor, goal, lead, small_strategy

SCHEMA = current_schema()
DAY = date(2016, 1, 1)
ACTORS = [actor("a1"), actor("a2")]


def led(*responsibilities):
    return small_strategy(goal("g", *responsibilities), actors=ACTORS)


def test_the_lead_is_the_one_whose_time_it_is():
    first, second = lead("a1", until="2015-12-31"), lead("a2", from_="2016-01-01")
    node = led(first, second).node("g")
    assert lead_on(node, date(2015, 12, 31)) == first
    assert lead_on(node, date(2016, 1, 1)) == second
    assert lead_on(node, None) == first
    assert lead_on(led(None).node("g"), DAY) is None


def test_a_new_lead_takes_the_place_of_the_present_one():
    document = led(lead("a1", until="2015-12-31"), lead("a2", from_="2016-01-01"))
    after = set_lead(document, SCHEMA, "g", "a1", DAY)
    assert [each.get("actor") for each in leads(after.node("g"))] == ["a1", "a1"]


def test_where_there_is_none_one_is_added():
    document = led(None)
    after = set_lead(document, SCHEMA, "g", "a2", DAY, lambda: "fresh")
    assert after.node("fresh").get("actor") == "a2"
    assert checked(after) == []


def test_the_lead_can_be_taken_away():
    document = led(lead("a1"))
    after = set_lead(document, SCHEMA, "g", None, DAY)
    assert leads(after.node("g")) == []
    assert set_lead(after, SCHEMA, "g", None, DAY) is after
