"""Write pieces into a Qt document, and give ranges of it other stacks."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument

from strategy_editor.ui.richtext.formats import Formats
from strategy_editor.ui.richtext.pieces import Piece, Stack, shown
from strategy_editor.ui.richtext.reading import Run


def write(cursor: QTextCursor, pieces: Iterable[Piece], formats: Formats) -> None:
    """Insert pieces at a cursor, in place of what it has selected."""
    cursor.beginEditBlock()
    if cursor.hasSelection():
        cursor.removeSelectedText()
    for piece in pieces:
        cursor.insertText(shown(piece), formats.of(piece))
    cursor.endEditBlock()


def rewrite(document: QTextDocument, pieces: Iterable[Piece], formats: Formats) -> None:
    """Replace everything in a document by pieces."""
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    write(cursor, pieces, formats)


def rewrite_blocks(
    document: QTextDocument,
    rows: Iterable[tuple[list[Piece], QTextBlockFormat]],
    formats: Formats,
) -> None:
    """Replace everything in a document by blocks of pieces."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    for at, (pieces, block_format) in enumerate(rows):
        if at:
            cursor.insertBlock(block_format)
        else:
            cursor.setBlockFormat(block_format)
        for piece in pieces:
            cursor.insertText(shown(piece), formats.of(piece))
    cursor.endEditBlock()


def restack(
    document: QTextDocument, runs: Sequence[Run], stacks: Sequence[Stack], formats: Formats
) -> None:
    """Let other elements enclose the runs; the characters stay."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for run, stack in zip(runs, stacks, strict=True):
        cursor.setPosition(run.start)
        cursor.setPosition(run.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(formats.of(run.piece._replace(stack=stack)))
    cursor.endEditBlock()


def changed_end(old: str, new: str) -> int:
    """Return where what changed between two texts ends in the newer, counted in UTF-16 units."""
    before, after = _units(old), _units(new)
    shorter = min(len(before), len(after))
    start = _common(before, after, shorter)
    return len(after) - _common(before[::-1], after[::-1], shorter - start)


def _units(text: str) -> array[int]:
    return array("H", text.encode("utf-16-le", "surrogatepass"))


def _common(one: array[int], other: array[int], limit: int) -> int:
    return next((at for at in range(limit) if one[at] != other[at]), limit)
