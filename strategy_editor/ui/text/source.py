"""Where a printed text is kept: the element or field that is written in place of it."""

from __future__ import annotations

from typing import NamedTuple

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node


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


def holder_of(document: Document, source: Source) -> Node | None:
    """Return the element whose content a text is, None where it is gone or not written yet."""
    node = document.find(source.node_id)
    if node is None or not source.field:
        return node
    found = node.children_of(source.field)
    return found[source.at] if source.at < len(found) else None
