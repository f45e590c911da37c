"""Stretches of texts that others want to be seen: hits of a search, passages with a remark.

Both are given by element and counted as ``document.texts.wording`` counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from strategy_editor.ui.text.places import Places, Spot
from strategy_editor.ui.text.source import Source
from strategy_editor.ui.text.spots import range_rects

Spans = Sequence[tuple[int, int]]
Key = str | tuple[str, str]
"""An element's id for its own text, or id and field."""
_OWN = frozenset({"", "text"})
_WAVE = 2.0
_STRONG = 60


class Stretch(NamedTuple):
    """One stretch in view: where it is, the element it was given for, and the place in its text."""

    rect: QRectF
    node_id: str
    span: tuple[int, int]


class Stretches:
    """Finds given stretches in what is laid out."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._spans: dict[Key, list[tuple[int, int]]] = {}

    def __bool__(self) -> bool:
        return bool(self._spans)

    def put(self, spans: Mapping[Key, Spans]) -> None:
        """Show other stretches."""
        self._spans = {key: list(each) for key, each in spans.items() if each}

    def in_entry(self, entry: int) -> Iterator[Stretch]:
        """Yield the stretches of an entry, line by line."""
        if not self._spans:
            return
        for spot in self._places.spots(entry):
            source = self._places.source(spot)
            for start, end in self._of(source):
                yield from self._rects(spot, start, end, source.node_id)

    def _of(self, source: Source) -> list[tuple[int, int]]:
        number = source.at + 1
        numbered = [
            span
            for field in (f"{source.field}[{number}]", f"{source.field}#{number}")
            for span in self._spans.get((source.node_id, field), [])
        ]
        if source.at:
            return numbered
        own = self._spans.get(source.node_id, []) if source.field in _OWN else []
        return own + numbered + self._spans.get((source.node_id, source.field), [])

    def _rects(self, spot: Spot, start: int, end: int, node_id: str) -> Iterator[Stretch]:
        scale, text = self._places.scale(spot), self._places.text(spot)
        first, last = scale.shown_of_wording(start), scale.shown_of_wording(end)
        for rect in range_rects(text, first, last):
            yield Stretch(rect, node_id, (start, end))


def draw_frame(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Paint the ground of a stretch and a frame around it, on whole pixels."""
    ground = QColor(colour)
    ground.setAlpha(_STRONG)
    painter.fillRect(rect, ground)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.toAlignedRect().adjusted(0, 0, -1, -1))


def draw_wave(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Draw a wavy line below a stretch."""
    painter.setPen(QPen(colour, 1.2))
    y, x, up = rect.bottom() - 1.5, rect.left(), False
    points = []
    while x <= rect.right():
        points.append(QPointF(x, y - _WAVE if up else y))
        x, up = x + _WAVE, not up
    painter.drawPolyline(QPolygonF(points))


def draw_sign(painter: QPainter, x: float, y: float, size: float, colour: QColor) -> None:
    """Draw the sign in the margin beside a remark: a small bubble."""
    painter.setPen(QPen(colour, 1.2))
    box = QRectF(x, y, size, size * 0.75)
    painter.drawRoundedRect(box, 2, 2)
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(box.left() + size * 0.25, box.bottom()),
                QPointF(box.left() + size * 0.25, box.bottom() + size * 0.25),
                QPointF(box.left() + size * 0.5, box.bottom()),
            ]
        )
    )
