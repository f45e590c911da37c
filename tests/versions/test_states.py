"""Working states: often at first, thinner with time, never where others see them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.versions.states import RHYTHM, is_due, keep_state, states, to_drop
from strategy_editor.versions.timeline import content_of, versions
from tests.versions.repositories import ANNA, NOON, begun, fsck, git, keep_as, text

ages = st.lists(st.integers(0, 400 * 24 * 60), unique=True, max_size=60).map(sorted)


def state(history, wording, minutes):
    return keep_state(
        history, text(wording), "Arbeitsstand", ANNA, NOON + timedelta(minutes=minutes)
    )


def test_states_are_kept_beside_the_versions_and_not_sent(tmp_path):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    assert state(history, "Eins", 1) is None
    kept = state(history, "Zwei", 2)
    assert kept is not None
    assert state(history, "Zwei", 3) is None
    state(history, "Drei", 4)
    found = states(history)
    assert [content_of(history, each.version) for each in found] == [text("Drei"), text("Zwei")]
    assert [each.name for each in versions(history)] == ["Erste"]
    fsck(history)
    git(tmp_path, "clone", "-q", history.folder, "clone")
    assert "Arbeitsstand" not in git(tmp_path / "clone", "log", "--all", "--format=%s")


def test_a_state_before_the_first_version(tmp_path):
    history = begun(tmp_path)
    assert state(history, "Eins", 0) is not None
    assert versions(history) == []
    keep_as(history, text("Zwei"), "Erste")
    assert [content_of(history, each.version) for each in states(history)] == [text("Eins")]


def test_the_rhythm():
    assert is_due([], NOON)
    assert not is_due([NOON - RHYTHM / 2], NOON)
    assert is_due([NOON - RHYTHM], NOON)


@given(ages)
def test_thinning_leaves_one_of_every_stretch_and_is_steady(minutes):
    moments = [NOON - timedelta(minutes=each) for each in minutes]
    dropped = to_drop(moments, NOON)
    left = [moment for at, moment in enumerate(moments) if at not in dropped]
    assert to_drop(left, NOON) == []
    assert all(moment in left for moment in moments if NOON - moment <= timedelta(hours=4))
    assert not [moment for moment in left if NOON - moment > timedelta(days=365)]
    # A year has room for some two hundred at most, however busy.
    assert len([m for m in left if NOON - m > timedelta(hours=4)]) <= 46 + 31 + 53


def test_thinning_happens_while_keeping(tmp_path):
    history = begun(tmp_path)
    for minute in range(0, 240, 10):
        state(history, f"Stand {minute}", minute)
    assert len(states(history)) == 24
    state(history, "Tags darauf", 24 * 60)
    assert 4 <= len(states(history)) <= 6
    state(history, "Jahre später", 3 * 365 * 24 * 60)
    assert len(states(history)) == 1
    fsck(history)
