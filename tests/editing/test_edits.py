"""Single edits and what they promise."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import COMMENT, Node, element
from strategy_editor.editing.blank import blank, random_id, renewed
from strategy_editor.editing.edits import (
    NotAllowed,
    insert,
    move,
    neighbour_place,
    place,
    remove,
    set_attribute,
    set_field,
)
from strategy_editor.editing.placement import insertable
from strategy_editor.schema.catalog import current_schema, load_validator
from strategy_editor.storage.elements import to_element
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import parse, to_document
from tests.checking import checked
from tests.edits import EDITS, edited
from tests.short import claim, field, goal, paragraph, section, small_strategy
from tests.strategies import documents, own_ids, seeds

SCHEMA = current_schema()
TODAY = date(2014, 4, 29)


def misplaced(document: Document) -> list[tuple[str, str]]:
    return [
        (each.node_id, each.field) for each in checked(document) if each.rule == "schema.unexpected"
    ]


def nodes(document: Document) -> Counter[Node]:
    """All elements with their own content, whatever hangs below them where."""
    shallow = Counter()
    for node in document.root.walk():
        own = [part for part in node.content if isinstance(part, str)]
        shallow[node.with_content(own)] += 1
    return shallow


@given(documents(), seeds(), st.integers(1, 6))
def test_no_edit_puts_anything_where_it_must_not_stand(document, seed, count):
    random = Random(seed)
    for _ in range(count):
        document = edited(document, random)
    assert misplaced(document) == []


@given(documents(budget=60), seeds(), st.integers(1, 6))
def test_what_edits_make_is_what_will_be_read(document, seed, count):
    random = Random(seed)
    for _ in range(count):
        document = edited(document, random)
    data = to_bytes(document, SCHEMA.mixed_tags)
    assert to_document(parse(Path("test.xml"), data)) == document


def test_every_kind_of_random_edit_does_something():
    """Otherwise the laws over random edits would say little."""
    from tests.strategies import make_document

    for edit in EDITS:
        changed = 0
        for seed in range(30):
            document = make_document(seed, 120)
            with suppress(NotAllowed):
                changed += edit(document, Random(seed)) != document
        assert changed > 1, edit.__name__


@given(documents(), seeds(), st.integers(0, 9))
def test_a_move_keeps_all_elements(document, seed, position):
    random = Random(seed)
    node_id, parent_id = (
        random.choice(own_ids(document.root)),
        random.choice(own_ids(document.root)),
    )
    try:
        after = move(document, SCHEMA, node_id, parent_id, position)
    except NotAllowed:
        return
    assert nodes(after) == nodes(document)
    assert after.node(node_id) == document.node(node_id)
    assert after.parent_id(node_id) == parent_id


@given(documents(), seeds())
def test_up_and_down_again_is_where_it_was(document, seed):
    random = Random(seed)
    node_id = random.choice(own_ids(document.root))
    for step in (1, -1):
        there = neighbour_place(document, SCHEMA, node_id, step)
        if there is None:
            continue
        moved = move(document, SCHEMA, node_id, *there)
        back = neighbour_place(moved, SCHEMA, node_id, -step)
        assert back is not None
        again = move(moved, SCHEMA, node_id, *back)
        assert [node.id for node in again.root.walk()] == [node.id for node in document.root.walk()]
        parent, _ = place(document, node_id)
        if not any(isinstance(part, Node) and part.id is None for part in parent.content):
            assert again == document


def test_one_place_down_changes_places_with_the_next():
    comment = Node(COMMENT, (), ("between",))
    document = small_strategy(section("x", paragraph("a"), comment, paragraph("b"), section("y")))
    found = neighbour_place(document, SCHEMA, "a", 1)
    assert found is not None
    after = move(document, SCHEMA, "a", *found)
    assert [each.id for each in after.node("x").children] == [None, "b", "a", "y"]
    assert neighbour_place(after, SCHEMA, "a", 1) is None
    assert neighbour_place(after, SCHEMA, "b", -1) is None
    assert neighbour_place(document, SCHEMA, document.root.id, 1) is None


def test_a_move_within_one_parent_counts_places_before_taking_out():
    document = small_strategy(section("x", paragraph("a"), paragraph("b"), paragraph("c")))
    orders = []
    for position in range(1, 5):
        after = move(document, SCHEMA, "b", "x", position)
        orders.append("".join(each.id or "" for each in after.node("x").children))
    assert orders == ["bac", "abc", "abc", "acb"]


def footnoted(*words: str):
    parts = [element("footnote", word, id=word) if word.isupper() else word for word in words]
    return small_strategy(section("x", paragraph("p", *parts)))


def test_texts_beside_what_goes_become_one_as_when_read_again():
    document = footnoted("a", "F", "b", "G", "c")
    after = remove(document, ["F"])
    assert after.node("p").content == footnoted("ab", "G", "c").node("p").content
    assert remove(after, ["G"]).node("p").content == ("abc",)


def test_a_footnote_can_be_moved_within_its_text():
    document = footnoted("a", "F", "b", "G", "c")
    contents = [
        move(document, SCHEMA, "F", "p", position).node("p").content for position in range(6)
    ]
    orders = ["Fab Gc", "a F b Gc", "a F b Gc", "ab F Gc", "ab GF c", "ab Gc F"]
    shown = [
        "".join(part if isinstance(part, str) else part.id for part in each) for each in contents
    ]
    assert shown == [order.replace(" ", "") for order in orders]
    assert all(
        not (isinstance(one, str) and isinstance(other, str))
        for each in contents
        for one, other in pairwise(each)
    )
    assert neighbour_place(document, SCHEMA, "F", 1) is None


def test_nothing_moves_into_itself():
    document = small_strategy(section("x", section("y")))
    for parent in ("x", "y"):
        with pytest.raises(NotAllowed) as caught:
            move(document, SCHEMA, "x", parent, 0)
        assert caught.value.key == "error.into-itself"


def test_what_the_schema_refuses_is_not_inserted_or_moved():
    document = small_strategy(claim("c"), field("f", paragraph("p")))
    for edit in (
        lambda: move(document, SCHEMA, "f", "c", 0),
        lambda: insert(document, SCHEMA, "p", element("section", id="n"), 0),
        lambda: set_field(document, SCHEMA, "f", "statement", ["x"]),
    ):
        with pytest.raises(NotAllowed):
            edit()


WRITTEN = ("line", "label", "string", "file-name", "anyURI")
"""What people write in their own words: a new element does not invent them."""


@settings(max_examples=12)
@given(documents(budget=60), seeds())
def test_a_blank_element_needs_nothing_but_references_and_texts(document, seed):
    parent = document.node(Random(seed).choice(own_ids(document.root)))
    for tag in insertable(SCHEMA, parent):
        after = insert(document, SCHEMA, parent.id, blank(SCHEMA, tag, "Neu", TODAY), 99)
        rules = {each.rule for each in checked(after) if each.rule.startswith("schema")}
        assert rules <= {"schema.attribute-missing", "schema.empty"}


@pytest.mark.parametrize("tag", sorted({*SCHEMA.elements} - {"strategy"}))
def test_what_a_blank_element_lacks_is_for_the_author_to_choose(tag):
    validator = load_validator()
    made = blank(SCHEMA, tag, "Neu", TODAY)
    validator.validate(to_element(made))
    for error in validator.error_log:
        assert "is required but missing" in error.message or "alt-text" in error.message
    for node in made.walk():
        for attribute in SCHEMA.elements[node.tag].attributes:
            if attribute.required and not node.get(attribute.name):
                kind = attribute.value_type.name
                assert kind in ("reference", "references", "hash", *WRITTEN), attribute.name
                assert attribute.name not in ("title", "label", "name", "law", "short", "singular")


def test_fresh_ids_are_valid_and_different():
    ids = {random_id() for _ in range(200)}
    assert len(ids) == 200
    for node_id in ids:
        assert node_id.isalnum()
        assert len(node_id) <= 37


def test_a_copy_has_ids_of_its_own_and_refers_to_itself():
    original = goal(
        "g",
        element("relation", id="r", type="depends-on", target="g"),
        element("measure", element("title", "g"), id="m", goals="g other", contact="m"),
        horizon="h",
    )
    number = iter(range(100))
    copied = renewed(original, lambda: f"n{next(number)}")
    assert copied.id == "n0"
    assert copied.child("relation").get("target") == "n0"
    found = copied.child("measure")
    assert found.get("goals") == "n0 other"
    assert (found.get("contact"), found.text, copied.get("horizon")) == ("m", "g", "h")
    assert {each.id for each in copied.walk()}.isdisjoint({"g", "r", "m"})


@given(documents())
def test_a_copy_of_everything_has_the_same_shape(document):
    copied = renewed(document.root)
    assert [node.tag for node in copied.walk()] == [node.tag for node in document.root.walk()]
    assert copied.text == document.root.text
    rules = [each.rule for each in checked(Document(copied))]
    assert rules == [each.rule for each in checked(document)]


def test_an_attribute_is_set_changed_and_taken_away():
    document = small_strategy(goal("g"))
    after = set_attribute(document, "g", "priority", "high\x00")
    assert after.node("g").get("priority") == "high"
    assert set_attribute(after, "g", "priority", "high") is after
    for nothing in (None, "", "\x00"):
        assert set_attribute(after, "g", "priority", nothing) == document
    assert set_attribute(document, "g", "priority", None) is document
    with pytest.raises(KeyError):
        set_attribute(document, "missing", "priority", "high")


def test_a_field_is_added_where_the_schema_wants_it():
    document = small_strategy(goal("g"))
    after = set_field(document, SCHEMA, "g", "rationale", ["because"])
    assert [each.tag for each in after.node("g").children] == [
        "title", "statement", "rationale", "responsibility",
    ]  # fmt: skip
    assert set_field(after, SCHEMA, "g", "rationale", None) == document
    assert set_field(document, SCHEMA, "g", "rationale", None) is document


def test_a_field_keeps_its_attributes_and_its_place():
    document = small_strategy(goal("g")).updated(
        "g",
        lambda node: node.with_content(
            part.with_attribute("{urn:x}mark", "1") for part in node.content
        ),
    )
    after = set_field(document, SCHEMA, "g", "statement", ["new ", element("strong", "bold"), "!"])
    statement = after.node("g").child("statement")
    assert statement.get("{urn:x}mark") == "1"
    assert statement.content == ("new ", element("strong", "bold"), "!")
    assert set_field(after, SCHEMA, "g", "statement", statement.content) is after


def test_texts_of_a_field_are_joined_and_cleaned():
    document = set_field(
        small_strategy(goal("g")), SCHEMA, "g", "title", ["a", "", "\x07b", "\x00"]
    )
    assert document.node("g").child("title").content == ("ab",)


def test_the_second_of_several_fields_can_be_changed():
    document = small_strategy()
    # A further one comes first; they stand as three, two, one.
    for number, word in enumerate(("one", "two", "three")):
        document = set_field(document, SCHEMA, "metadata", "keyword", [word], number)
    document = set_field(document, SCHEMA, "metadata", "keyword", ["TWO"], 1)
    document = set_field(document, SCHEMA, "metadata", "keyword", None, 0)
    found = document.node("metadata").children_of("keyword")
    assert [each.text for each in found] == ["TWO", "one"]


def test_several_elements_go_with_all_below_them():
    document = small_strategy(section("x", section("y")), section("z"))
    after = remove(document, ["x", "y", "missing"])
    assert [each for each in ("x", "y", "z") if each in after] == ["z"]
