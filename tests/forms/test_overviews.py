"""What is found elsewhere and counted quickly is what looking everywhere finds."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.node import Node
from strategy_editor.forms.uses import Use, Uses
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.reading import read
from strategy_editor.ui.statistics import Counting, figures
from tests.edits import edited, roughly_changed
from tests.strategies import documents, own_ids, seeds

SAMPLES = sorted(Path(shipped("samples")).glob("*.xml"))


def _everywhere(root: Node, node_id: str) -> list[Use]:
    referring = current_schema().reference_attributes
    return [
        Use(node, "@" + attribute.name)
        for node in root.walk()
        if node.id is not None
        for attribute in referring.get(node.tag, ())
        if node_id in node.get(attribute.name).split()
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_uses_are_those_that_a_search_of_everything_finds(path):
    root = read(path).document.root
    wanted = {tag: node.id for node in root.walk() if node.id is not None for tag in [node.tag]}
    uses = Uses(current_schema())
    found = {tag: uses.of(root, each) for tag, each in wanted.items()}
    assert found == {tag: _everywhere(root, each) for tag, each in wanted.items()}


@given(documents(), seeds(), st.integers(1, 6))
def test_uses_follow_every_edit(document, seed, count):
    random, uses = Random(seed), Uses(current_schema())
    for _ in range(count):
        document = random.choice((edited, roughly_changed))(document, random)
        node_id = random.choice(own_ids(document.root))
        found = uses.of(document.root, node_id)
        assert found == Uses(current_schema()).of(document.root, node_id)
        assert all(node_id in use.node.get(use.field[1:]).split() for use in found)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_counting_again_counts_what_counting_anew_does(path):
    document = read(path).document
    counting = Counting()
    assert counting.figures(document.root) == figures(document.root)
    goal = next(node for node in document.root.walk() if node.tag in ("goal", "section", "field"))
    changed = document.updated(goal.id, lambda node: node.with_content(()))
    assert counting.figures(changed.root) == figures(changed.root) != figures(document.root)
    assert counting.figures(document.root) == figures(document.root)
