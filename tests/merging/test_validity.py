"""The outcome is valid, whatever it takes; and who has nothing to say loses nothing."""

from __future__ import annotations

import pytest

from strategy_editor.merging import three_way
from strategy_editor.merging.three_way import merge
from strategy_editor.merging.validity import Judge, NothingTogether
from tests.merging.test_outcomes import SENTENCE, said


class Stop(Exception):
    pass


def test_where_nothing_goes_together_ours_stands_and_theirs_is_in_one_conflict(monkeypatch):
    def never(_self, _document, forced):
        if three_way.ROOT in forced:
            raise NothingTogether
        return frozenset({three_way.ROOT})

    monkeypatch.setattr(Judge, "not_valid_together", never)
    ours, theirs = said(SENTENCE + " Ja."), said(SENTENCE + " Nein.")
    result = merge(said(SENTENCE), ours, theirs)
    assert result.document == ours
    (conflict,) = result.conflicts
    assert (conflict.kind, conflict.target) == ("element", ours.root.id)
    assert "Nein." in (conflict.variant("theirs").value or "")


@pytest.mark.parametrize("after", [0, 1, 2, 3, 5])
def test_a_merge_can_be_stopped_at_any_moment(after):
    calls = 0

    def pause() -> None:
        nonlocal calls
        calls += 1
        if calls > after:
            raise Stop

    with pytest.raises(Stop):
        merge(said(SENTENCE), said("Anders."), said(SENTENCE + " Neu."), pause=pause)
