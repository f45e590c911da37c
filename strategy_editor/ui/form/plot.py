"""A small plot of an indicator: baseline, targets and actual values over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from strategy_editor.exchange.reading.course import Point, share, ticks, years
from strategy_editor.exchange.reading.values import number_text
from strategy_editor.ui.theme import SPACE, Theme

HEIGHT = 216
_MARK = 4.5
_NEAR = 14.0
_YEAR_WIDTH = 44
SIGNS = {"baseline": "□", "target": "◇", "actual": "●"}
"""The signs by which the kinds are told apart without colours, here and beside the values."""


@dataclass(frozen=True)
class Mark:
    """A point of the plot; ``words`` say what it is."""

    kind: str
    point: Point
    words: str


@dataclass(frozen=True)
class PlotData:
    """What is plotted; ``day`` is the day that the strategy speaks of, as a point in time."""

    marks: tuple[Mark, ...] = ()
    unit: str = ""
    day: float | None = None
    labels: tuple[tuple[str, str], ...] = ()

    def line(self, kind: str) -> list[Point]:
        """Return the points of a line, which begins at the baseline."""
        return sorted(mark.point for mark in self.marks if mark.kind in ("baseline", kind))


class Plot(QWidget):
    """Paints the course; targets hang on a dashed line, actual values on a full one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._language = "de"
        self.data = PlotData()
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_data(self, data: PlotData, language: str) -> None:
        """Show newer values."""
        if (data, language) != (self.data, self._language):
            self.data, self._language = data, language
            self.setAccessibleDescription("\n".join(mark.words for mark in data.marks))
            self.update()

    def place(self, point: Point) -> QPointF:
        """Return where a point lies in the widget."""
        area, span, scale = self._area(), self._years(), self._scale()
        return QPointF(
            area.left() + area.width() * share(point[0], span.start, span.stop),
            area.bottom() - area.height() * share(point[1], scale[0], scale[-1]),
        )

    def mark_at(self, position: QPointF) -> Mark | None:
        """Return the mark that is near a position."""
        near = [
            ((self.place(mark.point) - position).manhattanLength(), mark)
            for mark in self.data.marks
        ]
        distance, found = min(near, key=lambda each: each[0], default=(_NEAR + 1, None))
        return found if distance <= _NEAR else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), mark.words if mark is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.data.marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        self._paint_legend(painter)
        theme = self._theme
        self._paint_line(painter, self.data.line("target"), theme.muted, dashed=True)
        self._paint_line(painter, self.data.line("actual"), theme.accent, dashed=False)
        for mark in self.data.marks:
            self._paint_mark(painter, mark.kind, self.place(mark.point))
        painter.end()

    def _scale(self) -> list[float]:
        values = [mark.point[1] for mark in self.data.marks] or [0.0]
        return ticks(min(0.0, *values), max(0.0, *values))

    def _years(self) -> range:
        return years([mark.point[0] for mark in self.data.marks] or [2000.0])

    def _area(self) -> QRectF:
        metrics = self.fontMetrics()
        words = [number_text(_plain(each), self._language) for each in self._scale()]
        left = max(metrics.horizontalAdvance(each) for each in words) + SPACE
        line = metrics.height()
        return QRectF(
            left,
            2 * line + SPACE,
            max(1.0, self.width() - left - SPACE),
            max(1.0, self.height() - 3 * line - 2.5 * SPACE),
        )

    def _paint_axes(self, painter: QPainter) -> None:
        area, theme, line = self._area(), self._theme, self.fontMetrics().height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in self._scale():
            y = self.place((0.0, value)).y()
            painter.setPen(QPen(QColor(theme.outline if value == 0 else theme.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            box = QRectF(0, y - line / 2, area.left() - SPACE / 2, line)
            painter.drawText(box, int(right), number_text(_plain(value), self._language))
        span = self._years()
        width = area.width() / len(span)
        step = max(1, round(_YEAR_WIDTH / width + 0.5)) if width < _YEAR_WIDTH else 1
        for year in span[::step]:
            box = QRectF(self.place((year, 0.0)).x(), area.bottom() + SPACE / 2, width * step, line)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), str(year))
        if self.data.day is not None and span.start <= self.data.day <= span.stop:
            x = self.place((self.data.day, 0.0)).x()
            painter.setPen(QPen(QColor(theme.outline), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _paint_legend(self, painter: QPainter) -> None:
        metrics, theme = self.fontMetrics(), self._theme
        x, line = float(SPACE), metrics.height()
        kinds = {mark.kind for mark in self.data.marks}
        for kind, label in self.data.labels:
            if kind in kinds:
                self._paint_mark(painter, kind, QPointF(x, line / 2))
                painter.setPen(QColor(theme.text))
                painter.drawText(QPointF(x + SPACE, metrics.ascent()), label)
                x += metrics.horizontalAdvance(label) + 4 * SPACE
        painter.setPen(QColor(theme.muted))
        unit = metrics.elidedText(
            self.data.unit, Qt.TextElideMode.ElideRight, max(0, self.width() - SPACE)
        )
        painter.drawText(QPointF(0, line + SPACE / 2 + metrics.ascent()), unit)

    def _paint_line(
        self, painter: QPainter, line: Sequence[Point], colour: str, *, dashed: bool
    ) -> None:
        if len(line) < len(("from", "to")) or len(line) == len(self.data.line("baseline")):
            return
        pen = QPen(QColor(colour), 1.5 if dashed else 2)
        pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([self.place(point) for point in line]))

    def _paint_mark(self, painter: QPainter, kind: str, at: QPointF) -> None:
        theme = self._theme
        colour = QColor(theme.accent if kind == "actual" else theme.text)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if kind == "actual" else QColor(theme.card))
        if kind == "actual":
            painter.drawEllipse(at, _MARK - 0.5, _MARK - 0.5)
        elif kind == "baseline":
            painter.drawRect(QRectF(at.x() - _MARK, at.y() - _MARK, 2 * _MARK, 2 * _MARK))
        else:
            far = _MARK + 1.5
            corners = [(0.0, -far), (far, 0.0), (0.0, far), (-far, 0.0)]
            painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))


def _plain(value: float) -> str:
    """Write a number without the noise of binary fractions."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
