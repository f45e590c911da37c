"""The defined outcomes: what is taken, and what is a conflict about what."""

from __future__ import annotations

from functools import cache

import pytest

from strategy_editor.document.document import Document
from strategy_editor.document.node import COMMENT, INSTRUCTION, Node, element
from strategy_editor.editing.annotations import all_annotations, annotate
from strategy_editor.editing.edits import set_attribute
from strategy_editor.merging.resolve import Choice, proposal, resolve
from strategy_editor.merging.three_way import merge
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.validation.check import check, schema_problems
from strategy_editor.validation.problem import Severity
from tests.merging.judging import wrong_cases
from tests.short import claim, field, goal, measure, paragraph, section, small_strategy, subgoal
from tests.stress.grow import grow
from tests.stress.three import three_sides

SENTENCE = "Die Verwaltung bietet alle Leistungen bis Ende 2018 auch im Netz an."


def one(*blocks: Node, **parts) -> Document:
    return small_strategy(section("s1", *blocks), **parts)


def said(*content: Node | str) -> Document:
    return one(paragraph("p", *content))


def kinds(result):
    assert schema_problems(result.document) == []
    return [(each.kind, each.target, each.field) for each in result.conflicts]


def ids(document: Document, node_id: str) -> list[str]:
    return [each.id for each in document.node(node_id).children if each.id]


def merged_text(base: str, ours: str, theirs: str):
    result = merge(said(base), said(ours), said(theirs))
    return result.document.node("p").text, kinds(result)


# Words


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("Leistungen", "Dienste"), ("2018", "2020"), "alle Dienste bis Ende 2020"),
        (("Die Verwaltung", "Der Freistaat"), ("an.", "an. Punkt."), "Der Freistaat bietet"),
        (("alle ", ""), ("auch ", ""), "bietet Leistungen bis Ende 2018 im Netz"),
        (("alle", "alle"), ("Netz", "Internet"), "auch im Internet an"),
        (("2018", "2019"), ("2018", "2019"), "bis Ende 2019 auch"),
    ],
)
def test_different_words_of_a_text_are_all_taken(ours, theirs, expected):
    text, found = merged_text(SENTENCE, SENTENCE.replace(*ours), SENTENCE.replace(*theirs))
    assert expected in text
    assert found == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("2018", "2019"), ("2018", "2020")),
        (("Ende 2018", "2019"), ("2018 auch", "2020")),
        (("bis", "ab"), ("Ende", "Anfang")),
        (("an.", "an. Ja."), ("an.", "an. Nein.")),
        (("bis Ende 2018 ", ""), ("2018", "2020")),
    ],
)
def test_words_that_overlap_or_touch_are_a_conflict(ours, theirs):
    base, mine, other = SENTENCE, SENTENCE.replace(*ours), SENTENCE.replace(*theirs)
    text, found = merged_text(base, mine, other)
    assert found == [("text", "p", "")]
    assert text == mine


def test_a_conflict_has_what_each_side_wrote_and_nothing_that_nobody_did():
    ours = SENTENCE.replace("2018", "2019").replace("alle ", "")
    theirs = SENTENCE.replace("2018", "2020").replace("im Netz", "mobil")
    result = merge(said(SENTENCE), said(ours), said(theirs))
    (conflict,) = result.conflicts
    assert conflict.base.value == SENTENCE
    assert conflict.variant("ours").value == ours
    assert conflict.variant("theirs").value == theirs
    assert result.document.node("p").text == ours
    assert not result.taken
    merged = "Die Verwaltung bietet Leistungen bis Ende {} auch mobil an."
    assert proposal(conflict) == (merged.format(2019),)
    both = resolve(result.document, conflict, Choice("both"))
    assert both.node("p").text == merged.format("2019 2020")


def test_markup_and_words_go_together():
    ours = said("Alle ", element("strong", "Ämter und Gemeinden"), " sind im Netz.")
    theirs = said("Alle Ämter und Gemeinden sind im Internet.")
    result = merge(said("Alle Ämter und Gemeinden sind im Netz."), ours, theirs)
    assert kinds(result) == []
    assert result.document.node("p").content == (
        "Alle ", element("strong", "Ämter und Gemeinden"), " sind im Internet.",
    )  # fmt: skip


