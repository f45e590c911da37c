"""Laws of block styles: the words stay, their element stays found, valid stays valid."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings

from strategy_editor.document.node import element
from strategy_editor.document.texts import wording
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.styling import STYLES, TextName, style_of, styled, styles
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.check import check
from tests.short import paragraph, section, small_strategy
from tests.strategies import documents, seeds

SCHEMA = current_schema()
TODAY = date(2014, 4, 29)
FIELDS = {"paragraph": "", "item": "text", "quotation": "text"}


def fresh():
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def findings(document):
    return [
        (each.rule, each.node_id) for each in check(document) if each.rule.startswith("schema.")
    ]


def characters(document):
    return Counter("".join(document.root.text.split()))


def remarks(document):
    return sum(
        not part.is_element
        for node in document.root.walk()
        for part in node.content
        if not isinstance(part, str)
    )


def texts_of(document):
    return [
        TextName(node.id, FIELDS[node.tag])
        for node in document.root.walk()
        if node.id and node.tag in FIELDS
    ]


def shown(document, text):
    node = document.node(text.node_id)
    return " ".join(wording(node.child(text.field) if text.field else node).split())


@settings(max_examples=40)
@given(documents(100), seeds())
def test_a_style_that_is_offered_is_given_and_no_word_is_lost(document, seed):
    random = Random(seed)
    assert findings(document) == []
    for _ in range(5):
        found = texts_of(document)
        if not found:
            return
        text = random.choice(found)
        offered = styles(document, SCHEMA, [text], TODAY)
        assert style_of(document, text) in offered or not style_of(document, text)
        if not offered:
            continue
        style = random.choice(offered)
        before = shown(document, text)
        done, (moved,) = styled(document, SCHEMA, [text], style, TODAY, fresh_once())
        assert shown(done, moved) == before
        if style != "section":
            assert style_of(done, moved) == style
        assert not characters(document) - characters(done)
        assert remarks(done) == remarks(document)
        document = done
    assert [each for each in findings(document) if each[0] != "schema.missing-child"] == []


_NUMBERS = count(1)


def fresh_once():
    return lambda: f"once{next(_NUMBERS)}"


def three():
    return small_strategy(section("sec", *(paragraph(f"p{at}", f"Text {at}") for at in range(3))))


def test_neighbours_become_the_items_of_one_list_and_paragraphs_again():
    names = [TextName(f"p{at}", "") for at in range(3)]
    done, items = styled(three(), SCHEMA, names, "number", TODAY, fresh())
    (made,) = done.node("sec").children_of("list")
    assert made.get("kind") == "number"
    assert [each.id for each in made.children_of("item")] == ["p0", "p1", "p2"]
    assert items == [TextName(f"p{at}", "text") for at in range(3)]
    back, paragraphs = styled(done, SCHEMA, items, "paragraph", TODAY, fresh())
    assert paragraphs == names
    assert back.root == three().root


def test_a_paragraph_joins_the_lists_around_it():
    one = element("list", element("item", element("text", "a"), id="a"), id="l1", kind="bullet")
    two = element("list", element("item", element("text", "b"), id="b"), id="l2", kind="bullet")
    document = small_strategy(section("sec", one, paragraph("p", "mitten"), two))
    done, _ = styled(document, SCHEMA, [TextName("p", "")], "bullet", TODAY, fresh())
    (made,) = done.node("sec").children_of("list")
    assert [each.id for each in made.children_of("item")] == ["a", "p", "b"]


def test_titles_and_cells_have_no_style():
    document = three()
    assert style_of(document, TextName("sec", "title")) == ""
    assert styles(document, SCHEMA, [TextName("sec", "title")], TODAY) == []
    with pytest.raises(NotAllowed):
        styled(document, SCHEMA, [TextName("sec", "title")], "bullet", TODAY)


def test_all_styles_are_within_reach_of_a_plain_paragraph():
    offered = styles(three(), SCHEMA, [TextName("p2", "")], TODAY)
    assert set(STYLES) == set(offered)
