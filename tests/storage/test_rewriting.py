"""What is kept from saving to saving never shows: the bytes are those of writing all anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import COMMENT, Node
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage import rewriting
from strategy_editor.storage.formatting import NotXml, to_bytes
from strategy_editor.storage.rewriting import Rewriter
from tests.edits import history
from tests.short import paragraph, section, small_strategy
from tests.strategies import documents, seeds

MIXED = current_schema().mixed_tags


@pytest.fixture(params=[40, 700, rewriting._SMALL], autouse=True, scope="module")
def _small(request):
    """Small documents consist of many pieces, too."""
    patch = pytest.MonkeyPatch()
    patch.setattr(rewriting, "_SMALL", request.param)
    patch.setattr(rewriting, "_FEW", request.param // 100)
    patch.setattr(rewriting, "_SPARE", 10)
    yield
    patch.undo()


@given(documents(), seeds(), st.integers(1, 8))
def test_every_revision_is_written_as_if_anew(document, seed, count):
    rewriter = Rewriter(MIXED)
    for each in history(document, seed, count):
        assert rewriter.to_bytes(each) == to_bytes(each, MIXED)


@given(documents(), documents())
def test_an_unrelated_document_is_written_as_if_anew(one, other):
    rewriter = Rewriter(MIXED)
    for each in (one, other, one):
        assert rewriter.to_bytes(each) == to_bytes(each, MIXED)


def sections(*names):
    return [section(name, paragraph(f"{name}p", name * 50)) for name in names]


def test_an_element_that_moves_deeper_is_indented_anew():
    first, second = sections("a", "b")
    rewriter = Rewriter(MIXED)
    moved = second.with_content((*second.content, first))
    for each in (small_strategy(first, second), small_strategy(moved), small_strategy(first)):
        assert rewriter.to_bytes(each) == to_bytes(each, MIXED)


def test_names_of_a_namespace_without_a_prefix_are_written_as_if_anew():
    first, second = sections("a", "b")
    foreign = [Node(f"{{urn:{name}}}x", (("{urn:z}y", "1"),), ("text",)) for name in "abc"]
    plain = small_strategy(first, second)
    root = plain.root
    rewriter = Rewriter(MIXED)
    for parts in ((), foreign[:1], foreign[1:], foreign, foreign[::-1], ()):
        each = Document(root.with_content((*root.content, *parts)))
        assert rewriter.to_bytes(each) == to_bytes(each, MIXED)
        named = replace(each, namespaces=(("q", "urn:b"), ("r", "urn:a")))
        assert rewriter.to_bytes(named) == to_bytes(named, MIXED)


def test_what_stands_around_the_root_is_written_each_time():
    plain = small_strategy(*sections("a"))
    rewriter = Rewriter(MIXED)
    for text in ("one", "two"):
        around = replace(plain, prolog=(Node(COMMENT, (), (text,)),), epilog=(Node(COMMENT),))
        assert rewriter.to_bytes(around) == to_bytes(around, MIXED)


def test_what_xml_cannot_hold_is_refused_each_time():
    broken = small_strategy(section("a", paragraph("p", "\0")))
    rewriter = Rewriter(MIXED)
    for _ in range(2):
        with pytest.raises(NotXml):
            rewriter.to_bytes(broken)
