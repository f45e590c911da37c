"""Generator, reader and libxml2 mean the same by the schema."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from strategy_editor.document.node import Node
from strategy_editor.schema.catalog import current_schema, load_validator
from strategy_editor.schema.read_xsd import SchemaReader, UnknownConstruct
from strategy_editor.storage.elements import to_element
from tests.strategies import Maker, documents, seeds

SCHEMA = current_schema()
VALIDATOR = load_validator()
TAGS = sorted(SCHEMA.elements)
WITH_CHILDREN = [tag for tag in TAGS if SCHEMA.elements[tag].content == "elements"]


def faults(node: Node) -> list[str]:
    VALIDATOR.validate(to_element(node))
    return [str(error.message) for error in VALIDATOR.error_log]


@given(documents())
def test_strategies_made_from_the_schema_are_valid(document):
    assert faults(document.root) == []


def with_references(node: Node) -> Node:
    attributes = tuple((name, "x" if value == "?" else value) for name, value in node.attributes)
    return Node(
        node.tag,
        attributes,
        tuple(with_references(part) if isinstance(part, Node) else part for part in node.content),
    )


@pytest.mark.parametrize("tag", TAGS)
def test_every_element_validates_alone(tag):
    for seed in range(8):
        assert faults(with_references(Maker(Random(seed), 5 * seed).element(tag))) == []


@given(st.sampled_from(TAGS), seeds())
def test_an_attribute_is_required_just_where_the_reader_says_so(tag, seed):
    node = with_references(Maker(Random(seed), 0).element(tag))
    for attribute in SCHEMA.elements[tag].attributes:
        valid = not faults(node.with_attribute(attribute.name, None))
        assert valid is not attribute.required, attribute.name


@given(st.sampled_from(WITH_CHILDREN), seeds(), st.data())
def test_accepting_children_agrees_with_libxml2(tag, seed, data):
    """Complete lists: the reader overlooks missing children, libxml2 does not."""
    element_type = SCHEMA.elements[tag]
    made = with_references(Maker(Random(seed), 12).element(tag))
    children = [part for part in made.content if isinstance(part, Node) and part.is_element]
    shuffled = _changed(children, element_type.child_tags, data)
    node = made.with_content(shuffled)
    names = ["#any" if each.tag[0] == "{" else each.tag for each in shuffled]
    complete = _complete(names, element_type.required_tags)
    # libxml2 also takes foreign elements that stand before the first of "any number of these".
    assume(element_type.content == "mixed" or names == sorted(names, key="#any".__eq__))
    assert (not faults(node)) == (element_type.accepts(names) and complete)


def _changed(children, tags, data):
    """The children, with one taken out, doubled, swapped or put in somewhere."""
    what = data.draw(st.sampled_from(("same", "swap", "remove", "insert")))
    if what == "insert":
        at = data.draw(st.integers(0, len(children)))
        fresh = with_references(Maker(Random(at), 0).element(data.draw(st.sampled_from(tags))))
        return [*children[:at], fresh, *children[at:]]
    if what == "same" or not children:
        return children
    one, other = (data.draw(st.integers(0, len(children) - 1)) for _ in range(2))
    changed = list(children)
    if what == "remove":
        del changed[one]
    else:
        changed[one], changed[other] = changed[other], changed[one]
    return changed


def _complete(names, required):
    return all(tag in names for tag in required)


def test_mixed_content_takes_its_inlines_in_any_order():
    paragraph = SCHEMA.elements["paragraph"]
    assert paragraph.accepts(["strong", "footnote", "#any", "strong"])
    assert not paragraph.accepts(["paragraph"])


def test_elements_of_text_take_no_children():
    assert SCHEMA.elements["title"].accepts([])
    assert not SCHEMA.elements["title"].accepts(["emphasis"])


STRANGE = {
    "a complex type that extends": '<xs:element name="a"><xs:complexType><xs:complexContent>'
    '<xs:extension base="b"/></xs:complexContent></xs:complexType></xs:element>',
    "xs:all": '<xs:element name="a"><xs:complexType><xs:all><xs:element ref="a"/></xs:all>'
    "</xs:complexType></xs:element>",
    "an element without any type": '<xs:element name="a"/>',
    "a local element": '<xs:element name="a"><xs:complexType><xs:sequence>'
    '<xs:element name="b" type="xs:string"/></xs:sequence></xs:complexType></xs:element>',
    "an anonymous type of an attribute": '<xs:element name="a"><xs:complexType>'
    '<xs:attribute name="b"><xs:simpleType><xs:restriction base="xs:string"/></xs:simpleType>'
    "</xs:attribute></xs:complexType></xs:element>",
    "a fixed value": '<xs:element name="a"><xs:complexType>'
    '<xs:attribute name="b" type="xs:string" fixed="c"/></xs:complexType></xs:element>',
    "a default value": '<xs:element name="a"><xs:complexType>'
    '<xs:attribute name="b" type="xs:string" default="c"/></xs:complexType></xs:element>',
    "a prohibited attribute": '<xs:element name="a"><xs:complexType>'
    '<xs:attribute name="b" type="xs:string" use="prohibited"/></xs:complexType></xs:element>',
    "a facet": '<xs:element name="a"><xs:complexType><xs:attribute name="b" type="t"/>'
    '</xs:complexType></xs:element><xs:simpleType name="t"><xs:restriction base="xs:decimal">'
    '<xs:totalDigits value="3"/></xs:restriction></xs:simpleType>',
    "an abstract element": '<xs:element name="a" type="xs:string" abstract="true"/>',
    "a substitution group": '<xs:element name="a" type="xs:string" substitutionGroup="b"/>',
    "an element that may be nil": '<xs:element name="a" type="xs:string" nillable="true"/>',
    "an included schema": '<xs:include schemaLocation="b.xsd"/>'
    '<xs:element name="a" type="xs:string"/>',
    "a wildcard for any namespace": '<xs:element name="a"><xs:complexType><xs:sequence>'
    "<xs:any/></xs:sequence></xs:complexType></xs:element>",
}  # fmt: skip


@pytest.mark.parametrize("construct", STRANGE.values(), ids=STRANGE)
def test_a_construct_that_the_reader_does_not_know_raises(construct, tmp_path):
    path = tmp_path / "strange.xsd"
    path.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x" '
        f'xmlns="urn:x" version="1.0">{construct}</xs:schema>'
    )
    with pytest.raises(UnknownConstruct):
        SchemaReader(path).element("a")
