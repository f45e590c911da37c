"""Conflicts are kept in the file, and settled there by hand or by a file of choices."""

from __future__ import annotations

import json
from itertools import count

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.errors import CannotRead, UserError
from strategy_editor.merging.choices import Choices, read_choices, settle
from strategy_editor.merging.resolve import CannotResolve, Choice, choices_for, resolve
from strategy_editor.merging.sides import Returned
from strategy_editor.merging.stored import (
    bare,
    conflicts_in,
    still_open,
    with_conflicts,
    without_conflicts,
)
from strategy_editor.merging.three_way import merge, merge_all
from strategy_editor.schema.catalog import VERSION, current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import parse, to_document
from strategy_editor.validation.check import check, schema_problems
from strategy_editor.validation.problem import Severity
from tests.merging.test_laws import changed, valid_edits
from tests.merging.test_outcomes import SENTENCE, in_fields, nested, one, said
from tests.short import goal, measure, paragraph, section, small_strategy
from tests.strategies import documents, seeds


def new_ids():
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def merged(base: Document, ours: Document, theirs: Document) -> Document:
    result = merge(base, ours, theirs)
    return with_conflicts(result.document, result.conflicts)


def settled(document: Document, take: str, **more: str) -> Document:
    (conflict,) = conflicts_in(document.root)
    result = resolve(document, conflict, Choice(take, **more), new_ids())
    assert conflicts_in(result.root) == []
    assert schema_problems(result) == []
    return result


def reread(document: Document, tmp_path) -> Document:
    data = to_bytes(document, current_schema().mixed_tags)
    again = to_document(parse(tmp_path, data))
    assert to_bytes(again, current_schema().mixed_tags) == data
    return again


@given(documents(60), seeds(), seeds(), st.integers(1, 5))
@settings(deadline=None)
def test_conflicts_can_be_saved_and_read_again(tmp_path_factory, base, one_, other, count_):
    assume(base.root.child("conflicts") is None)
    result = merge(base, changed(base, one_, count_), changed(base, other, count_))
    assume(result.document.root.child("conflicts") is None)
    document = with_conflicts(result.document, result.conflicts)
    assert tuple(conflicts_in(document.root)) == result.conflicts
    again = reread(document, tmp_path_factory.getbasetemp() / "x.xml")
    assert tuple(conflicts_in(again.root)) == result.conflicts
    left = without_conflicts(document, [each.id for each in result.conflicts])
    assert left.root.with_attribute("version", "") == result.document.root.with_attribute(
        "version", ""
    )


def words_since(text: str, since: str, take: str, theirs: str) -> str:
    """Settle a conflict about a text after something else was written into it."""
    document = merged(said("Anfang."), said(text), said(theirs))
    document = document.updated("p", lambda node: node.with_content([since]))
    return settled(document, take).node("p").text


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("ours", "Was Anna will. Mehr."),
        ("theirs", "Bert nicht. Mehr."),
        ("both", "Was Anna will. Bert nicht. Mehr."),
        ("base", "Anfang. Mehr."),
        ("as-is", "Was Anna will. Mehr."),
    ],
)
def test_what_is_written_before_a_conflict_is_settled_stays(take, expected):
    found = words_since("Was Anna will.", "Was Anna will. Mehr.", take, "Bert nicht.")
    assert sorted(found.replace(".", "").split()) == sorted(expected.replace(".", "").split())


def test_several_conflicts_about_one_text_do_not_undo_one_another():
    """Somebody fetches again and again before deciding anything."""
    document = merged(said("Anfang."), said("Eins von Anna."), said("Zwei von Bert."))
    mine = document.updated("p", lambda node: node.with_content(["Eins von Anna. Drei."]))
    theirs = document.updated("p", lambda node: node.with_content(["Eins von Anna. Vier."]))
    document = merged(document, mine, theirs)
    assert len(conflicts_in(document.root)) == 2
    for _ in range(2):
        conflict = conflicts_in(document.root)[0]
        document = resolve(document, conflict, Choice("both"), new_ids())
    text = document.node("p").text
    assert all(text.count(each) == 1 for each in ("Eins", "Zwei", "Drei", "Vier"))


