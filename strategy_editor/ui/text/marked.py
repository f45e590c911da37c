"""A sheet with a caret and a marked stretch, whether or not it can be written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QMenu, QWidget

from strategy_editor.ui.text.area import SheetArea
from strategy_editor.ui.text.copying import copied
from strategy_editor.ui.text.marking import Marking
from strategy_editor.ui.text.places import Places, Spot
from strategy_editor.ui.text.source import Caret
from strategy_editor.ui.text.spots import caret_rect, range_rects
from strategy_editor.ui.text.stretches import (
    Key,
    Spans,
    Stretch,
    Stretches,
    draw_frame,
    draw_sign,
    draw_wave,
)
from strategy_editor.ui.theme import Theme

_CHANGES = {
    "added": ("good", Qt.PenStyle.SolidLine),
    "changed": ("warning", Qt.PenStyle.DashLine),
    "moved": ("accent", Qt.PenStyle.DotLine),
}
_MARGIN_BAR = 14
_BAR_WIDTH = 3


class Hand(Protocol):
    """Who writes in the text; without one it can only be read."""

    @property
    def is_writing(self) -> bool:
        """Whether there is a text in hand."""
        ...

    def take(self) -> None:
        """Go where the caret is now."""
        ...

    def leave(self) -> None:
        """Lay the text in hand down."""
        ...

    def follow(self) -> None:
        """Another revision is shown."""
        ...

    def place(self) -> None:
        """Entries are at other places."""
        ...

    def paint(self, painter: QPainter) -> None:
        """Paint the caret."""
        ...

    def mime(self) -> QMimeData | None:
        """Return what is marked within the text in hand, None for more."""
        ...

    def menu(self, parent: QWidget) -> QMenu:
        """Return what can be done to the text in hand."""
        ...

    def begin_at_mark(self) -> bool:
        """Begin to write in the marked element; return whether that is possible."""
        ...


class MarkedArea(SheetArea):
    """Knows where the caret is and what is marked; a ``hand`` lets it be written."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.places = Places(self.sheet)
        self.marking = Marking(self.places)
        self.hand: Hand | None = None
        self._hits = Stretches(self.places)
        self._current = Stretches(self.places)
        self._remarks = Stretches(self.places)
        self._changes: Mapping[str, str] = {}

    @property
    def is_writing(self) -> bool:
        """Whether there is a text in hand."""
        return self.hand is not None and self.hand.is_writing

    @property
    def reach(self) -> float:
        """How far from a text, in pixels, a click still puts the caret into it."""
        return self.sheet.styles.em

    def go(self, caret: Caret, *, extend: bool = False) -> None:
        """Put the caret somewhere, or let what is marked reach there."""
        anchor = self.marking.anchor if extend else None
        self.mark(anchor or caret, caret)
        self.show_caret()

    def mark(self, anchor: Caret, caret: Caret) -> None:
        """Mark a stretch without scrolling there."""
        self.marking.put(anchor, caret)
        if self.hand is not None:
            self.hand.take()
        self.viewport().update()

    def let_go(self) -> None:
        """Mark nothing, write nowhere."""
        if self.hand is not None:
            self.hand.leave()
        self.marking.clear()
        self.viewport().update()

    def copy_marked(self) -> bool:
        """Put what is marked on the clipboard; return whether anything is."""
        ends = self.marking.ends()
        if ends is None:
            return False
        done = copied(self.sheet, *ends)
        mime = self.hand.mime() if self.hand is not None else None
        mime = mime or QMimeData()
        if not mime.hasText():
            mime.setText(done.plain)
        if not mime.hasHtml():
            mime.setHtml(done.html)
        QGuiApplication.clipboard().setMimeData(mime)
        self.marking.follow()
        self.refresh()
        return True

    def word_at(self, caret: Caret) -> tuple[Caret, Caret]:
        """Return the word around a place."""
        spot = self.places.find(caret.source, self.first_shown)
        if spot is None:
            return caret, caret
        scale, text = self.places.scale(spot), self.places.text(spot).layout.text()
        shown = scale.shown(caret.position)
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
        finder.setPosition(shown)
        start = shown if finder.isAtBoundary() else finder.toPreviousBoundary()
        finder.setPosition(start)
        end = finder.toNextBoundary()
        if shown == scale.shown_length and shown:
            finder.setPosition(shown)
            start, end = finder.toPreviousBoundary(), shown
        return (
            Caret(caret.source, scale.edit(max(start, 0))),
            Caret(caret.source, scale.edit(end if end >= 0 else scale.shown_length)),
        )

    def caret_at(self, point: QPoint, reach: float | None = None) -> Caret | None:
        """Return the place nearest to a point of the viewport; None beyond ``reach`` in pixels."""
        entry = self._entry_at(point.y())
        if entry is None and reach is None:
            entry = self._entry_beyond(point.y())
        if entry is None:
            return None
        index, y = entry
        at = QPointF(point.x() - self._page.text_left, point.y() - y)
        found = self.places.nearest(index, at)
        if found is not None and (reach is None or found[1] <= reach):
            return self.places.caret_near(found[0], at)
        if found is not None or reach is not None:
            return None
        spots = [self.places.first_from(index + step, step) for step in (1, -1)]
        spot = next((each for each in spots if each is not None), None)
        return self.places.caret(spot, 0) if spot is not None else None

    def rect_of_caret(self, caret: Caret) -> QRectF | None:
        """Return where a caret is in the viewport; None where its text is out of view."""
        spot = self.places.find(caret.source, self.first_shown)
        if spot is None:
            return None
        shown = self.places.scale(spot).shown(caret.position)
        for index, y in self._shown:
            if index == spot.entry:
                rect = caret_rect(self.places.text(spot), shown)
                return rect.translated(self._page.text_left, y)
        return None

    def rect_of_text(self, spot: Spot) -> QRectF | None:
        """Return where a text is in the viewport; None where it is out of view."""
        for index, y in self._shown:
            if index == spot.entry:
                text = self.places.text(spot)
                left, top = self._page.text_left + text.x, y + text.y
                return QRectF(left, top, text.width, text.height)
        return None

    def show_caret(self) -> None:
        """Scroll as little as brings the caret into view."""
        caret = self.marking.caret
        rect = self.rect_of_caret(caret) if caret is not None else None
        if caret is not None and rect is None:
            spot = self.places.find(caret.source)
            if spot is not None:
                self._glide.stop()
                self._scroll.to_entry(spot.entry, self.viewport().height() // 3)
                self.refresh()
                rect = self.rect_of_caret(caret)
        if rect is None:
            return
        height = self.viewport().height()
        room = min(self.sheet.styles.line, height / 4)
        over, under = rect.bottom() + room - height, rect.top() - room
        if over > 0 or (under < 0 and self._scroll.position > 0):
            self._glide.stop()
            self.scroll_by(over if over > 0 else under)

    def set_hits(self, spans: Mapping[Key, Spans], current: Mapping[Key, Spans]) -> None:
        """Show hits of a search, by element and counted in its wording; one is the current."""
        self._hits.put(spans)
        self._current.put(current)
        self.viewport().update()

    def set_marks(self, spans: Mapping[Key, Spans]) -> None:
        """Underline passages with a remark, by element and counted in its wording."""
        self._remarks.put(spans)
        self.viewport().update()

    def remark_at(self, point: QPoint) -> Stretch | None:
        """Return the passage whose remark is at a point of the viewport, or its sign."""
        for index, y in self._shown:
            for stretch in self._remarks.in_entry(index) if self._remarks else ():
                rect = stretch.rect.translated(self._page.text_left, y)
                sign = QRectF(self._sign_x(), rect.top(), self.sheet.styles.em, rect.height())
                if rect.contains(point) or sign.contains(point):
                    return stretch
        return None

    def remark_at_caret(self) -> Stretch | None:
        """Return the passage with a remark that the caret stands in."""
        rect = self.rect_of_caret(self.marking.caret) if self.marking.caret is not None else None
        return self.remark_at(rect.center().toPoint()) if rect is not None else None

    def _sign_x(self) -> float:
        return self._page.text_left + self._page.text_width + self.sheet.styles.em * 0.6

    def _paint_stretches(self, painter: QPainter, index: int, y: int) -> None:
        left, styles = self._page.text_left, self.sheet.styles
        for stretch in self._hits.in_entry(index):
            painter.fillRect(stretch.rect.translated(left, y), self._painting.colours["hit"])
        for stretch in self._current.in_entry(index):
            draw_frame(painter, stretch.rect.translated(left, y), styles.colour("warning"))
        signed = False
        for stretch in self._remarks.in_entry(index):
            rect = stretch.rect.translated(left, y)
            draw_wave(painter, rect, styles.colour("warning"))
            if not signed:
                size = styles.em * 0.8
                draw_sign(painter, self._sign_x(), rect.top(), size, styles.colour("warning"))
                signed = True

    def paint_under(self, painter: QPainter, index: int, y: int) -> None:
        """Paint hits, remarks and what is marked below the texts of an entry."""
        if self._hits or self._remarks:
            self._paint_stretches(painter, index, y)
        if self._changes:
            self._paint_change(painter, index, y)
        if self.marking.ends() is None:
            return
        colour = self._painting.colours["marked"]
        for number, text in enumerate(self.sheet.laid(index).texts):
            span = self.marking.range_in(index, number, text)
            for rect in range_rects(text, *span) if span is not None else ():
                painter.fillRect(rect.translated(self._page.text_left, y), colour)

    def set_changes(self, kinds: Mapping[str, str]) -> None:
        """Mark in the margin the elements that are ``added``, ``changed`` or ``moved``."""
        if kinds != self._changes:
            self._changes = dict(kinds)
            self.viewport().update()

    def _paint_change(self, painter: QPainter, index: int, y: int) -> None:
        """A bar beside the text: whole for new, broken for changed, dotted for moved."""
        kind = self._changes.get(self.sheet.flow.blocks[index].node_id)
        if kind is None:
            return
        role, style = _CHANGES[kind]
        laid = self.sheet.laid(index)
        x = self._page.text_left - _MARGIN_BAR
        painter.setPen(QPen(QColor(getattr(self._theme, role)), _BAR_WIDTH, style))
        painter.drawLine(x, y + laid.top, x, y + laid.height)

    def laid_anew(self) -> None:
        """Move the editor with its text."""
        if self.hand is not None:
            self.hand.place()

    def _entry_beyond(self, y: int) -> tuple[int, int] | None:
        """Return the first or last entry in view for a height above or below them."""
        if not self._shown:
            return None
        return self._shown[0] if y < self._shown[0][1] else self._shown[-1]
