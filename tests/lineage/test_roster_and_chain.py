"""The roster against its predecessor's file, goals across editions, and the sums of an account."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.lineage.account import account_of
from strategy_editor.lineage.chain import ancestors, descendants
from strategy_editor.lineage.roster import (
    differences,
    edition_of,
    new_roster,
    predecessor_in,
    refreshed,
    with_ancestors,
)
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.validation.check import check
from tests.short import field, goal, small_strategy
from tests.strategies import documents


def sample(name: str) -> Document:
    return read(shipped("samples") / name).document


OLD, NEW = sample("egov-2009.xml"), sample("egov-2014.xml")
EDITIONS = {each.root.id or "": each for each in (OLD, NEW)}


def new_ids(prefix: str = "fresh"):
    fresh = count()
    return lambda: f"{prefix}{next(fresh)}"


def strategy(root_id: str, *items, before: Document | None = None, said=()) -> Document:
    parts = {}
    if before is not None:
        roster = new_roster(edition_of(before), new_ids(f"{root_id}_"))
        parts = {"lineage": [roster, *said]}
    document = small_strategy(*items, metadata={"edition": root_id}, **parts)
    return Document(document.root.with_attribute("id", root_id))


def test_the_sums_of_the_sample():
    totals = account_of(NEW).totals()
    assert (totals.former, totals.accounted, totals.unstated, totals.open) == (35, 34, 1, 0)
    assert (totals.goals, totals.new, totals.without_origin, totals.unproven) == (53, 28, 0, 0)
    assert sum(totals.kinds.values()) == 35
    assert account_of(OLD).totals().former == 0


def test_the_roster_of_the_sample_is_true():
    edition = edition_of(OLD)
    roster = predecessor_in(NEW.root, edition)
    assert roster is not None
    assert list(differences(roster, edition)) == []
    same, ledger = refreshed(NEW, edition, new_ids())
    assert (same, ledger) == (NEW, ())
    assert check(NEW, [edition]) == []


@given(documents(60))
def test_a_new_roster_is_true_and_refreshing_makes_any_roster_true(old):
    edition = edition_of(old)
    roster = new_roster(edition, new_ids())
    assert list(differences(roster, edition)) == []
    worn = roster.with_content(roster.content[1:]).with_attribute("title", "Other")
    document = small_strategy(lineage=[worn])
    true, ledger = refreshed(document, edition, new_ids("more"))
    mended = predecessor_in(true.root, edition)
    assert mended is not None
    assert list(differences(mended, edition)) == []
    assert len(ledger) == (edition.values["title"] != "Other") + (len(roster.content) > 0)
    assert refreshed(true, edition, new_ids("again")) == (true, ())


def test_refreshing_keeps_ids_and_what_is_spoken_of_in_the_order_of_the_predecessor():
    old = strategy("old", field("f", goal("a"), goal("b"), goal("c")))
    edition = edition_of(old)
    roster = new_roster(edition, new_ids("r"))
    first, second, third = roster.children
    gone = first.with_attribute("id", "r9").with_attribute("goal", "z")
    document = small_strategy(lineage=[
        roster.with_content([third, gone.with_attribute("id", "r8").with_attribute("goal", "y"),
                             gone, first.with_attribute("title", "A")]),
        element("disposition", id="d", kind="no-statement", old="r9"),
    ])  # fmt: skip
    true, ledger = refreshed(document, edition, new_ids("n"))
    goals = [(each.id, each.get("goal")) for each in predecessor_in(true.root, edition).children]
    assert goals == [(first.id, "a"), ("n0", "b"), (third.id, "c"), ("r9", "z")]
    assert sorted(each.kind for each in ledger) == ["added", "changed", "kept-missing", "removed"]
    assert second.id not in true


def test_a_goal_of_2009_is_followed_and_one_of_2014_traced_back():
    split = descendants(EDITIONS, "egov2009", "g_mobil")
    assert [(each.kind, each.goal, each.is_at_hand) for each in split] == [
        ("split", "g_unterwegs", True), ("split", "g_telearbeit", True),
    ]  # fmt: skip
    (achieved,) = descendants(EDITIONS, "egov2009", "g_eap")
    assert (achieved.kind, achieved.goal, achieved.label) == ("achieved", "", "2014")
    merged = ancestors(EDITIONS, "egov2014", "g_isms")
    assert [each.number for each in merged] == ["Z 30", "Z 31"]
    (new,) = ancestors(EDITIONS, "egov2014", "g_datenportal")
    assert (new.kind, new.goal) == ("new", "")


def test_the_roster_tells_of_an_edition_that_is_not_at_hand():
    (former,) = ancestors({"egov2014": NEW}, "egov2014", "g_online")
    assert (former.label, former.number, former.is_at_hand) == ("2009", "Z 4", False)
    assert ancestors(EDITIONS, "nowhere", "g_online") == ()


def four_editions() -> dict[str, Document]:
    """A goal through four editions, told apart on the way: 2003, 2009, 2014, draft."""
    first = strategy("e2003", goal("a"))
    second = strategy("e2009", goal("a"), goal("b"), before=first, said=[
        element("disposition", id="d", kind="split", old="e2009_0", new="a b")])  # fmt: skip
    third = strategy("e2014", goal("a"), goal("b"), before=second, said=[
        element("disposition", id="d", kind="merged", old="e2014_0 e2014_1", new="a")])  # fmt: skip
    draft = strategy("draft", goal("a"), before=third)
    return {each.root.id or "": each for each in (draft, third, first, second)}


def test_a_chain_goes_over_all_editions():
    editions = four_editions()
    there = descendants(editions, "e2003", "a")
    assert [(each.edition, each.goal) for each in there] == [("e2009", "a"), ("e2009", "b")]
    for each in there:
        (merged,) = each.further
        assert (merged.edition, merged.goal, merged.kind) == ("e2014", "a", "merged")
        (still_open,) = merged.further
        assert (still_open.edition, still_open.kind, still_open.goal) == ("draft", "", "")
    back = ancestors(editions, "e2014", "a")
    assert [(each.edition, each.goal, [up.edition for up in each.further]) for each in back] == [
        ("e2009", "a", ["e2003"]), ("e2009", "b", ["e2003"]),
    ]  # fmt: skip


def test_editions_that_follow_each_other_in_a_circle_end():
    one = strategy("one", goal("a"))
    two = strategy("two", goal("a"), before=one, said=[
        element("disposition", id="d", kind="continued", old="two_0", new="a")])  # fmt: skip
    one = strategy("one", goal("a"), before=two, said=[
        element("disposition", id="d", kind="continued", old="one_0", new="a")])  # fmt: skip
    editions = {"one": one, "two": two}
    (back,) = ancestors(editions, "one", "a")
    (further,) = back.further
    assert further.further == ()
    assert descendants(editions, "one", "a")[0].further[0].further == ()
    assert "circular-lineage" in {each.rule for each in check(one, [edition_of(two)])}


def test_a_circle_over_three_editions_is_found_where_all_are_at_hand():
    one = strategy("one", goal("a"))
    two = strategy("two", goal("a"), before=one)
    three = strategy("three", goal("a"), before=two)
    one = strategy("one", goal("a"), before=three)
    alone = {each.rule for each in check(one, with_ancestors([edition_of(three)]))}
    assert "circular-lineage" not in alone
    together = with_ancestors(map(edition_of, (three, two)))
    assert "circular-lineage" in {each.rule for each in check(one, together[:1])}
    assert set(together[0].predecessors) == {"one", "two"}


@pytest.mark.parametrize("edition", [OLD, NEW])
def test_a_strategy_is_not_its_own_predecessor(edition):
    found = {each.rule for each in check(edition, [edition_of(edition)])}
    assert "predecessor-is-itself" in found
    assert not any(each.startswith("roster-") for each in found)
