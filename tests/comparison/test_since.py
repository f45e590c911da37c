"""What the outline marks as changed since an earlier state is changed, and nothing else."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.comparison.since import Since, sharing
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from tests.edits import edited
from tests.strategies import documents, seeds


def changed(document: Document, random: Random, count: int) -> Document:
    for _ in range(count):
        document = edited(document, random)
    return document


def own(node: Node) -> tuple[object, ...]:
    """An element with what in it has no id."""
    parts = [part if isinstance(part, str) else own(part) for part in node.content if bare(part)]
    # The version of the vocabulary follows from the first edit of an older file.
    unmarked = "version" if node.tag == "strategy" else ""
    return (node.tag, [each for each in node.attributes if each[0] != unmarked], *parts)


def bare(part: Node | str) -> bool:
    return isinstance(part, str) or part.id is None


def identified(
    node: Node, above: str = ""
) -> dict[str, tuple[tuple[object, ...], str, tuple[str, ...]]]:
    """By id: an element's own content, what holds it, and what it holds."""
    found: dict[str, tuple[tuple[object, ...], str, tuple[str, ...]]] = {}
    here = node.id or above
    held = tuple(each.id for each in nearest(node))
    if node.id is not None:
        found[node.id] = (own(node), above, held)
    for each in nearest(node):
        found |= identified(each, here)
    return found


def nearest(node: Node) -> list[Node]:
    return [
        each
        for part in node.children
        for each in ([part] if part.id is not None else nearest(part))
    ]


@given(documents())
def test_nothing_changed_since_now(document):
    assert Since(document.root).follow(document.root) == {}


@given(documents(), seeds(), st.integers(1, 6))
def test_every_mark_is_true_and_no_change_goes_without(document, seed, count):
    new = changed(document, Random(seed), count)
    marks = Since(document.root).follow(new.root)
    before, after = identified(document.root), identified(new.root)
    assert {each for each, kind in marks.items() if kind == "added"} == after.keys() - before.keys()
    both = before.keys() & after.keys()
    for node_id in both:
        old, now = before[node_id], after[node_id]
        is_other, is_elsewhere = old[0] != now[0], old[1] != now[1]
        if is_other:
            assert marks[node_id] in ("changed", "moved")
        if is_elsewhere:
            assert marks[node_id] in ("changed", "moved")
        if marks.get(node_id) == "changed":
            assert is_other or {*old[2]} - {*now[2]}
        if marks.get(node_id) == "moved":
            assert is_elsewhere or before[old[1]][2] != after[now[1]][2]


@given(documents(), seeds(), st.integers(1, 6))
def test_following_every_revision_gives_what_the_last_alone_gives(document, seed, count):
    random, step_by_step, now = Random(seed), Since(document.root), document
    for _ in range(count):
        now = edited(now, random)
        step_by_step.follow(now.root)
    assert step_by_step.follow(now.root) == Since(document.root).follow(now.root)


@given(documents(), seeds(), st.integers(0, 6))
def test_a_baseline_that_shares_is_equal_and_shares_what_is_the_same(document, seed, count):
    now = changed(document, Random(seed), count)
    other = copied(document.root)
    shared = sharing(other, now.root)
    assert shared == document.root
    assert Since(shared).follow(now.root) == Since(document.root).follow(now.root)
    assert sharing(copied(now.root), now.root) is now.root


def copied(node: Node) -> Node:
    return Node(
        node.tag,
        node.attributes,
        tuple(part if isinstance(part, str) else copied(part) for part in node.content),
    )