def test_a_word_within_what_the_other_has_emphasised():
    ours = said("Alle ", element("strong", "großen Ämter und Gemeinden hier"), " sind im Netz.")
    theirs = said("Alle großen Ämter und Städte hier sind im Netz.")
    result = merge(said("Alle großen Ämter und Gemeinden hier sind im Netz."), ours, theirs)
    assert kinds(result) == []
    strong = result.document.node("p").child("strong")
    assert strong is not None
    assert strong.text == "großen Ämter und Städte hier"


def test_markup_that_would_cross_is_a_conflict():
    base = said("eins zwei drei vier fünf sechs sieben")
    ours = said("eins ", element("strong", "zwei drei vier"), " fünf sechs sieben")
    theirs = said("eins zwei drei", element("emphasis", " vier fünf"), " sechs sieben")
    result = merge(base, ours, theirs)
    assert kinds(result) == [("text", "p", "")]
    assert result.document == ours


def test_references_footnotes_and_links_are_kept():
    note = element("footnote", "Siehe Anlage.", id="fn")
    link = element("link", "Portal", href="https://example.org")
    ours = said("Der Text", note, " nennt das Amt und mehr.")
    theirs = said("Der Text nennt das Amt und ", link, ".")
    result = merge(said("Der Text nennt das Amt und mehr."), ours, theirs)
    assert kinds(result) == []
    assert result.document.node("p").content == ("Der Text", note, " nennt das Amt und ", link, ".")


def test_words_within_a_footnote():
    def noted(words: str) -> Document:
        return said("Text", element("footnote", words, id="fn"), " weiter.")

    result = merge(
        noted("Siehe Anlage eins auf Seite vier."),
        noted("Siehe Anhang eins auf Seite vier."),
        noted("Siehe Anlage eins auf Seite fünf."),
    )
    assert kinds(result) == []
    assert result.document.node("fn").text == "Siehe Anhang eins auf Seite fünf."


def test_a_footnote_removed_by_one_and_changed_by_the_other():
    def noted(*words: str) -> Document:
        notes = [element("footnote", each, id="fn") for each in words]
        return said("Text", *notes, " weiter.")

    result = merge(noted("Alt und gut."), noted(), noted("Neu und gut."))
    assert kinds(result) == [("text", "p", "")]


def test_a_footnote_moved_by_one_from_a_text_that_the_other_changed_is_not_lost():
    def two(first: tuple[Node | str, ...], second: tuple[Node | str, ...]) -> Document:
        return one(paragraph("p", *first), paragraph("q", *second))

    def note(words: str = "Siehe Anlage.") -> Node:
        return element("footnote", words, id="fn")

    base = two(("Eins", note(), " zwei."), ("Drei vier.",))
    ours = two(("Eins", note("Siehe Anhang."), " zwei."), ("Drei vier.",))
    theirs = two(("Eins zwei.",), ("Drei vier.", note()))
    result = merge(base, ours, theirs)
    assert kinds(result) == [("text", "p", "")]
    notes = [each for each in result.document.root.walk() if each.tag == "footnote"]
    assert sorted(each.text for each in notes) == ["Siehe Anhang.", "Siehe Anlage."]
    assert len({each.id for each in notes}) == 2


# Elements


def test_edits_apart_and_moves_are_both_taken():
    base = one(paragraph("a", "A"), paragraph("b", "B"), paragraph("c", "C"))
    ours = one(paragraph("c", "C"), paragraph("a", "A"), paragraph("b", "B"))
    theirs = one(paragraph("a", "A"), paragraph("b", "B"), paragraph("c", "Anders"))
    result = merge(base, ours, theirs)
    assert kinds(result) == []
    assert ids(result.document, "s1") == ["c", "a", "b"]
    assert result.document.node("c").text == "Anders"


