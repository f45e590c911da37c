"""Paint a row of the outline: icon, number, title on up to two lines, badges."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from strategy_editor.ui.icons import draw_icon, role_icon_name
from strategy_editor.ui.outline.model import OutlineModel
from strategy_editor.ui.theme import Theme
from strategy_editor.validation.problem import Severity

Index = QModelIndex | QPersistentModelIndex
_ICON = 16
_BADGE = 14
_GAP = 6
_PADDING = 4
_LINES = 2
_LEAST = 80
"""Pixels for a title beside which badges have a column of their own."""
_PROBLEMS = {
    Severity.ERROR: ("circle-alert", "error"),
    Severity.WARNING: ("triangle-alert", "warning"),
    Severity.HINT: ("lightbulb", "muted"),
}
CHANGE_ICONS = {"added": "asterisk", "changed": "pen-line", "moved": "corner-down-right"}
"""A shape for each kind of change, so that colour says nothing alone."""
_MOST_BADGES = 3


class OutlineDelegate(QStyledItemDelegate):
    """Draws number and title without cutting them as long as two lines suffice."""

    def __init__(self, view: QTreeView, model: OutlineModel, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.theme = theme
        self.words: tuple[str, ...] = ()
        """What was searched for, in small letters; painted on a ground of its own."""
        self._font = lru_cache(maxsize=4)(_font)
        # Each row is broken when it is unfolded; so many are found again when they are painted.
        self._lines = lru_cache(maxsize=65536)(self._broken)
        self._pieces = lru_cache(maxsize=8192)(self._cut)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # Called for each row that is unfolded, so it asks for little.
        text, depth = self._model.line_of(index)
        font_key, width = option.font.toString(), self._text_width(depth)
        lines = min(_LINES, len(self._lines(text, font_key, width)))
        _, metrics = self._font(font_key)
        return QSize(width, max(_ICON, lines * metrics.lineSpacing()) + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        theme, rect = self.theme, option.rect
        tag, (problem, below, noted, change, dimmed) = self._model.look_of(index)
        # Not by the state of the option: loading the style's enumerations takes 5 ms at start.
        selected = self._view.selectionModel().isSelected(index)
        font_key = option.font.toString()
        line_height = self._font(font_key)[1].lineSpacing()
        top = rect.top() + _PADDING
        square = QRect(rect.left(), top + (line_height - _ICON) // 2, _ICON, _ICON)
        colour = theme.accent if selected else theme.muted
        draw_icon(painter, square, role_icon_name(tag), colour)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.muted if dimmed else theme.text))
        self._paint_text(painter, rect, index, font_key)
        severity = problem if self._view.isExpanded(index) else below
        badges = [_PROBLEMS[severity]] if severity is not None else []
        if change:
            badges.append((CHANGE_ICONS[change], "accent"))
        if noted:
            badges.append(("message-square", "muted"))
        left = rect.right() - 2 - len(badges) * (_BADGE + 2)
        for at, (name, colour_name) in enumerate(badges):
            place = QRect(left + at * (_BADGE + 2), top + 1, _BADGE, _BADGE)
            ground = theme.selection if selected else theme.card
            painter.fillRect(place.adjusted(-1, -1, 2, 1), QColor(ground))
            draw_icon(painter, place, name, getattr(theme, colour_name))
        painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index, font_key: str) -> None:
        text, depth = self._model.line_of(index)
        left, top = rect.left() + _ICON + _GAP, rect.top() + _PADDING
        _, metrics = self._font(font_key)
        for piece in self._pieces(text, font_key, self._text_width(depth)):
            self._paint_hits(painter, metrics, piece, left, top)
            painter.drawText(QPointF(left, top + metrics.ascent()), piece)
            top += metrics.lineSpacing()

    def _paint_hits(
        self, painter: QPainter, metrics: QFontMetrics, piece: str, left: int, top: int
    ) -> None:
        folded = piece.lower()
        for word in self.words:
            at = folded.find(word)
            while at >= 0:
                start = metrics.horizontalAdvance(piece[:at])
                end = metrics.horizontalAdvance(piece[: at + len(word)])
                hit = QRect(left + start, top, end - start, metrics.lineSpacing())
                painter.fillRect(hit, QColor(self.theme.warning_soft))
                at = folded.find(word, at + len(word))

    def _text_width(self, depth: int) -> int:
        indent = depth * self._view.indentation()
        room = self._view.viewport().width() - indent - _ICON - _GAP - 4
        beside = room - _MOST_BADGES * (_BADGE + 2)
        # A narrow outline has no room for both: badges then stand on the end of the text.
        return beside if beside >= _LEAST else max(_LEAST // 2, min(_LEAST, room))

    def _cut(self, text: str, font_key: str, width: int) -> tuple[str, ...]:
        """What stands on each line, the last one cut where there is more."""
        _, metrics = self._font(font_key)
        lines, pieces = self._lines(text, font_key, width), list[str]()
        for number, (start, length) in enumerate(lines[:_LINES]):
            last = number == _LINES - 1 and len(lines) > _LINES
            piece = (text[start:] if last else text[start : start + length]).rstrip()
            # What was broken at a word fits, though whole pixels may count a few too many.
            if last or " " not in piece:
                piece = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, width)
            pieces.append(piece)
        return tuple(pieces)

    def _broken(self, text: str, font_key: str, width: int) -> tuple[tuple[int, int], ...]:
        """Break a text at a width; return start and length of lines, one more than are shown."""
        font, metrics = self._font(font_key)
        # Measuring costs a tenth of laying out, and most titles fit.
        if metrics.horizontalAdvance(text) <= width:
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


def _font(key: str) -> tuple[QFont, QFontMetrics]:
    font = QFont()
    font.fromString(key)
    return font, QFontMetrics(font)
