"""Paint a hit: its words in their context, and below where that is."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from strategy_editor.ui.icons import icon
from strategy_editor.ui.search.model import PARTS_ROLE, PLACE_ROLE
from strategy_editor.ui.theme import RADIUS, SPACE, Theme

_BOX = 16
Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Two lines, cut at the end; the hit is bold, what goes is struck out."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(option.font).lineSpacing()
        return QSize(80, 2 * line + 2 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        theme, rect = self.theme, option.rect
        if self._view.selectionModel().isSelected(index):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.accent) if self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        left = rect.left() + SPACE
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            name = "square-check" if Qt.CheckState(state) == Qt.CheckState.Checked else "square"
            icon(name, theme.accent).paint(painter, box_of(rect))
            left += _BOX + SPACE
        line = QFontMetrics(option.font).lineSpacing()
        words = QRect(left, rect.top() + SPACE, rect.right() - SPACE - left, line)
        self._paint_words(painter, option.font, words, index.data(PARTS_ROLE))
        painter.setFont(option.font)
        painter.setPen(QColor(theme.muted))
        place = words.translated(0, line)
        shown = QFontMetrics(option.font).elidedText(
            index.data(PLACE_ROLE), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, font: QFont, rect: QRect, parts: tuple[str, str, str, str]
    ) -> None:
        before, found, new, after = parts
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        struck = QFont(font)
        struck.setStrikeOut(True)
        theme = self.theme
        pieces = [(before, font, theme.text, "")]
        if new or self._is_replacing():
            pieces += [(found, struck, theme.error, ""), (new, bold, theme.text, theme.accent_soft)]
        else:
            pieces.append((found, bold, theme.text, theme.accent_soft))
        pieces.append((after, font, theme.text, ""))
        left = rect.left()
        for text, face, colour, ground in pieces:
            left = _piece(painter, QPoint(left, rect.top()), rect, text, face, colour, ground)

    def _is_replacing(self) -> bool:
        return bool(self._view.property("replacing"))


def _piece(
    painter: QPainter, at: QPoint, rect: QRect, text: str, font: QFont, colour: str, ground: str
) -> int:
    room = rect.right() - at.x()
    if not text or room <= 0:
        return at.x()
    metrics = QFontMetrics(font)
    width = min(metrics.horizontalAdvance(text), room)
    box = QRect(at.x(), at.y(), width, rect.height())
    if ground:
        painter.fillRect(box, QColor(ground))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
    return at.x() + width


def box_of(rect: QRect) -> QRect:
    """Return where the box for leaving a hit out is drawn in a row."""
    return QRect(rect.left() + SPACE, rect.top() + SPACE, _BOX, _BOX)
