"""Which blocks belong to the parts of a strategy that an export can leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from strategy_editor.exchange.options import ALL_PARTS
from strategy_editor.exchange.reading.blocks import Block

_OF_TAGS = {
    "glossary": "glossary",
    "abbreviations": "abbreviations",
    "sources": "sources",
    "annex": "annexes",
    "imprint": "imprint",
}


def kept(listed: Iterable[Block], parts: frozenset[str]) -> Iterator[Block]:
    """Yield the blocks of some parts; all else belongs to ``text``."""
    if parts >= ALL_PARTS:
        yield from listed
        return
    part = "text"
    for block in listed:
        if block.kind == "title-page":
            if "title-page" in parts:
                yield block
            continue
        if block.kind == "heading" and (block.level == 1 or block.node.tag in _OF_TAGS):
            part = _OF_TAGS.get(block.node.tag, "text")
        if part in parts:
            yield block
