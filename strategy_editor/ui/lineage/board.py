"""The list of dispositions: keys, the menu, and ways drawn with the mouse from goal to goal."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHeaderView, QTreeView

from strategy_editor.ui.lineage.delegate import LineDelegate
from strategy_editor.ui.lineage.model import FORMER, GOAL, WAY, Index, LineageModel
from strategy_editor.ui.lineage.rows import Line
from strategy_editor.ui.theme import SPACE, Theme

_WAY_SHARE = 0.3
_EDGE = 3 * SPACE
_SCROLL = 40
"""Milliseconds between two steps of scrolling while a way is drawn near the edge."""


class Board(QTreeView):
    """Shows lines; says what the user wants to join, open or take over."""

    linkDrawn = Signal(str, str)
    openRequested = Signal(str)
    acceptRequested = Signal(object)
    menuRequested = Signal(object, int, QPoint)
    lineChanged = Signal()

    def __init__(self, model: LineageModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("dispositions")
        self._lines = model
        self.setModel(model)
        self.look = LineDelegate(self, theme)
        self.setItemDelegate(self.look)
        self.setRootIsDecorated(True)
        self.setIndentation(SPACE + SPACE // 2)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QTreeView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QTreeView.SelectionBehavior.SelectItems)
        self.setExpandsOnDoubleClick(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header().setStretchLastSection(False)
        self._start: tuple[QPoint, int, str] | None = None
        self._drawn_to: QPoint | None = None
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL)
        self._scrolling.timeout.connect(self._scroll_on)
        model.modelReset.connect(self._show_all)

    @property
    def line(self) -> Line | None:
        """The line that is chosen."""
        return self._lines.line(self.currentIndex())

    @property
    def is_drawing(self) -> bool:
        """Whether a way is being drawn."""
        return self._drawn_to is not None

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.look.theme = theme
        self.viewport().update()

    def choose(self, former: str, goal: str) -> bool:
        """Make a goal's cell the current one and bring it into sight."""
        column = FORMER if former else GOAL
        index = self._lines.find(former, goal, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def choose_next(self) -> None:
        """Go to the next line on which a decision is due, from the current one on."""
        places = [
            (self._lines.index(row, FORMER, self._lines.index(number, 0)), line)
            for number, group in enumerate(self._lines.groups)
            for row, line in enumerate(group.lines)
        ]
        current = self.currentIndex().siblingAtColumn(FORMER)
        at = next((at for at, (index, _) in enumerate(places) if index == current), -1)
        for index, line in (*places[at + 1 :], *places[: at + 1]):
            if line.is_open:
                self.setCurrentIndex(index if line.fate else index.siblingAtColumn(GOAL))
                self.scrollTo(index)
                return

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.lineChanged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line
        if self.is_drawing and event.key() == Qt.Key.Key_Escape:
            self._stop_drawing()
        elif line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(line)
        elif line is not None and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_aside(line, 1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
        self._ask_menu(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        line, column = self._lines.line(index), index.column()
        self._start = None
        if event.button() == Qt.MouseButton.LeftButton and line is not None:
            own = {FORMER: line.former, GOAL: line.shown_goal}.get(column, "")
            if own:
                self._start = (place, column, own)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        place = event.position().toPoint()
        far = (place - self._start[0]).manhattanLength() >= QApplication.startDragDistance()
        if far or self.is_drawing:
            self._draw_to(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.is_drawing:
            former, goal = self.look.target
            self._stop_drawing()
            if former and goal:
                self.linkDrawn.emit(former, goal)
            return
        self._start = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        line = self._lines.line(index)
        if line is None:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.openRequested.emit(self.meant(line, index.column()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._start is None or self._drawn_to is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        joins = all(self.look.target)
        style = Qt.PenStyle.SolidLine if joins else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(self.look.theme.accent), 2, style))
        painter.drawLine(self._start[0], self._drawn_to)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def meant(self, line: Line, column: int) -> str:
        """Return the element that a cell stands for."""
        disposition = (line.disposition.id or "") if line.disposition is not None else ""
        by_column = {FORMER: line.former, WAY: disposition, GOAL: line.shown_goal}
        return by_column[column] or disposition or line.goal or line.former

    def _enter(self, line: Line) -> None:
        if line.proposal is not None and not line.goal:
            self.acceptRequested.emit(line)
        else:
            self.openRequested.emit(self.meant(line, self.currentIndex().column()))

    def _step_aside(self, line: Line, step: int) -> None:
        """Go to the next cell of the line that is not empty."""
        index = self.currentIndex()
        filled = {
            FORMER: line.fate is not None,
            WAY: bool(index.siblingAtColumn(WAY).data()),
            GOAL: bool(index.siblingAtColumn(GOAL).data()),
        }
        column = index.column() + step
        while column in filled and not filled[column]:
            column += step
        if column in filled:
            self.setCurrentIndex(index.siblingAtColumn(column))

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        line = self._lines.line(index)
        if line is not None:
            self.setCurrentIndex(index)
            self.menuRequested.emit(line, index.column(), self.viewport().mapToGlobal(place))

    def _draw_to(self, place: QPoint) -> None:
        assert self._start is not None
        _, column, own = self._start
        index = self.indexAt(place)
        line = self._lines.line(index)
        other = ""
        if line is not None and index.column() != column:
            other = {FORMER: line.former, GOAL: line.shown_goal}.get(index.column(), "")
        self.look.target = (own, other) if column == FORMER else (other, own)
        self._drawn_to = place
        near = place.y() < _EDGE or place.y() > self.viewport().height() - _EDGE
        if near and not self._scrolling.isActive():
            self._scrolling.start()
        self.viewport().update()

    def _scroll_on(self) -> None:
        if self._drawn_to is None or self._start is None:
            self._scrolling.stop()
            return
        y, bar = self._drawn_to.y(), self.verticalScrollBar()
        step = -_EDGE if y < _EDGE else _EDGE if y > self.viewport().height() - _EDGE else 0
        before = bar.value()
        bar.setValue(before + step)
        moved = bar.value() - before
        # Where the way begins scrolls along with its line.
        place, column, own = self._start
        self._start = (place - QPoint(0, moved), column, own)
        self._draw_to(self._drawn_to)
        if not step:
            self._scrolling.stop()

    def _stop_drawing(self) -> None:
        self._start = self._drawn_to = None
        self._scrolling.stop()
        self.look.target = ("", "")
        self.viewport().update()

    def _show_all(self) -> None:
        self.expandAll()
        for number in range(len(self._lines.groups)):
            self.setFirstColumnSpanned(number, QModelIndex(), True)

    def _share_width(self) -> None:
        width = self.viewport().width()
        way = max(16 * SPACE, round(width * _WAY_SHARE))
        goal = (width - way - self.indentation()) // 2
        for column, share in ((FORMER, goal + self.indentation()), (WAY, way), (GOAL, goal)):
            self.header().resizeSection(column, share)
