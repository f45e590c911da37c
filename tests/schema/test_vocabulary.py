"""What the shipped schemas say, and that the reader understands all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from strategy_editor.i18n import LANGUAGES, catalogue
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import NAMESPACE, VERSION, current_schema, schema_path
from strategy_editor.schema.model import Documentation
from strategy_editor.schema.read_xsd import XS, SchemaReader

SCHEMA = current_schema()
FILES = [path for path in sorted(shipped("schemas").rglob("*.xsd")) if path.name != "xml.xsd"]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_shipped_schema_can_be_read_whole(path):
    reader = SchemaReader(path)
    for tag in reader.tags:
        element_type = reader.element(tag)
        for child in element_type.child_tags:
            assert child in reader.tags


def test_the_schema_is_the_one_that_the_program_names():
    assert schema_path() in FILES
    assert (SCHEMA.namespace, SCHEMA.version) == (NAMESPACE, VERSION)


def test_every_element_is_declared_globally():
    local = etree.parse(schema_path()).iterfind(f".//{XS}complexType//{XS}element")
    assert [each.get("name") for each in local if each.get("ref") is None] == []


def documented() -> Iterator[tuple[str, Documentation]]:
    for tag in SCHEMA.elements:
        element_type = SCHEMA.elements[tag]
        yield tag, element_type.documentation
        for attribute in element_type.attributes:
            yield f"{tag}/@{attribute.name}", attribute.documentation


@pytest.mark.parametrize("wanted", LANGUAGES)
def test_every_element_and_attribute_has_a_label_and_help(wanted):
    lacking = [
        name
        for name, documentation in documented()
        if not documentation.label(wanted) or not documentation.help(wanted)
    ]
    assert lacking == []


@pytest.mark.parametrize("wanted", LANGUAGES)
def test_every_value_of_an_enumeration_has_a_label(wanted):
    lacking = [
        f"{tag}/@{attribute.name}={choice.value}"
        for tag in SCHEMA.elements
        for attribute in SCHEMA.elements[tag].attributes
        for choice in attribute.value_type.choices
        if not choice.documentation.label(wanted)
    ]
    assert lacking == []


def test_the_two_languages_say_different_things():
    same = [
        name
        for name, each in documented()
        if each.help("de") == each.help("en") and each.help("de")
    ]
    assert same == []


def test_references_name_elements_that_exist():
    for tag, attributes in SCHEMA.reference_attributes.items():
        for attribute in attributes:
            assert set(attribute.targets) <= set(SCHEMA.elements), f"{tag}/@{attribute.name}"


def test_every_kind_of_value_has_a_sentence_for_wrong_values():
    harmless = ("line", "labels", "string")  # wrong only when empty, or never
    kinds = {
        attribute.value_type.name
        for tag in SCHEMA.elements
        for attribute in SCHEMA.elements[tag].attributes
        if not attribute.value_type.choices and attribute.value_type.name not in harmless
    }
    lacking = {kind for kind in kinds if f"problem.schema.value.{kind}" not in catalogue("de")}
    assert lacking == set()


def test_structure_and_blocks_carry_ids():
    # What these hold is a part of the element they stand in.
    parts = {
        "title", "short-title", "subtitle", "keyword", "name", "forbidden-variant", "alt-text",
        "sample-notice", "note", "statement", "rationale", "qualitative-reason", "definition",
        "evidence", "citation", "reason", "trigger", "quote", "comment", "text", "caption", "cell",
        "attribution", "emphasis", "strong", "term", "cross-reference", "link", "passage", "value",
    }  # fmt: skip
    assert {tag for tag in SCHEMA.elements if not SCHEMA.elements[tag].is_identified} == parts