def test_removed_against_changed_stays():
    base = one(paragraph("a", "A"), paragraph("b", "B"))
    ours, theirs = one(paragraph("a", "A")), one(paragraph("a", "A"), paragraph("b", "Anders"))
    for mine, other in ((ours, theirs), (theirs, ours)):
        result = merge(base, mine, other)
        assert kinds(result) == [("existence", "b", "")]
        assert result.document.node("b").text == "Anders"


def nested(*inner: Node) -> Document:
    return small_strategy(section("s1", section("d", *inner), section("e", paragraph("z", "Z"))))


def test_an_addition_below_what_the_other_removed_is_a_conflict_about_that():
    base = nested(paragraph("a", "A"), paragraph("b", "B"))
    ours = small_strategy(section("s1", section("e", paragraph("z", "Z"))))
    theirs = nested(paragraph("a", "A"), paragraph("b", "B"), paragraph("n", "Neu"))
    result = merge(base, ours, theirs)
    assert kinds(result) == [("existence", "d", "")]
    assert ids(result.document, "d") == ["a", "b", "n"]
    (conflict,) = result.conflicts
    assert conflict.variant("ours").value is None
    assert "Neu" in (conflict.variant("theirs").value or "")


def test_a_change_deep_below_what_the_other_removed_keeps_the_whole():
    base = nested(section("f", paragraph("a", "A"), paragraph("b", "B")))
    theirs = nested(section("f", paragraph("a", "Anders"), paragraph("b", "B")))
    ours = small_strategy(section("s1", section("e", paragraph("z", "Z"))))
    result = merge(base, ours, theirs)
    assert kinds(result) == [("existence", "d", "")]
    assert ids(result.document, "f") == ["a", "b"]


def test_a_move_below_what_the_other_removed_is_a_conflict_and_may_go_back():
    base = nested(paragraph("a", "A"))
    ours = small_strategy(section("s1", section("e", paragraph("z", "Z"))))
    theirs = small_strategy(
        section("s1", section("d", paragraph("a", "A"), paragraph("z", "Z")), section("e"))
    )
    result = merge(base, ours, theirs)
    assert kinds(result) == [("existence", "d", ""), ("place", "z", "")]
    assert "z" in result.document


def test_what_was_moved_out_before_the_rest_was_removed_is_simply_moved():
    base = nested(paragraph("a", "A"), paragraph("b", "B"))
    ours = small_strategy(section("s1", section("e", paragraph("z", "Z"), paragraph("a", "A"))))
    theirs = nested(paragraph("a", "Anders"), paragraph("b", "B"))
    result = merge(base, ours, theirs)
    assert kinds(result) == []
    assert ids(result.document, "e") == ["z", "a"]
    assert result.document.node("a").text == "Anders"
    assert "d" not in result.document


def test_what_is_referred_to_anew_is_not_removed_without_a_question():
    base = small_strategy(section("s1", paragraph("a", "A"), paragraph("b", "B")))
    ours = small_strategy(section("s1", paragraph("a", "A")))
    reference = element("cross-reference", target="b")
    theirs = small_strategy(section("s1", paragraph("a", "Siehe ", reference), paragraph("b", "B")))
    result = merge(base, ours, theirs)
    assert kinds(result) == [("existence", "b", "")]
    assert [each for each in check(result.document) if each.rule == "dangling-reference"] == []


def in_fields(**places: str) -> Document:
    fields = [
        field(name, *[paragraph(key, key) for key, at in places.items() if at == name])
        for name in ("f", "g", "h")
    ]
    return small_strategy(*fields)


def test_both_moved_to_different_parents():
    result = merge(in_fields(p="f"), in_fields(p="g"), in_fields(p="h"))
    assert kinds(result) == [("place", "p", "")]
    assert ids(result.document, "g") == ["p"]
    (conflict,) = result.conflicts
    assert conflict.base.place is not None
    places = [each.place.parent for each in conflict.variants if each.place is not None]
    assert places == ["f", "g", "h"]


def test_both_moved_to_the_same_parent():
    result = merge(in_fields(p="f"), in_fields(p="g"), in_fields(p="g"))
    assert kinds(result) == []
    assert ids(result.document, "g") == ["p"]


