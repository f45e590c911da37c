"""Where an element may stand is what trying every place finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.node import COMMENT, Node, element
from strategy_editor.editing.placement import (
    first_position,
    insertable,
    last_position,
    position_near,
    positions,
)
from strategy_editor.schema.catalog import current_schema
from tests.short import field, goal, paragraph, section, small_strategy
from tests.strategies import documents, own_elements

SCHEMA = current_schema()


def tried(parent: Node, tag: str) -> list[int]:
    """Put the tag at every place and ask the schema."""
    element_type = SCHEMA.elements[parent.tag]
    if tag not in element_type.child_tags:
        return []
    return [
        at
        for at in range(len(parent.content) + 1)
        if element_type.accepts(_names((*parent.content[:at], Node(tag), *parent.content[at:])))
    ]


def _names(content):
    nodes = [part for part in content if isinstance(part, Node) and part.is_element]
    return ["#any" if node.tag[0] == "{" else node.tag for node in nodes]


@given(documents(), st.data())
def test_positions_are_what_trying_every_place_finds(document, data):
    for parent in own_elements(document.root):
        element_type = SCHEMA.elements[parent.tag]
        if element_type.child_tags:
            tag = data.draw(st.sampled_from(element_type.child_tags))
            assert positions(SCHEMA, parent, tag) == tried(parent, tag), (parent, tag)


@given(st.sampled_from(sorted(SCHEMA.elements)), st.data())
def test_that_holds_for_children_in_any_order(tag, data):
    tags = [*SCHEMA.elements[tag].child_tags]
    if not tags:
        return
    children = data.draw(st.lists(st.sampled_from(tags), max_size=7))
    parent = element(tag, *map(element, children))
    for each in tags:
        assert positions(SCHEMA, parent, each) == tried(parent, each)


@pytest.mark.parametrize("tag", sorted(SCHEMA.elements))
def test_into_an_empty_element_everything_fits_that_belongs_there(tag):
    for child in SCHEMA.elements[tag].child_tags:
        assert positions(SCHEMA, Node(tag), child) == [0]


def test_comments_do_not_stand_in_the_way():
    comment = Node(COMMENT, (), ("a",))
    parent = element("section", comment, element("title"), comment, element("paragraph"), comment)
    assert positions(SCHEMA, parent, "paragraph") == [2, 3, 4, 5]
    assert positions(SCHEMA, parent, "section") == [4, 5]
    assert positions(SCHEMA, parent, "title") == []


def test_unknown_elements_and_wrong_children_have_no_place():
    assert positions(SCHEMA, Node("unknown"), "title") == []
    assert positions(SCHEMA, Node("{urn:x}a"), "title") == []
    assert positions(SCHEMA, Node("title"), "strong") == []
    assert first_position(SCHEMA, Node("title"), "strong") is None
    assert last_position(SCHEMA, Node("title"), "strong") is None
    assert position_near(SCHEMA, Node("title"), "strong", 0) is None
    assert insertable(SCHEMA, Node("unknown")) == []
    assert insertable(SCHEMA, Node("paragraph")) == []


def test_the_nearest_place_is_taken():
    parent = section("x", paragraph("p"), paragraph("q"), section("y"))
    assert position_near(SCHEMA, parent, "paragraph", 99) == 3
    assert position_near(SCHEMA, parent, "paragraph", 0) == 1
    assert position_near(SCHEMA, parent, "section", 0) == 3
    assert (
        first_position(SCHEMA, parent, "section"),
        last_position(SCHEMA, parent, "section"),
    ) == (
        3,
        4,
    )


def test_what_can_be_added_below_is_what_has_an_id_and_room():
    tags = insertable(SCHEMA, field("f", goal("g")))
    assert {"responsibility", "paragraph", "section", "claim", "goal", "measure"} <= set(tags)
    assert "title" not in tags
    assert "indicator" not in tags
    assert "lineage" in insertable(SCHEMA, small_strategy().root)
    assert "lineage" not in insertable(SCHEMA, small_strategy(lineage=[]).root)
