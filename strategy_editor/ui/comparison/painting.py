"""Paints the rows of a comparison: entries, marks of words, signs, ties of what was moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from strategy_editor.i18n import Translator
from strategy_editor.ui.comparison.rows import NOWHERE, Fold, Row
from strategy_editor.ui.comparison.stack import Beside, Stack
from strategy_editor.ui.comparison.wording_marks import paint as paint_words
from strategy_editor.ui.text.laid import Brush
from strategy_editor.ui.text.painting import colours_of
from strategy_editor.ui.text.scroll import Shown
from strategy_editor.ui.theme import RADIUS, Theme

SIGNS = {"added": "+", "removed": "−", "changed": "≠", "moved": "↕"}
_TINT = 26
_SIGN = 20
_BAR = 3
_BEYOND = 600


class Painting:
    """Paints once; made anew for each event."""

    def __init__(
        self,
        painter: QPainter,
        stack: Stack,
        lefts: Sequence[int],
        width: int,
        theme: Theme,
        translate: Translator,
    ) -> None:
        self._painter = painter
        self._stack = stack
        self._lefts = lefts
        self._width = width
        self._theme = theme
        self._translate = translate
        self._colours = colours_of(theme)
        self._brushes = [
            Brush(painter, self._colours, edition.sheet.pictures) for edition in stack.editions
        ]

    def paint(self, shown: Shown, area: QRect, current: int) -> None:
        """Paint all that is in view; the row ``current`` is framed."""
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, self._colours["background"])
        for left in self._lefts:
            column = QRectF(left - 6, 0, self._width + 12, area.height())
            painter.fillRect(column, self._colours["card"])
        for index, y in shown:
            what = self._stack.shown[index]
            beside = self._stack.laid(index)
            if isinstance(what, Fold):
                self._fold(what, y, beside.height, area.width())
            else:
                self._row(what, y, beside)
                if what == current:
                    self._frame(y, beside.height, area.width())
        self._ties(shown)

    def _row(self, number: int, y: int, beside: Beside) -> None:
        row = self._stack.rows[number]
        self._ground(row, y, beside)
        for column, laid in enumerate(beside.entries):
            if laid is None:
                self._elsewhere(number, row, column, y)
                continue
            left = self._lefts[column]
            self._brushes[column].shapes(laid, left, y)
            for side in laid.sides:
                top = side.top if side.top is not None else 0.0
                bottom = side.bottom if side.bottom is not None else beside.height
                bar = QRectF(left + side.left, y + top, _BAR, bottom - top)
                colour = "accent" if side.kind in ("goal", "subgoal") else "outline"
                self._painter.fillRect(bar, self._colours[colour])
        if row.state in ("changed", "moved"):
            self._words(number, y)
        for column, laid in enumerate(beside.entries):
            if laid is not None:
                self._brushes[column].texts(laid, self._lefts[column], y)
        if row.state in SIGNS:
            self._sign(row, y, beside.height)

    def _ground(self, row: Row, y: int, beside: Beside) -> None:
        role = {"added": "good", "removed": "error", "moved": "accent"}.get(row.state)
        if role is None:
            return
        tint = QColor(getattr(self._theme, role))
        bar = QColor(tint)
        tint.setAlpha(_TINT)
        for column, laid in enumerate(beside.entries):
            if laid is not None:
                left = self._lefts[column] - 6
                rect = QRectF(left, y, self._width + 12, beside.height - 2)
                self._painter.fillRect(rect, tint)
                self._painter.fillRect(QRectF(left, y, _BAR, beside.height - 2), bar)

    def _words(self, number: int, y: int) -> None:
        for older in range(len(self._lefts) - 1):
            marked = self._stack.marked(number, older)
            if marked is None:
                continue
            entries = self._stack.rows[number].entries
            for side, dropped in ((0, True), (1, False)):
                column = older + side
                if entries[column] != NOWHERE:
                    left = self._lefts[column]
                    paint_words(self._painter, marked[side], left, y, self._theme, dropped=dropped)

    def _elsewhere(self, number: int, row: Row, column: int, y: int) -> None:
        """Say in the empty place of something moved where it stands."""
        if row.partner == NOWHERE or self._stack.rows[row.partner].entries[column] == NOWHERE:
            return
        key = "comparison.moved-below" if row.partner > number else "comparison.moved-above"
        self._painter.setFont(_small(self._painter.font()))
        self._painter.setPen(self._colours["accent"])
        rect = QRectF(self._lefts[column], y + 4, self._width, 24)
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, self._translate(key))

    def _sign(self, row: Row, y: int, height: int) -> None:
        painter = self._painter
        role = {"added": "good", "removed": "error", "changed": "warning", "moved": "accent"}
        colour = QColor(getattr(self._theme, role[row.state]))
        gap = self._lefts[1] - self._lefts[0] - self._width
        for left in self._lefts[1:]:
            rect = QRectF(left - gap / 2 - _SIGN / 2, y + 4, _SIGN, _SIGN)
            painter.setPen(QPen(colour, 1.4))
            painter.setBrush(self._colours["background"])
            painter.drawEllipse(rect)
            font = QFont(painter.font())
            font.setPixelSize(13)
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, SIGNS[row.state])

    def _fold(self, fold: Fold, y: int, height: int, width: int) -> None:
        painter = self._painter
        rect = QRectF(6, y + 4, width - 12, height - 8)
        painter.setPen(QPen(self._colours["line"], 1))
        painter.setBrush(self._colours["hover"])
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.setFont(_small(painter.font()))
        painter.setPen(self._colours["muted"])
        said = self._translate("comparison.unchanged", count=fold.last - fold.first)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, said)

    def _frame(self, y: int, height: int, width: int) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(self._theme.accent), 2))
        self._painter.drawRoundedRect(QRectF(3, y, width - 6, height - 2), RADIUS, RADIUS)

    def _ties(self, shown: Shown) -> None:
        """Join the two places of what was moved; a tie to what is out of view leaves the window."""
        tops = {self._stack.shown[index]: y for index, y in shown}
        visible = [each for each in tops if isinstance(each, int)]
        gap = self._lefts[1] - self._lefts[0] - self._width
        left, right = self._lefts[-1] - gap + 4.0, self._lefts[-1] - 8.0
        for number in visible:
            row = self._stack.rows[number]
            is_new = row.entries[-1] != NOWHERE
            if row.partner == NOWHERE or (is_new and row.partner in tops):
                continue
            here = tops[number] + 14.0
            beyond = here + (_BEYOND if row.partner > number else -_BEYOND)
            there = tops[row.partner] + 14.0 if row.partner in tops else beyond
            old, new = (there, here) if is_new else (here, there)
            self._tie(QPointF(left, old), QPointF(right, new))

    def _tie(self, start: QPointF, end: QPointF) -> None:
        path = QPainterPath(start)
        middle = (start.x() + end.x()) / 2
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(self._theme.accent), 1.6, Qt.PenStyle.DashLine))
        self._painter.drawPath(path)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(max(7.0, font.pointSizeF() * 0.92) if font.pointSizeF() > 0 else 9.0)
    return small
