"""What every verb of the structure promises, over strategies made at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import count
from random import Random

import pytest
from hypothesis import given

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.clipping import (
    clip,
    from_clipboard,
    paste,
    to_clipboard,
)
from strategy_editor.editing.convert import conversions, convert
from strategy_editor.editing.edits import NotAllowed, remove
from strategy_editor.editing.levels import demote, promote
from strategy_editor.editing.merge import merge
from strategy_editor.editing.references import dangling_in
from strategy_editor.editing.relocating import duplicate, move_by, move_to
from strategy_editor.editing.selection import runs, topmost
from strategy_editor.editing.split import split_before, split_text
from strategy_editor.editing.wrap import unwrap, wrap, wrappers
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.elements import to_element
from tests.checking import VALIDATOR
from tests.strategies import documents, make_document, own_ids, seeds

SCHEMA = current_schema()
TODAY = date(2014, 4, 29)


def is_valid(document: Document) -> bool:
    return bool(VALIDATOR.validate(to_element(document.root, document.namespaces)))


def words(document: Document) -> Counter[str]:
    """All words, where they stand does not matter; separators that merging adds left out."""
    texts = [
        part for node in document.root.walk() for part in node.content if isinstance(part, str)
    ]
    return Counter("".join(texts).replace("/", ""))


def letters(document: Document) -> Counter[str]:
    found = words(document)
    return Counter({each: number for each, number in found.items() if not each.isspace()})


def ids_of(document: Document) -> list[str]:
    return [node.id for node in document.root.walk() if node.id is not None and own(node)]


def remarks(node: Node) -> Counter[Node]:
    """Comments, processing instructions and elements of other namespaces."""
    found: Counter[Node] = Counter()
    for part in node.content:
        if isinstance(part, Node) and part.tag[0] in "#{":
            found[part] += 1
        elif isinstance(part, Node):
            found += remarks(part)
    return found


def own(node: Node) -> bool:
    return node.tag in SCHEMA.elements


def fresh() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"fresh{next(numbers)}"


def chosen(document: Document, random: Random) -> list[str]:
    """Some elements: one, neighbours, or any."""
    ids = own_ids(document.root)[1:]
    if random.randrange(3) == 0:
        return random.sample(ids, min(len(ids), random.randint(1, 4)))
    node_id = random.choice(ids)
    if random.randrange(2):
        return [node_id]
    parent = document.parent(node_id)
    siblings = [each.id for each in parent.children if each.id]
    if node_id not in siblings:
        return [node_id]
    at = siblings.index(node_id)
    return siblings[at : at + random.randint(1, 3)]


def _convert(document: Document, random: Random, ids: list[str]) -> Document:
    found = [each for each in conversions(document, SCHEMA, ids, TODAY) if each.is_free]
    if not found:
        raise NotAllowed("nothing")
    return convert(document, SCHEMA, ids, random.choice(found).tag, TODAY, fresh())


def _wrap(document: Document, random: Random, ids: list[str]) -> Document:
    found = wrappers(document, SCHEMA, ids, TODAY)
    if not found:
        raise NotAllowed("nothing")
    done, new = wrap(document, SCHEMA, ids, random.choice(found), "T", TODAY, fresh())
    assert new in done
    return done


def _unwrap(document: Document, random: Random, ids: list[str]) -> Document:
    done, selected = unwrap(document, SCHEMA, ids[0], fresh())
    assert all(each in done for each in selected)
    return done


def _split(document: Document, random: Random, ids: list[str]) -> Document:
    return split_before(document, SCHEMA, ids[0], "T", TODAY, fresh())[0]


def _split_text(document: Document, random: Random, ids: list[str]) -> Document:
    return split_text(document, SCHEMA, ids[0], random.randint(0, 20), fresh())[0]


def _merge(document: Document, random: Random, ids: list[str]) -> Document:
    return merge(document, SCHEMA, ids)[0]


def _duplicate(document: Document, random: Random, ids: list[str]) -> Document:
    return duplicate(document, SCHEMA, ids, fresh())[0]


def _move_by(document: Document, random: Random, ids: list[str]) -> Document:
    return move_by(document, SCHEMA, ids, random.choice((-1, 1)))


def _move_to(document: Document, random: Random, ids: list[str]) -> Document:
    tags = {document.node(each).tag for each in ids}
    like = [each for each in own_ids(document.root) if document.node(each).tag in tags]
    target = random.choice(like if random.randrange(2) else own_ids(document.root))
    where = random.choice(("before", "after", "into"))
    return move_to(document, SCHEMA, ids, target, where)


def _promote(document: Document, random: Random, ids: list[str]) -> Document:
    return promote(document, SCHEMA, ids, TODAY, fresh())


def _demote(document: Document, random: Random, ids: list[str]) -> Document:
    return demote(document, SCHEMA, ids, TODAY, fresh())


def _paste(document: Document, random: Random, ids: list[str]) -> Document:
    taken = clip(document, SCHEMA, ids, "here", is_cut=random.randrange(2) == 0)
    target = random.choice(own_ids(document.root))
    into = random.randrange(2) == 0
    done = paste(document, SCHEMA, taken, target, TODAY, fresh(), into=into)
    assert all(each in done.document for each in done.ids)
    return done.document


KEEPING = (
    _convert, _wrap, _unwrap, _split, _split_text, _merge, _move_by, _move_to, _promote, _demote,
)  # fmt: skip
ADDING = (_duplicate, _paste)
VERBS = (*KEEPING, *ADDING)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__[1:])
@given(document=documents(), seed=seeds())
def test_a_verb_leaves_a_valid_strategy_with_all_its_text(verb, document, seed):
    before, noted = letters(document), remarks(document.root)
    ids = ids_of(document)
    random = Random(seed)
    for _ in range(4):
        try:
            after = verb(document, random, chosen(document, random))
        except NotAllowed:
            continue
        assert is_valid(after), VALIDATOR.error_log
        found = ids_of(after)
        assert len(found) == len(set(found))
        missing = before - letters(after)
        assert not missing
        assert not noted - remarks(after.root)
        if verb in ADDING:
            assert set(ids) <= set(found)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__[1:])
def test_every_verb_does_something(verb):
    """Otherwise the law above would say little."""
    changed = 0
    for seed in range(150):
        document, random = make_document(seed, 150), Random(seed)
        for _ in range(6):
            try:
                changed += verb(document, random, chosen(document, random)) != document
            except NotAllowed:
                continue
        if changed > 3:
            return
    raise AssertionError(changed)


@given(documents(), seeds())
def test_no_verb_lets_a_reference_go_astray(document, seed):
    """Whoever vanishes leaves an heir; nothing points to nothing afterwards."""
    random = Random(seed)
    for verb in KEEPING:
        try:
            after = verb(document, random, chosen(document, random))
        except NotAllowed:
            continue
        known = set(ids_of(after))
        for node in after.root.walk():
            for attribute in SCHEMA.reference_attributes.get(node.tag, ()):
                for word in node.get(attribute.name).split():
                    assert word in known, (verb, node, word)


@given(documents(), seeds())
def test_the_topmost_hold_all_that_was_chosen(document, seed):
    ids = own_ids(document.root)
    picked = Random(seed).sample(ids, min(len(ids), 5))
    top = topmost(document, [*picked, "missing", ""])
    assert document.root.id not in top
    for each in picked:
        if each != document.root.id:
            holding = {node.id for node in document.path(each)} & set(top)
            assert len(holding) == 1
    assert [each for run in runs(document, picked) for each in run] == top


@given(documents(), seeds())
def test_a_clip_is_read_as_it_was_written(document, seed):
    random = Random(seed)
    try:
        taken = clip(document, SCHEMA, chosen(document, random), "mark", is_cut=True)
    except NotAllowed:
        return
    again = from_clipboard(to_clipboard(taken))
    assert again is not None
    assert (again.nodes, again.source, again.is_cut) == (taken.nodes, "mark", True)


@given(documents(), seeds())
def test_cut_and_pasted_at_the_same_place_is_as_before(document, seed):
    random = Random(seed)
    node_id = random.choice(own_ids(document.root)[1:])
    try:
        taken = clip(document, SCHEMA, [node_id], "mark", is_cut=True)
    except NotAllowed:
        return
    left = remove(document, [node_id])
    parent = document.parent_id(node_id)
    try:
        done = paste(left, SCHEMA, taken, parent, TODAY, fresh(), into=True)
    except NotAllowed:
        return
    assert node_id in done.ids
    assert done.document.node(node_id) == document.node(node_id)
    assert sorted(ids_of(done.document)) == sorted(ids_of(document))


@pytest.mark.parametrize("verb", ["paste", "duplicate"])
@given(document=documents(), seed=seeds())
def test_a_copy_refers_to_its_own_parts_and_to_nothing_that_is_not_there(verb, document, seed):
    random = Random(seed)
    ids = topmost(document, chosen(document, random))
    sources = [document.node(each) for each in ids]
    try:
        if verb == "duplicate":
            done, new_ids = duplicate(document, SCHEMA, ids, fresh())
        else:
            taken = clip(document, SCHEMA, ids, "here", is_cut=False)
            target = random.choice(own_ids(document.root))
            pasted = paste(document, SCHEMA, taken, target, TODAY, fresh(), into=True)
            done, new_ids = pasted.document, pasted.ids
    except NotAllowed:
        return
    known = ids_of(document)
    copies = [done.node(each) for each in new_ids]
    assert not {each.id for copy in copies for each in copy.walk() if own(each)} & set(known)
    assert not dangling_in(copies, done)
    if [each.tag for each in copies] != [each.tag for each in sources]:
        return
    pairs = [
        pair
        for source, copy in zip(sources, copies, strict=True)
        for pair in zip(source.walk(), copy.walk(), strict=True)
    ]
    names = {old.id: new.id for old, new in pairs if old.id is not None}
    for old, new in pairs:
        for attribute in SCHEMA.reference_attributes.get(old.tag, ()):
            words = old.get(attribute.name).split()
            assert new.get(attribute.name).split() == [names.get(each, each) for each in words]
