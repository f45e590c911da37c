"""The three sides are what their truth says, and the outcomes expected can be had."""

from __future__ import annotations

from functools import cache

import pytest
from lxml import etree

from strategy_editor.comparison.compare import compare
from strategy_editor.schema.catalog import NAMESPACE, current_schema
from strategy_editor.storage.elements import FromElements
from strategy_editor.storage.formatting import node_text
from strategy_editor.validation.check import check
from strategy_editor.validation.problem import Severity
from tests.stress.edits import DoesNotFit
from tests.stress.grow import grow
from tests.stress.three import CASES, three_sides

SIDES = ("ours", "theirs")
FILES = [(600, 1), (1200, 2)]


@cache
def sides(blocks, seed):
    base = grow(blocks, seed)
    ours, theirs, truth = three_sides(base, seed)
    return {"base": base, "ours": ours, "theirs": theirs}, truth


def outcome(document, node_id):
    """An element as a truth describes it, read off a document."""
    if node_id not in document:
        return None
    *_, parent, node = document.path(node_id)
    siblings = parent.children
    before = siblings[siblings.index(node) - 1]
    xml = node_text(node, current_schema().mixed_tags).strip()
    return {"xml": xml, "parent": parent.id, "after": before.id}


def node_of(xml):
    root = etree.fromstring(f'<x xmlns="{NAMESPACE}">{xml}</x>')
    return FromElements(current_schema().mixed_tags).node(root[0])


@pytest.mark.parametrize(("blocks", "seed"), FILES)
def test_all_three_are_without_errors(blocks, seed):
    for document in sides(blocks, seed)[0].values():
        assert [each for each in check(document) if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("blocks", "seed"), FILES)
def test_every_case_is_planted_equally_often(blocks, seed):
    counts = sides(blocks, seed)[1]["counts"]
    assert set(counts) == {*CASES}
    assert len({*counts.values()}) == 1
    assert min(counts.values()) >= blocks // 20 // len(CASES) - 1


@pytest.mark.parametrize(("blocks", "seed"), FILES)
def test_each_side_is_as_the_truth_describes_it(blocks, seed):
    documents, truth = sides(blocks, seed)
    for case in truth["cases"]:
        for at, side in enumerate(SIDES):
            named = case["id"]
            if case["case"] == "insertions":
                named = case["expected"]["inserted"][at]
                assert named not in documents["base"]
            assert outcome(documents[side], named) == case["sides"][side]


@pytest.mark.parametrize(("blocks", "seed"), FILES)
def test_nothing_else_differs_from_the_base(blocks, seed):
    documents, truth = sides(blocks, seed)
    for at, side in enumerate(SIDES):
        changes = compare(documents["base"], documents[side]).changes
        kinds = {each.id: {*each.kinds} - {"renumbered"} for each in changes}
        found = {each: next(iter(kind)) for each, kind in kinds.items() if kind}
        words = {"inserted": "added", "deleted": "removed"}
        expected = {}
        for case in truth["cases"]:
            if case[side]:
                inserted = case["case"] == "insertions"
                named = case["expected"]["inserted"][at] if inserted else case["id"]
                expected[named] = words.get(case[side], case[side])
        assert found == expected


@pytest.mark.parametrize(("blocks", "seed"), FILES)
def test_expected_outcomes_take_over_what_one_side_alone_changed(blocks, seed):
    documents, truth = sides(blocks, seed)
    for case in truth["cases"]:
        if case["conflict"] or case["case"] == "insertions":
            continue
        base = outcome(documents["base"], case["id"])
        for member, value in case["expected"].items():
            changed = {side: case["sides"][side][member] for side in SIDES}
            own = [each for each in changed.values() if each != base[member]]
            if len({*own}) <= 1:
                assert value == (own[0] if own else base[member])


@pytest.mark.parametrize(("blocks", "seed"), FILES)
def test_edits_apart_are_both_in_the_text_expected(blocks, seed):
    documents, truth = sides(blocks, seed)
    for case in truth["cases"]:
        if case["case"] == "edits-apart":
            base = documents["base"].node(case["id"]).text.split()
            made = [node_of(case["sides"][side]["xml"]).text.split() for side in SIDES]
            merged = node_of(case["expected"]["xml"]).text.split()
            assert len(base) == len(made[0]) == len(made[1]) == len(merged)
            for was, one, other, now in zip(base, *made, merged, strict=True):
                assert now == (one if other == was else other)
            assert merged not in made


@pytest.mark.parametrize(("blocks", "seed"), FILES)
def test_conflicts_are_what_neither_side_alone_decides(blocks, seed):
    _, truth = sides(blocks, seed)
    about = {"text": "xml", "place": "after"}
    for case in truth["cases"]:
        assert (case["conflict"] is None) == (case["expected"] is not None)
        if case["conflict"] in about:
            member = about[case["conflict"]]
            assert case["sides"]["ours"][member] != case["sides"]["theirs"][member]
        elif case["conflict"] == "existence":
            assert sum(case["sides"][side] is None for side in SIDES) == 1


def test_too_small_a_base_is_refused():
    with pytest.raises(DoesNotFit):
        three_sides(grow(100, 1), 1)
