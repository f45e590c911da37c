"""Elements read off lines are those of the document, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.node import Node, element
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.reading import read
from strategy_editor.versions.elements import LineReader, fields_of
from tests.short import paragraph, section, small_strategy
from tests.strategies import make_document, seeds
from tests.versions.repositories import text, xml

PIECES = (
    "x",
    " neu ",
    "<emphasis>a</emphasis>",
    "<",
    ">",
    "/>",
    '"',
    ' a="1"',
    "</paragraph>",
    "\n",
)


def identified(node: Node):
    """The identified elements that stand on their own, with the nearest one above each."""
    pending = [(node, "")]
    while pending:
        current, above = pending.pop()
        if current.tag[0] in "#{":
            continue
        if current.id is not None:
            yield current, above
        below = current.id or above
        if current.tag not in current_schema().mixed_tags and not is_mixed(current):
            pending += [(part, below) for part in reversed(current.content)]


def is_mixed(node: Node) -> bool:
    return any(isinstance(part, str) for part in node.content)


@given(seeds(), st.integers(0, 120))
def test_the_elements_are_those_of_the_document(seed, budget):
    document = make_document(seed, budget)
    found = LineReader().read(xml(document)).elements
    expected = dict.fromkeys(node.id for node, _ in identified(document.root))
    assert set(expected) <= set(found)
    for node, above in identified(document.root):
        assert (found[node.id].tag, found[node.id].parent) == (node.tag, above)
        fields = fields_of(found[node.id])
        attributes = {f"@{name}": value for name, value in node.attributes
                      if name != "id" and name[0] != "{"}  # fmt: skip
        assert attributes.items() <= fields.items()
        if is_mixed(node):
            assert fields.get("", "") == node.text.strip("\n")


@pytest.mark.parametrize("name", ["egov-2009.xml", "egov-2014.xml", "landkreis-2030.xml"])
def test_the_samples(name):
    path = shipped("samples") / name
    root = read(path).document.root
    found = LineReader().read(path.read_bytes()).elements
    assert list(found) == [node.id for node, _ in identified(root)]
    for node, _ in identified(root):
        titles = [part.text for part in node.content
                  if isinstance(part, Node) and part.tag == "title"]  # fmt: skip
        if titles:
            assert fields_of(found[node.id])["title"] == titles[0]


def test_reading_many_is_reading_each():
    reader = LineReader()
    for wording in ("Eins", "Zwei", "Eins"):
        found, alone = reader.read(text(wording)), LineReader().read(text(wording))
        assert found == alone


@pytest.mark.parametrize(
    "content",
    [
        ("\nbegins on a new line",),
        ("ends so\n",),
        ("a\n", element("emphasis", "b"), "\n  c"),
        ("\n", element("emphasis", "b"), "\nc < d & e > f"),
        ("\n  ", element("emphasis", "x", element("strong", "y")), "  \n</paragraph>"),
        ("<!-- no comment -->\n<x>",),
    ],
)
def test_line_ends_within_texts(content):
    document = small_strategy(section("s1", paragraph("p1", *content), paragraph("p2", "next")))
    found = LineReader().read(xml(document)).elements
    assert found["s1"].children == ["p1", "p2"]
    assert fields_of(found["p1"])[""] == document.node("p1").text.strip("\n")
    assert fields_of(found["p2"]) == {"": "next"}


def test_what_is_not_a_strategy_in_canonical_form_is_refused():
    for data in (b"text", b"</a>", b"<a>\n</a>\n</b>", "ä".encode("latin-1")):
        with pytest.raises(ValueError, match=r"canonical|decode"):
            LineReader().read(data)
    assert LineReader().read(b"").elements == {}


@given(seeds(), st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(PIECES)), max_size=4))
def test_reading_on_from_a_state_is_reading_anew(seed, edits):
    """Whatever became of some lines: patched or read anew, what comes out is the same."""
    data = xml(make_document(seed, 40))
    reader = LineReader()
    before = reader.read(data)
    untouched = LineReader().read(data)
    lines = data.decode().split("\n")
    for place, piece in edits:
        at = place % len(lines)
        cut = place % (len(lines[at]) + 1)
        lines[at] = lines[at][:cut] + piece + lines[at][cut:]
    edited = "\n".join(lines).encode()
    try:
        expected = LineReader().read(edited)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011
            reader.read(edited, before)
        return
    assert reader.read(edited, before).elements == expected.elements
    assert before == untouched


def test_texts_are_patched():
    before = LineReader().read(text("Eins"))
    reader = LineReader()
    before = reader.read(text("Eins"))
    after = reader.read(text("Zwei <em>"), before)
    assert after.elements["p1"] != before.elements["p1"]
    assert after.elements["s1"] is before.elements["s1"]
