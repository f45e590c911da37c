"""Excerpts that stand for a title: cross references read in them as they are printed."""

from __future__ import annotations

import pytest

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.document.texts import mentions, title_of
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.workspace.wording import Wording


def reference(target, **values):
    return element("cross-reference", target=target, **values)


@pytest.mark.parametrize("name", ["egov-2009.xml", "egov-2014.xml", "landkreis-2030.xml"])
def test_an_excerpt_reads_as_the_printed_text_does(name):
    """Exhaustive over the texts of the samples: the same words as the reader of the exports."""
    document = read(shipped("samples") / name).document
    words, reader = Wording(document, "de"), Reader(document)
    found = 0
    for node in document.root.walk():
        if node.tag != "paragraph" or not mentions(node):
            continue
        found += 1
        notes = {id(each) for each in node.walk() if each.tag == "footnote"}
        if notes:
            continue
        printed = "".join(run.text for run in reader.runs(node))
        # Where print does not break a line, an excerpt may have an ordinary blank.
        assert words.title(node).split() == printed.split()
        assert title_of(node) != words.title(node)
    assert found


def test_what_has_neither_number_nor_title_is_called_by_its_type():
    document = Document(
        element(
            "strategy",
            element(
                "section", element("title", "Kapitel"), element("paragraph", "Eins", id="p"), id="c"
            ),
            element("paragraph", "Siehe ", reference("gone"), " und ", reference("l"), id="q"),
            element("list", element("item", element("text", "x"), id="i"), id="l", kind="bullet"),
            id="s",
        )
    )
    title = Wording(document, "de").title(document.node("q"))
    assert title == "Siehe [Verweis ohne Ziel] und Liste"


def test_references_in_a_circle_end():
    document = Document(
        element(
            "strategy",
            element("paragraph", "Eins ", reference("q"), id="p"),
            element("paragraph", "Zwei ", reference("p"), id="q"),
            id="s",
        )
    )
    assert Wording(document, "de").title(document.node("p")).startswith("Eins Zwei")
