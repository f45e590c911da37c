"""Nothing hangs, nothing misleads, and cancelling works at any moment."""

from __future__ import annotations

import pytest

from strategy_editor.comparison.alignment import align
from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.layout import DuplicateId
from strategy_editor.comparison.taking import apply, reverse
from strategy_editor.document.node import element
from tests.short import paragraph, section, small_strategy
from tests.stress.edits import HARD_RATES
from tests.stress.grow import grow
from tests.stress.truth import new_edition

SMALL = small_strategy(section("one", paragraph("p", "Ein Satz."), paragraph("q", "Noch einer.")))


class Cancelled(Exception):
    pass


def test_a_large_document_against_a_small_one_is_complete():
    large = grow(3000, 1)
    for pair in ((large, SMALL), (SMALL, large)):
        comparison = compare(*pair)
        assert apply(comparison, pair[0]) == pair[1]
        assert apply(reverse(comparison), pair[1]) == pair[0]


def test_thousands_of_equal_paragraphs_are_compared():
    same = "Die Verwaltung bietet ihre Leistungen elektronisch an."
    old, new = (
        small_strategy(section("s1", *(paragraph(f"{key}{at}", same) for at in range(count))))
        for key, count in (("x", 4000), ("y", 3900))
    )
    comparison = compare(old, new)
    assert comparison.summary == {"removed": 100}
    assert apply(comparison, old) == new


def test_one_very_long_paragraph_is_compared():
    words = [f"Wort{number}" for number in range(20_000)]
    old = small_strategy(section("one", paragraph("p", " ".join(words))))
    new = small_strategy(section("one", paragraph("p", " ".join(words[::-1]))))
    comparison = compare(old, new)
    assert apply(comparison, old) == new


@pytest.mark.parametrize("ids", ["keep", "strip"])
def test_it_can_be_cancelled_at_any_moment(ids):
    old = grow(400, 1)
    new = new_edition(old, HARD_RATES, 1, ids)[0]
    calls = 0

    def count() -> None:
        nonlocal calls
        calls += 1

    compare(old, new, check=count)
    assert calls > 10
    for at in range(1, calls, max(1, calls // 10)):
        left = at

        def stop() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Cancelled

        with pytest.raises(Cancelled):
            compare(old, new, check=stop)


def test_ids_used_again_do_not_mislead():
    text = "Die Behörden stellen alle Formulare bis Ende 2016 elektronisch bereit."
    other = "Der Landesbetrieb betreibt das gemeinsame Rechenzentrum in zwei Gebäuden."
    third = "Jedes Ministerium benennt einen Beauftragten für Informationssicherheit."
    old = small_strategy(section("one", *(
        paragraph(key, each) for key, each in zip("pqr", (text, other, third), strict=True)
    )))  # fmt: skip
    new = small_strategy(section("one", *(
        paragraph(key, each) for key, each in zip("rpq", (text, other, third), strict=True)
    )))  # fmt: skip
    assert compare(old, new).changes == ()
    assert {key: align(old, new).original(key) for key in "pqr"} == {"p": "q", "q": "r", "r": "p"}


def test_an_id_twice_gets_a_clear_word():
    doubled = SMALL.updated("q", lambda _: paragraph("p", "Noch einer."))
    for pair in ((SMALL, doubled), (doubled, SMALL)):
        with pytest.raises(DuplicateId, match="p"):
            compare(*pair)


def test_only_markup_is_no_rewording():
    marked = ["Ein ", element("strong", "Satz"), "."]
    new = SMALL.updated("p", lambda node: node.with_content(marked))
    (change,) = compare(SMALL, new).changes
    assert change.kinds == ("markup",)
    assert all(each.kind == "same" for each in change.words)
