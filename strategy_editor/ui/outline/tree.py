"""The tree of the outline: its looks, its keys, dragging and dropping."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView

from strategy_editor.ui.icons import draw_icon
from strategy_editor.ui.outline.bubble import Bubble
from strategy_editor.ui.outline.dragging import MIME, Dragging, Load, Spot
from strategy_editor.ui.outline.model import ID_ROLE, OutlineModel
from strategy_editor.ui.theme import RADIUS, SPACE, Theme

_ARROW = 14
_OPEN_AFTER = 600
"""Milliseconds over a folded row until it unfolds while dragging."""
_ABOVE, _BELOW = 0.3, 0.7
"""Parts of a row from its top: before the first means above the row, behind the second below."""
_EDGE = 28
_SCROLL_EVERY = 30
_Candidate = tuple[Spot, QRect, bool]
"""A spot, the row that it is drawn at, and whether it lies within that row's element."""


class OutlineTree(QTreeView):
    """A tree whose selection is one piece over the whole width."""

    def __init__(self, model: OutlineModel, dragging: Dragging, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.left_upwards: Callable[[], None] = lambda: None
        """Called when the upward key is pressed in the first row."""
        self._outline = model
        self._dragging = dragging
        self._load: Load | None = None
        self._own_ids: tuple[str, ...] = ()
        self._mark: tuple[QRect, bool] | None = None
        self._copies = False
        self.bubble = Bubble(self)
        self.setObjectName("outline")
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setIndentation(2 * SPACE)
        self.setAnimated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._opener = QTimer(self)
        self._opener.setSingleShot(True)
        self._opener.setInterval(_OPEN_AFTER)
        self._opener.timeout.connect(self._open_under_pointer)
        self._scroller = QTimer(self)
        self._scroller.setInterval(_SCROLL_EVERY)
        self._scroller.timeout.connect(self._scroll_on)
        self._pointer = QPoint()

    def row_id(self, index: QModelIndex) -> str:
        """Return the id of the element in a row, empty for none."""
        return str(index.data(ID_ROLE)) if index.isValid() else ""

    # Looks

    def drawRow(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex,  # type: ignore[override]
    ) -> None:
        if self.selectionModel().isSelected(index):
            rect = QRect(option.rect)
            rect.setLeft(0)
            rect.setRight(self.viewport().width() - 1)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.selection))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            if index == self.currentIndex() and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QColor(self.theme.accent))
                painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            painter.restore()
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:  # type: ignore[override]
        if not self._outline.hasChildren(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        top = rect.top() + (self.fontMetrics().lineSpacing() + SPACE - _ARROW) // 2
        square = QRect(rect.right() - _ARROW + 1, top, _ARROW, _ARROW)
        draw_icon(painter, square, name, self.theme.muted)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is None:
            return
        rect, is_inside = self._mark
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.accent), 2))
        if is_inside:
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), RADIUS, RADIUS)
        else:
            painter.drawLine(rect.topLeft(), rect.topRight())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Titles wrap at the width of the panel, so heights depend on it.
            self.scheduleDelayedItemsLayout()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
            return
        top = self._outline.index(0, 0)
        if event.key() == Qt.Key.Key_Up and self.currentIndex() == top:
            self.left_upwards()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if QAccessible.isActive():
            # Qt tells of the tree only, and a screen reader says the first row then.
            QTimer.singleShot(0, self, self._tell_current)

    def _tell_current(self) -> None:
        if self.hasFocus():
            self.currentChanged(self.currentIndex(), QModelIndex())

    def selectAll(self) -> None:
        """Select all beside the current element; those selected already, everything."""
        selection = self.selectionModel()
        parent = self.currentIndex().parent()
        rows = self._outline.rowCount(parent)
        first, last = self._outline.index(0, 0, parent), self._outline.index(rows - 1, 0, parent)
        siblings = (self._outline.index(row, 0, parent) for row in range(rows))
        if all(selection.isSelected(each) for each in siblings):
            super().selectAll()
            return
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        selection.select(QItemSelection(first, last), flag)

    # Dragging

    def startDrag(self, supported: Qt.DropAction) -> None:
        ids = [self.row_id(each) for each in self.selectionModel().selectedIndexes()]
        if not ids:
            return
        drag = QDrag(self)
        drag.setMimeData(self.mime_of(ids))
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
        self._own_ids = ()

    def mime_of(self, ids: list[str]) -> QMimeData:
        """Return what is dragged, as other windows take it; this one remembers the ids."""
        data = QMimeData()
        data.setData(MIME, self._dragging.packed(ids))
        self._own_ids = tuple(ids)
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        self._load = None
        if self._own_ids and event.source() in (self, None):
            self._load = Load(ids=self._own_ids)
        elif data.hasFormat(MIME):
            self._load = Dragging.unpacked(bytes(data.data(MIME).data()))
        if self._load is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        spot = self._follow_drag(event)
        if spot is None:
            event.ignore()
        else:
            event.setDropAction(
                Qt.DropAction.CopyAction if self._is_copy(event) else Qt.DropAction.MoveAction
            )
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()
        self._load = None

    def dropEvent(self, event: QDropEvent) -> None:
        load, spot, copy = self._load, self._follow_drag(event), self._is_copy(event)
        if spot is None and load is not None:
            self._dragging.tell(self.bubble.text())
        self._end_drag()
        self._load = None
        if load is None or spot is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction if copy else Qt.DropAction.MoveAction)
        event.accept()
        # The drag is still going on where it began; rows must not go under it.
        QTimer.singleShot(0, self, lambda: self._dragging.drop(load, spot, copy=copy))

    def _is_copy(self, event: QDropEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return control or bool(self._load and self._load.nodes)

    def _follow_drag(self, event: QDropEvent) -> Spot | None:
        """Show where the drop would go, or why nowhere; return the spot."""
        if self._load is None:
            return None
        point = event.position().toPoint()
        self._copies = self._is_copy(event)
        self._watch(point)
        return self._follow(point)

    def _follow(self, point: QPoint) -> Spot | None:
        """Do so for a point: rows may have come under a pointer that rests."""
        if self._load is None:
            return None
        reason = ""
        for spot, rect, is_inside in self._candidates(point):
            refused = self._dragging.why_not(self._load, spot, copy=self._copies)
            if not refused:
                self.bubble.hide()
                self._show_mark((rect, is_inside))
                return spot
            reason = reason or refused
        self._show_mark(None)
        self.bubble.say(reason, self.viewport().mapToGlobal(point))
        return None

    def _candidates(self, point: QPoint) -> list[_Candidate]:
        """The spots at a point, the one that is pointed at first."""
        index = self.indexAt(point)
        width = self.viewport().width()
        if not index.isValid():
            root, bottom = self._outline.node_id(QModelIndex()), max(0, point.y())
            return [(Spot(root), QRect(0, bottom, width, 0), False)]
        row = self.visualRect(index)
        row.setRight(width - 1)
        above = (self._before(index), QRect(row.left(), row.top(), row.width(), 0), False)
        line = QRect(row.left(), row.bottom(), row.width(), 0)
        below = (self._behind(index), line, False)
        inside = (Spot(self.row_id(index)), row, True)
        if self._load is not None and self.row_id(index) in self._load.ids:
            return [inside]
        part = _part(row, point)
        if part < _ABOVE:
            return [above, inside]
        if part > _BELOW:
            return [below, *self._beyond(index, row), inside]
        return [inside, above if part < 0.5 else below]

    def _beyond(self, index: QModelIndex, row: QRect) -> list[_Candidate]:
        """The spot behind an unfolded element and all in it."""
        last = index
        while self.isExpanded(last) and self._outline.hasChildren(last):
            last = self._outline.index(self._outline.rowCount(last) - 1, 0, last)
        if last == index:
            return []
        bottom = self.visualRect(last).bottom()
        return [(self._after(index), QRect(row.left(), bottom, row.width(), 0), False)]

    def _before(self, index: QModelIndex) -> Spot:
        return Spot(self._outline.node_id(index.parent()), self.row_id(index))

    def _behind(self, index: QModelIndex) -> Spot:
        if self.isExpanded(index) and self._outline.hasChildren(index):
            first = self._outline.index(0, 0, index)
            return Spot(self.row_id(index), self.row_id(first))
        return self._after(index)

    def _after(self, index: QModelIndex) -> Spot:
        following = index.siblingAtRow(index.row() + 1)
        return Spot(self._outline.node_id(index.parent()), self.row_id(following))

    def _show_mark(self, mark: tuple[QRect, bool] | None) -> None:
        if mark != self._mark:
            self._mark = mark
            self.viewport().update()

    def _watch(self, point: QPoint) -> None:
        """Unfold what the pointer rests on, and scroll where it is near an edge."""
        if not self._is_on(point):
            # Between two rows nothing unfolds: the places there would move away.
            self._opener.stop()
        elif self.indexAt(point) != self.indexAt(self._pointer) or not self._opener.isActive():
            self._opener.start()
        self._pointer = point
        near = point.y() < _EDGE or point.y() > self.viewport().height() - _EDGE
        if near and not self._scroller.isActive():
            self._scroller.start()
        elif not near:
            self._scroller.stop()

    def _open_under_pointer(self) -> None:
        index = self.indexAt(self._pointer)
        if index.isValid() and not self.isExpanded(index):
            self.expand(index)
            self._follow(self._pointer)

    def _is_on(self, point: QPoint) -> bool:
        """Whether a point is in the middle of a row."""
        row = self.visualRect(self.indexAt(point))
        return _ABOVE <= _part(row, point) <= _BELOW

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (SPACE if self._pointer.y() > _EDGE else -SPACE))
        self._follow(self._pointer)

    def _end_drag(self) -> None:
        self._opener.stop()
        self._scroller.stop()
        self.bubble.hide()
        self._show_mark(None)


def _part(row: QRect, point: QPoint) -> float:
    """How far down a row a point is, from 0 to 1."""
    return (point.y() - row.top()) / max(1, row.height())
