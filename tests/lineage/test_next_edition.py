"""Beginning the next edition: all goals carried over, every disposition open, horizons anew."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.dates import Span
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.lineage.account import account_of
from strategy_editor.lineage.edition import Beginning, Ledger, next_edition
from strategy_editor.lineage.edits import carry_over
from strategy_editor.lineage.horizons import next_term
from strategy_editor.lineage.roster import edition_of
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from tests.checking import checked
from tests.short import goal, small_strategy, subgoal
from tests.strategies import documents

SAMPLES = ("egov-2009.xml", "egov-2014.xml", "landkreis-2030.xml", "seed-2014-web.xml")


def begin(old: Document, base: str = "2021-01-01", **values: object) -> tuple[Document, Ledger]:
    fresh = count()
    beginning = Beginning("2021", date.fromisoformat(base), date(2020, 11, 2), **values)
    return next_edition(old, beginning, lambda: f"fresh{next(fresh)}")


def sample(name: str) -> Document:
    return read(shipped("samples") / name).document


def ids(document: Document, *tags: str) -> list[str | None]:
    return [each.id for each in document.root.walk() if each.tag in tags]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_next_edition_of_a_sample_is_valid_and_open(name):
    old = sample(name)
    draft, ledger = begin(old)
    found = checked(draft)
    assert [each for each in found if each.rule.startswith("schema.")] == []
    assert ids(draft, "goal", "subgoal") == ids(old, "goal", "subgoal")
    totals = account_of(draft).totals()
    assert totals.open == totals.former == ledger.goals == len(ids(old, "goal"))
    assert totals.without_origin == 0
    open_ones = [each for each in found if each.rule == "former-goal-without-disposition"]
    assert len(open_ones) == ledger.goals
    assert not [each for each in found if each.rule == "goal-without-origin"]
    own_ids = [each for each in ids(draft, *{node.tag for node in draft.root.walk()}) if each]
    assert len(own_ids) == len(set(own_ids))


@given(documents(60))
def test_any_strategy_has_a_next_edition_and_the_roster_is_true(old):
    draft, ledger = begin(old)
    assert draft.root.id != old.root.id
    found = checked_against(draft, old)
    assert not {each for each in found if each.startswith("roster-")}
    assert ledger.goals == len(account_of(draft).fates)


def checked_against(draft: Document, old: Document) -> list[str]:
    from strategy_editor.validation.rules.predecessor import against_predecessor

    return [each.rule for each in against_predecessor(draft.root, edition_of(old))]


def test_the_metadata_is_fresh():
    draft, ledger = begin(sample("egov-2014.xml"), until=date(2030, 12, 31), title="Digitalplan")
    metadata = draft.root.child("metadata")
    assert metadata is not None
    values = {
        name: metadata.get(name)
        for name in (
            "status",
            "edition",
            "as-of",
            "horizon-base",
            "valid-from",
            "valid-until",
            "authority",
        )
    }
    assert values == {
        "status": "draft", "edition": "2021", "as-of": "2020-11-02", "horizon-base": "2021-01-01",
        "valid-from": "2021-01-01", "valid-until": "2030-12-31", "authority": "a_smjus",
    }  # fmt: skip
    assert metadata.text_of("title") == "Digitalplan"
    assert metadata.child("adoption") is None
    (before,) = metadata.children_of("supersedes")
    assert (before.get("document"), before.get("date")) == ("egov2014", "2014-04-29")
    assert draft.root.child("annotations") is None
    assert draft.root.child("cabinet") is None
    assert dict(ledger.left) == {
        "adoption": 1, "supersedes": 1, "short-title": 1, "subtitle": 1, "predecessor": 1,
        "disposition": 60, "annotation": 3, "cabinet": 1,
    }  # fmt: skip


def aimed(target: str, horizon: str, **more: str) -> Node:
    return goal("g", horizon=horizon, target_date=target, **more)


@pytest.mark.parametrize(("item", "outcome", "horizon"), [
    (aimed("2023", "h_medium"), "same", "h_medium"),
    (aimed("2023-01-01", "h_medium"), "changed", "h_short"),
    (aimed("2023-01-02", "h_short"), "changed", "h_medium"),
    (aimed("2024-06", "h_medium"), "same", "h_medium"),
    (aimed("2025-01-01", "h_medium"), "same", "h_medium"),
    (aimed("2025-01-02", "h_medium"), "changed", "h_long"),
    (aimed("2023", "h_short"), "same", "h_short"),
    (aimed("2019", "h_medium"), "past", "h_medium"),
    (goal("g", horizon="h_medium"), "undated", "h_medium"),
    (goal("g", horizon="h_permanent"), "permanent", "h_permanent"),
    (subgoal("g", horizon="h_long", target_date="2022"), "changed", "h_short"),
    (subgoal("g"), "none", ""),
    (aimed("2022", "h_medium", base_date="2019-01-01"), "changed", "h_short"),
])  # fmt: skip
def test_horizons_count_from_the_new_base_date(item, outcome, horizon):
    old = small_strategy(item if item.tag == "goal" else goal("above", item))
    draft, ledger = begin(old)
    (found,) = [each for each in ledger.horizons if each.goal == "g"]
    assert (found.outcome, found.new) == (outcome, horizon)
    assert draft.node("g").get("horizon") == horizon
    assert draft.node("g").get("base-date") == ""
    assert (found in ledger.goals_that("changed")) == (outcome == "changed")


def test_a_flag_that_the_new_term_makes_needless_goes():
    old = small_strategy(aimed("2022", "h_long", beyond_period="true"))
    draft, ledger = begin(old)
    assert draft.node("g").get("beyond-period") == ""
    assert dict(ledger.reset) == {"beyond-period": 1}
    later, _ = begin(old, until=date(2021, 12, 31))
    assert later.node("g").get("beyond-period") == "true"


def test_what_mutes_findings_on_what_stays_behind_stays_behind():
    muted = [
        element("muted", element("reason", "r"), id=f"m{at}", rule="empty-claim", target=target)
        for at, target in enumerate(("lineage", "g"))
    ]
    old = small_strategy(goal("g"), lineage=[], muted=muted)
    draft, _ = begin(old)
    assert ids(draft, "muted") == ["m1"]
    draft, _ = begin(small_strategy(goal("g"), lineage=[], muted=muted[:1]))
    assert draft.root.child("muted-findings") is None


def test_carrying_all_goals_over_accounts_for_all():
    draft, _ = begin(sample("egov-2009.xml"))
    fresh = count()
    for fate in account_of(draft).fates:
        draft = carry_over(draft, fate.former.id or "", lambda: f"d{next(fresh)}")
    totals = account_of(draft).totals()
    assert (totals.accounted, totals.kinds) == (35, {"continued": 35})
    rules = {each.rule for each in checked(draft)}
    assert not rules & {"former-goal-without-disposition", "continued-but-changed"}


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_term_is_as_long_as_the_one_before(first, base):
    assert next_term(Span(first), base) == Span(base)
    assert next_term(Span(None, base), base) == Span(base)
    years = date(first.year + 6, 12, 31)
    assert next_term(Span(first, years), base).last == date(base.year + 6, 12, 31)
    term = next_term(Span(first, date(first.year + 4, first.month, min(first.day, 28))), base)
    assert term.last is not None
    assert term.last.year - base.year == 4 or (term.last.month, term.last.day) == (12, 31)


@pytest.mark.parametrize("missing", ["metadata", "profile", "actors", "metadata profile actors"])
def test_a_strategy_that_lacks_a_part_keeps_its_goals(missing):
    whole = small_strategy(goal("g"))
    left = [each for each in whole.root.children if each.tag not in missing.split()]
    draft, ledger = begin(Document(whole.root.with_content(left)))
    assert ledger.goals == 1
    assert account_of(draft).totals().open == 1