def test_moves_in_a_circle():
    def two(outer: Node) -> Document:
        return small_strategy(outer) if outer.id == "s1" else outer

    a, b = section("a", paragraph("pa", "A")), section("b", paragraph("pb", "B"))
    base = small_strategy(section("s1", a, b))
    ours = small_strategy(section("s1", section("b", paragraph("pb", "B"), a)))
    theirs = small_strategy(section("s1", section("a", paragraph("pa", "A"), b)))
    for mine, other in ((ours, theirs), (theirs, ours)):
        result = merge(base, mine, other)
        assert kinds(result) == [("place", "a", ""), ("place", "b", "")] or kinds(result) == [
            ("place", "b", ""), ("place", "a", ""),
        ]  # fmt: skip
        assert result.document == mine


def test_insertions_at_one_place_are_all_kept_whoever_is_asked_first():
    base = one(paragraph("a", "A"), paragraph("b", "B"))
    ours = one(paragraph("a", "A"), paragraph("o1", "O"), paragraph("o2", "P"), paragraph("b", "B"))
    theirs = one(paragraph("a", "A"), paragraph("t1", "T"), paragraph("b", "B"))
    result = merge(base, ours, theirs)
    assert kinds(result) == []
    assert ids(result.document, "s1") == ["a", "o1", "o2", "t1", "b"]
    assert merge(base, theirs, ours).document == result.document


def test_fields_and_children_stand_where_the_schema_wants_them():
    base = small_strategy(goal("g"))
    ours = base.updated("g", lambda node: node.with_content(
        (*node.content[:2], element("rationale", "Weil."), *node.content[2:])))  # fmt: skip
    theirs = base.updated("g", lambda node: node.with_content(
        (*node.content[:2], element("qualitative-reason", "So."), *node.content[2:],
         measure("m"))))  # fmt: skip
    result = merge(base, ours, theirs)
    assert kinds(result) == []
    tags = [each.tag for each in result.document.node("g").children]
    assert tags == [
        "title", "statement", "rationale", "qualitative-reason", "responsibility", "measure",
    ]  # fmt: skip


def test_attributes_one_by_one():
    def with_dates(**dates: str) -> Document:
        return small_strategy(measure("m", **dates))

    base = with_dates(start="2014-01-01", end="2015-01-01")
    ours = with_dates(start="2014-02-02", end="2015-01-01")
    theirs = with_dates(start="2014-01-01", end="2016-01-01", priority="1")
    result = merge(base, ours, theirs)
    assert result.document.node("m").get("start") == "2014-02-02"
    assert result.document.node("m").get("end") == "2016-01-01"
    third = with_dates(start="2014-03-03", end="2015-01-01")
    assert kinds(merge(base, ours, third)) == [("attribute", "m", "@start")]


def test_lists_of_references_are_joined():
    def serving(goals: str) -> Document:
        many = [goal(f"g{number}") for number in range(5)]
        return small_strategy(*many, measure("m", goals=goals))

    result = merge(serving("g0 g1"), serving("g0 g1 g2"), serving("g1 g3"))
    assert kinds(result) == []
    assert result.document.node("m").get("goals") == "g1 g2 g3"


def test_different_kinds_of_one_element_are_a_conflict_about_the_whole():
    base = small_strategy(field("f", claim("c", goal("g", measure("m")))))
    ours = small_strategy(field("f", claim("c", goal("x", subgoal("g", measure("m"))))))
    plain = element("title", "g"), element("statement", "g")
    theirs = small_strategy(field("f", claim("c", element("measure", *plain, id="g"))))
    result = merge(base, ours, theirs)
    assert schema_problems(result.document) == []
    assert {each.target for each in result.conflicts} >= {"g"}


