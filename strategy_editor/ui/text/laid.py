"""What is laid out: lines of text, shapes and pictures at their places, ready to paint."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextLayout

from strategy_editor.exchange.reading.runs import Run
from strategy_editor.ui.text.parts import Text
from strategy_editor.ui.text.pictures import Pictures


@dataclass(frozen=True, slots=True)
class Hit:
    """What is at a point: the stretch of text, and the element that a click selects."""

    run: Run | None
    owner: str


class LaidText:
    """A paragraph at its place in the block."""

    __slots__ = ("_starts", "colour", "height", "layout", "part", "width", "x", "y")

    def __init__(
        self, layout: QTextLayout, part: Text, colour: QColor, width: float, height: float
    ) -> None:
        self.layout = layout
        self.part = part
        self.colour = colour
        self.width = width
        self.height = height
        self.x = 0.0
        self.y = 0.0
        self._starts: list[int] | None = None

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint with the block's corner at x and y."""
        painter.setPen(self.colour)
        self.layout.draw(painter, QPointF(x + self.x, y + self.y))

    def run_at(self, x: float, y: float) -> Run | None:
        """Return the stretch at a point of the block."""
        x, y = x - self.x, y - self.y
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if line.y() <= y < line.y() + line.height():
                if not line.x() <= x <= line.x() + line.naturalTextWidth():
                    return None
                return self._run_of(line.xToCursor(x, line.CursorPosition.CursorOnCharacter))
        return None

    def _run_of(self, position: int | tuple[int, ...]) -> Run | None:
        index = position if isinstance(position, int) else position[0]
        if self._starts is None:
            lengths = (_utf16(run.text) for run in self.part.runs)
            self._starts = [0, *accumulate(lengths)][: len(self.part.runs)]
        found = bisect_right(self._starts, index) - 1
        return self.part.runs[found] if 0 <= found < len(self.part.runs) else None


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle; colours are roles of the theme, empty for none. ``dash`` for placeholders."""

    rect: QRectF
    fill: str = ""
    line: str = ""
    radius: float = 0.0
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points, with a dot at its end."""

    points: tuple[QPointF, ...]
    colour: str
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the media folder in a rectangle."""

    file: str
    rect: QRectF


Drawn = Shape | Curve | Image


@dataclass(frozen=True, slots=True)
class Side:
    """A frame at one entry; ``top`` and ``bottom`` are None where it goes on beyond the entry."""

    kind: str
    left: float
    right: float
    top: float | None
    bottom: float | None


class Laid:
    """One entry laid out: its height, its texts and what is drawn behind them.

    ``top`` is where it begins below the space that separates it from the entry above.
    """

    __slots__ = ("drawn", "height", "sides", "texts", "top")

    def __init__(self) -> None:
        self.height = 0
        self.top = 0
        self.sides: list[Side] = []
        self.texts: list[LaidText] = []
        self.drawn: list[Drawn] = []

    @property
    def plain(self) -> str:
        """All texts, one a line."""
        return "\n".join(text.layout.text() for text in self.texts)

    def hit(self, x: float, y: float) -> Hit:
        """Return what is at a point."""
        owner = ""
        for text in self.texts:
            if text.y <= y < text.y + text.height:
                owner = owner or text.part.owner
                run = text.run_at(x, y)
                if run is not None:
                    return Hit(run, text.part.owner)
        return Hit(None, owner)


class Brush:
    """Paints what is laid out, with the colours of a theme."""

    def __init__(self, painter: QPainter, colours: dict[str, QColor], pictures: Pictures) -> None:
        self._painter = painter
        self._colours = colours
        self._pictures = pictures

    def shapes(self, laid: Laid, x: float, y: float) -> None:
        """Paint what lies behind the texts of an entry with its corner at x and y."""
        for drawn in laid.drawn:
            match drawn:
                case Shape():
                    self.shape(drawn, x, y)
                case Curve():
                    self._curve(drawn, x, y)
                case Image():
                    self._image(drawn, x, y)

    def texts(self, laid: Laid, x: float, y: float) -> None:
        """Paint the texts of an entry with its corner at x and y."""
        for text in laid.texts:
            text.paint(self._painter, x, y)

    def shape(self, shape: Shape, x: float, y: float) -> None:
        """Paint a rectangle; lines stand on whole pixels."""
        painter = self._painter
        painter.setBrush(self._colours[shape.fill] if shape.fill else Qt.BrushStyle.NoBrush)
        rect = shape.rect.translated(x, y)
        painter.setPen(Qt.PenStyle.NoPen)
        if shape.line:
            style = Qt.PenStyle.DashLine if shape.dash else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self._colours[shape.line], 1, style))
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        if shape.radius:
            painter.drawRoundedRect(rect, shape.radius, shape.radius)
        else:
            painter.drawRect(rect)

    def _curve(self, curve: Curve, x: float, y: float) -> None:
        painter = self._painter
        colour = self._colours[curve.colour]
        style = Qt.PenStyle.DotLine if curve.dash else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 1.6, style, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = [QPointF(point.x() + x, point.y() + y) for point in curve.points]
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(self._colours["card"] if curve.dash else colour)
        painter.drawEllipse(points[-1], 2.6, 2.6)

    def _image(self, image: Image, x: float, y: float) -> None:
        painter = self._painter
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        rect = image.rect.translated(x, y)
        pixmap = self._pictures.pixmap(image.file, round(rect.width() * ratio))
        if pixmap is not None:
            painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))


def _utf16(text: str) -> int:
    """Qt counts UTF-16 units."""
    return len(text) + sum(1 for character in text if character > "\uffff")
