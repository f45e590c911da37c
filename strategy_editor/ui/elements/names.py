"""The elements of a document as lists to choose from show them."""

from __future__ import annotations

from collections.abc import Iterable

from strategy_editor.document.node import Node
from strategy_editor.document.texts import Printed, shortened, title_of, wording
from strategy_editor.search.names import Name
from strategy_editor.ui.desk import Desk

_LENGTH = 90


def names_of(desk: Desk, nodes: Iterable[Node]) -> tuple[Name, ...]:
    """Return the names of elements, in their order; what has no title shows its first words."""
    words, numbers = desk.wording, desk.numbers
    return tuple(
        Name(
            node.id or "",
            words.label(node.tag),
            numbers.get(node.id or "", ""),
            shortened(_title(node, words.printed), _LENGTH),
            node.tag,
        )
        for node in nodes
    )


def _title(node: Node, printed: Printed) -> str:
    if node.tag == "strategy":
        # It is known by the title in its metadata, not by all that is written in it.
        metadata = node.child("metadata")
        return title_of(metadata, printed) if metadata is not None else ""
    return title_of(node, printed) or " ".join(wording(node, printed).split())
