"""Base and journal give the document; cut off or damaged anywhere, they give an earlier state."""

from __future__ import annotations

import json
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.recovery.journal import append, framed, last_record, records
from strategy_editor.recovery.patch import DoesNotFit, patch, patched, whole
from tests import edits
from tests.short import claim, goal, small_strategy
from tests.strategies import documents, make_document, own_ids, seeds


def revisions(document: Document, random: Random, count: int) -> list[Document]:
    made = [document]
    for _ in range(count):
        edit = random.choice((edits.edited, edits.edited, edits.roughly_changed))
        made.append(edit(made[-1], random))
    return made


def replayed(base: Document | None, data: bytes) -> list[Document | None]:
    states = [base]
    for record in records(data):
        states.append(patched(states[-1], record))
    return states


def plain(document: Document) -> tuple:
    return document.root, document.prolog, document.epilog, document.namespaces


@given(documents(60), seeds(), st.integers(1, 8))
def test_replaying_the_patches_gives_every_revision(document, seed, count):
    made = revisions(document, Random(seed), count)
    data = b"".join(framed(patch(old, new)) for old, new in pairwise(made))
    assert replayed(document, data) == made


@given(documents(60), seeds(), st.integers(1, 8))
def test_a_patch_may_span_many_edits_and_undoing(document, seed, count):
    random = Random(seed)
    made = revisions(document, random, count)
    old, new = random.choice(made), random.choice(made)
    assert plain(patched(old, json.loads(patch(old, new)))) == plain(new)


@given(documents(60))
def test_a_document_comes_out_of_nothing(document):
    assert plain(patched(None, json.loads(whole(document)))) == plain(document)


@given(documents(40), documents(40))
def test_a_patch_leads_from_any_document_to_any_other(old, new):
    assert plain(patched(old, json.loads(patch(old, new)))) == plain(new)


@given(documents(40), seeds(), st.integers(1, 6), st.data())
def test_a_journal_cut_off_at_any_byte_is_at_most_one_record_older(document, seed, count, data):
    made = revisions(document, Random(seed), count)
    framed_ones = [framed(patch(a, b)) for a, b in pairwise(made)]
    whole_journal = b"".join(framed_ones)
    cut = data.draw(st.integers(0, len(whole_journal)))
    states = replayed(document, whole_journal[:cut])
    complete, end = 0, 0
    for each in framed_ones:
        end += len(each)
        complete += end <= cut
    assert states == made[: complete + 1]


@given(documents(30), seeds(), st.data())
def test_damage_anywhere_is_noticed(document, seed, data):
    made = revisions(document, Random(seed), 4)
    journal = bytearray(b"".join(framed(patch(a, b)) for a, b in pairwise(made)))
    at = data.draw(st.integers(0, len(journal) - 1))
    journal[at] ^= data.draw(st.integers(1, 255))
    states = replayed(document, bytes(journal))
    # Upper and lower case of the head's hexadecimal digits are the same number.
    assert states == made[: len(states)]
    last_record(bytes(journal))


@given(documents(30), st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["root", "a", "p", "k", "c", "m", "prolog"]), inner),
    max_leaves=12,
))  # fmt: skip
def test_what_is_no_patch_is_refused_and_nothing_else(document, nonsense):
    try:
        patched(document, nonsense)
        patched(document, {"root": nonsense})
    except DoesNotFit:
        return


def test_typing_costs_one_paragraph_and_not_the_document():
    document = make_document(3, 400)
    changed = document.updated(
        own_ids(document.root)[-1], lambda node: node.with_attribute("mark", "x")
    )
    assert len(patch(document, changed)) < 600


def test_moving_a_large_part_costs_little():
    long = tuple(Node("paragraph", (("id", f"p{n}"),), ("Wort " * 40,)) for n in range(50))
    one, two = goal("g1"), goal("g2")
    one = one.with_content((*one.content, *long))
    document = small_strategy(claim("c1", one), claim("c2", two))
    without = document.updated("g1", lambda _node: None)
    moved = without.updated("c2", lambda node: node.with_content((*node.content, one)))
    assert len(patch(document, moved)) < 500
    assert patched(document, json.loads(patch(document, moved))).root == moved.root


def test_a_record_half_written_is_cut_off_by_the_next(tmp_path):
    path = tmp_path / "journal"
    size = append(path, framed('{"root":1}'), 0)
    path.write_bytes(path.read_bytes() + b"00000010 1234")
    append(path, framed('{"root":2}'), size)
    assert [each["root"] for each in records(path.read_bytes())] == [1, 2]
    assert last_record(path.read_bytes()) == {"root": 2}
