"""After a part was taken and saved, exactly the rest remains, whatever the ids are like.

Excepted is what is derived and cannot be taken: printed numbers follow from what stands before.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from strategy_editor.comparison.alignment import align
from strategy_editor.comparison.changes import Comparison
from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.counterparts import TARGET
from strategy_editor.comparison.needs import closure
from strategy_editor.comparison.taking import apply, reverse, take
from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import read, read_document
from tests.comparison.test_taking import editions, errors, kinds, some, told
from tests.edits import edited
from tests.short import paragraph, section, small_strategy
from tests.stress.truth import ID_MODES

SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def samples(*, back: bool = False) -> tuple[Document, Document, Comparison]:
    pair = [read(SAMPLES / f"egov-{year}.xml").document for year in (2009, 2014)]
    old, new = pair[::-1] if back else pair
    return old, new, compare(old, new)


def saved(document: Document) -> Document:
    data = to_bytes(document, current_schema().mixed_tags)
    return read_document(Path("draft.xml"), data)


def take_a_part(
    comparison: Comparison, draft: Document, new: Document, seed: int, share: float
) -> tuple[Document, Comparison]:
    """Take, save, compare again; nothing but the rest may be there."""
    chosen = some(comparison.changes, Random(seed), share)
    mixed = saved(take(comparison, draft, chosen))
    rest = compare(mixed, new)
    assert told(rest.changes) == told(comparison.changes) - told(closure(comparison, chosen))
    return mixed, rest


@pytest.mark.parametrize("seed", range(10))
def test_a_random_tenth_of_2014_into_2009(seed):
    old, new, comparison = samples()
    mixed, rest = take_a_part(comparison, old, new, seed, 0.1)
    assert errors(mixed) == []
    assert apply(rest, mixed) == new


@pytest.mark.parametrize(("seed", "share"), [(0, 0.1), (1, 0.1), (2, 0.5)])
def test_a_random_part_of_2009_into_2014(seed, share):
    old, new, comparison = samples(back=True)
    take_a_part(comparison, old, new, seed, share)


@pytest.mark.parametrize("ids", ID_MODES)
@pytest.mark.parametrize(("blocks", "seed"), [(150, 1), (400, 5)])
@pytest.mark.parametrize("share", [0.03, 0.1, 0.4])
def test_a_random_part_of_a_generated_edition(blocks, seed, ids, share):
    old, new = editions(blocks, seed, ids)
    comparison = compare(old, new)
    for number in range(3):
        take_a_part(comparison, old, new, number, share)


@pytest.mark.parametrize("ids", ["keep", "strip", "renumber"])
def test_part_after_part_until_nothing_is_left(ids):
    draft, new = editions(150, 1, ids)
    comparison = compare(draft, new)
    for number in range(40):
        draft, comparison = take_a_part(comparison, draft, new, number, 0.2)
        if not any(each.aspects for each in comparison.changes):
            break
    else:
        draft = take(comparison, draft, comparison.changes)
    assert compare(draft, new).changes == ()
    assert TARGET not in to_bytes(draft, current_schema().mixed_tags).decode()


@pytest.mark.parametrize("ids", ["keep", "strip", "shuffle"])
def test_a_part_can_be_taken_back_from_a_newer_draft(ids):
    old, new = editions(150, 1, ids)
    comparison = reverse(compare(old, new))
    chosen = some(comparison.changes, Random(3), 0.1)
    draft = saved(take(comparison, new, chosen))
    rest = compare(old, draft)
    left = told(comparison.changes) - told(closure(comparison, chosen))
    assert told(reverse(rest).changes).total() == left.total()


def test_what_is_said_of_one_document_says_nothing_of_another():
    old, new, comparison = samples()
    for seed in range(20):
        draft = take(comparison, old, some(comparison.changes, Random(seed), 0.1))
        if draft.epilog:
            break
    assert draft.epilog[-1].get("target") == TARGET
    other = edited(new, Random(1))
    plain = Document(draft.root)
    assert align(draft, other).ids == align(plain, other).ids
    again = edited(draft, Random(2))
    assert told(compare(again, new).changes).total() <= len(comparison.changes)


def test_fields_known_by_their_places_come_and_go_in_turn():
    def with_words(*words: str) -> Document:
        entry = element(
            "glossary-entry", element("term", "Akte"),
            *(element("forbidden-variant", word) for word in words), id="g",
        )  # fmt: skip
        return small_strategy(section("one", paragraph("p")), element("glossary", entry, id="gl"))

    few, many = with_words("a"), with_words("a", "b", "c")
    for old, new in ((few, many), (many, few)):
        comparison = compare(old, new)
        assert len(kinds(comparison)) == 2
        for change in comparison.changes:
            rest = compare(take(comparison, old, [change]), new)
            taken = closure(comparison, [change])
            assert told(rest.changes) == told(comparison.changes) - told(taken)
