"""A passage is found again after edits around and in it, or is said to be lost."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.anchoring import Quote, find, quote_of

WORDS = [
    "Verwaltung",
    "Ziel",
    "Bürger",
    "Akte",
    "elektronisch",
    "bis",
    "alle",
    "Dienste",
    "Netz",
    "und",
    "die",
    "der",
    "Stand",
]


def text_of(random: Random, count: int) -> str:
    return " ".join(f"{random.choice(WORDS)}{random.randrange(50)}" for _ in range(count))


@given(st.integers(0, 10**6))
def test_edits_away_from_the_passage_and_its_surroundings_keep_it(seed):
    random = Random(seed)
    text = text_of(random, 60)
    start = random.randrange(80, len(text) - 160)
    end = start + random.randrange(3, 60)
    quote = quote_of(text, start, end)
    before = text_of(random, random.randrange(5)) + text[random.randrange(start - 40) : start]
    new = before + text[start:end] + text[end : end + 60] + text_of(random, random.randrange(9))
    found = find(new, quote)
    assert found is None or new[found[0] : found[1]] == quote.exact
    if new.count(quote.exact) == 1:
        assert found == (len(before), len(before) + end - start)


@given(st.integers(0, 10**6))
def test_small_edits_inside_keep_it(seed):
    random = Random(seed)
    head, tail = "Anfang des Satzes hier: ", " und hier geht es weiter."
    exact = text_of(random, 8)
    text = head + exact + tail
    quote = quote_of(text, len(head), len(head) + len(exact))
    at = random.randrange(1, len(exact) - 1)
    changed = exact[:at] + random.choice(("x", "", " neu ")) + exact[at + 1 :]
    assert find(head + changed + tail, quote) == (len(head), len(head) + len(changed))


@given(st.integers(0, 10**6))
def test_what_was_written_anew_is_lost(seed):
    random = Random(seed)
    head, tail = "Anfang des Satzes hier: ", " und hier geht es weiter."
    quote = quote_of(head + "Die Akte ist elektronisch" + tail, len(head), len(head) + 25)
    assert find(head + "77 " * random.randrange(8, 20) + tail, quote) is None


def test_repeated_phrases_are_told_apart_by_their_surroundings():
    text = "Erstens gilt die Frist. Zweitens gilt die Frist. Drittens gilt die Frist."
    second = text.index("die Frist", text.index("Zweitens"))
    quote = quote_of(text, second, second + 9)
    moved = "Vorab ein neuer Satz. " + text
    assert find(moved, quote) == (second + 22, second + 31)


def test_phrases_that_nothing_tells_apart_are_lost():
    assert find("die Frist die Frist", Quote("die Frist", "xxxxxxxx", "yyyyyyyy")) is None


def test_a_short_word_elsewhere_is_not_taken_for_the_passage():
    quote = quote_of("Der Bund zahlt die Hälfte der Kosten", 4, 8)
    assert find("Ganz anders steht es nun, und ein Bund Akten liegt da", quote) is None
