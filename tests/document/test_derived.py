"""What is derived from revision to revision is what would be derived anew."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document import derived
from strategy_editor.document.derived import Derived
from strategy_editor.document.node import Node
from tests.edits import edited, roughly_changed
from tests.strategies import documents, seeds


def letters(node: Node, below) -> int:
    """Letters of an element, asking for those of identified elements below."""
    return sum(
        len(part)
        if isinstance(part, str)
        else below(part)
        if part.id is not None
        else letters(part, below)
        for part in node.content
    )


def anew(node: Node) -> int:
    """The same without anything kept."""
    return letters(node, anew)


@given(documents(), seeds(), st.integers(1, 8))
def test_kept_values_are_those_of_a_new_start(document, seed, count):
    random = Random(seed)
    kept: Derived[int] = Derived(lambda node: letters(node, kept.of))
    revisions = [document]
    for _ in range(count):
        revisions.append(random.choice((edited, roughly_changed))(revisions[-1], random))
        revisions.append(random.choice(revisions))
    for each in revisions:
        assert kept.of(each.root) == anew(each.root)
        kept.tidy(each.root)


def test_what_is_gone_is_let_go_and_what_is_there_is_not_derived_again(monkeypatch):
    monkeypatch.setattr(derived, "_SPARE", 1)
    asked: list[Node] = []

    def derive(node: Node) -> int:
        asked.append(node)
        return len(node.content)

    values: Derived[int] = Derived(derive)
    old = [Node("paragraph", (("id", f"p{at}"),)) for at in range(50)]
    values.of(old[0])
    values.tidy(old[0])
    for node in old:
        values.of(node)
    root = Node("section", (("id", "s"),), tuple(old[:10]))
    values.of(root)
    values.tidy(root)
    asked.clear()
    for node in old[:10]:
        values.of(node)
    assert asked == []
    values.of(old[20])
    assert asked == [old[20]]
