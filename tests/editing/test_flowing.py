"""Laws of cutting, joining, nesting: back and forth is where one was; the schema stays content."""

from __future__ import annotations

from itertools import count
from random import Random

import pytest
from hypothesis import example, given, settings

from strategy_editor.document.node import Node, element
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.flowing import SINGLE, TextPlace, broken, content_at, joined
from strategy_editor.editing.nesting import nested, unnested
from strategy_editor.editing.running_text import cut, length, rejoined
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.check import check
from tests.short import claim, field, goal, paragraph, section, small_strategy
from tests.strategies import documents, make_document, seeds

SCHEMA = current_schema()


def fresh():
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def singles(document):
    return [node for node in document.root.walk() if node.id and node.tag in SINGLE]


def findings(document):
    return [
        (each.rule, each.node_id) for each in check(document) if each.rule.startswith("schema.")
    ]


@given(documents(80), seeds())
def test_what_is_cut_is_glued_to_what_it_was(document, seed):
    random = Random(seed)
    for node in document.root.walk():
        if node.tag in SCHEMA.mixed_tags:
            offset = random.randint(0, length(node.content))
            before, behind = cut(node.content, offset)
            assert length(before) == offset
            assert length(before) + length(behind) == length(node.content)
            again = rejoined(before, behind)
            assert cut(again, offset) == (before, behind)
            assert Node("x", (), again).text == node.text


@given(documents(120), seeds())
@example(make_document(112, 41), 0)
@example(make_document(114, 90), 0)
def test_a_paragraph_broken_and_joined_is_what_it_was(document, seed):
    random = Random(seed)
    for node in singles(document)[:8]:
        where = TextPlace(node.id, SINGLE[node.tag], 0, 0)
        content = content_at(document, where)
        if rejoined(*cut(content, (middle := random.randint(1, length(content) + 1)))) != content:
            continue
        where = where._replace(offset=min(middle, length(content)))
        done = broken(document, SCHEMA, where, fresh())
        if done is None:
            continue
        once, caret = done
        assert caret.offset == 0
        back, caret = joined(once, SCHEMA, where, caret)
        assert caret == where
        assert back.root == document.root


@settings(max_examples=25)
@given(documents(120), seeds())
@example(make_document(29389865, 85), 4223041)
def test_breaking_joining_and_nesting_leave_valid_documents_valid(document, seed):
    random, new_id = Random(seed), fresh()
    assert findings(document) == []
    for _ in range(6):
        found = singles(document)
        if not found:
            return
        node = random.choice(found)
        where = TextPlace(node.id, SINGLE[node.tag], 0, 0)
        end = where._replace(offset=random.randint(0, length(content_at(document, where))))
        other = random.choice(found)
        try:
            match random.randrange(4):
                case 0:
                    done = broken(document, SCHEMA, end, new_id)
                    document = done[0] if done else document
                case 1:
                    start = TextPlace(other.id, SINGLE[other.tag], 0, 0)
                    document, _ = joined(document, SCHEMA, end, start)
                case 2:
                    document = nested(document, node.id, new_id)
                case _:
                    document = unnested(document, SCHEMA, node.id, new_id)
        except NotAllowed:
            continue
    assert [each for each in findings(document) if each[0] != "schema.missing-child"] == []


def item(node_id, text, *below):
    return element("item", element("text", text), *below, id=node_id)


def listed(node_id, *items):
    return element("list", *items, id=node_id, kind="bullet")


def outline(document, node_id="sec"):
    def told(node):
        if node.tag == "item":
            return [node.text_of("text"), *(told(each) for each in node.children_of("list"))]
        if node.tag == "list":
            return [told(each) for each in node.children]
        return node.text

    return [told(each) for each in document.node(node_id).children if each.tag != "title"]


