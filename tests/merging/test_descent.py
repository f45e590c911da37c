"""Whether two documents belong together, before anything is merged."""

from __future__ import annotations

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.merging.descent import descent
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from tests.short import paragraph, section, small_strategy
from tests.stress.grow import grow

GROWN = grow(300, 1)


def texts(words: str, prefix: str = "p", count: int = 40) -> Document:
    blocks = [paragraph(f"{prefix}{at}", f"{words} Nummer {at}.") for at in range(count)]
    return small_strategy(section("s1", *blocks))


ONE = texts("Die Verwaltung bietet alle Leistungen auch im Netz an,")
OTHER = "Fahrradwege verbinden sämtliche Gemeinden entlang der Elbe,"


def test_an_edition_has_grown_from_its_predecessor():
    samples = shipped("samples")
    old, new = (read(samples / f"egov-{year}.xml").document for year in (2009, 2014))
    assert descent(old, new) == descent(new, old) == "likely"
    assert descent(old, read(samples / "landkreis-2030.xml").document) == "none"


def test_a_draft_without_its_ids_has_grown_all_the_same():
    def renamed(node: Node) -> Node:
        content = [renamed(part) if isinstance(part, Node) else part for part in node.content]
        return node.with_attribute("id", node.id and f"x{node.id}").with_content(content)

    assert descent(GROWN, Document(renamed(GROWN.root))) == "likely"


def test_every_text_reworded_is_still_the_same_document():
    reworded = texts("Die Verwaltung stellt alle Leistungen künftig auch im Netz bereit,")
    assert descent(ONE, reworded) == "likely"


def test_the_same_ids_under_other_texts_are_doubtful():
    assert descent(ONE, texts(OTHER)) == "doubtful"
    assert descent(GROWN, grow(300, 2)) == "doubtful"


def test_neither_ids_nor_texts_in_common():
    assert descent(ONE, texts(OTHER, "q")) == "none"


def test_hardly_any_text_says_nothing():
    assert descent(ONE, texts(OTHER, "q", 5)) == "likely"
    assert descent(small_strategy(), ONE) == "likely"
