"""What may be dropped where: allowed drops give valid strategies, refused ones would not."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.editing.dropping import copied, moved
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.selection import topmost
from strategy_editor.schema.catalog import current_schema
from tests.strategies import documents, own_ids, seeds

SCHEMA = current_schema()


def stands_right(document: Document) -> bool:
    """Whether every element stands at a place the schema gives it."""
    for node in document.root.walk():
        kind = SCHEMA.element(node.tag)
        if kind is not None and kind.content in ("empty", "text") and node.children:
            return False
        if kind is not None and kind.content == "elements":
            names = ["#any" if each.tag[0] == "{" else each.tag for each in node.children]
            if not kind.accepts(names) or any(tag not in names for tag in kind.required_tags):
                return False
    return True


def texts(document: Document) -> list[str]:
    return sorted(each.id for each in document.root.walk() if each.id is not None)


def case(document: Document, random: Random) -> tuple[list[str], str, str]:
    ids = own_ids(document.root)
    chosen = random.sample(ids, min(len(ids), random.choice((1, 1, 2, 3))))
    tag = document.node(chosen[0]).tag
    fitting = [each for each in ids if tag in SCHEMA.elements[document.node(each).tag].child_tags]
    parent_id = random.choice(fitting if fitting and random.randrange(4) else ids)
    children = [each.id for each in document.node(parent_id).children if each.id]
    return chosen, parent_id, random.choice([*children, ""])


@given(documents(), seeds())
def test_an_allowed_drop_stays_valid_and_loses_nothing(document, seed):
    chosen, parent_id, before_id = case(document, Random(seed))
    try:
        done = moved(document, SCHEMA, chosen, parent_id, before_id)
    except NotAllowed:
        return
    assert stands_right(done)
    assert texts(done) == texts(document)
    ids = topmost(document, chosen)
    order = [node.id for node in done.root.walk() if node.id in ids]
    assert order == ids
    if done is document:
        return
    children = [each.id for each in done.node(parent_id).children if each.id]
    assert set(ids) <= set(children)
    if before_id and before_id not in ids:
        at = children.index(before_id)
        assert children[at - len(ids) : at] == ids


@given(documents(), seeds())
def test_a_refused_drop_would_not_be_valid(document, seed):
    chosen, parent_id, before_id = case(document, Random(seed))
    ids = topmost(document, chosen)
    if not ids or any(node.id in ids for node in document.path(parent_id)):
        return
    try:
        moved(document, SCHEMA, chosen, parent_id, before_id)
    except NotAllowed as error:
        if error.key == "error.drop-in-text" or before_id in ids:
            return
        rest, nodes = document, [document.node(each) for each in ids]
        for each in ids:
            rest = rest.updated(each, lambda _node: None)
        parent = rest.node(parent_id)
        if SCHEMA.elements[parent.tag].content == "mixed":
            return
        places = range(len(parent.content) + 1)
        if before_id:
            at = next(i for i, p in enumerate(parent.content) if getattr(p, "id", "") == before_id)
            places = range(at, at + 1)
        for at in places:
            content = (*parent.content[:at], *nodes, *parent.content[at:])
            tried = rest.updated(parent_id, lambda node, c=content: node.with_content(c))
            assert not stands_right(tried) or any(
                len(document.parent(each).children_of(document.node(each).tag)) == 1 for each in ids
            )


@given(documents(), seeds(), st.booleans())
def test_copies_have_ids_of_their_own(document, seed, at_end):
    chosen, parent_id, before_id = case(document, Random(seed))
    nodes = [document.node(each) for each in topmost(document, chosen)]
    try:
        done, made = copied(document, SCHEMA, nodes, parent_id, "" if at_end else before_id)
    except NotAllowed:
        return
    assert stands_right(done)
    assert len(made) == len(nodes)
    assert not set(made) & set(texts(document))
    found = texts(done)
    assert len(found) == len(set(found))
    for copy_id, node in zip(made, nodes, strict=True):
        assert done.node(copy_id).text == node.text


def test_nothing_goes_into_itself(document_2014):
    claim = next(each for each in document_2014.root.walk() if each.tag == "claim")
    goal = claim.children_of("goal")[0]
    with pytest.raises(NotAllowed) as refused:
        moved(document_2014, SCHEMA, [claim.id], goal.id, "")
    assert refused.value.key == "error.into-itself"


@pytest.fixture
def document_2014():
    from strategy_editor.paths import shipped
    from strategy_editor.storage.reading import read

    return read(shipped("samples") / "egov-2014.xml").document