def test_two_of_what_there_may_be_one_is_a_conflict_about_the_whole():
    def item(node_id: str, *inner: Node) -> Node:
        return element("item", element("text", node_id), *inner, id=node_id)

    def sublist(node_id: str) -> Node:
        return element("list", item(f"i{node_id}"), id=node_id, kind="bullet")

    def lists(*items: Node) -> Document:
        return one(element("list", *items, id="l", kind="bullet"))

    base = lists(item("a", sublist("x")), item("b", sublist("y")), item("c"))
    ours = lists(item("a"), item("b", sublist("y")), item("c", sublist("x")))
    theirs = lists(item("a", sublist("x")), item("b"), item("c", sublist("y")))
    result = merge(base, ours, theirs)
    assert kinds(result) == [("element", "c", "")]
    assert ids(result.document, "c") == ["x"]
    assert {"x", "y", "ix", "iy"} <= {node.id for node in result.document.root.walk()}


def test_a_list_of_which_each_removed_one_of_two_items_is_a_conflict():
    def lists(*names: str) -> Document:
        items = [element("item", element("text", each), id=each) for each in names]
        return one(element("list", *items, id="l", kind="bullet"))

    result = merge(lists("a", "b"), lists("a"), lists("b"))
    assert kinds(result) == [("element", "l", "")]
    assert ids(result.document, "l") == ["a"]


def test_comments_instructions_and_foreign_elements_survive():
    def with_extras(*names: str) -> Document:
        document = said("Text")
        extras = [Node(COMMENT, (), (name,)) for name in names]
        foreign = [Node("{urn:x}note", (("by", name),), (name,)) for name in names]
        root = document.root.with_content((*extras, *document.root.content, *foreign))
        prolog = tuple(Node(INSTRUCTION, (("target", "do"),), (name,)) for name in names)
        return Document(root, prolog, prolog, (("x", "urn:x"),))

    result = merge(with_extras("a"), with_extras("a", "b"), with_extras("a", "c"))
    assert kinds(result) == []
    inside = [
        part.text if part.is_element else part.content[0] for part in result.document.root.content
    ]
    assert [each for each in inside if each in {"a", "b", "c"}] == ["a", "b", "c", "a", "b", "c"]
    assert [each.content[0] for each in result.document.prolog] == ["a", "b", "c"]
    assert [each.content[0] for each in result.document.epilog] == ["a", "b", "c"]


@cache
def planted(blocks: int, seed: int):
    base = grow(blocks, seed)
    ours, theirs, truth = three_sides(base, seed)
    return merge(base, ours, theirs), truth


@pytest.mark.parametrize(("blocks", "seed"), [(600, 1), (1200, 2), (2000, 3)])
def test_every_planted_case_has_the_outcome_expected_of_it(blocks, seed):
    result, truth = planted(blocks, seed)
    assert wrong_cases(result, truth) == []
    expected = sorted(case["id"] for case in truth["cases"] if case["conflict"])
    assert sorted(each.target for each in result.conflicts) == expected
    assert [p for p in check(result.document) if p.severity is Severity.ERROR] == []


def test_roster_dispositions_and_annotations_of_the_sample_survive():
    base = read(shipped("samples") / "egov-2014.xml").document
    lineage = base.root.child("lineage")
    assert lineage is not None
    first, second, *_ = [each.id or "" for each in lineage.children_of("disposition")]
    goal_id = next(each.id or "" for each in base.root.walk() if each.tag == "goal")
    ours = set_attribute(base, first, "document", "Bericht 2013")
    theirs = set_attribute(base, second, "document", "Bericht 2014")
    theirs = annotate(theirs, goal_id, "Bitte prüfen", "smf", "2014-04-29T12:00:00")
    result = merge(base, ours, theirs)
    assert kinds(result) == []
    merged = result.document.root.child("lineage")
    assert merged is not None
    assert merged.children_of("predecessor") == lineage.children_of("predecessor")
    assert len(merged.children) == len(lineage.children)
    assert result.document.node(first).get("document") == "Bericht 2013"
    assert result.document.node(second).get("document") == "Bericht 2014"
    assert [each.author for each in all_annotations(result.document.root)][-1] == "smf"


def test_roots_with_ids_of_their_own_are_no_conflict():
    def called(node_id: str, text: str) -> Document:
        document = said(text)
        return document.with_root(document.root.with_attribute("id", node_id))

    result = merge(said(SENTENCE), called("o", SENTENCE + " Ja."), called("t", SENTENCE))
    assert kinds(result) == []
    assert result.document.root.id == "o"
