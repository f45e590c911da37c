"""Nothing is united in silence: every attribute, field and child, set differently by both sides."""

from __future__ import annotations

import re
from random import Random
from xml.sax.saxutils import unescape

import pytest

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.merging.conflict import Conflict
from strategy_editor.merging.three_way import MergeResult, merge
from strategy_editor.schema.catalog import current_schema
from strategy_editor.schema.model import AttributeType, ElementType
from strategy_editor.validation.check import schema_problems
from tests.merging.test_laws import about, assert_lossless
from tests.short import claim, field, goal, paragraph, section, small_strategy
from tests.strategies import Maker

SCHEMA = current_schema()
IDENTIFIED = [each for each in SCHEMA.elements.values() if each.is_identified]
# What holds open questions itself is not written by anybody.
WRITTEN = [each for each in IDENTIFIED if each.tag not in ("conflicts", "conflict", "variant")]
ATTRIBUTES = [
    (each, attribute) for each in WRITTEN for attribute in each.attributes if attribute.name != "id"
]
VALUES = {
    "boolean": ("true", "false"), "date": ("2014-01-01", "2015-02-02", "2016-03-03"),
    "dateTime": ("2014-01-01T00:00:00", "2015-02-02T00:00:00", "2016-03-03T00:00:00"),
    "decimal": ("1", "2", "3"), "gYear": ("2014", "2015", "2016"), "integer": ("2", "3", "4"),
    "union": ("2014", "2015", "2016"), "language": ("de", "en", "fr"),
}  # fmt: skip


def values(attribute: AttributeType) -> tuple[str, ...]:
    choices = [each.value for each in attribute.value_type.choices]
    if len(choices) > 1:
        return (*choices, choices[0])[:3]
    return VALUES.get(attribute.value_type.base, ("one", "two", "three"))


def alone(element_type: ElementType) -> Node:
    """An element of a type with nothing in it."""
    if element_type.tag == "strategy":
        return small_strategy().root
    attributes = {each.name: values(each)[0] for each in element_type.attributes if each.required}
    return Node(element_type.tag, tuple(sorted({**attributes, "id": "e"}.items())))


def around(node: Node) -> Document:
    return Document(node) if node.tag == "strategy" else small_strategy(node)


def merged(base: Node, ours: Node, theirs: Node) -> MergeResult:
    documents = [around(each) for each in (base, ours, theirs)]
    result = merge(*documents)
    back = merge(documents[0], documents[2], documents[1])
    assert sorted(map(asking, result.conflicts)) == sorted(map(asking, back.conflicts))
    assert_lossless(result, *documents)
    known = {what for each in documents for what in complaints(each)}
    assert complaints(result.document) <= known
    return result


def asking(conflict: Conflict) -> tuple[str, str]:
    return conflict.kind, conflict.field


def complaints(document: Document) -> set[tuple[str, str]]:
    return {(each.rule, each.field) for each in schema_problems(document)}


@pytest.mark.parametrize("has_before", [True, False])
@pytest.mark.parametrize(
    ("element_type", "attribute"),
    ATTRIBUTES,
    ids=lambda each: getattr(each, "tag", None) or each.name,
)
def test_an_attribute_set_differently_is_asked_about(element_type, attribute, has_before):
    first, second, *more = values(attribute)
    node = alone(element_type)
    base = node.with_attribute(attribute.name, more[0] if more and has_before else None)
    if not has_before and attribute.required:
        return
    ours, theirs = (node.with_attribute(attribute.name, each) for each in (first, second))
    if ours == base or theirs == base:
        return
    result = merged(base, ours, theirs)
    target = result.document.root if node.tag == "strategy" else result.document.node("e")
    found = [(each.kind, each.field) for each in result.conflicts]
    if (element_type.tag, attribute.name) == ("strategy", "version"):
        assert found == []
    elif attribute.value_type.base == "list":
        assert found == []
        assert {first, second} <= set(target.get(attribute.name).split())
    else:
        assert found == [("attribute", "@" + attribute.name)]
        assert target.get(attribute.name) == first


FIELDS = [
    (each, tag)
    for each in WRITTEN
    for tag in each.child_tags
    if not SCHEMA.elements[tag].is_identified and each.content == "elements"
]


@pytest.mark.parametrize("has_before", [True, False])
@pytest.mark.parametrize(
    ("element_type", "tag"), FIELDS, ids=lambda each: getattr(each, "tag", each)
)
def test_a_field_written_differently_is_asked_about(element_type, tag, has_before):
    def state(text: str) -> Node:
        node = alone(element_type)
        parts = [part for part in node.content if getattr(part, "tag", "") != tag]
        if not text:
            return node.with_content(parts)
        field_type = SCHEMA.elements[tag]
        if field_type.content in ("text", "mixed"):
            return node.with_content([element(tag, text), *parts])
        name = next(each.name for each in field_type.attributes)
        return node.with_content([element(tag).with_attribute(name, text), *parts])

    base = state("Altes Wort" if has_before else "")
    result = merged(base, state("Unser Satz"), state("Fremder Satz"))
    kinds = {each.kind for each in result.conflicts}
    if kinds:
        assert kinds <= {"text", "part", "element"}
        assert {each.target for each in result.conflicts} == {"e"}
    else:
        assert element_type.is_repeatable(tag)
        texts = [str(each) + each.text for each in result.document.node("e").children_of(tag)]
        assert [text for text in texts if "Unser" in text]
        assert [text for text in texts if "Fremder" in text]


