"""What is the same has one id after a merge, and different things have different ones."""

from __future__ import annotations

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.editing.annotations import all_annotations, annotate
from strategy_editor.merging.sides import Returned
from strategy_editor.merging.three_way import merge, merge_all
from strategy_editor.validation.check import check, schema_problems
from strategy_editor.validation.problem import Severity
from tests.short import field, goal, lead, paragraph, section, small_strategy

FIRST = paragraph("p1", "Der erste Absatz steht hier.")


def strategy(*blocks, **parts) -> Document:
    return small_strategy(section("s1", FIRST, *blocks), **parts)


def texts(document: Document, section_id: str = "s1") -> list[str]:
    return [each.text for each in document.node(section_id).children_of("paragraph")]


def kinds(result):
    return [(each.kind, each.target, each.field) for each in result.conflicts]


def test_the_same_insertion_under_different_ids_is_taken_once():
    ours = strategy(paragraph("o1", "Ein neuer Absatz."))
    theirs = strategy(paragraph("t1", "Ein neuer Absatz."))
    result = merge(strategy(), ours, theirs)
    assert result.document == ours
    assert result.conflicts == ()
    assert ("once", "o1", ("theirs",)) in [(t.kind, t.target, t.by) for t in result.taken]


def test_references_to_an_insertion_taken_once_lead_there():
    def side(new: str) -> Document:
        box = element("box", paragraph(f"{new}a", "Merke."), id=f"{new}b", kind="note")
        reference = element("cross-reference", target=f"{new}b")
        return small_strategy(section("s1", FIRST, box), section(f"{new}s", paragraph(
            f"{new}p", f"Anders {new} ", reference)))  # fmt: skip

    base = small_strategy(section("s1", FIRST))
    result = merge(base, side("x"), side("y"))
    assert result.conflicts == ()
    assert len(result.document.node("s1").children_of("box")) == 1
    assert [p for p in check(result.document) if p.rule == "dangling-reference"] == []


def test_the_same_text_at_different_places_stays_twice():
    base = strategy(paragraph("p2", "Der zweite Absatz steht hier."))
    ours = small_strategy(section("s1", paragraph("o", "Neu."), *base.node("s1").children[1:]))
    theirs = small_strategy(section("s1", *base.node("s1").children[1:], paragraph("t", "Neu.")))
    result = merge(base, ours, theirs)
    assert [each for each in texts(result.document) if each == "Neu."] == ["Neu.", "Neu."]


def test_one_new_id_for_different_things_gets_a_second_one():
    ours = strategy(paragraph("n1", "Von Katzen und Hunden ist die Rede."))
    theirs = strategy(
        paragraph("n1", "Gebühren werden jährlich angepasst."),
        paragraph("n2", "Siehe ", element("cross-reference", target="n1")),
    )
    result = merge(strategy(), ours, theirs)
    assert result.conflicts == ()
    assert sorted(texts(result.document)) == sorted([*texts(ours), *texts(theirs)[1:]])
    reference = result.document.node("n2").child("cross-reference")
    assert reference is not None
    assert result.document.node(reference.get("target")).text.startswith("Gebühren")
    assert ("renamed", ("theirs",)) in [(t.kind, t.by) for t in result.taken]


def test_one_new_id_for_another_kind_of_element_gets_a_second_one():
    ours = strategy(paragraph("n1", "Text"))
    theirs = strategy(element("quotation", element("text", "Text"), id="n1"))
    result = merge(strategy(), ours, theirs)
    assert result.conflicts == ()
    assert [each.tag for each in result.document.node("s1").children[1:]] == [
        "paragraph", "paragraph", "quotation",
    ]  # fmt: skip


def test_one_new_id_for_a_thing_worked_on_by_both_is_one_thing():
    ours = strategy(paragraph("n1", "Die Gebühren werden jährlich zum Januar angepasst."))
    theirs = strategy(paragraph("n1", "Die Gebühren werden jährlich zum Juli angepasst."))
    result = merge(strategy(), ours, theirs)
    assert kinds(result) == [("text", "n1", "")]
    assert result.document == ours


def test_lists_of_which_there_is_one_only_are_one():
    def remarked(document: Document, name: str) -> Document:
        ids = iter((f"{name}1", f"{name}2"))
        return annotate(document, "p1", f"Von {name}", name, "2014-04-29T12:00:00", None,
                        lambda: next(ids))  # fmt: skip

    base = strategy()
    result = merge(base, remarked(base, "smi"), remarked(base, "smf"))
    assert result.conflicts == ()
    assert {each.author for each in all_annotations(result.document.root)} == {"smi", "smf"}
    assert schema_problems(result.document) == []


def test_the_same_lead_named_by_both_is_one():
    def led(number: str) -> Document:
        return small_strategy(field("f1", goal("g1", lead().with_attribute("id", number))))

    base = small_strategy(field("f1", goal("g1", None)))
    result = merge(base, led("r1"), led("r2"))
    assert result.document == led("r1")
    assert [p for p in check(result.document) if p.severity is Severity.ERROR] == []


def test_three_with_the_same_insertion():
    base = strategy()
    sides = [Returned(f"{name}.xml", strategy(paragraph(name, "Neu."))) for name in "cab"]
    result = merge_all(base, Returned("mine.xml", base), sides)
    assert texts(result.document) == ["Der erste Absatz steht hier.", "Neu."]


def test_a_copy_does_not_become_what_was_moved():
    """Ours put the paragraph into a box; theirs wrote the same box and left the paragraph."""
    base = strategy()
    ours = small_strategy(section("s1", element("box", FIRST, id="b1", kind="note")))
    copy = paragraph("p2", "Der erste Absatz steht hier.")
    theirs = strategy(element("box", copy, id="b2", kind="note"))
    for one, other in ((ours, theirs), (theirs, ours)):
        result = merge(base, one, other)
        ids = [node.id for node in result.document.root.walk() if node.id]
        assert len(ids) == len(set(ids))
        assert "p1" in ids
