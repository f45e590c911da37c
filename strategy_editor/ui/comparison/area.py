"""Two or three editions side by side as they read, with what differs between them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.comparison.painting import Painting
from strategy_editor.ui.comparison.rows import NOWHERE, Fold
from strategy_editor.ui.comparison.stack import Stack
from strategy_editor.ui.text.scroll import Scroll, Shown
from strategy_editor.ui.text.styles import Styles
from strategy_editor.ui.theme import Theme

ZOOMS = {2: 0.82, 3: 0.74}
"""The size of the text by the number of editions: columns are narrow."""
PAD, GAP = 12, 44
_LEAST = 120
_FLAT, _ROOMY = 0.2, 700
"""How little of their size headings keep, and how wide a column is in which they keep it all."""
_NOTCH, _LINES = 120, 3


@dataclass(frozen=True)
class Columns:
    """Where the columns are in the viewport."""

    lefts: tuple[int, ...]
    width: int

    def at(self, x: int) -> int:
        """Return the column at a place, the next one to its left between two."""
        return max((at for at, left in enumerate(self.lefts) if x >= left), default=0)


class SideBySide(QAbstractScrollArea):
    """Scrolls all editions together, because what belongs together stands in one row."""

    rowChosen = Signal(str)
    """The id of the element that was clicked."""
    opened = Signal(str)
    """The id of the element that was asked for by a double click."""
    scrolled = Signal()

    def __init__(self, theme: Theme, translate: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._translate = translate
        self._stack: Stack | None = None
        self._scroll: Scroll | None = None
        self._shown: Shown = []
        self._bar_value = 0
        self._syncing = False
        self.current = NOWHERE
        """The row that is looked at."""
        self._columns = Columns((PAD,), _LEAST)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)

    @property
    def stack(self) -> Stack | None:
        """What is shown."""
        return self._stack

    @property
    def seen(self) -> tuple[float, float]:
        """Which part of the whole is in view, from 0 to 1."""
        if self._scroll is None or not self._scroll.extent:
            return 0.0, 1.0
        top = self._scroll.position / self._scroll.extent
        return top, min(1.0, top + self.viewport().height() / self._scroll.extent)

    def styles(self, count: int) -> Styles:
        """Return the look that so many editions are laid out in."""
        column = self.viewport().width() / count
        headings = min(1.0, max(_FLAT, column / _ROOMY))
        return Styles(self._theme, self.font(), ZOOMS[count], headings=headings)

    def show_stack(self, stack: Stack | None) -> None:
        """Show another comparison, at the place where the one before was."""
        position = self._scroll.position if self._scroll is not None else 0
        self._stack = stack
        self._scroll = Scroll(stack) if stack is not None else None
        self.current = NOWHERE
        if stack is not None and self._scroll is not None:
            self._measure()
            stack.set_look(self.styles(len(stack.editions)), self._columns.width)
            self._scroll.margin = PAD
            self._scroll.to(position)
        self.refresh()

    def set_folding(self, folding: bool) -> None:
        """Fold rows without a change, or show all."""
        if self._stack is not None and self._stack.folding != folding:
            row = self._first_row()
            self._stack.folding = folding
            self._stack.refold()
            self.to_row(row, choose=False)

    def to_row(self, row: int, *, choose: bool = True) -> None:
        """Bring a row into view; it is framed where it is chosen."""
        if row == NOWHERE:
            self.current = NOWHERE
            self.viewport().update()
        if self._stack is None or self._scroll is None or row == NOWHERE:
            return
        place = self._stack.place_of(row)
        fold = self._stack.shown[place] if place < len(self._stack) else None
        if isinstance(fold, Fold) and choose:
            self._stack.open(fold)
            place = self._stack.place_of(row)
        if choose:
            self.current = row
        self._scroll.to_entry(place, self.viewport().height() / 4)
        self.refresh()

    def to_share(self, share: float) -> None:
        """Jump to a place of the whole, from 0 to 1."""
        if self._scroll is not None:
            self._scroll.to(share * self._scroll.extent - self.viewport().height() / 2)
            self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self._restyle()

    def refresh(self) -> None:
        """Lay out what is in view and bring the scroll bar to it."""
        height = self.viewport().height()
        self._shown = self._scroll.lay(height) if self._scroll is not None else []
        bar = self.verticalScrollBar()
        self._syncing = True
        extent = self._scroll.extent if self._scroll is not None else 0
        bar.setRange(0, max(0, extent - height))
        bar.setPageStep(height)
        bar.setSingleStep(40)
        bar.setValue(self._scroll.position if self._scroll is not None else 0)
        self._syncing = False
        self._bar_value = bar.value()
        self.viewport().update()
        self.scrolled.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is in view."""
        painter = QPainter(self.viewport())
        if self._stack is None:
            return
        Painting(
            painter, self._stack, self._columns.lefts, self._columns.width, self._theme,
            self._translate,
        ).paint(self._shown, self.viewport().rect(), self.current)  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the window."""
        super().resizeEvent(event)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._restyle()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Follow the scroll bar."""
        if self._syncing or self._scroll is None:
            return
        value = self.verticalScrollBar().value()
        distance = value - self._bar_value
        if abs(distance) > 2 * self.viewport().height():
            self._scroll.to(value)
        else:
            self._scroll.by(distance)
        self.refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by lines, or by pixels where the device tells them."""
        pixels = event.pixelDelta().y()
        self._by(-pixels if pixels else -event.angleDelta().y() / _NOTCH * _LINES * 20)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by lines and pages."""
        page = self.viewport().height() - 40
        steps = {
            Qt.Key.Key_Up: -40,
            Qt.Key.Key_Down: 40,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Space: page,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._by(step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.to_share(0.0 if event.key() == Qt.Key.Key_Home else 1.0)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row, open a fold, or follow something that was moved."""
        self._press(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the form of what is under the mouse."""
        node_id = self._node_at(event.position().toPoint())
        if node_id:
            self.opened.emit(node_id)

    def row_rect(self, row: int) -> QRect:
        """Return where a row is in the viewport; empty where it is out of view."""
        for index, y in self._shown:
            if self._stack is not None and self._stack.shown[index] == row:
                return QRect(0, y, self.viewport().width(), self._stack.laid(index).height)
        return QRect()

    def _press(self, point: QPoint) -> None:
        place = self._place_at(point.y())
        if self._stack is None or place == NOWHERE:
            return
        shown = self._stack.shown[place]
        if isinstance(shown, Fold):
            self._stack.open(shown)
            self.refresh()
            return
        row = self._stack.rows[shown]
        column = self._columns.at(point.x())
        if row.partner != NOWHERE and row.entries[column] == NOWHERE:
            self.to_row(row.partner)
            return
        self.current = shown
        self.viewport().update()
        self.rowChosen.emit(self._node_at(point) or row.node_id)

    def _node_at(self, point: QPoint) -> str:
        place = self._place_at(point.y())
        if self._stack is None or place == NOWHERE:
            return ""
        shown = self._stack.shown[place]
        return self._stack.rows[shown].node_id if isinstance(shown, int) else ""

    def _place_at(self, y: int) -> int:
        if self._stack is None:
            return NOWHERE
        for index, top in self._shown:
            if top <= y < top + self._stack.laid(index).height:
                return index
        return NOWHERE

    def _first_row(self) -> int:
        if self._stack is None or not self._shown:
            return NOWHERE
        shown = self._stack.shown[self._shown[0][0]]
        return shown.first if isinstance(shown, Fold) else shown

    def _by(self, pixels: float) -> None:
        if self._scroll is not None:
            self._scroll.by(pixels)
            self.refresh()

    def _restyle(self) -> None:
        self._measure()
        if self._stack is not None and self._scroll is not None:
            stack, styles = self._stack, self.styles(len(self._stack.editions))
            self._scroll.rescale(lambda: stack.set_look(styles, self._columns.width))
        self.refresh()

    def _measure(self) -> None:
        count = len(self._stack.editions) if self._stack is not None else 2
        room = self.viewport().width() - 2 * PAD - (count - 1) * GAP
        width = max(room // count, _LEAST)
        self._columns = Columns(tuple(PAD + at * (width + GAP) for at in range(count)), width)
