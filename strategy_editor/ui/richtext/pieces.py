"""Mixed content as a row of pieces, each with the stack of elements that enclose it; no Qt here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, takewhile
from typing import NamedTuple

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node

Stack = tuple[int, ...]
"""The serial numbers of the enclosing elements, outermost first."""

CONTAINERS = frozenset({"emphasis", "strong", "term", "link", "passage"})

STAND_INS = {
    "\n": " ",
    "\r": " ",
    "\t": " ",
    "\u2029": " ",
    "\u2028": "\u21b5",
    "\ufdd0": "\u25af",
    "\ufdd1": "\u25af",
    "\ufffc": "\u25af",
    "\ufeff": "\u2060",
}
"""Characters that a Qt document takes for something else, and what is shown instead.

The byte order mark gets lost at the start of a string between Python and Qt.
"""
_STAND_IN = re.compile("([" + "".join(STAND_INS) + "])")


class Piece(NamedTuple):
    """A text or an object (a node that cannot be edited as text), and what encloses it."""

    text: str
    stack: Stack = ()
    source: str = ""
    """The character that ``text`` consists of, where something else is shown for it."""
    object: int = 0


class Serials:
    """The elements and objects of a text, by serial number; a number is used once."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.elements: dict[int, Node] = {}
        self.objects: dict[int, Node] = {}

    def open(self, node: Node) -> int:
        """Number an element that encloses text; its content does not matter."""
        serial = next(self._numbers)
        self.elements[serial] = node if not node.content else node.with_content(())
        return serial

    def keep(self, node: Node) -> int:
        """Number an object."""
        serial = next(self._numbers)
        self.objects[serial] = node
        return serial

    def tag(self, serial: int) -> str:
        """Return the tag of an enclosing element."""
        return self.elements[serial].tag

    def is_plain(self, serial: int, tag: str) -> bool:
        """Whether an enclosing element has this tag and no attributes."""
        node = self.elements[serial]
        return node.tag == tag and not node.attributes

    def clear(self) -> None:
        """Forget everything and count from one."""
        self._numbers = count(1)
        self.elements.clear()
        self.objects.clear()


def normalised(content: Iterable[Node | str]) -> Content:
    """Return the content with neighbouring texts merged and empty ones dropped."""
    parts: list[Node | str] = []
    for part in content:
        if isinstance(part, str):
            _append_text(parts, part)
        elif part.tag in CONTAINERS:
            inner = normalised(part.content)
            parts.append(part if inner == part.content else part.with_content(inner))
        else:
            parts.append(part)
    return tuple(parts)


def pieces_of(content: Iterable[Node | str], serials: Serials, stack: Stack = ()) -> list[Piece]:
    """Return the pieces of a content within a stack of elements."""
    pieces: list[Piece] = []
    for part in content:
        if isinstance(part, str):
            pieces.extend(_text_pieces(part, stack))
        elif part.tag in CONTAINERS and any(part.content):
            pieces.extend(pieces_of(part.content, serials, (*stack, serials.open(part))))
        else:
            node = part.with_content(()) if part.tag in CONTAINERS else part
            pieces.append(Piece("", stack, "", serials.keep(node)))
    return pieces


def content_of(pieces: Iterable[Piece], serials: Serials) -> Content:
    """Return the content that the pieces make: elements stay open over pieces that share them."""
    root: list[Node | str] = []
    rows = [root]
    opened: Stack = ()
    for piece in pieces:
        if piece.stack != opened:
            kept = len(common_start((opened, piece.stack)))
            _close(rows, opened[kept:], serials)
            rows.extend([] for _ in piece.stack[kept:])
            opened = piece.stack
        if piece.object:
            rows[-1].append(serials.objects[piece.object])
        else:
            _append_text(rows[-1], piece.text)
    _close(rows, opened, serials)
    return tuple(root)


def common_start(stacks: Sequence[Stack]) -> Stack:
    """Return the outer elements that all stacks share."""
    if not stacks:
        return ()
    first, *others = stacks
    shared = takewhile(
        lambda at: all(len(each) > at and each[at] == first[at] for each in others),
        range(len(first)),
    )
    return first[: len(list(shared))]


def shown(piece: Piece) -> str:
    """Return the characters that stand for a piece in a Qt document."""
    if piece.object:
        return "\ufffc"
    return STAND_INS[piece.source] * len(piece.text) if piece.source else piece.text


def _text_pieces(text: str, stack: Stack) -> Iterator[Piece]:
    for part in _STAND_IN.split(text):
        if part:
            yield Piece(part, stack, part if part in STAND_INS else "")


def _close(rows: list[list[Node | str]], serials_to_close: Stack, serials: Serials) -> None:
    for serial in reversed(serials_to_close):
        parts = rows.pop()
        rows[-1].append(serials.elements[serial].with_content(parts))


def _append_text(parts: list[Node | str], text: str) -> None:
    if parts and isinstance(parts[-1], str):
        parts[-1] += text
    elif text:
        parts.append(text)
