"""The words that stand before cross references: „Ziel“ in „siehe Ziel [Z 3]“."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from strategy_editor.document.node import Node

_WORD = re.compile(r"([^\W\d_]+)\s*$")


class Led(NamedTuple):
    """A reference that prints a number, and the word before it."""

    target_id: str
    word: str


def leading_words(node: Node) -> tuple[Led, ...]:
    """Return the references in the texts of an element, without those of elements with ids."""
    return tuple(_led(node))


def _led(node: Node) -> Iterator[Led]:
    before: Node | str = ""
    for part in node.content:
        if not isinstance(part, str) and part.id is None:
            if part.tag == "cross-reference" and part.get("show") != "title":
                found = _WORD.search(before) if isinstance(before, str) else None
                if found:
                    yield Led(part.get("target"), found[1])
            else:
                yield from _led(part)
        before = part