def test_what_one_side_settled_is_settled_and_what_is_new_stays_open():
    settled_here = merged(said("Anfang."), said("Eins von Anna."), said("Zwei von Bert."))
    other = merged(said("Anfang."), said("Drei von Anna."), said("Vier von Bert."))
    (first,), (second,) = conflicts_in(settled_here.root), conflicts_in(other.root)
    base = settled_here
    assert [each.id for each in still_open(base, bare(base), base)] == []
    assert [each.id for each in still_open(base, base, base)] == [first.id]
    both = with_conflicts(base, [second])
    assert [each.id for each in still_open(base, bare(base), both)] == [second.id]
    assert [each.id for each in still_open(bare(base), other, base)] == [first.id, second.id]
    assert conflicts_in(bare(both).root) == []


@pytest.mark.parametrize("since", ["low", "medium"])
def test_a_value_that_was_changed_since_is_ours_too(since):
    base, ours, theirs = (
        small_strategy(goal("g1", priority=each)) for each in ("high", "medium", "low")
    )
    document = merged(base, ours, theirs)
    document = document.updated("g1", lambda node: node.with_attribute("priority", since))
    assert settled(document, "ours").node("g1").get("priority") == since
    assert settled(document, "theirs").node("g1").get("priority") == "low"


@given(documents(60), seeds(), seeds(), st.integers(1, 6), st.sampled_from(("ours", "theirs")))
@settings(deadline=None)
def test_whatever_is_chosen_the_document_stays_valid(base, one_, other, count_, take):
    ours, theirs = valid_edits(base, one_, count_), valid_edits(base, other, count_)
    result = merge(base, ours, theirs)
    document = with_conflicts(result.document, result.conflicts)
    assert schema_problems(document) == []
    for conflict in conflicts_in(document.root):
        for choice in choices_for(document, conflict):
            if choice != "value":
                try:
                    new = resolve(document, conflict, Choice(choice), new_ids())
                except UserError:
                    continue
                ids = [node.id for node in new.root.walk() if node.id is not None]
                assert len(ids) == len(set(ids))
    outcome = settle(document, Choices(rest=take), new_ids())
    assert schema_problems(outcome.document) == []


def test_a_document_with_conflicts_is_of_the_new_version_and_not_finished():
    document = merged(said(SENTENCE), said(SENTENCE + " Ja."), said(SENTENCE + " Nein."))
    assert document.root.get("version") == VERSION
    errors = [each for each in check(document) if each.severity is Severity.ERROR]
    assert [(each.rule, each.node_id, each.field) for each in errors] == [
        ("unresolved-conflict", "p", "")
    ]


TEXTS = (SENTENCE, SENTENCE.replace("2018", "2019"), SENTENCE.replace("2018", "2020"))


@pytest.mark.parametrize(
    ("take", "more", "expected"),
    [
        ("ours", {}, TEXTS[1]),
        ("theirs", {}, TEXTS[2]),
        ("base", {}, TEXTS[0]),
        ("as-is", {}, TEXTS[1]),
        ("both", {}, SENTENCE.replace("2018", "2019 2020")),
        ("value", {"value": "Von <strong>Hand</strong> &amp; Fuß"}, "Von Hand & Fuß"),
    ],
)
def test_texts(take, more, expected):
    document = settled(merged(*map(said, TEXTS)), take, **more)
    assert document.node("p").text == expected


def test_both_sentences_at_one_place():
    document = merged(said(SENTENCE), said(SENTENCE + " Ja."), said(SENTENCE + " Nein."))
    assert settled(document, "both").node("p").text == SENTENCE + " Ja. Nein."


def test_a_text_in_a_field():
    def stated(text: str) -> Document:
        return small_strategy(goal("g")).updated(
            "g", lambda node: node.with_content(
                (node.content[0], element("statement", text), *node.content[2:]))
        )  # fmt: skip

    document = merged(*map(stated, TEXTS))
    assert settled(document, "theirs") == plain_version(stated(TEXTS[2]))


def plain_version(document: Document) -> Document:
    return document.with_root(document.root.with_attribute("version", VERSION))


def test_a_field_that_one_removed():
    def reasoned(*words: str) -> Document:
        reasons = [element("rationale", each) for each in words]
        return small_strategy(goal("g")).updated(
            "g", lambda node: node.with_content(
                (*node.content[:2], *reasons, *node.content[2:]))
        )  # fmt: skip

    document = merged(reasoned("Weil."), reasoned(), reasoned("Weil es gut ist."))
    assert document.node("g").text_of("rationale") == "Weil es gut ist."
    assert settled(document, "ours") == plain_version(reasoned())
    assert settled(document, "theirs") == plain_version(reasoned("Weil es gut ist."))


