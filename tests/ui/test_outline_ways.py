"""The rows found for many elements at once are those on the way to each of them."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.ui.outline.entries import is_shown
from strategy_editor.ui.outline.ways import Ways
from tests.edits import edited, roughly_changed
from tests.strategies import documents


def on_the_way(document, node_id):
    return tuple(each.id for each in document.path(node_id) if each.id and is_shown(each))


def every_id(document):
    return {each.id for each in document.root.walk() if each.id is not None}


@settings(max_examples=30)
@given(documents(), st.integers(0, 10**6), st.booleans())
def test_rows_are_those_on_the_way_whatever_the_index_knows(document, seed, is_followed):
    random = Random(seed)
    before = document
    for _ in range(3):
        document = random.choice((edited, roughly_changed))(document, random)
    if is_followed:
        document.index.follow(before.root, document.root)
    ways = Ways(document, is_shown)
    ids = sorted(every_id(document))
    random.shuffle(ids)
    assert [ways.rows(each) for each in ids] == [on_the_way(document, each) for each in ids]


@given(documents())
def test_the_unknown_has_no_rows(document):
    assert Ways(document, is_shown).rows("nowhere") == ()
