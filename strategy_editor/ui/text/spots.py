"""Places in what is laid out: from points to characters and back; x and y are the block's."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLine

from strategy_editor.ui.text.laid import LaidText


def caret_rect(text: LaidText, shown: int) -> QRectF:
    """Return where a caret stands before a printed character."""
    line = text.layout.lineForTextPosition(shown)
    if not line.isValid():
        return QRectF(text.x, text.y, 1, text.height)
    return QRectF(text.x + x_of(line, shown), text.y + line.y(), 1, line.height())


def offset_at(text: LaidText, x: float, y: float) -> int:
    """Return the printed place that is nearest to a point."""
    return offset_in_line(text, line_at(text, y), x)


def line_at(text: LaidText, y: float) -> int:
    """Return the number of the line nearest to a height."""
    count = text.layout.lineCount()
    for number in range(count - 1):
        line = text.layout.lineAt(number)
        if y - text.y < line.y() + line.height():
            return number
    return max(0, count - 1)


def line_of(text: LaidText, shown: int) -> int:
    """Return the number of the line that a printed place is in."""
    line = text.layout.lineForTextPosition(shown)
    return line.lineNumber() if line.isValid() else 0


def offset_in_line(text: LaidText, number: int, x: float) -> int:
    """Return the printed place of a line that is nearest to a distance from the left."""
    line = text.layout.lineAt(number)
    found: object = line.xToCursor(x - text.x)
    at = found[0] if isinstance(found, tuple) else found
    return min(int(str(at)), line_end(text, number))


def line_end(text: LaidText, number: int) -> int:
    """Return the last place of a line; behind a blank at its end the next line begins."""
    line = text.layout.lineAt(number)
    end = line.textStart() + line.textLength()
    return end - 1 if number + 1 < text.layout.lineCount() and line.textLength() else end


def range_rects(text: LaidText, start: int, end: int) -> Iterator[QRectF]:
    """Yield the places of a stretch, line by line."""
    first, last = line_of(text, start), line_of(text, end)
    for number in range(first, last + 1):
        line = text.layout.lineAt(number)
        left = x_of(line, max(start, line.textStart()))
        right = x_of(line, min(end, line.textStart() + line.textLength()))
        if right > left:
            top = text.y + line.y()
            yield QRectF(text.x + left, top, right - left, line.height())


def x_of(line: QTextLine, shown: int) -> float:
    """Return how far a printed place is from the left of its line."""
    # The binding gives the position back beside the coordinate, the stubs know of neither.
    found: object = line.cursorToX(shown)
    return float(str(found[0] if isinstance(found, tuple) else found))
