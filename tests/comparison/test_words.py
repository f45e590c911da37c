"""Word by word, both texts can be put together again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_editor.comparison.words import Words, compare_words, tokens

TEXTS = st.lists(
    st.sampled_from(["Ziel", "E-Government", "2,5", " ", "  ", "\u00a0", ".", "–", "ä̈", "𝄞", "\n"])
).map("".join) | st.text(max_size=30)  # fmt: skip


@given(TEXTS)
def test_tokens_are_the_text(text):
    assert "".join(tokens(text)) == text


@given(TEXTS, TEXTS)
@example("a b c", "x y z")
@example("", "")
def test_the_stretches_make_both_texts(old, new):
    words = compare_words(old, new)
    assert "".join(each.text for each in words if each.kind != "new") == old
    assert "".join(each.text for each in words if each.kind != "old") == new
    assert all(each.text for each in words)
    for one, other in pairwise(words):
        assert one.kind != other.kind


@given(TEXTS)
def test_equal_texts_have_no_changes(text):
    assert all(each.kind == "same" for each in compare_words(text, text))


def test_whole_words_are_marked():
    assert compare_words("Das Ziel 2016 gilt.", "Das Ziel 2018 gilt.") == (
        Words("same", "Das Ziel "),
        Words("old", "2016"),
        Words("new", "2018"),
        Words("same", " gilt."),
    )


def test_a_lone_blank_between_changes_belongs_to_them():
    assert compare_words("one two three", "uno due three") == (
        Words("old", "one two"),
        Words("new", "uno due"),
        Words("same", " three"),
    )


def test_compounds_and_numbers_are_one_word():
    assert tokens("E-Government-Strategie 1.234,5") == ["E-Government-Strategie", " ", "1.234,5"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wir bauen es.", "Wir bauen es. Wir betreiben es."),
        ("Wir betreiben es.", "Wir bauen es. Wir betreiben es."),
        ("Es wurden 15 zusammengeführt.", "Es wurden 15 zusammengeführt. Danach 9 geprüft."),
        ("\n", "a\n\n"),
    ],
)
def test_nothing_is_lost_where_a_change_ends_a_text(old, new):
    for one, other in ((old, new), (new, old)):
        words = compare_words(one, other)
        assert "".join(each.text for each in words if each.kind != "new") == one
        assert "".join(each.text for each in words if each.kind != "old") == other
