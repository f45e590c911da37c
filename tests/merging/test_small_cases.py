"""All ways to delete, move and change three items on two sides."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from strategy_editor.comparison.moves import stayed
from strategy_editor.document.document import Document
from strategy_editor.merging.three_way import merge
from tests.merging.test_laws import about, assert_lossless
from tests.short import paragraph, section, small_strategy

ORDERS = ["".join(order) for count in range(4) for order in permutations("abc", count)]
CHANGES = ("", "b", "ab")
STATES = [(order, edits) for order, edits in product(ORDERS, CHANGES) if set(edits) <= set(order)]


def state(order: str, edits: str, side: str = "") -> Document:
    blocks = [
        paragraph(each, f"{each} Wort {side}" if each in edits else f"{each} Wort")
        for each in order
    ]
    return small_strategy(section("s1", paragraph("first", "Anfang"), *blocks))


BASE = state("abc", "")


@pytest.mark.parametrize(("order", "edits"), STATES)
def test_every_outcome_is_the_defined_one(order, edits):
    ours = state(order, edits, "unser")
    for other, others in STATES:
        theirs = state(other, others, "fremd")
        result = merge(BASE, ours, theirs)
        assert_lossless(result, BASE, ours, theirs)
        found = [(each.kind, each.target) for each in result.conflicts]
        assert sorted(each for each in found if each[0] != "place") == sorted(
            expected((order, edits), (other, others))
        )
        if "abc" in (order, other) or order == other:
            # One of them has moved nothing.
            assert [each for each in found if each[0] == "place"] == []
        back = merge(BASE, theirs, ours)
        assert sorted(map(about, result.conflicts)) == sorted(map(about, back.conflicts))
        kept = {node.id for node in result.document.node("s1").children_of("paragraph")}
        lost = {each for each in "abc" if each not in kept}
        assert all(each not in order or each not in other for each in lost)


def expected(one: tuple[str, str], other: tuple[str, str]) -> list[tuple[str, str]]:
    found = []
    for each in "abc":
        gone = [each not in side[0] for side in (one, other)]
        edited = [each in side[1] for side in (one, other)]
        moved = [is_moved(each, side[0]) for side in (one, other)]
        if all(edited):
            found.append(("text", each))
        elif (gone[0] and (edited[1] or moved[1])) or (gone[1] and (edited[0] or moved[0])):
            found.append(("existence", each))
    return found


def is_moved(each: str, order: str) -> bool:

    return each in order and each not in stayed("abc", order)
