"""Which letters of two texts beside each other differ, and painting that."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from strategy_editor.comparison.words import compare_words
from strategy_editor.ui.text.laid import Laid, LaidText
from strategy_editor.ui.theme import Theme

Ranges = list[tuple[int, int]]
Marked = list[tuple[LaidText, Ranges]]
_FILL = 60
_LINE = 1.6


def differing(old: Laid, new: Laid) -> tuple[Marked, Marked]:
    """Return the ranges, in UTF-16 units, that each side has and the other has not."""
    before, after = _texts(old), _texts(new)
    one: Marked = []
    other: Marked = []
    matcher = SequenceMatcher(
        None, [text.layout.text() for text in before], [text.layout.text() for text in after],
        autojunk=False,
    )  # fmt: skip
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for at in range(both):
            left, right = before[i1 + at], after[j1 + at]
            ranges = _ranges(left.layout.text(), right.layout.text())
            one.append((left, ranges[0]))
            other.append((right, ranges[1]))
        one += [(text, _whole(text)) for text in before[i1 + both : i2]]
        other += [(text, _whole(text)) for text in after[j1 + both : j2]]
    return one, other


def paint(
    painter: QPainter, marked: Marked, x: float, y: float, theme: Theme, *, dropped: bool
) -> None:
    """Paint marks below texts: dropped words are struck out, new ones underlined."""
    colour = QColor(theme.error if dropped else theme.good)
    fill = QColor(colour)
    fill.setAlpha(_FILL)
    pen = QPen(colour, _LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    for text, ranges in marked:
        for start, end in ranges:
            for rect in _rects(text, start, end):
                rect.translate(x + text.x, y + text.y)
                painter.fillRect(rect, fill)
                painter.setPen(pen)
                height = rect.center().y() if dropped else rect.bottom() - _LINE / 2
                painter.drawLine(int(rect.left()), int(height), int(rect.right()), int(height))


def _texts(laid: Laid) -> list[LaidText]:
    """The texts of an entry without the numbers and signs that stand before them."""
    found = []
    for at, text in enumerate(laid.texts):
        following = laid.texts[at + 1] if at + 1 < len(laid.texts) else None
        marker = following.part.marker if following is not None else ""
        if not marker or marker != text.layout.text():
            found.append(text)
    return found


def _ranges(old: str, new: str) -> tuple[Ranges, Ranges]:
    one: Ranges = []
    other: Ranges = []
    at_old = at_new = 0
    for words in compare_words(old, new):
        length = len(words.text.encode("utf-16-le")) // 2
        if words.kind == "old":
            one.append((at_old, at_old + length))
        elif words.kind == "new":
            other.append((at_new, at_new + length))
        at_old += length if words.kind != "new" else 0
        at_new += length if words.kind != "old" else 0
    return one, other


def _whole(text: LaidText) -> Ranges:
    return [(0, len(text.layout.text().encode("utf-16-le")) // 2)]


def _rects(text: LaidText, start: int, end: int) -> Sequence[QRectF]:
    found = []
    for number in range(text.layout.lineCount()):
        line = text.layout.lineAt(number)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first >= last:
            continue
        left, right = _place(line.cursorToX(first)), _place(line.cursorToX(last))
        found.append(QRectF(min(left, right), line.y(), abs(right - left), line.height()))
    return found


def _place(value: object) -> float:
    """PySide returns the place with the position that it belongs to."""
    found = value[0] if isinstance(value, tuple) else value
    assert isinstance(found, float | int)
    return float(found)
