"""Blocks put into running texts: what goes on with what, and that nothing is put in by halves."""

from __future__ import annotations

from itertools import count
from random import Random

import pytest
from hypothesis import given, settings

from strategy_editor.document.node import Node, element
from strategy_editor.editing.edits import NotAllowed
from strategy_editor.editing.flowing import SINGLE, TextPlace, content_at
from strategy_editor.editing.pasting import blocks_put
from strategy_editor.editing.running_text import length
from strategy_editor.schema.catalog import current_schema
from tests.checking import checked
from tests.short import goal, paragraph, section, small_strategy
from tests.strategies import documents, seeds

SCHEMA = current_schema()


def fresh():
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def item(node_id, text, *more):
    return element("item", element("text", text), *more, id=node_id)


def bullets(node_id, *items):
    return element("list", *items, id=node_id, kind="bullet")


def table(node_id="t1"):
    row = element("row", Node("cell", (), ("Zelle",)), id="r1")
    return element(
        "table", element("caption", "Tabelle"), element("column", id="col1"), row, id=node_id
    )


def put(content, at, nodes, end=None, field="", node_id="p"):
    document = small_strategy(section("sec", *content, paragraph("z", "Danach.")))
    return blocks_put(
        document, SCHEMA, TextPlace(node_id, field, 0, at), at if end is None else end, nodes,
        fresh(),
    )  # fmt: skip


def shape(document, node_id="sec"):
    return [(each.tag, each.text) for each in document.node(node_id).children[1:]]


TEXT = (paragraph("p", "Anfang Ende"),)


def test_the_first_and_the_last_paragraph_go_on_with_the_text_around():
    done = put(TEXT, 7, [paragraph("a", "eins"), paragraph("b", "zwei")])
    assert shape(done.document) == [
        ("paragraph", "Anfang eins"), ("paragraph", "zweiEnde"), ("paragraph", "Danach."),
    ]  # fmt: skip
    assert done.where == TextPlace("b", "", 0, 4)


def test_what_is_selected_goes():
    done = put(TEXT, 0, [paragraph("a", "eins"), paragraph("b", "zwei")], end=7)
    assert shape(done.document)[:2] == [("paragraph", "eins"), ("paragraph", "zweiEnde")]
    assert done.document.find("p") is not None


def test_a_list_and_a_table_stand_between_the_halves():
    done = put(TEXT, 7, [bullets("l", item("i", "Punkt")), table()])
    assert [each[0] for each in shape(done.document)] == [
        "paragraph", "list", "table", "paragraph", "paragraph",
    ]  # fmt: skip
    assert shape(done.document)[3] == ("paragraph", "Ende")
    assert content_at(done.document, done.where) == ("Ende",)


def test_a_list_takes_the_place_of_an_empty_paragraph():
    done = put((paragraph("p"),), 0, [bullets("l", item("i", "Punkt"))])
    assert [each[0] for each in shape(done.document)] == ["list", "paragraph"]
    assert done.where == TextPlace("i", "text", 0, 5)


def test_paragraphs_and_lists_become_items_in_a_list():
    content = (bullets("l", item("p", "Anfang Ende"), item("q", "Nächster")),)
    nodes = [paragraph("a", "eins"), bullets("m", item("x", "zwei"), item("y", "drei"))]
    done = put(content, 7, nodes, field="text")
    assert [each.text for each in done.document.node("l").children] == [
        "Anfang eins", "zwei", "dreiEnde", "Nächster",
    ]  # fmt: skip


def test_headings_begin_their_sections_behind():
    nodes = [paragraph("a", "eins"), section("n", paragraph("b", "zwei"))]
    done = put(TEXT, 7, nodes)
    assert shape(done.document)[0] == ("paragraph", "Anfang einsEnde")
    assert done.document.find("n") is not None


def test_behind_a_statement_blocks_follow_before_the_goals_other_parts():
    document = small_strategy(section("sec", goal("g")))
    where = TextPlace("g", "statement", 0, 0)
    nodes = [paragraph("a", "eins "), bullets("l", item("i", "Punkt"))]
    done = blocks_put(document, SCHEMA, where, 0, nodes, fresh())
    assert done.document.node("g").child("statement").text.startswith("eins ")
    assert done.document.node("l") in done.document.node("g").children
    assert not [each for each in checked(done.document) if each.rule.startswith("schema.")]


@pytest.mark.parametrize(
    ("content", "field", "node_id"),
    [
        ((bullets("l", item("p", "Anfang")),), "text", "p"),
        ((table("p"),), "caption", "p"),
        ((table("p"),), "cell", "r1"),
    ],
)
def test_where_a_table_cannot_stand_nothing_is_put_in(content, field, node_id):
    with pytest.raises(NotAllowed):
        put(content, 0, [paragraph("a", "eins"), table("t2")], field=field, node_id=node_id)


@settings(max_examples=25)
@given(documents(80), seeds())
def test_whatever_is_put_in_stays_valid_and_loses_nothing(document, seed):
    random = Random(seed)
    texts = [node for node in document.root.walk() if node.id and node.tag in SINGLE]
    before = {each.rule for each in checked(document)}
    for node in random.sample(texts, min(4, len(texts))):
        where = TextPlace(node.id, SINGLE[node.tag], 0, 0)
        where = where._replace(offset=random.randint(0, length(content_at(document, where))))
        nodes = [
            random.choice(
                [paragraph(f"n{at}", f"Neu {at}"), bullets(f"n{at}", item(f"ni{at}", f"Neu {at}"))]
            )
            for at in range(random.randint(1, 3))
        ]
        try:
            done = blocks_put(document, SCHEMA, where, where.offset, nodes, fresh())
        except NotAllowed:
            continue
        text = done.document.root.text
        assert all(f"Neu {at}" in text for at in range(len(nodes)))
        assert len(text) == len(document.root.text) + sum(len(each.text) for each in nodes)
        assert {each.rule for each in checked(done.document) if "schema" in each.rule} <= before
        content_at(done.document, done.where)
