"""A sheet in a window: the page, scrolling, zoom, the look."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QStyle, QWidget

from strategy_editor.ui.text.glide import Glide
from strategy_editor.ui.text.laid import Laid
from strategy_editor.ui.text.painting import Page, Painting
from strategy_editor.ui.text.scroll import Scroll, Shown
from strategy_editor.ui.text.selection import Selection
from strategy_editor.ui.text.sheet import Sheet
from strategy_editor.ui.text.styles import Styles
from strategy_editor.ui.theme import Theme

ZOOMS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)

_GUTTER = 2
_MARGIN = 8
_PADDING = 7
_LEAST_PADDING = 3
"""Distances of the page, in units: from the window, above the text, beside it."""
_NOTCH = 120
_LINES_A_NOTCH = 3
_TAB_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class SheetArea(QAbstractScrollArea):
    """Shows the part of a sheet that the scroll bar points at; knows no document."""

    lookChanged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = 1.0
        self._serif = False
        self._width = "normal"
        self._page = Page(0, 0, 0, 0, 0)
        self._shown: Shown = []
        self._seen: list[Laid] = []
        """What the window was last painted with, entry by entry of those in view."""
        self._bar_value = 0
        self._syncing = False
        self._by_keyboard = False
        self._turned = 0
        self.sheet = Sheet(Styles(theme, self.font()))
        self.selection = Selection()
        self._scroll = Scroll(self.sheet)
        self._painting = Painting(self.sheet, theme)
        self._glide = Glide(self.scroll_by, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @property
    def zoom(self) -> float:
        """The size of the text; 1.0 is normal."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Make the text larger or smaller."""
        zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        if zoom != self._zoom:
            self._zoom = zoom
            self._restyle()
            self.lookChanged.emit()

    def zoom_by(self, steps: int) -> None:
        """Go to the next larger or smaller size, back to normal for 0."""
        nearest = min(range(len(ZOOMS)), key=lambda number: abs(ZOOMS[number] - self._zoom))
        number = min(max(nearest + steps, 0), len(ZOOMS) - 1)
        self.set_zoom(ZOOMS[number] if steps else 1.0)

    @property
    def serif(self) -> bool:
        """Whether the text is set with serifs."""
        return self._serif

    def set_serif(self, serif: bool) -> None:
        """Set the text with or without serifs."""
        if serif != self._serif:
            self._serif = serif
            self._restyle()
            self.lookChanged.emit()

    @property
    def measure(self) -> str:
        """How wide the column is, one of ``styles.WIDTHS``."""
        return self._width

    def set_measure(self, width: str) -> None:
        """Set the text in a narrower or wider column."""
        if width != self._width:
            self._width = width
            self._restyle()
            self.lookChanged.emit()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self._painting = Painting(self.sheet, theme)
        self._restyle()

    @property
    def text_left(self) -> int:
        """Where the column begins in the viewport."""
        return self._page.text_left

    @property
    def first_shown(self) -> int:
        """The first entry in view, -1 where there is none."""
        return self._shown[0][0] if self._shown else -1

    @property
    def shown_entries(self) -> list[int]:
        """The entries in view, from top to bottom."""
        return [index for index, _y in self._shown]

    def entry_at(self, y: int) -> int:
        """Return the entry at a height of the viewport, -1 where there is none."""
        found = self._entry_at(y)
        return found[0] if found is not None else -1

    def rect_of(self, index: int) -> QRectF | None:
        """Return where an entry is in the viewport, None where it is out of view."""
        for shown, y in self._shown:
            if shown == index:
                laid = self.sheet.laid(index)
                height = laid.height - laid.top
                return QRectF(self._page.text_left, y + laid.top, self._page.text_width, height)
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        painter = QPainter(self.viewport())
        focused = self.hasFocus() and self._by_keyboard
        self._painting.paint(
            painter,
            QRectF(self.viewport().rect()),
            QRectF(event.rect()),
            self._page,
            self._shown,
            lambda index: self.selection.holds(self.sheet.flow.blocks[index]),
            self.paint_under,
            focused=focused,
        )

    def paint_under(self, painter: QPainter, index: int, y: int) -> None:
        """Paint what lies below the texts of an entry: nothing here."""

    def laid_anew(self) -> None:
        """Hear that entries are at other places: nothing to do here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into the window."""
        super().resizeEvent(event)
        self._measure_page()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._restyle()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Follow the scroll bar."""
        if self._syncing:
            return
        value = self.verticalScrollBar().value()
        distance = value - self._bar_value
        self._glide.stop()
        if abs(distance) > 2 * self.viewport().height():
            self._scroll.to(value)
        else:
            self._scroll.by(distance)
        self.refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turn_zoom(turned)
        elif event.hasPixelDelta() and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            self.scroll_by(-event.pixelDelta().y())
        else:
            self._move(-turned / _NOTCH * _LINES_A_NOTCH * self.sheet.styles.line)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by lines and pages; zoom with Ctrl."""
        line, page = self.sheet.styles.line, self.viewport().height()
        steps = {
            Qt.Key.Key_Up: -2 * line,
            Qt.Key.Key_Down: 2 * line,
            Qt.Key.Key_PageUp: 2 * line - page,
            Qt.Key.Key_PageDown: page - 2 * line,
        }
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._control_key(event)
        elif key in steps:
            self._move(steps[key])
        elif key == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(steps[Qt.Key.Key_PageUp if back else Qt.Key.Key_PageDown])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._scroll.to(0 if key == Qt.Key.Key_Home else self._scroll.extent)
            self.refresh()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus where it came by the keyboard."""
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in _TAB_REASONS
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus is gone."""
        super().focusOutEvent(event)
        self.viewport().update()

    def refresh(self, *, all_of_it: bool = True) -> None:
        """Lay out what is in view and bring the scroll bar to it.

        Unless ``all_of_it`` is to be painted anew, only entries that are others now are.
        """
        height, before, seen = self.viewport().height(), self._shown, self._seen
        self._shown = self._scroll.lay(height)
        self._seen = [self.sheet.laid(index) for index, _y in self._shown]
        bar = self.verticalScrollBar()
        self._syncing = True
        bar.setRange(0, max(0, self._scroll.extent - height))
        bar.setPageStep(height)
        bar.setSingleStep(round(2 * self.sheet.styles.line))
        bar.setValue(self._scroll.position)
        self._syncing = False
        self._bar_value = bar.value()
        self.laid_anew()
        if all_of_it or before != self._shown or _differ_in_height(seen[-1:], self._seen[-1:]):
            self.viewport().update()
            return
        for (index, _y), old, new in zip(self._shown, seen, self._seen, strict=True):
            if old is not new:
                self.repaint_entry(index)

    def repaint_entry(self, index: int) -> None:
        """Paint one entry anew, with what lies beside it."""
        for (shown, y), laid in zip(self._shown, self._seen, strict=True):
            if shown == index:
                self.viewport().update(0, y, self.viewport().width(), laid.height)

    def _restyle(self) -> None:
        styles = Styles(self._theme, self.font(), self._zoom, serif=self._serif, width=self._width)
        self._scroll.rescale(lambda: self.sheet.set_look(styles, self.sheet.width))
        self._measure_page()
        self.refresh()

    def _measure_page(self) -> None:
        """Fit the page into the window; the text keeps its place in proportion."""
        styles = self.sheet.styles
        unit = styles.unit
        paper = self.viewport().width() - 2 * round(_GUTTER * unit)
        column = min(styles.column, max(paper - 2 * round(_LEAST_PADDING * unit), 80))
        paper = min(paper, column + 2 * round(_PADDING * unit))
        window = self.viewport().width()
        left = (window - paper) // 2
        margin = round(_MARGIN * unit)
        self._page = Page(left, paper, (window - column) // 2, column, margin)
        self._scroll.margin = margin
        if column != self.sheet.width:
            self._scroll.rescale(lambda: self.sheet.set_look(styles, column))

    def _move(self, pixels: float) -> None:
        duration = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        self._glide.cover(pixels, at_once=duration <= 0)

    def scroll_by(self, pixels: float) -> None:
        """Move the page by some pixels at once."""
        self._scroll.by(pixels)
        self.refresh()

    def _turn_zoom(self, turned: int) -> None:
        self._turned += turned
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self.zoom_by(steps)

    def _control_key(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_0:
                self.zoom_by(0)
            case _:
                super().keyPressEvent(event)

    def _entry_at(self, y: int) -> tuple[int, int] | None:
        for index, top in self._shown:
            if top <= y < top + self.sheet.laid(index).height:
                return index, top
        return None


def _differ_in_height(old: list[Laid], new: list[Laid]) -> bool:
    return [each.height for each in old] != [each.height for each in new]