def test_attributes():
    def dated(start: str) -> Document:
        return small_strategy(measure("m", **({"start": start} if start else {})))

    document = merged(dated(""), dated("2014-01-01"), dated("2015-01-01"))
    assert settled(document, "theirs") == plain_version(dated("2015-01-01"))
    assert settled(document, "base") == plain_version(dated(""))
    assert settled(document, "value", value="2016").node("m").get("start") == "2016"


def test_existence():
    base = one(paragraph("a", "A"), paragraph("b", "B"))
    ours, theirs = one(paragraph("a", "A")), one(paragraph("a", "A"), paragraph("b", "Anders"))
    document = merged(base, ours, theirs)
    assert settled(document, "ours") == plain_version(ours)
    assert settled(document, "theirs") == plain_version(theirs)
    assert settled(document, "base") == plain_version(base)


def test_what_was_put_into_what_is_removed_after_all_goes_back():
    base = nested(paragraph("a", "A"))
    ours = small_strategy(section("s1", section("e", paragraph("z", "Z"))))
    theirs = small_strategy(
        section("s1", section("d", paragraph("a", "A"), paragraph("z", "Z")), section("e"))
    )
    document = merged(base, ours, theirs)
    outcome = settle(document, Choices(rest="ours"), new_ids())
    assert outcome.document == plain_version(ours)
    outcome = settle(document, Choices(rest="theirs"), new_ids())
    assert outcome.document == plain_version(theirs)
    removal = conflicts_in(document.root)[0]
    assert removal.kind == "existence"
    alone = resolve(document, removal, Choice("ours"), new_ids())
    assert alone == plain_version(ours)


def test_places():
    document = merged(in_fields(p="f"), in_fields(p="g"), in_fields(p="h"))
    assert settled(document, "theirs") == plain_version(in_fields(p="h"))
    assert settled(document, "base") == plain_version(in_fields(p="f"))
    assert settled(document, "ours") == plain_version(in_fields(p="g"))


def test_a_place_that_is_gone():
    document = merged(in_fields(p="f"), in_fields(p="g"), in_fields(p="h"))
    document = document.updated("h", lambda _node: None)
    (conflict,) = conflicts_in(document.root)
    with pytest.raises(CannotResolve) as refused:
        resolve(document, conflict, Choice("theirs"), new_ids())
    assert refused.value.key == "error.place-is-gone"
    outcome = settle(document, Choices(rest="theirs"), new_ids())
    assert [conflict.id for conflict, _ in outcome.failed] == [conflict.id]
    assert conflicts_in(outcome.document.root) == [conflict]


def test_moves_in_a_circle_can_be_settled_either_way():
    a, b = section("a", paragraph("pa", "A")), section("b", paragraph("pb", "B"))
    base = small_strategy(section("s1", a, b))
    ours = small_strategy(section("s1", section("b", paragraph("pb", "B"), a)))
    theirs = small_strategy(section("s1", section("a", paragraph("pa", "A"), b)))
    document = merged(base, ours, theirs)
    for take, expected in (("ours", ours), ("theirs", theirs), ("base", base)):
        outcome = settle(document, Choices(rest=take), new_ids())
        assert outcome.failed == ()
        assert outcome.document == plain_version(expected)


def test_a_whole_element():
    def lists(*names: str) -> Document:
        items = [element("item", element("text", each), id=each) for each in names]
        return one(element("list", *items, id="l", kind="bullet"))

    document = merged(lists("a", "b"), lists("a"), lists("b"))
    theirs = settled(document, "theirs")
    assert {each.id for each in theirs.node("l").children} >= {"b"}
    both = settled(document, "both")
    assert [each.tag for each in both.node("s1").children] == ["title", "list", "list"]


def test_a_conflict_about_what_was_deleted_goes_with_it():
    document = merged(*map(said, TEXTS))
    document = document.updated("p", lambda _node: None)
    (conflict,) = conflicts_in(document.root)
    with pytest.raises(CannotResolve):
        resolve(document, conflict, Choice("theirs"), new_ids())
    assert conflicts_in(resolve(document, conflict, Choice("as-is"), new_ids()).root) == []


