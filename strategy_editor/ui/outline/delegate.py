"""Paint a row of the outline: icon, number, title on up to two lines, badge."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from strategy_editor.ui.icons import icon, role_icon_name
from strategy_editor.ui.outline.model import BADGE_ROLE, NUMBER_ROLE, TAG_ROLE
from strategy_editor.ui.theme import Theme
from strategy_editor.validation.problem import Severity

Index = QModelIndex | QPersistentModelIndex
_ICON = 16
_GAP = 6
_PADDING = 4
_LINES = 2
_BADGES = {
    Severity.ERROR: ("circle-alert", "error"),
    Severity.WARNING: ("triangle-alert", "warning"),
    Severity.HINT: ("lightbulb", "muted"),
}


class OutlineDelegate(QStyledItemDelegate):
    """Draws number and title without cutting them as long as two lines suffice."""

    def __init__(self, view: QTreeView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self._lines = lru_cache(maxsize=4096)(_lines)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(option.font)
        width = self._text_width(index)
        lines = min(_LINES, len(self._lines(self._text(index), option.font.toString(), width)))
        return QSize(width, max(_ICON, lines * metrics.lineSpacing()) + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        theme = self.theme
        rect = option.rect
        # Not by the state of the option: loading the style's enumerations takes 5 ms at start.
        selected = self._view.selectionModel().isSelected(index)
        accent = theme.accent if selected else theme.muted
        line_height = QFontMetrics(option.font).lineSpacing()
        top = rect.top() + _PADDING
        square = QRect(rect.left(), top + (line_height - _ICON) // 2, _ICON, _ICON)
        icon(role_icon_name(index.data(TAG_ROLE)), accent).paint(painter, square)
        self._paint_text(painter, option, index, top)
        self._paint_badge(painter, rect, index)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, top: int
    ) -> None:
        text, width = self._text(index), self._text_width(index)
        lines = self._lines(text, option.font.toString(), width)
        left = option.rect.left() + _ICON + _GAP
        spacing = QFontMetrics(option.font).lineSpacing()
        painter.setPen(QColor(self.theme.text))
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        for number, (start, length) in enumerate(lines[:_LINES]):
            last = number == _LINES - 1 and len(lines) > _LINES
            piece = text[start:] if last else text[start : start + length]
            piece = metrics.elidedText(piece.rstrip(), Qt.TextElideMode.ElideRight, width)
            painter.drawText(QPointF(left, top + number * spacing + metrics.ascent()), piece)

    def _paint_badge(self, painter: QPainter, rect: QRect, index: Index) -> None:
        severity = index.data(BADGE_ROLE)
        if severity in _BADGES:
            name, colour = _BADGES[severity]
            place = QRect(rect.right() - _ICON - 4, rect.top() + _PADDING + 1, _ICON, _ICON)
            icon(name, getattr(self.theme, colour)).paint(painter, place)

    def _text(self, index: Index) -> str:
        number, title = index.data(NUMBER_ROLE), index.data(Qt.ItemDataRole.DisplayRole)
        return f"{number}\u2002{title}" if number else str(title)

    def _text_width(self, index: Index) -> int:
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        indent = depth * self._view.indentation()
        return max(80, self._view.viewport().width() - indent - 2 * _ICON - _GAP - 10)


def _lines(text: str, font_key: str, width: int) -> tuple[tuple[int, int], ...]:
    """Break a text at a width; return start and length of the lines, one more than are shown."""
    font = QFont()
    font.fromString(font_key)
    # Measuring costs a tenth of laying out, and most titles fit.
    if QFontMetrics(font).horizontalAdvance(text) <= width:
        return ((0, len(text)),)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[tuple[int, int]] = []
    while len(lines) <= _LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    return tuple(lines)
