"""Searching values as they are shown, and replacing hits as one step."""

from __future__ import annotations

from collections.abc import Sequence

from strategy_editor.document.document import Document
from strategy_editor.editing.history import Step
from strategy_editor.exchange.reading.attributes import value_text
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.schema.model import AttributeType
from strategy_editor.search.find import Hit
from strategy_editor.search.replace import replace
from strategy_editor.search.texts import Shown


class Replacing:
    """An edit that replaces hits; ``done`` says afterwards how many were replaced."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits
        self.done = 0

    def __call__(self, document: Document) -> Document:
        """Return the revision with the hits replaced."""
        new, self.done = replace(document, self._hits)
        return new


def replace_step(hits: Sequence[Hit]) -> Step:
    """Return the step of replacing hits, to be named in the undo menu."""
    first = hits[0].place.node_id if hits else None
    return Step("edit.replace", (("count", str(len(hits))),), first)


def shown_values(document: Document, language: str) -> Shown:
    """Return what says how attributes of a document are shown in a language."""
    reader = Reader(document, language)

    def shown(tag: str, attribute: AttributeType, value: str) -> str:
        return value_text(reader, tag, attribute.name, value)

    return shown
