"""Rules for those who write: the list of abbreviations, words before references, typography."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation import fixes as fixing
from strategy_editor.validation.fixes.fix import Fix, Means
from strategy_editor.validation.problem import Problem
from strategy_editor.validation.rules.typography import tidied
from tests.checking import checked
from tests.short import claim, goal, measure, paragraph, section, small_strategy

RULES = {
    "listed-but-unused", "short-form-not-listed", "other-kind-named", "typography-blank",
    "typography-dash", "typography-soft-hyphen", "long-title", "long-statement",
}  # fmt: skip
NBSP = "\u00a0"
MEANS = Means(current_schema(), date(2024, 5, 14), lambda tag: f"Text {tag}")


def german(document: Document) -> Document:
    return document.with_root(document.root.with_attribute("xml:lang", "de"))


def found(document: Document) -> list[tuple[str, str, str]]:
    return [
        (each.rule, each.node_id, each.field) for each in checked(document) if each.rule in RULES
    ]


def fixes(document: Document, problem: Problem) -> list[Fix]:
    return fixing.fixes(document, problem, MEANS)


def listing(*shorts: str) -> Node:
    entries = [
        element("abbreviation", id=f"ab{at}", short=short, long="Lang")
        for at, short in enumerate(shorts)
    ]
    return element("abbreviations", element("title", "Abkürzungen"), *entries, id="abs")


def reference(target: str, **attributes: str) -> Node:
    return element("cross-reference", target=target, **attributes)


def test_a_listed_abbreviation_that_nobody_uses_is_found_and_removed():
    document = german(
        small_strategy(
            section("s1", paragraph("p", "Das OZG und die IT-Planung, z. B. beim BSI.".replace(
                "z. B.", f"z.{NBSP}B."))),
            listing("OZG", "IT", "LGov", "z.\u00a0B.", "BSI"),
        )
    )  # fmt: skip
    assert found(document) == [("listed-but-unused", "ab2", "@short")]
    (problem,) = [each for each in checked(document) if each.rule == "listed-but-unused"]
    fix = next(each for each in fixes(document, problem) if each.key == "remove")
    assert found(fix.edit(document, "")) == []


def test_an_abbreviation_in_a_quotation_or_a_note_counts_as_used():
    quoted = element("quotation", element("text", "Die LGov gilt."), id="q")
    document = german(small_strategy(section("s1", quoted), listing("LGov")))
    assert found(document) == []


def test_an_explained_abbreviation_belongs_into_the_list_that_there_is():
    text = paragraph("p", "Das Onlinezugangsgesetz (OZG) gilt, das OZG auch.")
    assert found(german(small_strategy(section("s1", text)))) == []
    document = german(small_strategy(section("s1", text), listing()))
    assert found(document) == [("short-form-not-listed", "p", "")]
    (problem,) = [each for each in checked(document) if each.rule == "short-form-not-listed"]
    fix = next(each for each in fixes(document, problem) if each.asks_text)
    assert found(fix.edit(document, "Onlinezugangsgesetz")) == []


@pytest.mark.parametrize(
    ("before", "target", "is_wrong"),
    [
        ("siehe Ziel ", "g", False), ("nach den Zielen ", "g", False), ("siehe ", "g", False),
        ("siehe Maßnahme ", "g", True), ("mit den Maßnahmen\u00a0", "g", True),
        ("siehe Maßnahme ", "m", False), ("siehe Ziel ", "m", True), ("Ziel ist ", "m", False),
        ("das Ziel: ", "m", False),
    ],
)  # fmt: skip
def test_the_word_before_a_reference_is_the_one_for_its_target(before, target, is_wrong):
    document = german(
        small_strategy(
            section("s1", paragraph("p", before, reference(target))),
            claim("c", goal("g"), goal("g2", measure("m"))),
        )
    )
    assert [each for each in found(document) if each[0] == "other-kind-named"] == (
        [("other-kind-named", "p", "")] if is_wrong else []
    )


def test_the_right_word_is_put_before_a_reference():
    document = german(
        small_strategy(
            section("s1", paragraph("p", "Die Maßnahme ", reference("g"), " hilft.")),
            claim("c", goal("g")),
        )
    )
    (problem,) = [each for each in checked(document) if each.rule == "other-kind-named"]
    fix = next(each for each in fixes(document, problem) if each.key == "spelling")
    after = fix.edit(document, "")
    assert after.node("p").content[0] == "Die Ziel "
    assert found(after) == []


def test_a_title_in_place_of_a_number_may_follow_any_word():
    document = german(
        small_strategy(
            section("s1", paragraph("p", "Die Maßnahme ", reference("g", show="title"))),
            claim("c", goal("g")),
        )
    )
    assert found(document) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Das gilt z. B. hier.", "blank"), ("Das gilt z.B. hier.", "blank"),
        ("nach § 17 des Gesetzes", "blank"), ("d. h. dann", "blank"),
        (f"z.{NBSP}B. und §{NBSP}17 und §§{NBSP}3", ""), ("Teil z. Zt. offen", ""),
        ("Das ist - kurz gesagt - so.", "dash"), ("Ein- und Ausgabe, 2014–2020", ""),
        ("Ver\u00adwaltung", "soft-hyphen"), ("", ""), ("§", ""), ("- ", ""),
    ],
)  # fmt: skip
def test_marks_that_are_not_set_well_are_found_and_set(text, rule):
    document = german(small_strategy(section("s1", paragraph("p", text or "x"))))
    expected = [(f"typography-{rule}", "p", "")] if rule else []
    assert found(document) == expected
    for problem in [each for each in checked(document) if each.rule in RULES]:
        (fix,) = [each for each in fixes(document, problem) if each.key == "typography"]
        assert found(fix.edit(document, "")) == []


@given(st.text(alphabet="zBdhu.§ 1-\u00ad\u00a0ab", max_size=30))
@example("§\u00ad 1")
@example("a - - b")
def test_setting_marks_twice_changes_nothing_more(text):
    assert tidied(tidied(text)) == tidied(text)


def test_long_titles_and_statements_are_found_but_not_names_of_papers():
    many = "Wort " * 40
    document = small_strategy(
        element("section", element("title", "x" * 91), id="s1"),
        claim("c", goal("g", element("statement", many + "Ende.")), goal("g2")),
    )
    assert sorted(found(document)) == [
        ("long-statement", "g", "statement"), ("long-title", "s1", "title"),
    ]  # fmt: skip
    shorter = document.updated("s1", lambda node: node.with_content((element("title", "x" * 90),)))
    assert found(shorter) == [("long-statement", "g", "statement")]
