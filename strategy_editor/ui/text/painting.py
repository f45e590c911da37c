"""Paints what is seen: the page, frames across their entries, the mark of the selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from strategy_editor.ui.text.laid import Brush
from strategy_editor.ui.text.scroll import Shown
from strategy_editor.ui.text.sheet import Sheet
from strategy_editor.ui.theme import RADIUS, Theme

_BEYOND = 24
"""Pixels that a frame reaches past the window where it goes on."""
_BAR = 3
_MARKED = 76
_HIT = 70
_TINT = 22
"""Of 255: the mark of the selection lies over whatever stands there."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page in the window: left edge and width of the paper and of the text on it."""

    left: int
    width: int
    text_left: int
    text_width: int
    margin: int


@dataclass(slots=True)
class _Stretch:
    """A frame, or the mark, as far as it is seen."""

    kind: str
    depth: int
    left: float
    right: float
    top: float
    bottom: float


def colours_of(theme: Theme) -> dict[str, QColor]:
    """Return the colours by role, and those made from them."""
    roles = ("background", "card", "line", "outline", "text", "muted", "accent", "accent_soft")
    found = {role: QColor(getattr(theme, role)) for role in (*roles, "hover")}
    found["tint"] = QColor(theme.accent)
    found["tint"].setAlpha(_TINT)
    found["hit"] = QColor(theme.warning)
    found["hit"].setAlpha(_HIT)
    found["marked"] = QColor(theme.accent)
    found["marked"].setAlpha(_MARKED)
    found["box_line"] = QColor(theme.accent)
    found["box_line"].setAlpha(90)
    return found


class Painting:
    """Paints the entries in view."""

    def __init__(self, sheet: Sheet, theme: Theme) -> None:
        self._sheet = sheet
        self.colours = colours_of(theme)

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        dirty: QRectF,
        page: Page,
        shown: Shown,
        marked: Callable[[int], bool],
        under: Callable[[QPainter, int, int], None],
        *,
        focused: bool,
    ) -> None:
        """Paint a window of the size of ``area``; ``under`` adds what lies below the texts.

        Entries out of ``dirty`` are left out; what is painted beyond it is not seen.
        """
        painter.fillRect(area, self.colours["background"])
        self._paper(painter, area, page, shown, focused=focused)
        self.frames(painter, shown, area.height(), page)
        for stretch in self._marks(shown, page, marked):
            self._mark(painter, stretch)
        brush = Brush(painter, self.colours, self._sheet.pictures)
        for index, y in shown:
            laid = self._sheet.laid(index)
            if y > dirty.bottom() or y + laid.height < dirty.top():
                continue
            brush.shapes(laid, page.text_left, y)
            under(painter, index, y)
            brush.texts(laid, page.text_left, y)

    def frames(
        self, painter: QPainter, shown: Sequence[tuple[int, float]], height: float, page: Page
    ) -> None:
        """Paint what the entries stand in."""
        for stretch in self._frames(shown, height):
            self._frame(painter, stretch, page.text_left)

    def _paper(
        self, painter: QPainter, area: QRectF, page: Page, shown: Shown, *, focused: bool
    ) -> None:
        gutter = page.margin // 4
        top, bottom = float(-_BEYOND), area.height() + _BEYOND
        if shown and shown[0][0] == 0:
            top = shown[0][1] - page.margin + gutter
        if shown and shown[-1][0] == len(self._sheet) - 1:
            last, y = shown[-1]
            bottom = y + self._sheet.laid(last).height + page.margin - gutter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.colours["card"])
        painter.setPen(QPen(self.colours["accent" if focused else "line"], 1))
        rect = QRectF(page.left, top, page.width, bottom - top)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS + 2, RADIUS + 2)

    def _frames(self, shown: Sequence[tuple[int, float]], height: float) -> list[_Stretch]:
        """Join what the entries say about their frames, outer ones first."""
        found: list[_Stretch] = []
        open_: list[_Stretch] = []
        for index, y in shown:
            for depth, side in enumerate(self._sheet.laid(index).sides):
                if depth >= len(open_):
                    top = y + side.top if side.top is not None else -_BEYOND
                    bottom = height + _BEYOND
                    stretch = _Stretch(side.kind, depth, side.left, side.right, top, bottom)
                    open_.append(stretch)
                    found.append(stretch)
            sides = self._sheet.laid(index).sides
            for depth in reversed(range(len(sides))):
                bottom_side = sides[depth].bottom
                if bottom_side is not None:
                    open_[depth].bottom = y + bottom_side
                    del open_[depth:]
        return sorted(found, key=lambda stretch: stretch.depth)

    def _marks(self, shown: Shown, page: Page, marked: Callable[[int], bool]) -> list[_Stretch]:
        found: list[_Stretch] = []
        going_on = False
        reach = page.margin // 4
        left, right = page.text_left - reach, page.text_left + page.text_width + reach
        for index, y in shown:
            if not marked(index):
                going_on = False
                continue
            laid = self._sheet.laid(index)
            top = y + laid.top - reach // 3
            if not going_on:
                found.append(_Stretch("mark", 0, left, right, top, 0.0))
            found[-1].bottom = y + laid.height + reach // 3
            going_on = True
        return found

    def _frame(self, painter: QPainter, stretch: _Stretch, x: float) -> None:
        rect = QRectF(
            stretch.left + x,
            stretch.top,
            stretch.right - stretch.left,
            stretch.bottom - stretch.top,
        )
        if stretch.kind == "quotation":
            rect.setWidth(_BAR)
            painter.fillRect(rect, self.colours["outline"])
            return
        fill, line, bar = _LOOKS[stretch.kind]
        path = QPainterPath()
        rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        path.addRoundedRect(rect, RADIUS, RADIUS)
        painter.fillPath(path, self.colours[fill])
        if bar:
            painter.save()
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            rect.setWidth(_BAR)
            painter.fillRect(rect, self.colours[bar])
            painter.restore()
        painter.strokePath(path, QPen(self.colours[line], 1))

    def _mark(self, painter: QPainter, stretch: _Stretch) -> None:
        rect = QRectF(
            stretch.left, stretch.top, stretch.right - stretch.left, stretch.bottom - stretch.top
        )
        path = QPainterPath()
        path.addRoundedRect(rect, RADIUS, RADIUS)
        painter.fillPath(path, self.colours["tint"])
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        rect.setWidth(_BAR)
        painter.fillRect(rect, self.colours["accent"])
        painter.restore()


_LOOKS = {
    "goal": ("background", "line", "accent"),
    "subgoal": ("card", "line", "accent"),
    "measure": ("card", "line", "outline"),
    "box": ("accent_soft", "box_line", ""),
}
