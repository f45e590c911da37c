"""Rules of one form, of readability and of texts that stand there twice."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.check import LiveCheck, check
from strategy_editor.validation.fixes import fixes
from strategy_editor.validation.fixes.fix import Means
from strategy_editor.validation.notations import notations, rewritten
from strategy_editor.validation.texts import Counted
from tests.checking import checked
from tests.edits import roughly_changed
from tests.short import claim, goal, paragraph, section, small_strategy
from tests.strategies import documents, make_document, seeds

RULES = {"other-form", "hard-to-read", "repeated-text", "nearly-repeated-text"}
NB = "\u00a0"
MEANS = Means(current_schema(), date(2024, 5, 14), lambda tag: f"Text {tag}")
LONG = (
    "Die Verwaltung stellt ihre Leistungen bis zum Ende des Jahres 2018 so bereit, dass "
    "Bürgerinnen und Bürger sie von zu Hause aus nutzen und den Stand ihrer Sache jederzeit "
    "einsehen können."
)


def german(*texts: str) -> Document:
    pieces = [paragraph(f"p{at}", text) for at, text in enumerate(texts)]
    document = small_strategy(section("s", *pieces))
    return document.with_root(document.root.with_attribute("xml:lang", "de"))


def stated(node_id: str, text: str) -> Node:
    made = goal(node_id)
    return made.with_content(
        part.with_content((text,)) if part.tag == "statement" else part for part in made.children
    )


def found(document: Document) -> list[tuple[str, str]]:
    return [(each.rule, each.node_id) for each in checked(document) if each.rule in RULES]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bis 31.12.2019 gilt", [("day numeric", "31.12.2019")]),
        ("bis 31. 12. 2019 gilt", [("day numeric", "31. 12. 2019")]),
        ("am 3.\u00a0Mai\u00a02010.", [("day written", "3.\u00a0Mai\u00a02010")]),
        ("am 2014-04-29 beschlossen", [("day iso", "2014-04-29")]),
        ("1.250.000 Akten", [("thousands mark", "1.250.000")]),
        ("40\u00a0000 Akten", [("thousands blank", "40\u00a0000")]),
        ("12,5 % und 7%", [("share sign", "12,5 %"), ("share tight", "7%")]),
        ("8 Prozent, nicht 8 Prozentpunkte", [("share word", "8 Prozent")]),
        ("2,7 Mio. EUR", [("sum code", "2,7 Mio. EUR")]),
        ("150 000 Euro", [("sum word", "150 000 Euro"), ("thousands blank", "150 000")]),
        ("nach § 5 Abs. 2 und Absatz 3", [("paragraph short", "Abs. 2"),
                                           ("paragraph long", "Absatz 3")]),
        ("gemäß Artikel 91c und Art. 8", [("article long", "Artikel 91c"),
                                          ("article short", "Art. 8")]),
        ("Artikel 8 gilt. Artikel 9 auch.", []),
        ("Abschnitt 2.3.1 vom Jahr 2014, 01097 Dresden, 0351 564 123, Version 1.2.345", []),
        ("2014 300 Stellen, Stufe 1 200", [("thousands blank", "1 200")]),
        ("DIN 66398:2016-05, ISO 2014-04-291", []),
        ("", []), ("ohne Zahl", []),
    ],
)  # fmt: skip
def test_what_is_taken_for_a_notation(text, expected):
    assert [tuple(each) for each in notations(text, is_german=True)] == expected


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("31.12.2019", f"31.{NB}Dezember{NB}2019"), (f"31.{NB}Dezember{NB}2019", "2019-12-31"),
        ("2019-12-31", "31.12.2019"), ("40 000", "40.000"), ("40.000", f"40{NB}000"),
        ("7%", f"7{NB}%"), (f"7{NB}%", f"7{NB}Prozent"), ("7 Prozent", "7%"),
        ("5 EUR", "5 Euro"), ("5 Mio. Euro", "5 Mio. €"), ("5 €", "5 EUR"),
        ("Abs. 2", f"Absatz{NB}2"), ("Absatz 2a", f"Abs.{NB}2a"),
        ("Art. 8", f"Artikel{NB}8"), ("Artikel 8", f"Art.{NB}8"),
    ],
)  # fmt: skip
def test_a_notation_is_rewritten_and_read_as_what_it_became(written, wanted):
    text = f"siehe {written} dort"
    first = notations(text, is_german=True)[0]
    style = next(
        each.way.split()[1]
        for each in notations(f"siehe {wanted} dort", is_german=True)
        if each.kind == first.kind
    )
    assert rewritten(first, style, is_german=True) == wanted


def test_a_day_that_there_is_not_stays_as_it_is():
    (day,) = notations("am 31.02.2019 gilt", is_german=True)
    assert rewritten(day, "written", is_german=True) == "31.02.2019"


def test_the_form_used_less_is_found_and_written_as_the_others():
    document = german(
        f"Es gilt seit dem 1.{NB}Mai{NB}2014.", f"Bis zum 3.{NB}Mai{NB}2016 und länger.",
        "Ab 31.12.2019 nicht mehr, 50% davon.",
    )  # fmt: skip
    assert found(document) == [("other-form", "p2")]
    (problem,) = [each for each in checked(document) if each.rule == "other-form"]
    fix = fixes(document, problem, MEANS)[0]
    assert fix.for_all
    after = fix.edit(document, "")
    assert after.node("p2").text == f"Ab 31.{NB}Dezember{NB}2019 nicht mehr, 50% davon."
    assert found(after) == []


def test_what_stands_there_often_is_told_at_each_later_place_with_the_first():
    document = german(*(LONG if at % 2 else f"Dazwischen steht {at}." for at in range(1, 15)))
    told = [each for each in checked(document) if each.rule == "repeated-text"]
    assert [each.node_id for each in told] == ["p2", "p4", "p6", "p8", "p10", "p12"]
    assert {dict(each.values)["elsewhere"] for each in told} == {"p0"}


def test_what_stands_there_twice_is_told_at_the_later_place_and_can_be_removed():
    document = german(LONG, "Dazwischen steht etwas anderes.", LONG)
    assert found(document) == [("repeated-text", "p2")]
    (problem,) = [each for each in checked(document) if each.rule == "repeated-text"]
    remove, first, _ = fixes(document, problem, MEANS)
    assert first.select == "p0"
    assert found(remove.edit(document, "")) == []


@pytest.mark.parametrize(
    ("other", "rules"),
    [
        (LONG.replace("jederzeit", "immer"), ["nearly-repeated-text"]),
        (LONG.replace("Verwaltung", "Staatsregierung"), ["nearly-repeated-text"]),
        ("Die Verwaltung stellt ihre Leistungen bis zum Ende des Jahres 2018 ein.", []),
        ("Ganz anders. " + LONG[20:70], []),
    ],
)
def test_what_is_nearly_the_same_is_told_and_what_only_begins_so_is_not(other, rules):
    assert [rule for rule, _ in found(german(LONG, other))] == rules


def test_short_texts_may_stand_there_as_often_as_they_like():
    assert found(german(*["Siehe die Übersicht im Anhang dieser Strategie."] * 5)) == []


def test_goals_that_say_the_same_are_told():
    document = small_strategy(claim("c", stated("g1", LONG), stated("g2", LONG)))
    assert ("repeated-text", "g2") in found(document)


def test_a_section_much_harder_than_the_others_is_told():
    easy = "Wir gehen den Weg mit allen. Das ist uns gut und auch leicht. " * 12
    hard = "Verwaltungsmodernisierungsbedingte Zuständigkeitsverlagerungen " * 60 + "."
    document = small_strategy(
        *(section(f"s{at}", paragraph(f"p{at}", easy + str(at))) for at in range(7)),
        section("hard", paragraph("ph", hard)),
    )
    assert [each for each in found(document) if each[0] == "hard-to-read"] == [
        ("hard-to-read", "hard")
    ]


def test_the_index_is_words_to_a_sentence_and_the_share_of_long_ones():
    assert Counted(40, 2, 10).lix == 20 + 25
    assert Counted().lix == 0


@given(documents(), seeds(), st.integers(1, 6))
@example(make_document(2624527900, 51), 2627673676, 2)
def test_following_edits_finds_what_a_fresh_check_finds(document, seed, count):
    random, live = Random(seed), LiveCheck()
    for _ in range(count):
        assert live.run(document.root) == check(document)
        document = roughly_changed(document, random)
    assert live.run(document.root) == check(document)
