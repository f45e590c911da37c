"""The ranking behind the quick jump."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.search.names import Name, Names, folded

NAMES = [
    Name("a", "Schwerpunktbereich", "2.3", "Abläufe"),
    Name("b", "Ziel", "Z12", "Elektronische Akte"),
    Name("c", "Ziel", "Z1", "Akte der Gerichte"),
    Name("d", "Maßnahme", "", "Prozesse und Abläufe straffen"),
    Name("save", "Befehl", "", "Speichern", is_command=True),
]


def keys(wanted, recent=()):
    return [name.key for name in Names(NAMES).ranked(wanted, recent)]


def test_a_number_finds_its_element_first():
    assert keys("z1") == ["c", "b"]
    assert keys("2.3") == ["a"]


def test_every_word_must_be_there_in_any_order():
    assert keys("akte ziel") == ["c", "b"]
    assert keys("gericht akte") == ["c"]
    assert keys("akte sonne") == []


def test_titles_that_begin_so_come_before_those_that_contain_it():
    assert keys("ablaeufe") == ["a", "d"]
    assert keys("ABLÄUFE") == ["a", "d"]


def test_commands_are_found_too():
    assert keys("speich") == ["save"]


def test_without_letters_recent_ones_come_first():
    assert keys("", ("d", "b"))[:2] == ["d", "b"]
    assert len(keys("")) == len(NAMES)


@given(st.text(max_size=20))
def test_whatever_is_typed_only_names_with_all_words_remain(wanted):
    for name in Names(NAMES).ranked(wanted):
        whole = folded(f"{name.label} {name.number} {name.title}")
        assert all(word in whole for word in folded(wanted).split())
