"""Typing as typesetters would: key by key through the same function as the field."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.ui.richtext.typography import LOOK_BACK, help_with


def typed(keys: str, language: str = "de") -> str:
    text = ""
    for key in keys:
        found = help_with(text[-LOOK_BACK:], key, language)
        text = text + key if found is None else text[: len(text) - found.taken] + found.text
    return text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ('Er sagte: "Ja."', "Er sagte: „Ja.“"),
        ("'eins' und 'zwei'", "‚eins‘ und ‚zwei‘"),
        ("\"Das 'Amt' hier\"", "„Das ‚Amt‘ hier“"),
        ("wie geht's", "wie geht’s"),
        ("er sagt 'wie geht's' laut", "er sagt ‚wie geht’s‘ laut"),
        ("('a')", "(‚a‘)"),
        ("a ... b", "a … b"),
        ("a....", "a…."),
        ("a -- b", "a – b"),
        ("a--b", "a--b"),
        ("z.B. so", "z.\u202fB. so"),
        ("z. B. so", "z.\u202fB. so"),
        ("d. h. u. a.", "d.\u202fh. u.\u202fa."),
        ("i. d. R. so", "i.\u202fd.\u202fR. so"),
        ("nach § 5 Abs. 2 Nr. 3", "nach §\u00a05 Abs.\u00a02 Nr.\u00a03"),
        ("10 % oder 5 €", "10\u00a0% oder 5\u00a0€"),
        ("5 Mio. €", "5\u00a0Mio.\u00a0€"),
        ("5 Mio. Euro.", "5\u00a0Mio.\u00a0Euro."),
        ("10 km weit", "10\u00a0km weit"),
        ("5 haben das", "5 haben das"),
        ("5 Europa", "5 Europa"),
        ("das Haus. Bau. ", "das Haus. Bau. "),
    ],
)
def test_german(keys, text):
    assert typed(keys) == text


@pytest.mark.parametrize(
    ("language", "keys", "text"),
    [
        ("en", "\"It's a 'test'\"", "“It’s a ‘test’”"),
        ("en-GB", "§ 5 and 10 %", "§ 5 and 10 %"),
        ("fr", '"mot" l\'eau', "«\u202fmot\u202f» l’eau"),
        ("de-CH", '"Wort"', "«Wort»"),
        ("hsb", '"słowo"', "„słowo“"),
        ("pl", '"słowo"', "„słowo”"),
        ("xx", "\"a\" 'b'", "\"a\" 'b'"),
    ],
)
def test_other_languages(language, keys, text):
    assert typed(keys, language) == text


_KEYS = st.text(st.sampled_from("aBhd.zsuiVRmO \"'-–(§5%€Art. km\u00a0,’“"), max_size=40)


@given(_KEYS, st.sampled_from(["de", "de-CH", "en", "fr", "it", "pl", "hsb", "xx"]))
def test_only_signs_and_blanks_are_others_than_those_typed(keys, language):
    assert folded(typed(keys, language)) == folded(keys)


def folded(text: str) -> str:
    """A text without what typesetting changes: the kind of marks, blanks and dashes."""
    text = text.replace("…", "...").replace("–", "--")
    return re.sub("[\"'„“”‚‘’«»‹›]", "'", re.sub(r"\s", "", text))
