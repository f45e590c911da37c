"""More than two: where only returned files contradict each other, ours stands as it is."""

from __future__ import annotations

from itertools import permutations

import pytest

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.merging.sides import Returned
from strategy_editor.merging.three_way import merge_all
from tests.merging.test_outcomes import SENTENCE, ids, in_fields, kinds, one, said
from tests.short import goal, measure, paragraph, small_strategy


def dated(start: str) -> Document:
    return small_strategy(measure("m", start=start))


def reasoned(*words: str) -> Document:
    reasons = [element("rationale", each) for each in words]
    return small_strategy(goal("g")).updated(
        "g", lambda node: node.with_content((*node.content[:2], *reasons, *node.content[2:]))
    )


def ordered(names: str) -> Document:
    return one(*[paragraph(name, name) for name in names])


CASES = {
    "words": (said(SENTENCE), *(said(SENTENCE.replace("2018", each)) for each in ("19", "20"))),
    "attribute": tuple(map(dated, ("2014-01-01", "2015-01-01", "2016-01-01"))),
    "field": tuple(map(reasoned, ("Weil.", "Darum.", "Deshalb."))),
    "field removed": (reasoned("Weil."), reasoned(), reasoned("Deshalb.")),
    "parent": (in_fields(p="f"), in_fields(p="g"), in_fields(p="h")),
    "order": (ordered("abcd"), ordered("acdb"), ordered("bacd")),
}


@pytest.mark.parametrize("case", CASES)
def test_ours_stands_where_only_the_others_contradict_each_other(case):
    base, *theirs = CASES[case]
    sides = [Returned(f"{number}.xml", each) for number, each in enumerate(theirs)]
    results = [merge_all(base, Returned("mine", base), each) for each in permutations(sides)]
    assert results[0] == results[1]
    if case != "order":
        assert results[0].document == base
    assert len(kinds(results[0])) == 1
    (conflict,) = results[0].conflicts
    assert {name for each in conflict.others for name in each.by} <= {"0.xml", "1.xml"}
    assert conflict.variant("ours") is conflict.base or conflict.variant("ours").by == ("mine",)


def test_what_ours_and_one_other_say_alike_is_against_the_third_once():
    base, first, second = CASES["attribute"]
    sides = [Returned("1.xml", first), Returned("2.xml", second)]
    (conflict,) = merge_all(base, Returned("mine", first), sides).conflicts
    assert [(each.side, each.by) for each in conflict.variants] == [
        ("base", ()), ("ours", ("mine", "1.xml")), ("theirs", ("2.xml",)),
    ]  # fmt: skip


def test_insertions_of_four_at_one_place():
    base = ordered("ab")
    sides = [
        Returned(name, one(paragraph("a", "a"), paragraph(name, name), paragraph("b", "b")))
        for name in ("n3", "n1", "n2")
    ]
    result = merge_all(base, Returned("mine", base), sides)
    assert ids(result.document, "s1") == ["a", "n1", "n2", "n3", "b"]