CHILDREN = [
    (each, tag)
    for each in WRITTEN
    for tag in each.child_tags
    if SCHEMA.elements[tag].is_identified and tag != "conflicts"
]


@pytest.mark.parametrize(
    ("element_type", "tag"), CHILDREN, ids=lambda each: getattr(each, "tag", each)
)
def test_a_child_that_both_insert_is_kept_from_both_or_asked_about(element_type, tag):
    base = alone(element_type)
    if element_type.tag == "strategy":
        base = base.with_content([part for part in base.content if part.tag != tag])
    made = [Maker(Random(seed), 0).element(tag) for seed in (1, 2)]
    ours, theirs = (
        base.with_content(in_schema_order(element_type, *base.content, each))
        for each in (
            node.with_attribute("id", name) for node, name in zip(made, ("u", "f"), strict=True)
        )
    )
    result = merged(base, ours, theirs)
    there = said(result.document.root) | {
        word
        for conflict in result.conflicts
        for variant in conflict.variants
        for word in re.split(r'[\s"]+', unescape(variant.value or "", {"&quot;": '"'}))
    }
    for node in (ours, theirs):
        assert said(node) <= there


def in_schema_order(element_type: ElementType, *parts: Node) -> list[Node]:
    tags = list(element_type.child_tags)
    return sorted(parts, key=lambda part: tags.index(part.tag))


def said(node: Node) -> set[str]:
    """All words in the attributes of an element and of those below it, but for ids."""
    pairs = (pair for each in node.walk() for pair in each.attributes if pair[0] != "id")
    return {word for _, value in pairs for word in re.split(r'[\s"]+', value)}


def lead(node_id: str, actor: str, **more: str) -> Node:
    return element("responsibility", id=node_id, actor=actor, role="lead", **more)


def led(*leads: Node) -> Document:
    return small_strategy(field("f1", claim("c1", goal("g1", *leads))))


def asked(base: Document, ours: Document, theirs: Document) -> list[tuple[str, str, str]]:
    result = merge(base, ours, theirs)
    assert_lossless(result, base, ours, theirs)
    back = merge(base, theirs, ours)
    assert len(back.conflicts) == len(result.conflicts)
    return sorted(map(about, result.conflicts))


LED = lead("l", "a1")


def test_two_leads_named_for_one_goal_are_asked_about():
    nobody = led()
    assert asked(nobody, led(lead("u", "a2")), led(lead("f", "a3"))) == [
        ("attribute", "u", "@actor")
    ]
    changed = led(lead("l", "a2")), led(lead("l", "a3"))
    assert asked(led(LED), *changed) == [("attribute", "l", "@actor")]
    replaced = led(lead("u", "a2")), led(lead("f", "a3"))
    assert asked(led(LED), *replaced) == [("attribute", "u", "@actor")]


def test_a_lead_changed_and_another_added_are_asked_about():
    assert asked(led(LED), led(lead("l", "a2")), led(LED, lead("f", "a3"))) == [
        ("existence", "f", "")
    ]
    both = led(LED, lead("f", "a3"))
    assert asked(both, both, led(lead("l", "a1"), lead("f", "a4"))) == []
    assert asked(led(LED), led(lead("u", "a2")), led(LED, lead("f", "a3"))) == [
        ("attribute", "u", "@actor")
    ]


def test_leads_one_after_the_other_are_both_kept():
    first, then = lead("u", "a2", until="2014-12-31"), lead("f", "a3", from_="2015-01-01")
    assert asked(led(), led(first), led(then)) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (element("target", id="u", value="5", when="2020"),
         element("target", id="f", value="7", when="2020"), [("attribute", "u", "@value")]),
        (element("target", id="u", value="5", when="2020"),
         element("target", id="f", value="7", when="2021"), []),
        (element("disposition", id="u", kind="achieved", old="r1"),
         element("disposition", id="f", kind="dropped", old="r1"), [("attribute", "u", "@kind")]),
        (element("relation", element("note", "So."), id="u", type="supports", target="x"),
         element("relation", element("note", "Anders."), id="f", type="supports", target="x"),
         [("text", "u", "note")]),
        (element("milestone", element("title", "Beginn"), id="u", date="2015"),
         element("milestone", element("title", "Beginn"), id="f", date="2016"),
         [("attribute", "u", "@date")]),
        (element("finance", id="u", year="2015", amount="10"),
         element("finance", id="f", year="2015", amount="20"), [("attribute", "u", "@amount")]),
        (element("actor", element("name", "Amt"), id="u", kind="ministry", successor="a1"),
         element("actor", element("name", "Amt"), id="f", kind="ministry", successor="a2"),
         [("attribute", "u", "@successor")]),
        (element("abbreviation", id="u", short="IT", long="Technik"),
         element("abbreviation", id="f", short="IT", long="Informationstechnik"),
         [("attribute", "u", "@long")]),
    ],
)  # fmt: skip
def test_what_both_say_of_one_subject_is_one_thing(ours, theirs, expected):
    base = small_strategy(section("s1", paragraph("p1")))
    one, other = (
        base.updated("s1", lambda node, new=new: node.with_content([*node.content, new]))
        for new in (ours, theirs)
    )
    assert asked(base, one, other) == expected
