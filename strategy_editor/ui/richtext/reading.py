"""Read pieces from a Qt document, fragment by fragment: its plain text would lose characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFragment

from strategy_editor.document.characters import clean, holds
from strategy_editor.ui.richtext.formats import Formats
from strategy_editor.ui.richtext.pieces import Piece, Stack


class Run(NamedTuple):
    """A piece and where it stands, counted as Qt does, in UTF-16 units."""

    start: int
    end: int
    piece: Piece


def read(document: QTextDocument, formats: Formats) -> list[Piece]:
    """Return the pieces of a document. A second block, which nothing makes, is a blank."""
    pieces: list[Piece] = []
    for block, found in read_blocks(document, formats):
        if block.blockNumber():
            pieces.append(Piece(" "))
        pieces.extend(found)
    return pieces


def read_blocks(document: QTextDocument, formats: Formats) -> list[tuple[QTextBlock, list[Piece]]]:
    """Return the blocks of a document with their pieces."""
    met = formats.met
    blocks = []
    block = document.begin()
    while block.isValid():
        pieces = []
        for fragment in _fragments(block):
            index = fragment.charFormatIndex()
            piece = met(index) or formats.meet(index, fragment.charFormat())
            pieces.append(_with_text(piece, fragment.text()))
        blocks.append((block, pieces))
        block = block.next()
    return blocks


def read_runs(document: QTextDocument, formats: Formats, start: int, end: int) -> list[Run]:
    """Return the pieces between two positions, cut at them; borders of blocks are left out."""
    runs: list[Run] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        for fragment in _fragments(block):
            first = fragment.position()
            last = first + fragment.length()
            low, high = max(first, start), min(last, end)
            if low < high:
                text = fragment.text()
                if (low, high) != (first, last):
                    text = _cut(text, low - first, high - first)
                runs.append(Run(low, high, _with_text(formats.piece(fragment.charFormat()), text)))
        block = block.next()
    return runs


def piece_before(document: QTextDocument, formats: Formats, position: int) -> Piece:
    """Return the format of the character before a position as a piece without text."""
    if not 0 < position < document.characterCount():
        return Piece("")
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    # At the start of a block Qt gives the format of what follows.
    return Piece("") if cursor.atBlockStart() else formats.piece(cursor.charFormat())


def stack_before(document: QTextDocument, formats: Formats, position: int) -> Stack:
    """Return what encloses the character before a position."""
    return piece_before(document, formats, position).stack


def stack_after(document: QTextDocument, formats: Formats, position: int) -> Stack:
    """Return what encloses the character after a position."""
    return piece_before(document, formats, position + 1).stack


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1


def _with_text(piece: Piece, text: str) -> Piece:
    if piece.object:
        return piece
    if piece.source:
        text = piece.source * len(text)
    elif not holds(text):
        text = clean(text)
    return Piece(text, piece.stack, piece.source)


def _cut(text: str, start: int, end: int) -> str:
    units = text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end]
    return units.decode("utf-16-le", "ignore")
