"""Goals that may be the same are proposed, others are not; the truth of the samples is known."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.comparison.proposals import GoalText, proposals
from strategy_editor.document.document import Document
from strategy_editor.document.texts import title_of, wording
from strategy_editor.lineage.account import account_of, goals_in
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read


def sample(name: str) -> Document:
    return read(shipped("samples") / name).document


def texts(document: Document, prefix: str = "") -> list[GoalText]:
    return [
        GoalText(goal.id or "", prefix + (goal.id or ""), title_of(goal),
                 wording(goal.child("statement")))
        for goal in goals_in(document.root) if goal.tag == "goal"
    ]  # fmt: skip


OLD, NEW = sample("egov-2009.xml"), sample("egov-2014.xml")


def right_and_wrong(prefix: str) -> Counter[str]:
    """How the first proposals stand against what the edition of 2014 says itself."""
    found = proposals(texts(OLD, prefix), texts(NEW))
    counted: Counter[str] = Counter()
    for fate in account_of(NEW).fates:
        likely = found.get(fate.former.get("goal"), [])
        first = likely[0].goal if likely else ""
        if fate.successors:
            kind = "none" if not first else "right" if first in fate.successors else "wrong"
        else:
            kind = "false" if first else "quiet"
        counted[kind] += 1
    return counted


def test_what_became_of_the_goals_of_2009_is_mostly_proposed():
    # Three of 27 were merged under words of their own; one that ends reads like another goal.
    assert right_and_wrong("") == {"right": 24, "none": 3, "quiet": 7, "false": 1}
    assert right_and_wrong("other_") == {"right": 24, "none": 3, "quiet": 7, "false": 1}


def test_the_same_statement_is_certain_and_kept_ids_come_first():
    old = [GoalText("o", "g", "Netz", "Alle Behörden sind am gemeinsamen Netz.")]
    new = [
        GoalText("other", "other", "Netz", "Alle Behörden sind am gemeinsamen Netz."),
        GoalText("g", "g", "Netz", "Alle Behörden sind am gemeinsamen  Netz."),
        GoalText("far", "far", "Akte", "Akten werden elektronisch geführt."),
    ]
    likely = proposals(old, new)["o"]
    assert [(each.goal, each.similarity, each.kept_id) for each in likely] == [
        ("g", 1.0, True), ("other", 1.0, False),
    ]  # fmt: skip


def test_nothing_is_proposed_from_nothing():
    assert proposals([], texts(NEW)) == {}
    assert proposals(texts(OLD), []) == {}
    assert proposals([GoalText("a", "a", "", "")], [GoalText("b", "b", "", "")]) == {}


@given(
    st.lists(st.text("ab c", max_size=30), max_size=8),
    st.lists(st.text("ab c", max_size=30), max_size=8),
)
def test_proposals_are_few_sorted_and_of_goals_that_are_there(one, other):
    formers = [GoalText(f"o{at}", f"o{at}", text) for at, text in enumerate(one)]
    goals = [GoalText(f"n{at}", f"n{at}", text) for at, text in enumerate(other)]
    found = proposals(formers, goals)
    for key, likely in found.items():
        assert 0 < len(likely) <= 3
        assert [each.rank for each in likely] == sorted((e.rank for e in likely), reverse=True)
        assert all(each.former == key and 0 <= each.similarity <= 1 for each in likely)
        assert {each.goal for each in likely} <= {each.key for each in goals}
