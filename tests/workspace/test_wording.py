"""The names of elements in messages and fields: never what only the program knows them by."""

from __future__ import annotations

import pytest

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.workspace.wording import Wording

REFERENCE = element("cross-reference", target="p_gone_7f3a")
DOCUMENT = Document(
    element(
        "strategy",
        element("metadata", element("title", "Titel"), id="metadata_1"),
        element(
            "foreword",
            element("paragraph", id="p_plain_1"),
            element("paragraph", REFERENCE, id="p_lost_1"),
            id="fw_1",
        ),
        id="strategy_1",
    )
)


@pytest.mark.parametrize(
    ("language", "gone", "paragraph"),
    [("de", "Verweisziel fehlt", "Absatz"), ("en", "target missing", "Paragraph")],
)
class TestShortNames:
    def test_a_missing_target_is_said_in_words(self, language, gone, paragraph):
        wording = Wording(DOCUMENT, language)
        assert wording.short_name("p_gone_7f3a") == gone
        assert wording.value_text("responsibility", "actor", "a_gone_1") == gone

    def test_what_has_no_number_and_no_title_is_called_by_its_type(self, language, gone, paragraph):
        assert Wording(DOCUMENT, language).short_name("p_plain_1") == paragraph


def test_no_element_is_ever_named_by_its_id():
    wording = Wording(DOCUMENT, "de")
    for node in DOCUMENT.root.walk():
        if isinstance(node, Node) and node.id:
            assert node.id not in (wording.short_name(node.id), wording.name(node))


def test_an_actor_that_is_gone_is_not_printed_as_an_id():
    assert Reader(DOCUMENT).actor("a_gone_1") == "[Verweis ohne Ziel]"