def test_footnotes_of_a_version_get_free_ids():
    def noted(words: str, *more: Node) -> Document:
        return one(paragraph("p", "Text ", words, element("footnote", words, id="fn")),
                   paragraph("q", "Ende", *more))  # fmt: skip

    document = merged(noted("eins"), noted("zwei"), noted("drei"))
    note = element("footnote", "anders", id="fn9")
    document = document.updated("q", lambda node: node.with_content(("Ende", note)))
    new = settled(document, "value", value='Neu <footnote id="fn9">hier</footnote>')
    assert new.node("fn9").text == "anders"
    assert [each.text for each in new.node("p").children] == ["hier"]


@pytest.mark.parametrize("value", ["a & b", "<strong>", "<x:y/>", "\x01", "<!DOCTYPE x>"])
def test_what_is_written_by_hand_has_to_be_xml(value):
    document = merged(*map(said, TEXTS))
    with pytest.raises(CannotResolve) as refused:
        settled(document, "value", value=value)
    assert refused.value.key == "error.choice-not-readable"


def test_foreign_names_in_a_version():
    spaces = (("x", "urn:x"),)

    def marked(words: str) -> Document:
        document = said(words, Node("{urn:x}mark", (("{urn:x}a", words),), ("hier",)), " Ende")
        return Document(document.root, namespaces=spaces)

    document = merged(marked("eins"), marked("zwei"), marked("drei"))
    assert settled(document, "theirs") == plain_version(marked("drei"))


def written(tmp_path, shape: object):
    path = tmp_path / "choices.json"
    path.write_text(json.dumps(shape), encoding="utf-8")
    return path


def test_a_file_of_choices(tmp_path):
    document = merged(*map(said, TEXTS))
    (conflict,) = conflicts_in(document.root)
    chosen = [
        {"conflict": conflict.id, "take": "theirs"}, {"conflict": "c_other", "take": "ours"},
    ]  # fmt: skip
    shape = {"format": "strategy-merge-choices/1", "choices": chosen}
    outcome = settle(document, read_choices(written(tmp_path, shape)), new_ids())
    assert outcome.document.node("p").text == TEXTS[2]
    assert outcome.unknown == ("c_other",)
    assert [choice.take for _, choice in outcome.done] == ["theirs"]


@pytest.mark.parametrize(
    ("shape", "key"),
    [
        ([], "error.choices-format"),
        ({"choices": []}, "error.choices-format"),
        ({"format": "strategy-merge-choices/1", "choices": {}}, "error.choices-shape"),
        ({"format": "strategy-merge-choices/1", "choices": ["x"]}, "error.choices-shape"),
        ({"format": "strategy-merge-choices/1", "rest": "both"}, "error.choices-shape"),
        ({"format": "strategy-merge-choices/1", "rest": ["x"]}, "error.choices-shape"),
        (
            {"format": "strategy-merge-choices/1", "choices": [{"conflict": "c", "take": "x"}]},
            "error.choices-shape",
        ),
        (
            {"format": "strategy-merge-choices/1", "choices": [{"conflict": 3, "take": "ours"}]},
            "error.choices-shape",
        ),
    ],
)
def test_files_that_are_no_choices(tmp_path, shape, key):
    with pytest.raises(CannotRead) as refused:
        read_choices(written(tmp_path, shape))
    assert refused.value.key == key


def test_a_file_of_choices_that_is_no_json(tmp_path):
    path = tmp_path / "choices.json"
    for data in (b"{", b"\xff\xfe\x00", b"[" * 100_000):
        path.write_bytes(data)
        with pytest.raises(CannotRead) as refused:
            read_choices(path)
        assert refused.value.key == "error.choices-not-json"


def test_several_versions_need_a_name(tmp_path):
    sides = [Returned(f"{number}.xml", said(SENTENCE.replace("2018", number)))
             for number in ("2019", "2020")]  # fmt: skip
    result = merge_all(said(SENTENCE), Returned("mine.xml", said(SENTENCE)), sides)
    document = with_conflicts(result.document, result.conflicts)
    with pytest.raises(CannotResolve) as refused:
        settled(document, "theirs")
    assert refused.value.key == "error.choice-of-several"
    assert "2020" in settled(document, "theirs", by="2020.xml").node("p").text
    assert "2018" in settled(document, "ours").node("p").text
    both = settled(document, "both").node("p").text
    assert "2019" in both
    assert "2020" in both
