"""Icons: Lucide outlines in ``resources/icons`` (ISC licence), drawn in the theme's colours.

Files instead of an icon font: a font set for Qt loads thousands of glyphs at start-up, of which
the window needs some eighty.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from strategy_editor.paths import shipped

_DISABLED_OPACITY = 0.4

ROLE_ICONS = {
    "strategy": "book-open-text", "metadata": "info", "profile": "sliders-horizontal",
    "actors": "users", "actor": "user-round", "foreword": "pen-line", "vision": "compass",
    "clause": "quote", "principles": "scale", "principle": "scale", "scope": "map-pin",
    "addressee": "contact", "field": "layout-grid", "claim": "flag", "goal": "target",
    "subgoal": "circle-dot", "measure": "hammer", "milestone": "milestone",
    "indicator": "chart-line", "baseline": "chart-line", "target": "chart-line",
    "actual": "chart-line", "finance": "euro", "governance": "landmark",
    "governing-body": "landmark", "instrument": "landmark", "reporting": "landmark",
    "glossary": "book-a", "glossary-entry": "book-a", "abbreviations": "case-sensitive",
    "abbreviation": "case-sensitive", "sources": "library", "source": "library",
    "annex": "table", "imprint": "stamp", "lineage": "git-branch", "predecessor": "history",
    "former-goal": "circle-dashed", "disposition": "git-merge", "annotations": "messages-square",
    "annotation": "message-square", "reply": "message-square", "paragraph": "pilcrow",
    "list": "list", "item": "dot", "table": "table-2", "row": "rows-3", "figure": "image",
    "quotation": "text-quote", "box": "square", "responsibility": "user-check",
    "relation": "link-2", "legal-reference": "gavel", "related-strategy": "external-link",
    "supersedes": "history", "adoption": "stamp", "cabinet": "file-stack", "part": "file-stack",
    "level": "tag", "horizon-class": "tag", "status": "tag", "required-part": "asterisk",
    "open-question": "circle-help", "signature": "pen-line", "participation": "users",
    "enclosure": "paperclip", "disclaimer": "info",
}  # fmt: skip


def role_icon_name(tag: str) -> str:
    """Return the name of the icon for an element."""
    return ROLE_ICONS.get(tag, "text")


@cache
def icon(name: str, colour: str, active: str = "") -> QIcon:
    """Return an icon in a colour; ``active`` is the colour of the checked state."""
    return QIcon(_Engine(name, colour, active or colour))


def draw_icon(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """Draw an icon in the middle of a place: for rows, of which there are many in each painting."""
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(QRectF(rect).center())
    transform = painter.worldTransform()
    if not transform.isScaling() and not transform.isRotating():
        density = painter.device().devicePixelRatioF()
        painter.drawImage(square, _drawn(name, colour, math.ceil(side * density)))
    else:
        _renderer(name, colour).render(painter, square)


class _Engine(QIconEngine):
    """Draws one SVG sharp at any size, when it is first asked to."""

    def __init__(self, name: str, colour: str, active: str) -> None:
        super().__init__()
        self._name = name
        self._colours = {QIcon.State.Off: colour, QIcon.State.On: active}

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colours[QIcon.State.Off], self._colours[QIcon.State.On])

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(_DISABLED_OPACITY)
        draw_icon(painter, rect, self._name, self._colours[state])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        if size.isEmpty():
            return pixmap
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, side: int) -> QImage:
    """The icon in pixels: drawing its lines costs ten times as much, with each row painted."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    path = shipped("resources") / "icons" / f"{name}.svg"
    text = path.read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(text.replace('stroke-width="2"', 'stroke-width="1.8"').encode()))
