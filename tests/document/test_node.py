"""A node is a value."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given

from strategy_editor.document.node import COMMENT, INSTRUCTION, Node, element
from strategy_editor.document.texts import title_of
from tests.strategies import documents


def test_nodes_cannot_be_changed():
    node = element("goal", "text", id="g")
    for name in ("tag", "attributes", "content", "id", "other"):
        with pytest.raises(AttributeError):
            setattr(node, name, None)
    with pytest.raises(AttributeError):
        del node.tag


@given(documents(budget=30))
def test_copies_are_equal_and_hash_alike(document):
    root = document.root
    again = pickle.loads(pickle.dumps(root))
    assert again == root
    assert hash(again) == hash(root)
    assert again.id == root.id
    assert copy.deepcopy(root) == root


def test_what_differs_in_anything_is_not_equal():
    node = element("goal", "text", id="g")
    others = [node.with_tag("field"), node.with_attribute("id", "h"), node.with_content(["other"])]
    assert node not in others
    assert node != "goal"
    assert len({node, *others, element("goal", "text", id="g")}) == 4


def test_the_order_of_attributes_does_not_matter():
    assert element("goal", id="g", priority="low") == element("goal", priority="low", id="g")
    assert element("goal").with_attribute("b", "1").with_attribute("a", "2") == element(
        "goal", a="2", b="1"
    )


def test_underscores_stand_for_hyphens():
    assert element("goal", target_date="2016", for_="x").attributes == (
        ("for", "x"),
        ("target-date", "2016"),
    )


def test_an_attribute_can_be_set_and_taken_away():
    node = element("goal", id="g").with_attribute("priority", "low")
    assert node.get("priority") == "low"
    assert node.with_attribute("priority", None) == element("goal", id="g")
    assert node.get("missing") == ""
    assert node.with_attribute("id", None).id is None


def test_text_leaves_out_comments_and_instructions():
    node = element(
        "paragraph",
        "a",
        Node(COMMENT, (), ("no",)),
        element("strong", "b", Node(INSTRUCTION, (("target", "x"),), ("no",))),
        "c",
    )
    assert node.text == "abc"
    assert node.children == [element("strong", "b", Node(INSTRUCTION, (("target", "x"),), ("no",)))]


@given(documents(budget=60))
def test_walking_visits_each_element_once_in_document_order(document):
    def visit(node):
        yield node
        for child in node.children:
            yield from visit(child)

    assert [id(node) for node in document.root.walk()] == [
        id(node) for node in visit(document.root)
    ]


def test_the_id_of_a_foreign_element_is_none_of_ours():
    assert Node("{urn:x}a", (("id", "g"),)).id is None


def test_a_title_is_on_one_line_with_its_non_breaking_spaces():
    title = element("title", "\n  Nach\t§\u00a05\u202fa ", element("footnote", "x"), " \n")
    assert title_of(element("section", title)) == "Nach §\u00a05\u202fa"
