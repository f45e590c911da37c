"""Any two editions give a redline whose proof holds and which has no flaws."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.lint import HINTS, lint
from strategy_editor.exchange.docx.tracking.names import Decision
from tests.edits import edited
from tests.exchange.redline.redlines import plain, redline, settled
from tests.exchange.tracking.writing import part
from tests.strategies import make_document, seeds
from tests.stress.edits import RATES
from tests.stress.grow import grow
from tests.stress.truth import new_edition

MANY = {
    "retyped": 0.05, "deleted": 0.08, "merged": 0.04, "split": 0.04, "moved": 0.05,
    "moved-away": 0.04, "moved-and-reworded": 0.04, "inserted": 0.08, "rewritten": 0.03,
    "reworded": 0.15,
}  # fmt: skip


def check(old, new) -> None:
    export = redline(old, new)

    assert [flaw for flaw in lint(export.content) if flaw.rule not in HINTS] == []
    for decision, edition in ((Decision.ACCEPT, new), (Decision.REJECT, old)):
        found, wanted = settled(export, decision), plain(edition)
        # A document has a last paragraph, even where there is nothing to be read.
        assert found == wanted or (not found[-1][1] and found[:-1] == wanted)


@settings(max_examples=25)
@given(seeds(), st.integers(1, 12))
def test_random_edits(seed, count):
    random = Random(seed)
    old = new = make_document(seed, 60)
    for _ in range(count):
        new = edited(new, random)
    check(old, new)


@settings(max_examples=15)
@given(seeds(), seeds())
def test_two_strategies_that_have_nothing_in_common(one, other):
    check(make_document(one, 40), make_document(other, 40))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("ids", ["keep", "shuffle"])
def test_planted_changes_of_every_kind(seed, ids):
    old = grow(150, seed)
    new, _ = new_edition(old, MANY, seed, ids)
    check(old, new)


def test_moves_found_are_the_moves_made():
    old = grow(1000, 3)
    new, truth = new_edition(old, RATES, 3, "keep")
    made = sum(count for kinds, count in truth["counts"].items() if "moved" in kinds)
    found = part(redline(old, new).content).iter(w("moveFromRangeStart"))

    assert len(list(found)) == made > 10
