"""What differs between two states, told from their lines: as a comparison tells it."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from random import Random

import pytest

from strategy_editor.comparison.compare import compare
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.versions.content import canonical_form
from strategy_editor.versions.differing import Counts, differences
from strategy_editor.versions.elements import LineReader
from tests.edits import EDITS, move_somewhere

_SAMPLE = read(shipped("samples") / "landkreis-2030.xml").document
_EDITS = [each for each in EDITS if each is not move_somewhere]
_READER = LineReader()


def told(before, after):
    old = _READER.read(canonical_form(before))
    new = _READER.read(canonical_form(after), old)
    found = differences([old.elements], new.elements)
    return sum((each.counts for each in found), Counts())


def compared(before, after):
    """Numbers of a comparison, without what follows from the rest."""
    kinds = Counter(kind for each in compare(before, after).changes for kind in each.kinds)
    kinds.pop("renumbered", None)
    return kinds


@pytest.mark.parametrize("seed", range(28))
def test_the_numbers_are_those_of_a_comparison(seed):
    random, document = Random(seed), _SAMPLE
    for _ in range(1 + seed % 4):
        with suppress(NotAllowed):
            document = random.choice(_EDITS)(document, random)
    assert told(_SAMPLE, document) == compared(_SAMPLE, document)


def test_each_field_counts():
    (goal, *_) = (each for each in _SAMPLE.root.walk() if each.tag == "goal")
    new = _SAMPLE.updated(
        goal.id,
        lambda node: node.with_attribute("priority", "low").with_content([
            each.with_content(["Anders."]) if each.tag in ("title", "statement") else each
            for each in node.content
        ]),
    )  # fmt: skip
    assert told(_SAMPLE, new) == compared(_SAMPLE, new)
    assert told(_SAMPLE, new)["reworded"] == 2


def test_a_footnote_counts_as_its_own():
    (holder, note) = next(
        (each, part) for each in _SAMPLE.root.walk() if each.tag == "paragraph"
        for part in each.content if not isinstance(part, str) and part.tag == "footnote"
    )  # fmt: skip
    rest = [each for each in holder.content if each is not note]
    without = _SAMPLE.updated(holder.id, lambda node: node.with_content(rest))
    assert told(_SAMPLE, without) == compared(_SAMPLE, without) == {"removed": 1}
    assert told(without, _SAMPLE) == compared(without, _SAMPLE) == {"added": 1}
