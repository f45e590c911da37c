"""Which blocks are headings, and what they print."""

from __future__ import annotations

from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.exchange.reading.reader import Reader

HEADINGS = frozenset({"heading", "claim", "goal", "measure", "principle"})


def heading_parts(reader: Reader, block: Block) -> tuple[str, str]:
    """Return number and title of a heading; the label stands in for a missing title."""
    number = reader.joined_number(block.node_id)
    title = title_of(block.node)
    return number, title or ("" if number else reader.label(block.node.tag))
