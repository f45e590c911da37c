"""Signs for characters that one cannot see: protected blanks, soft hyphens, zero-width ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextLine

from strategy_editor.ui.theme import Theme

_BLANKS = "\u00a0\u202f\u2007"
_INVISIBLE = re.compile(f"[{_BLANKS}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]")


class Mark(NamedTuple):
    """An invisible character and its position in UTF-16 units."""

    position: int
    character: str


def marks_in(text: str) -> list[Mark]:
    """Return the invisible characters of a text."""
    return list(_marks(text))


def draw_marks(painter: QPainter, block: QTextBlock, marks: list[Mark], theme: Theme) -> None:
    """Draw a faint sign for each; the painter stands at the origin of the document."""
    painter.setPen(QPen(QColor(theme.outline), 1.1))
    for mark in marks:
        box = character_box(block, mark.position)
        baseline = box.top() + block.layout().lineForTextPosition(mark.position).ascent()
        _draw(painter, mark.character, box.left(), box.right(), baseline)


def character_box(block: QTextBlock, position: int) -> QRectF:
    """Return the place of a character in the coordinates of the document; empty without layout."""
    layout = block.layout()
    line = layout.lineForTextPosition(position)
    if not line.isValid():
        return QRectF()
    left, right = (_x(line, position + step) for step in (0, 1))
    origin = layout.position()
    return QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.height())


def _x(line: QTextLine, position: int) -> float:
    # The binding gives the position back beside the coordinate, the stubs know of neither.
    found: object = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _marks(text: str) -> Iterator[Mark]:
    shift = 0
    last = 0
    is_narrow = text.isascii() or max(text) < "\U00010000"
    for found in _INVISIBLE.finditer(text):
        at = found.start()
        if not is_narrow:
            shift += sum(character > "\uffff" for character in text[last:at])
            last = at
        yield Mark(at + shift, found[0])


def _draw(painter: QPainter, character: str, left: float, right: float, baseline: float) -> None:
    if character in _BLANKS:
        foot = baseline + 2
        corners = [(left + 0.8, foot - 3), (left + 0.8, foot), (right - 0.8, foot)]
        corners.append((right - 0.8, foot - 3))
        painter.drawPolyline([QPointF(x, y) for x, y in corners])
    elif character == "\u00ad":
        painter.drawLine(QPointF(left - 2, baseline + 3), QPointF(left + 2, baseline + 3))
    else:
        painter.drawLine(QPointF(left, baseline - 4), QPointF(left, baseline + 2))
