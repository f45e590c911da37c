"""Paint a line of dispositions: two goals as boxes, between them the ways and their kind."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from strategy_editor.ui.lineage.model import DETAIL_ROLE, GOAL, LINE_ROLE, WAY
from strategy_editor.ui.lineage.rows import Line
from strategy_editor.ui.theme import RADIUS, SPACE, Theme

Index = QModelIndex | QPersistentModelIndex
_HALF = SPACE // 2
_LINES = 3
"""A title on up to two, and what is told of it."""
_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class LineDelegate(QStyledItemDelegate):
    """All lines are of one height, so that the ways of a strand can be drawn across them."""

    def __init__(self, view: QTreeView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self.target: tuple[str, str] = ("", "")
        """The former and present goal that a way being drawn would join; one may be empty."""

    def height(self) -> int:
        """Return the height of a line."""
        return _LINES * QFontMetrics(self._view.font()).lineSpacing() + 2 * SPACE

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(LINE_ROLE) is None:
            return QSize(100, option.fontMetrics.lineSpacing() + SPACE + _HALF)
        return QSize(100, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line: Line | None = index.data(LINE_ROLE)
        if line is None:
            self._paint_heading(painter, option, index)
        elif index.column() == WAY:
            self._paint_ways(painter, option.rect, line)
            self._paint_kind(painter, option, index, line)
        elif index.data(Qt.ItemDataRole.DisplayRole):
            self._paint_goal(painter, option, index, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.muted))
        rect = option.rect.adjusted(0, _HALF, 0, 0)
        text = QFontMetrics(font).elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, _FLAGS, text)

    def _paint_goal(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, line: Line
    ) -> None:
        theme = self.theme
        box = QRectF(option.rect).adjusted(1, _HALF / 2 + 1, -1, -_HALF / 2 - 1)
        proposed = index.column() == GOAL and not line.goal
        own = line.shown_goal if index.column() == GOAL else line.former
        is_target = bool(own) and own in self.target
        current = self._view.currentIndex() == index
        colour = theme.accent if current or is_target else theme.line
        pen = QPen(QColor(colour), 2 if current or is_target else 1)
        if proposed:
            pen = QPen(QColor(theme.accent), pen.width(), Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.selection if current else theme.field))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        self._paint_two(painter, option, index, box.toRect(), strong=not proposed)

    def _paint_two(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        box: QRect,
        *,
        strong: bool,
    ) -> None:
        metrics = QFontMetrics(option.font)
        inner = box.adjusted(SPACE, _HALF, -SPACE, -_HALF)
        detail = index.data(DETAIL_ROLE) or ""
        title = _cut(index.data(Qt.ItemDataRole.DisplayRole), option.font.toString(), inner.width())
        pieces = [(piece, self.theme.text if strong else self.theme.accent) for piece in title]
        if detail:
            elide = Qt.TextElideMode.ElideRight
            pieces.append((metrics.elidedText(detail, elide, inner.width()), self.theme.muted))
        self._paint_pieces(painter, option, inner, pieces, Qt.AlignmentFlag.AlignLeft)

    def _paint_pieces(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        pieces: list[tuple[str, str]],
        alignment: Qt.AlignmentFlag,
    ) -> None:
        """Draw lines below each other, in the middle of the room there is."""
        spacing = QFontMetrics(option.font).lineSpacing()
        top = room.top() + (room.height() - len(pieces) * spacing) // 2
        painter.setFont(option.font)
        for number, (text, colour) in enumerate(pieces):
            painter.setPen(QColor(colour))
            place = QRect(room.left(), top + number * spacing, room.width(), spacing)
            painter.drawText(place, alignment | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ways(self, painter: QPainter, rect: QRect, line: Line) -> None:
        """Draw the ways of the whole strand; each of its lines shows the piece that crosses it."""
        painter.setClipRect(rect)
        top, height = rect.top() - line.at * rect.height(), rect.height()

        def middle(at: int) -> float:
            return top + (at + 0.5) * height

        current = self._view.currentIndex()
        chosen: Line | None = current.data(LINE_ROLE) if current.isValid() else None
        for old, new in line.strand.joins:
            stressed = chosen is not None and chosen.strand is line.strand
            colour = self.theme.accent if stressed else self.theme.outline
            painter.setPen(QPen(QColor(colour), 2 if stressed else 1.3))
            _way(painter, rect, middle(old), middle(new))
        if line.proposal is not None and not line.goal:
            painter.setPen(QPen(QColor(self.theme.accent), 1.3, Qt.PenStyle.DashLine))
            _way(painter, rect, middle(line.at), middle(line.at))
        for at, fate in enumerate(line.strand.fates):
            if fate.dispositions and not fate.successors:
                painter.setPen(QPen(QColor(self.theme.outline), 1.3))
                _end(painter, rect, middle(at))

    def _paint_kind(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, line: Line
    ) -> None:
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not text:
            return
        theme, metrics = self.theme, QFontMetrics(option.font)
        rect: QRect = option.rect
        room = rect.width() - 5 * SPACE
        detail = index.data(DETAIL_ROLE) or ""
        lacking = line.is_open or (line.fate is not None and line.fate.lacks_evidence)
        colour = theme.warning if lacking else theme.text
        pieces = [(piece, colour) for piece in _cut(text, option.font.toString(), room)]
        if detail:
            why = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, room)
            pieces.append((why, theme.warning if lacking else theme.muted))
        width = max(metrics.horizontalAdvance(piece) for piece, _ in pieces) + 2 * SPACE
        chip = QRectF(0, 0, width, len(pieces) * metrics.lineSpacing() + _HALF)
        chip.moveCenter(QRectF(rect).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.warning_soft if lacking else theme.background))
        painter.drawRoundedRect(chip, RADIUS, RADIUS)
        self._paint_pieces(painter, option, chip.toRect(), pieces, Qt.AlignmentFlag.AlignHCenter)


@lru_cache(maxsize=4096)
def _cut(text: str, font_key: str, width: int) -> tuple[str, ...]:
    """A text on at most two lines, broken at a blank where there is one."""
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    words = text.split(" ")
    first = words.pop(0)
    while words and metrics.horizontalAdvance(f"{first} {words[0]}") <= width:
        first = f"{first} {words.pop(0)}"
    elide = Qt.TextElideMode.ElideRight
    lines = [first, " ".join(words)] if words else [first]
    return tuple(metrics.elidedText(line, elide, width) for line in lines)


def _way(painter: QPainter, rect: QRect, start: float, end: float) -> None:
    left, right = QPointF(rect.left(), start), QPointF(rect.right() - 1, end)
    middle = rect.center().x()
    path = QPainterPath(left)
    path.cubicTo(QPointF(middle, start), QPointF(middle, end), right)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.drawLine(right, right - QPointF(_HALF + 2, _HALF))
    painter.drawLine(right, right - QPointF(_HALF + 2, -_HALF))


def _end(painter: QPainter, rect: QRect, at: float) -> None:
    """A way that ends: a short line with a bar across its end."""
    stop = rect.right() - SPACE
    painter.drawLine(QPointF(rect.left(), at), QPointF(stop, at))
    painter.drawLine(QPointF(stop, at - _HALF), QPointF(stop, at + _HALF))
