"""Reading gives back what was written, and the canonical form is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from strategy_editor.document.document import Document
from strategy_editor.document.node import COMMENT, INSTRUCTION, Node, element
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import NAMESPACE, current_schema
from strategy_editor.storage.formatting import NotXml, node_text, to_bytes
from strategy_editor.storage.reading import parse, to_document
from tests.short import goal, paragraph, section, small_strategy
from tests.strategies import documents

MIXED = current_schema().mixed_tags
SHIPPED = [
    path
    for folder in (shipped("samples"), shipped("resources") / "profiles")
    for path in sorted(folder.glob("*.xml"))
]


def written(document: Document) -> bytes:
    return to_bytes(document, MIXED)


def read_bytes(data: bytes) -> Document:
    return to_document(parse(Path("test.xml"), data))


def read_body(body: str, attributes: str = "", encoding: str = "utf-8") -> Document:
    """Read a strategy with something below its root, as somebody else may have written it."""
    text = f'<strategy xmlns="{NAMESPACE}" id="s" {attributes}>{body}</strategy>'
    return read_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))


@given(documents())
def test_reading_gives_back_what_was_written(document):
    assert read_bytes(written(document)) == document


@given(documents())
def test_the_canonical_form_stays_as_it_is(document):
    data = written(document)
    assert written(read_bytes(data)) == data


@given(documents())
def test_line_ends_are_plain_and_nothing_trails(document):
    data = written(document)
    assert b"\r" not in data
    assert data.endswith(b">\n")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_are_canonical_to_the_byte(path):
    assert written(read_bytes(path.read_bytes())) == path.read_bytes()


def settled(document: Document) -> Document:
    """What writing and reading makes of a document; it must be canonical from then on."""
    again = read_bytes(written(document))
    assert read_bytes(written(again)) == again
    assert written(again) == written(document)
    return again


def test_other_prefixes_for_our_namespace_give_the_same_elements():
    one = read_bytes(
        f'<s:strategy xmlns:s="{NAMESPACE}" id="s"><s:metadata/></s:strategy>'.encode()
    )
    assert one.root == element("strategy", element("metadata"), id="s")
    assert settled(one).root == one.root


def test_the_order_of_attributes_does_not_matter():
    one = read_body('<goal id="g" horizon="h" priority="low"/>')
    other = read_body('<goal priority="low" id="g" horizon="h"/>')
    assert one == other
    assert written(one) == written(other)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "us-ascii"])
def test_every_declared_encoding_reads_alike(encoding):
    text = "Maßnahme" if encoding != "us-ascii" else "Ma&#223;nahme"
    document = read_body(f'<paragraph id="p">{text}</paragraph>', encoding=encoding)
    assert document.node("p").text == "Maßnahme"
    assert written(document).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')


def test_a_byte_order_mark_is_no_content():
    data = written(small_strategy())
    assert read_bytes(b"\xef\xbb\xbf" + data) == read_bytes(data)


def test_windows_line_ends_are_line_ends():
    document = read_body('<paragraph id="p">one\r\ntwo&#13;</paragraph>')
    assert document.node("p").text == "one\ntwo\r"
    settled(document)


def test_character_data_sections_and_entities_are_text():
    document = read_body('<paragraph id="p"><![CDATA[a < b & ]]>]]&gt;&amp;&#160;</paragraph>')
    assert document.node("p").text == "a < b & ]]>&\u00a0"
    assert settled(document) == document


def test_white_space_between_elements_does_not_count():
    assert read_body(" <metadata/>\n\n\t<profile/> ") == read_body("<metadata/><profile/>")


def test_white_space_in_text_is_kept():
    document = read_body(
        '<paragraph id="p">  a <strong> </strong>\n b </paragraph><title> </title>'
    )
    assert document.node("p").content == ("  a ", element("strong", " "), "\n b ")
    assert settled(document) == document


def test_text_where_only_elements_may_stand_is_kept_as_it_is():
    document = read_body('<section id="x"> stray <title>t</title>\n</section>')
    assert document.node("x").content == (" stray ", element("title", "t"), "\n")
    assert settled(document) == document


def test_a_root_with_nothing_or_with_text_in_it_can_be_saved():
    for body in ("", "text", "text<metadata/>"):
        document = read_body(body)
        assert settled(document) == document


def test_comments_and_instructions_outside_the_root_keep_their_places():
    data = (
        b'<?xml version="1.0"?><!--one--><?style href="x"?><!--two-->'
        + f'<strategy xmlns="{NAMESPACE}"/>'.encode()
        + b"<?end?><!--three-->"
    )
    document = read_bytes(data)
    assert document.prolog == (
        Node(COMMENT, (), ("one",)),
        Node(INSTRUCTION, (("target", "style"),), ('href="x"',)),
        Node(COMMENT, (), ("two",)),
    )
    assert document.epilog == (
        Node(INSTRUCTION, (("target", "end"),)),
        Node(COMMENT, (), ("three",)),
    )
    assert settled(document) == document


def test_foreign_namespaces_nested_in_each_other_are_kept():
    document = read_body(
        '<x:a xmlns:x="urn:x"> <y:b xmlns:y="urn:y" y:at="1" at="2"><x:c/></y:b> tail</x:a>'
    )
    assert document.namespaces == (("x", "urn:x"), ("y", "urn:y"))
    (foreign,) = document.root.children
    assert foreign.children[0].get("{urn:y}at") == "1"
    assert settled(document) == document


def test_a_default_namespace_of_foreign_parts_becomes_a_prefix():
    document = read_body('<a xmlns="urn:x" k="v"><b xmlns="urn:y">t</b></a>')
    again = settled(document)
    assert again.root == document.root
    assert again.namespaces == (("ns1", "urn:x"), ("ns2", "urn:y"))


def test_elements_of_no_namespace_are_not_taken_for_ours():
    document = read_body(
        '<x:a xmlns:x="urn:x"><goal xmlns=""><x:b><c/></x:b></goal>'
        f'<goal xmlns="{NAMESPACE}"/></x:a><goal xmlns="" id="g"/>'
    )
    assert [child.tag for child in document.root.children] == ["{urn:x}a", "{}goal"]
    assert settled(document) == document


def test_our_elements_within_nameless_ones_stay_ours():
    document = read_body(f'<a xmlns=""><goal xmlns="{NAMESPACE}"><b xmlns=""/></goal></a>')
    assert settled(document) == document


def test_one_prefix_for_two_namespaces_is_told_apart():
    document = read_body('<x:a xmlns:x="urn:1"/><x:a xmlns:x="urn:2"/>')
    assert [child.tag for child in settled(document).root.children] == ["{urn:1}a", "{urn:2}a"]


def test_two_prefixes_for_one_namespace_are_both_kept():
    document = read_body(
        '<x:a kind="y:sort"/>', 'xmlns:x="urn:1" xmlns:y="urn:1" xmlns:z="urn:unused"'
    )
    assert dict(settled(document).namespaces) == {"x": "urn:1", "y": "urn:1", "z": "urn:unused"}


def test_an_attribute_of_our_own_namespace_is_not_the_plain_one():
    document = read_body(f'<goal id="g" xmlns:s="{NAMESPACE}" s:id="other"/>')
    assert document.node("g").get(f"{{{NAMESPACE}}}id") == "other"
    assert settled(document) == document


def test_the_language_attribute_is_called_as_people_know_it():
    document = read_body("", 'xml:lang="de" xml:space="preserve"')
    assert document.root.get("xml:lang") == "de"
    assert settled(document) == document


def test_what_stands_in_a_namespace_uri_is_escaped():
    document = read_body('<x:a xmlns:x="urn:a&amp;b"/>')
    assert settled(document).namespaces == (("x", "urn:a&b"),)


def test_attributes_keep_tabs_and_line_ends():
    document = read_body('<link href="&#9;a&#10;b&#13;&quot;&apos;"/>')
    assert document.root.children[0].get("href") == "\ta\nb\r\"'"
    assert settled(document) == document


def test_a_comment_never_breaks_the_file():
    for text in ("--", "a-", "-", "---", "-->"):
        settled(small_strategy(paragraph("p", Node(COMMENT, (), (text,)))))


def test_an_instruction_never_breaks_the_file():
    node = Node(INSTRUCTION, (("target", "do"),), ("a?>b",))
    settled(small_strategy(paragraph("p", node)))


@pytest.mark.parametrize("forbidden", ["\0", "\x0b", "\ud800", "\uffff"])
def test_what_xml_cannot_hold_is_refused(forbidden):
    with pytest.raises(NotXml):
        written(small_strategy(paragraph("p", forbidden)))


def test_the_look_of_the_canonical_form():
    document = small_strategy(section("x", paragraph("p", "a ", element("strong", "b"))))
    shown = node_text(document.node("x"), MIXED)
    assert shown == (
        '<section id="x">\n'
        "  <title>x</title>\n"
        '  <paragraph id="p">a <strong>b</strong></paragraph>\n'
        "</section>\n"
    )


def test_one_changed_word_changes_one_line():
    before = written(small_strategy(goal("g1"), goal("g2"))).splitlines()
    changed = small_strategy(goal("g1"), goal("g2")).updated(
        "g2", lambda node: node.with_attribute("priority", "high")
    )
    after = written(changed).splitlines()
    lines = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(lines) == 1
