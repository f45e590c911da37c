"""Between positions in a wording and positions in the document of an editor.

A wording counts characters and leaves footnotes out (``document.texts.wording``); a Qt document
counts UTF-16 units and has one for each object.
"""

from __future__ import annotations

from collections.abc import Iterable

from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.ui.richtext.pieces import CONTAINERS

_WIDE = 0xFFFF


def editor_position(content: Iterable[Node | str], position: int) -> int:
    """Return where in an editor's document the character at a position of the wording stands."""
    shown = 0
    left = position
    for text in _stretches(content):
        if text is None:
            shown += 1
        elif left < len(text.text):
            return shown + (units(text.text[:left]) if text.is_typed else 0)
        else:
            left -= len(text.text)
            shown += units(text.text) if text.is_typed else 1
    return shown


def units(text: str) -> int:
    """Return how many UTF-16 units a text takes."""
    return len(text) + sum(ord(letter) > _WIDE for letter in text)


class _Stretch:
    """Words of a wording: typed ones, or those of an object that is shown as one sign."""

    def __init__(self, text: str, *, is_typed: bool) -> None:
        self.text = text
        self.is_typed = is_typed


def _stretches(content: Iterable[Node | str]) -> Iterable[_Stretch | None]:
    """Yield texts and objects in order; None for an object that has no part in the wording."""
    for part in content:
        if isinstance(part, str):
            yield _Stretch(part, is_typed=True)
        elif part.tag in CONTAINERS and any(part.content):
            yield from _stretches(part.content)
        elif not part.is_element or part.tag == "footnote":
            yield None
        else:
            words = wording(part)
            yield _Stretch(words, is_typed=False) if words else None
