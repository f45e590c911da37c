"""Finding elements by id gives what a plain search gives, however old the index is."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.index import ParentIndex
from strategy_editor.document.node import Node, element
from tests.edits import edited
from tests.short import goal, paragraph, section, small_strategy
from tests.strategies import documents, own_ids, seeds


def first_path(root: Node, wanted: str) -> list[Node] | None:
    """The plain search: the first in document order."""
    if root.id == wanted:
        return [root]
    for child in root.children:
        below = first_path(child, wanted)
        if below is not None:
            return [root, *below]
    return None


def all_ids(root: Node) -> set[str]:
    return {node.id for node in root.walk() if node.id is not None}


def assert_found(document: Document, ids: set[str]) -> None:
    for node_id in ids:
        path = first_path(document.root, node_id)
        if path is None:
            assert document.find(node_id) is None
            assert node_id not in document
            continue
        assert [id(node) for node in document.path(node_id)] == [id(node) for node in path]
        assert document.node(node_id) is path[-1]
        assert node_id in document
        above = [node for node in path[:-1] if node.id is not None]
        assert document.parent(node_id) is (above[-1] if above else None)
        assert document.parent_id(node_id) == (above[-1].id if above else None)


@given(documents())
def test_every_element_is_found(document):
    assert_found(document, {*all_ids(document.root), "missing"})


@given(documents(), seeds(), st.integers(1, 6))
def test_an_index_of_another_revision_misleads_nobody(document, seed, count):
    random = Random(seed)
    revisions = [document]
    for _ in range(count):
        revisions.append(edited(revisions[-1], random))
    ids = set().union(*(all_ids(each.root) for each in revisions))
    for index_of in (revisions[0], revisions[-1]):
        index = ParentIndex(index_of.root)
        for each in revisions:
            assert_found(Document(each.root, shared_index=index), ids)


@given(documents(), seeds(), st.integers(1, 8))
def test_following_edits_equals_a_fresh_index(document, seed, count):
    random = Random(seed)
    index = ParentIndex(document.root)
    for _ in range(count):
        after = edited(document, random)
        index.follow(document.root, after.root)
        document = after
        fresh = ParentIndex(document.root)
        assert {each: index.parent_id(each) for each in own_ids(document.root)} == {
            each: fresh.parent_id(each) for each in own_ids(document.root)
        }
        assert len(index) == len(fresh)


@given(documents(), documents())
def test_following_to_an_unrelated_document_equals_a_fresh_index(one, other):
    index = ParentIndex(one.root)
    index.follow(one.root, other.root)
    fresh = ParentIndex(other.root)
    assert len(index) == len(fresh)
    assert all(index.parent_id(each) == fresh.parent_id(each) for each in all_ids(other.root))


def test_of_two_elements_with_one_id_the_first_is_found():
    document = small_strategy(
        section("one", paragraph("p", "first"), section("deep", paragraph("q", "first"))),
        section("q", paragraph("p", "second")),
        paragraph("deep"),
    )
    assert_found(document, all_ids(document.root))


def test_a_second_element_with_an_id_is_found_when_the_first_has_gone():
    document = small_strategy(section("one", paragraph("p")), section("two", paragraph("p")))
    index = document.index
    after = document.updated("one", lambda _: None)
    index.follow(document.root, after.root)
    assert_found(after, all_ids(document.root))
    index.follow(after.root, document.root)
    assert_found(document, all_ids(document.root))


def test_elements_below_ones_without_id_are_found():
    document = small_strategy(
        section("one", paragraph("p", element("strong", element("footnote", id="f"))))
    )
    assert [node.tag for node in document.path("f")] == [
        "strategy", "section", "paragraph", "strong", "footnote",
    ]  # fmt: skip
    assert document.parent_id("f") == "p"


def test_an_update_shares_all_that_did_not_change():
    document = small_strategy(section("one", paragraph("p")), section("two", paragraph("q")))
    after = document.updated("p", lambda node: node.with_content(["new"]))
    assert after.node("two") is document.node("two")
    assert after.node("p").text == "new"
    assert document.updated("p", lambda node: node) is document


def test_an_element_can_be_taken_out_but_not_the_root():
    document = small_strategy(goal("g"))
    assert "g" not in document.updated("g", lambda _: None)
    for wrong, error in (("s", ValueError), ("missing", KeyError)):
        try:
            document.updated(wrong, lambda _: None)
        except error:
            continue
        raise AssertionError(wrong)


def test_foreign_elements_are_not_found_by_id():
    foreign = Node("{urn:x}a", (("id", "p"),))
    document = small_strategy(section("one", foreign, paragraph("p")))
    assert document.node("p").tag == "paragraph"
