"""What the schema finds has the address of the element and field that a user can mend."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.i18n import LANGUAGES
from strategy_editor.schema.catalog import current_schema
from strategy_editor.validation.problem import Problem, Severity
from strategy_editor.workspace.wording import Wording
from tests.checking import checked
from tests.edits import roughly_changed
from tests.short import goal, level, measure, paragraph, section, small_strategy
from tests.strategies import documents, seeds

SCHEMA = current_schema()


def schema_findings(document: Document) -> list[Problem]:
    return [each for each in checked(document) if each.rule.startswith("schema.")]


def replaced(node: Node, old: Node, new: Node | None) -> Node:
    """The tree with one element object replaced, or taken out."""
    parts = []
    for part in node.content:
        if part is old:
            parts += [new] if new is not None else []
        else:
            parts.append(replaced(part, old, new) if isinstance(part, Node) else part)
    return node.with_content(parts)


def address(root: Node, target: Node) -> tuple[str, str]:
    """The nearest identified element, and the child of it through which the target hangs."""
    owner, field = "", ""
    path = _path(root, target)
    for at, node in enumerate(path):
        if node.id is not None:
            owner, field = node.id, ""
            if at + 1 < len(path) and path[at + 1].id is None:
                child = path[at + 1]
                like = [part for part in node.children if part.tag == child.tag]
                number = next(n for n, each in enumerate(like, 1) if each is child)
                field = child.tag if len(like) == 1 else f"{child.tag}#{number}"
    return owner, field


def _path(root: Node, target: Node) -> list[Node]:
    if root is target:
        return [root]
    for child in root.children:
        below = _path(child, target)
        if below:
            return [root, *below]
    return []


def outside_foreign(root: Node) -> list[Node]:
    found = [root]
    for child in root.children:
        if child.tag[0] != "{":
            found += outside_foreign(child)
    return found


@given(documents(), st.data())
def test_a_required_attribute_that_is_missing_is_named(document, data):
    places = [
        (node, attribute.name)
        for node in outside_foreign(document.root)
        for attribute in SCHEMA.elements[node.tag].attributes
        if attribute.required and attribute.name != "id" and node is not document.root
    ]
    node, name = data.draw(st.sampled_from(places))
    root = replaced(document.root, node, node.with_attribute(name, None))
    owner, field = address(document.root, node)
    (found,) = schema_findings(Document(root))
    assert (found.rule, found.node_id) == ("schema.attribute-missing", owner)
    assert found.field == (field or f"@{name}")
    assert found.value("attribute") == name
    assert found.value("element") == node.tag


@given(documents(), st.data())
def test_a_required_child_that_is_missing_is_named(document, data):
    places = [
        (node, child)
        for node in outside_foreign(document.root)
        for child in node.children
        if child.tag in SCHEMA.elements[node.tag].required_tags
        and len(node.children_of(child.tag)) == 1
    ]
    node, child = data.draw(st.sampled_from(places))
    found = schema_findings(Document(replaced(document.root, child, None)))
    owner, _ = address(document.root, node)
    assert [(each.rule, each.node_id) for each in found] == [("schema.missing", owner)]
    assert found[0].value("expected") == child.tag
    if node.id is not None:
        assert found[0].field == child.tag


@given(documents(), seeds(), st.integers(1, 4))
def test_no_document_however_broken_makes_checking_fail(document, seed, count):
    random = Random(seed)
    for _ in range(count):
        document = roughly_changed(document, random)
    problems = checked(document)
    ids = {node.id for node in document.root.walk()} | {""}
    for language in LANGUAGES:
        wording = Wording(document, language)
        for each in problems:
            assert each.node_id in ids
            assert wording.problem(each)
            assert wording.place(each.node_id, each.field)


@given(documents())
def test_valid_strategies_have_no_schema_findings(document):
    assert schema_findings(document) == []


def single(document: Document) -> Problem:
    (found,) = schema_findings(document)
    assert found.severity is Severity.ERROR
    for language in LANGUAGES:
        assert Wording(document, language).problem(found)
    return found


def with_attribute(name: str, value: str, *, node_id: str = "x") -> Problem:
    items = [
        goal("x"),
        measure("m"),
        element("table", element("caption", "t"), element("column", id="col", width="10"),
                element("row", element("cell", "c"), id="row"), id="tab"),
        element("figure", element("caption", "f"), element("alt-text", "a"), id="pic",
                file="a.png", width="1"),
        element("vision", element("title", "v"), element("statement"), id="vis"),
        element("sources", element("title", "s"),
                element("source", element("citation", "c"), id="src"), id="srcs"),
    ]  # fmt: skip
    section_of_blocks = section("blocks", items.pop(2), items.pop(2))
    lineage = [
        element("predecessor",
                element("former-goal", id="old", goal="a", number="1", title="t", hash="0" * 64),
                id="pre", document="d", title="t", edition="e")
    ]  # fmt: skip
    document = small_strategy(section_of_blocks, *items, lineage=lineage, profile=[
        level("goal", "none"), element("horizon-class", id="h_permanent", label="p"),
    ])  # fmt: skip
    return single(document.updated(node_id, lambda node: node.with_attribute(name, value)))


VALUES = [
    ("x", "target-date", "April 2016", "partial-date"),
    ("x", "valid-from", "29.04.2014", "date"),
    ("x", "valid-from", "2014-02-30", "date"),
    ("x", "beyond-period", "ja", "boolean"),
    ("x", "priority", "hoch", "choice"),
    ("x", "status", "not an id", "reference"),
    ("m", "goals", "x 1", "references"),
    ("m", "goals", "x," , "references"),
    ("x", "id", "1x", "identifier"),
    ("col", "width", "0", "column-width"),
    ("col", "width", "breit", "column-width"),
    ("pic", "file", "../a.png", "file-name"),
    ("vis", "target-year", "20", "year"),
    ("h_permanent", "up-to", "-1", "years"),
    ("old", "hash", "x", "hash"),
    ("s", "version", "eins", "version"),
    ("metadata", "edition", "x" * 121, "label"),
    ("s", "xml:lang", "no language!", "language"),
    ("src", "href", "http://[", "anyURI"),
]  # fmt: skip


@pytest.mark.parametrize(("node_id", "name", "value", "kind"), VALUES)
def test_a_wrong_value_is_called_what_it_is_not(node_id, name, value, kind):
    found = with_attribute(name, value, node_id=node_id)
    shown = value if name == "id" else node_id
    assert (found.rule, found.node_id, found.field) == (f"schema.value.{kind}", shown, f"@{name}")
    assert found.value("value").startswith(value[:70])


def test_a_wrong_span_of_a_cell_is_at_its_row():
    row = element("row", element("cell", "a"), element("cell", "b", columns="0"), id="row")
    table = element(
        "table", element("caption", "t"), element("column", id="c", width="9"), row, id="t"
    )
    found = single(small_strategy(section("x", table)))
    assert (found.rule, found.node_id, found.field) == ("schema.value.span", "row", "cell#2")


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_an_empty_value_is_called_empty(blank):
    found = with_attribute("tags", blank) if False else with_attribute("priority", blank)
    assert (found.rule, found.node_id, found.field) == ("schema.empty", "x", "@priority")
    document = small_strategy(section("x")).updated(
        "x", lambda node: node.with_content([element("title", blank)])
    )
    found = single(document)
    assert (found.rule, found.node_id, found.field) == ("schema.empty", "x", "title")


def test_what_the_vocabulary_does_not_know_is_named():
    found = with_attribute("colour", "red")
    assert (found.rule, found.field) == ("schema.attribute-unknown", "@colour")
    found = single(small_strategy(section("x", element("chapter", id="y"))))
    assert (found.rule, found.node_id) == ("schema.unexpected", "y")
    found = single(small_strategy(section("x", Node("{}chapter"))))
    assert (found.rule, found.node_id, found.field) == ("schema.unexpected", "x", "{}chapter")


def test_what_stands_at_the_wrong_place_is_named():
    found = single(small_strategy(section("x", section("y"), paragraph("p"))))
    assert (found.rule, found.node_id, found.field) == ("schema.unexpected", "p", "")


def test_text_among_elements_and_content_in_empty_ones_are_named():
    found = single(
        small_strategy(section("x")).updated(
            "x", lambda node: node.with_content([*node.content, "stray"])
        )
    )
    assert (found.rule, found.node_id) == ("schema.stray-text", "x")
    filled = element("level", "text", id="l", role="goal", singular="s", plural="p",
                     counting="none")  # fmt: skip
    found = single(small_strategy(profile=[filled]))
    assert (found.rule, found.node_id) == ("schema.not-empty", "l")


def test_a_list_without_items_says_what_is_missing():
    found = single(small_strategy(section("x", element("list", id="l", kind="bullet"))))
    assert (found.rule, found.node_id, found.field) == ("schema.missing", "l", "item")


def test_a_long_value_is_shown_shortened():
    found = with_attribute("priority", "x" * 500)
    assert len(found.value("value")) == 80


def test_findings_come_in_document_order_errors_first():
    document = small_strategy(
        section("x", element("chapter", id="bad")), goal("g", None, horizon=""), section("z")
    )
    found = [(each.node_id, each.rule) for each in checked(document)]
    assert [node_id for node_id, _ in found] == ["bad", "g", "g", "g", "z"] or [
        node_id for node_id, _ in found
    ] == ["bad", "g", "g", "z"]
    weights = [each.severity for each in checked(document) if each.node_id == "g"]
    assert weights == sorted(weights, reverse=True)


def test_a_place_among_foreign_elements_of_one_name_is_found():
    """Two namespaces, one local name: what is wrong stands in the second."""
    wrong = Node("{urn:b}x", (), (Node("goal"),))
    root = small_strategy(section("s1")).root
    document = Document(
        root.with_content((*root.content, Node("{urn:a}x"), wrong)),
        namespaces=(("a", "urn:a"), ("b", "urn:b")),
    )
    found = [each for each in checked(document) if each.rule == "schema.attribute-missing"]
    assert found
    assert all(each.steps == (len(root.children) + 1, 0) for each in found)
