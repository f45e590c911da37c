"""A picture of the strategy in the window: clickable, reachable by key, kept as SVG or PNG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from strategy_editor.document.document import Document
from strategy_editor.errors import CannotWrite
from strategy_editor.exchange.picture.flow_svg import FlowPicture
from strategy_editor.exchange.picture.palette import PALETTES
from strategy_editor.exchange.picture.timeline_svg import TimelinePicture
from strategy_editor.storage.writing import replace_file
from strategy_editor.ui.lineage.hits import Hit, flow_hits, timeline_hits
from strategy_editor.ui.theme import SPACE, Theme

_LEAST, _MOST = 560, 1800
_SCALE = 2
"""Of a PNG: sharp on paper and on dense screens."""
_NEAR = 4
_TILE = 1024
"""Pixels from the top of one stretch that is kept drawn to the next."""


@dataclass(frozen=True)
class Drawn:
    """A picture ready to be shown: as SVG for a theme, and what can be clicked on."""

    svg: Callable[[str], str]
    width: float
    height: float
    hits: tuple[Hit, ...]


def flow(document: Document, language: str, width: float) -> Drawn:
    """Draw the flow of goals."""
    made = FlowPicture(document, language, width)
    size = made.flow.width, made.flow.height
    return Drawn(lambda theme: made.svg(PALETTES[theme]), *size, flow_hits(made))


def horizons(document: Document, language: str, width: float) -> Drawn:
    """Draw the horizons."""
    made = TimelinePicture(document, language, width)
    size = made.timeline.width, made.timeline.height
    return Drawn(lambda theme: made.svg(PALETTES[theme]), *size, timeline_hits(made))


DRAWINGS = {"flow": flow, "horizons": horizons}


class PicturePage(QScrollArea):
    """Scrolls over a picture drawn for the width there is."""

    openRequested = Signal(str, str)

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.name = name
        self.canvas = Canvas(theme)
        self.canvas.openRequested.connect(lambda target: self.openRequested.emit(target, ""))
        self.canvas.moved.connect(self._bring_into_sight)
        self.setWidget(self.canvas)
        self.setWidgetResizable(False)
        self._document: Document | None = None
        self._language = "de"
        self._drawn: tuple[Document, str, int] | None = None

    def show_document(self, document: Document, language: str) -> None:
        """Show the picture of a document; drawn when it is in sight."""
        self._document, self._language = document, language
        if self.isVisible():
            self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.canvas.set_theme(theme)

    def save(self, path: Path) -> None:
        """Write the picture as SVG or, by the ending, PNG; raise ``CannotWrite``."""
        self._draw()
        drawn = self.canvas.drawn
        if drawn is None:
            return
        match path.suffix.lower():
            case ".svg":
                replace_file(path, drawn.svg("light").encode("utf-8", "replace"))
            case ".png":
                replace_file(path, _png(drawn))
            case _:
                raise CannotWrite("error.unknown-format", path, known=".svg, .png")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._draw()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._draw()

    def _draw(self) -> None:
        if self._document is None:
            return
        width = min(_MOST, max(_LEAST, self.viewport().width()))
        wanted = (self._document, self._language, width)
        if self._drawn is None or any(
            one is not other for one, other in zip(self._drawn, wanted, strict=True)
        ):
            self._drawn = wanted
            self.canvas.show_drawn(DRAWINGS[self.name](self._document, self._language, width))

    def _bring_into_sight(self, place: QPoint) -> None:
        self.ensureVisible(place.x(), place.y(), 4 * SPACE, 8 * SPACE)


class Canvas(QWidget):
    """Paints a picture; a click or Enter opens what is meant."""

    openRequested = Signal(str)
    moved = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.drawn: Drawn | None = None
        self._renderer = QSvgRenderer()
        self._paths: list[QPainterPath] = []
        self._tiles: dict[int, QPixmap] = {}
        self.current = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_drawn(self, drawn: Drawn) -> None:
        """Show another picture."""
        self.drawn = drawn
        self._paths = [path_of(hit) for hit in drawn.hits]
        self.current = min(self.current, len(drawn.hits) - 1)
        self.setFixedSize(round(drawn.width), round(drawn.height))
        self._load()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self._load()

    def hit_at(self, place: QPoint) -> int:
        """Return which hit lies at a place, a goal before the bands; -1 for none."""
        around = QRectF(place.x() - 1, place.y() - 1, 2, 2)
        found = [at for at, path in enumerate(self._paths) if path.intersects(around)]
        return found[0] if found else -1

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at in range(event.rect().top() // _TILE, event.rect().bottom() // _TILE + 1):
            painter.drawPixmap(0, at * _TILE, self._tile(at))
        if 0 <= self.current < len(self._paths):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.accent), 2.5))
            painter.drawPath(self._paths[self.current])
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.hit_at(event.position().toPoint()) >= 0
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self.hit_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self.hit_at(event.position().toPoint())
        if at >= 0 and at == self.current:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if key in steps and self.drawn is not None and self.drawn.hits:
            at = min(len(self.drawn.hits) - 1, max(0, self.current + steps[key]))
            self._choose(at)
            self.moved.emit(self._paths[at].boundingRect().center().toPoint())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.hit_at(event.pos())
            words = self.drawn.hits[at].words if at >= 0 and self.drawn is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _choose(self, at: int) -> None:
        self.current = at
        if self.drawn is not None and at >= 0:
            self.setAccessibleDescription(self.drawn.hits[at].words)
        self.update()

    def _open(self) -> None:
        if self.drawn is not None and 0 <= self.current < len(self.drawn.hits):
            self.openRequested.emit(self.drawn.hits[self.current].target)

    def _tile(self, at: int) -> QPixmap:
        """A stretch of the picture, drawn once: drawing takes as long as the whole is large."""
        if at not in self._tiles:
            ratio = self.devicePixelRatioF()
            tile = QPixmap(round(self.width() * ratio), round(_TILE * ratio))
            tile.setDevicePixelRatio(ratio)
            tile.fill(Qt.GlobalColor.transparent)
            painter = QPainter(tile)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = QRectF(0, -at * _TILE, self.width(), self.height())
            self._renderer.render(painter, place)
            painter.end()
            self._tiles[at] = tile
        return self._tiles[at]

    def _load(self) -> None:
        self._tiles.clear()
        if self.drawn is not None:
            self._renderer.load(QByteArray(self.drawn.svg(self._theme.name).encode()))
            self.update()


def path_of(hit: Hit) -> QPainterPath:
    """Return the outline of what can be clicked on."""
    path = QPainterPath()
    if hit.rect is not None:
        path.addRect(QRectF(*hit.rect).adjusted(-_NEAR / 2, -_NEAR / 2, _NEAR / 2, _NEAR / 2))
    elif hit.band is not None:
        x1, y1, x2, y2, height = hit.band
        middle = (x1 + x2) / 2
        path.moveTo(x1, y1)
        path.cubicTo(middle, y1, middle, y2, x2, y2)
        path.lineTo(x2, y2 + height)
        path.cubicTo(middle, y2 + height, middle, y1 + height, x1, y1 + height)
        path.closeSubpath()
    return path


def _png(drawn: Drawn) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    image = QImage(
        round(drawn.width * _SCALE), round(drawn.height * _SCALE), QImage.Format.Format_ARGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawn.svg("light").encode())).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
