"""Lists as lines: nothing gets lost, and whatever is done to lines makes a valid list."""

from __future__ import annotations

from functools import cache
from itertools import count
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from strategy_editor.document.node import COMMENT, Node, element
from strategy_editor.editing.lists import (
    Lines,
    can_nest,
    divided,
    kind_at,
    labels_of,
    lines_of,
    list_of,
    new_line,
    settled,
    with_kind,
    with_subtree,
)
from strategy_editor.schema.catalog import load_validator
from strategy_editor.storage.elements import to_element
from tests.strategies import Maker


@cache
def _validator() -> etree.XMLSchema:
    return load_validator()


def is_valid(node: Node) -> bool:
    return _validator().validate(to_element(node))


def some_list(seed: int, budget: int) -> Node:
    """A random list whose references are at least well formed."""

    def resolved(node: Node) -> Node:
        attributes = tuple((name, "e1" if value == "?" else value)
                           for name, value in node.attributes)  # fmt: skip
        content = tuple(resolved(part) if isinstance(part, Node) else part for part in node.content)
        return Node(node.tag, attributes, content)

    return resolved(Maker(Random(seed), budget).element("list", 2))


def item(name: str, *parts: Node) -> Node:
    return element("item", element("text", name), *parts, id=name)


def a_list(name: str, *items: Node, kind: str = "bullet") -> Node:
    return element("list", *items, id=name, kind=kind)


NESTED = a_list("l", item("a", a_list("m", item("b"), item("c"), kind="number")), item("d"))


@given(st.integers(0, 2**32 - 1), st.integers(0, 60))
def test_a_list_comes_back_as_it_was(seed, budget):
    made = some_list(seed, budget)
    assert list_of(lines_of(made)) == made


def test_comments_between_items_stay():
    comment = Node(COMMENT, (), (" x ",))
    made = a_list("l", item("a"), item("b")).with_content((comment, item("a"), comment, item("b")))
    assert list_of(lines_of(made)) == made


@given(
    st.integers(0, 2**32 - 1),
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 4), st.booleans()), max_size=8),
)
def test_any_depths_and_divisions_make_a_valid_list(seed, steps):
    numbers = count()
    lines = lines_of(some_list(seed, 30))
    ids = {each.shell.id for each in lines.lines}
    for at, depth, divides in steps:
        rows = list(lines.lines)
        at %= len(rows)
        if divides:
            rows[at : at + 1] = divided(rows[at], lambda: f"n{next(numbers)}")
        else:
            rows[at] = rows[at]._replace(depth=depth)
        lines = settled(Lines(lines.holder, tuple(rows)), lambda: f"n{next(numbers)}")
    made = list_of(lines)
    if not steps:
        return
    assert is_valid(made)
    assert ids <= {node.id for node in made.walk()}
    assert lines_of(made).lines == tuple(line for line in lines_of(made).lines)  # reading is steady
    assert list_of(lines_of(made)) == made


def test_a_divided_item_leaves_what_is_below_to_the_second():
    lines = lines_of(NESTED)
    first, second = divided(lines.lines[0], lambda: "x")
    made = list_of(Lines(lines.holder, (first, second, *lines.lines[1:])))
    assert made == a_list(
        "l", item("a"),
        element("item", Node("text"), a_list("m", item("b"), item("c"), kind="number"), id="x"),
        item("d"),
    )  # fmt: skip


def test_a_new_nested_list_is_of_the_kind_around_it():
    lines = lines_of(a_list("l", item("a"), item("b"), kind="letter"))
    rows = (lines.lines[0], lines.lines[1]._replace(depth=1))
    made = list_of(settled(Lines(lines.holder, rows), lambda: "x"))
    assert made == a_list("l", item("a", a_list("x", item("b"), kind="letter")), kind="letter")


def test_numbers_letters_and_bullets():
    lines = lines_of(NESTED)
    assert labels_of(lines) == ["•", "1.", "2.", "•"]
    assert labels_of(with_kind(lines, 1, "letter")) == ["•", "a)", "b)", "•"]
    assert kind_at(with_kind(lines, 3, "number"), 0) == "number"
    many = Lines(lines.holder, tuple(new_line(0, lambda: "x") for _ in range(28)))
    assert labels_of(with_kind(many, 0, "letter"))[25:] == ["z)", "aa)", "ab)"]


def test_nesting():
    assert not can_nest([0, 0], 0)
    assert can_nest([0, 0], 1)
    assert not can_nest([0, 1], 1)
    assert with_subtree([0, 1, 2, 0], 1, 1) == range(1, 3)