def test_items_go_deeper_and_higher_with_what_follows_them():
    document = small_strategy(
        section("sec", listed("l", item("a", "a"), item("b", "b"), item("c", "c")))
    )
    deep = nested(document, "b", fresh())
    assert outline(deep) == [[["a", [["b"]]], ["c"]]]
    deeper = nested(deep, "c", fresh())
    assert outline(deeper) == [[["a", [["b"], ["c"]]]]]
    high = unnested(deeper, SCHEMA, "b", fresh())
    assert outline(high) == [[["a"], ["b", [["c"]]]]]
    flat = unnested(high, SCHEMA, "b", fresh())
    assert outline(flat) == [[["a"]], "b", [["c"]]]
    with pytest.raises(NotAllowed):
        nested(document, "a", fresh())


def test_deleting_over_blocks_takes_what_is_between_and_joins_the_rest():
    document = small_strategy(
        section("sec", paragraph("p", "Anfang hier"), listed("l", item("a", "a"), item("b", "b")),
                paragraph("q", "dort Ende"), paragraph("r", "r"))
    )  # fmt: skip
    done, caret = joined(
        document, SCHEMA, TextPlace("p", "", 0, 7), TextPlace("q", "", 0, 5), ["a", "b"]
    )
    assert outline(done) == ["Anfang Ende", "r"]
    assert caret == TextPlace("p", "", 0, 7)


def test_deleting_into_another_goal_keeps_both_goals():
    document = small_strategy(
        field("f", claim("c", goal("g1", paragraph("p", "eins")), goal("g2", paragraph("q", "x"))))
    )
    first, last = TextPlace("p", "", 0, 2), TextPlace("g2", "title", 0, 1)
    done, _ = joined(document, SCHEMA, first, last, [])
    assert done.node("p").text == "ei"
    assert done.node("g2").text_of("title") == document.node("g2").text_of("title")[1:]


def test_a_title_begins_a_paragraph_but_takes_none():
    document = small_strategy(section("sec", paragraph("p", "Text")))
    end = len(document.node("sec").text_of("title"))
    done, caret = broken(document, SCHEMA, TextPlace("sec", "title", 0, end), fresh())
    assert outline(done) == ["", "Text"]
    assert caret == TextPlace("new1", "", 0, 0)
    back, caret = joined(done, SCHEMA, TextPlace("sec", "title", 0, end), caret)
    assert back.root == document.root
    with pytest.raises(NotAllowed):
        joined(document, SCHEMA, TextPlace("sec", "title", 0, end), TextPlace("p", "", 0, 0))


def test_the_list_goes_with_its_last_item():
    document = small_strategy(section("sec", paragraph("p", "Text"), listed("l", item("a", " a"))))
    done, _ = joined(document, SCHEMA, TextPlace("p", "", 0, 4), TextPlace("a", "text", 0, 0))
    assert outline(done) == ["Text a"]


def commented(*comments):
    return [
        element("annotation", element("quote", exact=words), element("comment", "?"),
                id=node_id, author="A", date="2014-04-29", state="open", target=target)
        for node_id, target, words in comments
    ]  # fmt: skip


def test_a_remark_goes_with_its_words_when_a_text_is_broken():
    document = small_strategy(
        section("sec", paragraph("p", "erstes zweites")),
        annotations=commented(("a", "p", "erstes"), ("b", "p", "zweites")),
    )
    done, begun = broken(document, SCHEMA, TextPlace("p", "", 0, 7), fresh())
    assert done.node("a").get("target") == "p"
    assert done.node("b").get("target") == begun.node_id


def test_who_referred_to_a_joined_text_refers_to_the_whole():
    document = small_strategy(
        section("sec", paragraph("p", "eins"), paragraph("q", "zwei")),
        annotations=commented(("a", "q", "zwei")),
    )
    done, _ = joined(document, SCHEMA, TextPlace("p", "", 0, 4), TextPlace("q", "", 0, 0))
    assert done.node("a").get("target") == "p"
    assert done.node("p").text == "einszwei"
