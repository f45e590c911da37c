"""Reads the texts of one revision for the sheet."""

from __future__ import annotations

from collections.abc import Callable

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.source import Source
from strategy_editor.ui.text.wording import collapsed, verbatim


class TextReader(Reader):
    """Reads one revision; the text in hand is read as it is, white space and all."""

    def __init__(self, document: Document, in_hand: Source | None = None) -> None:
        super().__init__(document)
        self.in_hand = in_hand
        self.count_footnotes: Callable[[], dict[str, int]] | None = None

    @property
    def footnotes(self) -> dict[str, int]:
        """The numbers of all footnotes, counted when the first of them is read."""
        return self.count_footnotes() if self.count_footnotes is not None else {}

    def take_over(self, before: TextReader) -> None:
        """Take over what a change of one text leaves as it was: numbers, names, notes."""
        self.numbers, self.profile = before.numbers, before.profile
        self.actors, self.count_footnotes = before.actors, before.count_footnotes

    def running(self, node: Node, source: Source) -> tuple[Run, ...]:
        """Return the runs of the element that holds a text."""
        runs = self.runs(node)
        return verbatim(runs) if source == self.in_hand else collapsed(runs)
