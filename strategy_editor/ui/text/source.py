"""Where a printed text is kept: the element or field that is written in place of it."""

from __future__ import annotations

from typing import NamedTuple

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.wording import collapsed, verbatim


class Source(NamedTuple):
    """A running text of the document; stays the same from revision to revision.

    ``node_id`` names the element that carries it, ``field`` its child that holds the text, empty
    where the element is mixed itself, ``at`` which one of several.
    """

    node_id: str
    field: str = ""
    at: int = 0


class Caret(NamedTuple):
    """A place between two characters of a text, counted as its editor counts."""

    source: Source
    position: int


class TextReader(Reader):
    """Reads one revision; the text in hand is read as it is, white space and all."""

    def __init__(self, document: Document, in_hand: Source | None = None) -> None:
        super().__init__(document)
        self.in_hand = in_hand

    def running(self, node: Node, source: Source) -> tuple[Run, ...]:
        """Return the runs of the element that holds a text."""
        runs = self.runs(node)
        return verbatim(runs) if source == self.in_hand else collapsed(runs)


def holder_of(document: Document, source: Source) -> Node | None:
    """Return the element whose content a text is, None where it is gone or not written yet."""
    node = document.find(source.node_id)
    if node is None or not source.field:
        return node
    found = node.children_of(source.field)
    return found[source.at] if source.at < len(found) else None
