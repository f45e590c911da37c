"""Laws of merging, over random strategies and edits, those of users and of other programs."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from random import Random
from xml.sax.saxutils import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from strategy_editor.comparison.words import tokens
from strategy_editor.document.document import Document
from strategy_editor.merging.conflict import Conflict
from strategy_editor.merging.sides import Returned
from strategy_editor.merging.table import build, table_of
from strategy_editor.merging.three_way import MergeResult, merge, merge_all
from strategy_editor.validation.check import schema_problems
from tests.edits import edited, roughly_changed
from tests.short import field, paragraph, small_strategy
from tests.strategies import documents, make_document, seeds


def changed(document: Document, seed: int, count: int, *, roughly: bool = True) -> Document:
    random = Random(seed)
    for _ in range(count):
        change = random.choice((edited, edited, roughly_changed)) if roughly else edited
        document = change(document, random)
    return document


def valid_edits(document: Document, seed: int, count: int) -> Document:
    """Edits after each of which the document is valid still."""
    random = Random(seed)
    for _ in range(count):
        new = edited(document, random)
        if not schema_problems(new):
            document = new
    return document


def assert_lossless(result: MergeResult, base: Document, *sides: Document) -> None:
    ids = [node.id for node in result.document.root.walk() if node.id is not None]
    assert [each for each, count in Counter(ids).items() if count > 1] == []
    there = words(result.document) | {
        word
        for conflict in result.conflicts
        for each in conflict.variants
        for word in tokens(unescape(each.value or ""))
    }
    known = words(base)
    for side in sides:
        assert words(side) - known <= there


def words(document: Document) -> set[str]:
    texts = [
        part for node in document.root.walk() for part in node.content if isinstance(part, str)
    ]
    return {word for text in texts for word in tokens(text) if not word.isspace()}


def about(conflict: Conflict) -> tuple[str, str, str]:
    return conflict.kind, conflict.target, conflict.field


@given(documents())
def test_a_table_holds_the_whole_document(document):
    table = table_of(document)
    assert build(table.rows) == document.root
    assert build(table.rows, table) is document.root


@given(documents(), seeds(), st.integers(0, 8))
def test_what_only_one_changed_is_taken(base, seed, count):
    one = changed(base, seed, count)
    for result in (merge(base, one, base), merge(base, base, one), merge(base, one, one)):
        assert result.document == one
        assert result.conflicts == ()


@given(documents(60), seeds(), seeds(), st.integers(1, 5))
def test_nothing_is_lost_and_no_id_is_there_twice(base, one, other, count):
    ours, theirs = changed(base, one, count), changed(base, other, count)
    assert_lossless(merge(base, ours, theirs), base, ours, theirs)


@given(documents(60), seeds(), seeds(), st.integers(1, 6))
@example(make_document(0, 0), 262565, 388225314, 5)
@settings(deadline=None)
def test_the_outcome_is_valid_where_the_revisions_are(base, one, other, count):
    ours, theirs = valid_edits(base, one, count), valid_edits(base, other, count)
    result = merge(base, ours, theirs)
    assert schema_problems(result.document) == []
    assert_lossless(result, base, ours, theirs)


@given(documents(60), seeds(), seeds(), st.integers(1, 5))
def test_swapping_the_sides_mirrors(base, one, other, count):
    ours, theirs = changed(base, one, count), changed(base, other, count)
    there, back = merge(base, ours, theirs), merge(base, theirs, ours)
    kinds = {each.kind for each in (*there.conflicts, *back.conflicts)}
    if "element" not in kinds:
        # What is not valid together may be so only with one of two sides in place.
        mirrored = [sorted(map(about, each.conflicts)) for each in (there, back)]
        assert mirrored[0] == mirrored[1]
    if not kinds and not any(each.kind in ("once", "renamed") for each in there.taken):
        # Of one thing under two ids, ours is kept.
        assert there.document == back.document


@given(documents(60), st.lists(seeds(), min_size=3, max_size=3), st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_the_order_of_several_makes_no_difference(base, several, count):
    ours = changed(base, 1, 1)
    sides = [Returned(f"{seed}.xml", changed(base, seed, count)) for seed in several]
    results = [merge_all(base, Returned("ours", ours), order) for order in permutations(sides)]
    first = results[0]
    assert all(each == first for each in results)
    assert_lossless(first, base, ours, *(each.document for each in sides))


@pytest.mark.parametrize("count", [2, 3])
def test_the_same_change_of_several_is_one(count):
    def strategy(text: str) -> Document:
        return small_strategy(field("f1", paragraph("p1", text)))

    base, new = strategy("Ein Wort."), strategy("Ein neues Wort.")
    sides = [Returned(f"{number}.xml", new) for number in range(count)]
    result = merge_all(base, Returned("mine.xml", base), sides)
    assert result.document == new
    assert result.conflicts == ()
    assert [each.by for each in result.taken] == [tuple(f"{n}.xml" for n in range(count))]
