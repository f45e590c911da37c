"""The line of a card: arrow, icon, words and facts, painted as one button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import RADIUS, SPACE, Theme

_ICON = 16
_LEFT = SPACE // 2 + 2 * (_ICON + SPACE // 2) + SPACE // 2
_FLAGS = int(Qt.TextFlag.TextWordWrap)


class CardLine(QAbstractButton):
    """A button over the whole line; checked means opened."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = ""
        self._words = ""
        self._facts = ""
        self._measured: dict[int, tuple[QRect, QRect]] = {}
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, icon_name: str, words: str, facts: str) -> None:
        """Show an icon, what the element is called, and below it what tells it apart."""
        if (icon_name, words, facts) != (self._icon, self._words, self._facts):
            self._icon, self._words, self._facts = icon_name, words, facts
            self._measured.clear()
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words, facts = self._boxes(width)
        return max(_ICON, words.height() + facts.height()) + SPACE

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measured.clear()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        half = SPACE // 2
        arrow = "chevron-down" if self.isChecked() else "chevron-right"
        line = self.fontMetrics().height()
        for at, name in enumerate((arrow, self._icon)):
            left = half + at * (_ICON + half)
            square = QRect(left, half + (line - _ICON) // 2, _ICON, _ICON)
            icon(name, self._theme.muted).paint(painter, square)
        words, facts = self._boxes(self.width())
        painter.setPen(QColor(self._theme.text))
        painter.drawText(words, _FLAGS, self._words)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(facts, _FLAGS, self._facts)

    def _paint_ground(self, painter: QPainter) -> None:
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse():
            painter.setBrush(QColor(self._theme.hover))
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(QColor(self._theme.accent))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(frame, RADIUS, RADIUS)

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where words and facts stand; layouts ask for the same widths again and again."""
        if width not in self._measured:
            self._measured[width] = self._measure(width)
        return self._measured[width]

    def _measure(self, width: int) -> tuple[QRect, QRect]:
        metrics: QFontMetrics = self.fontMetrics()
        free = QRect(_LEFT, SPACE // 2, max(60, width - _LEFT - SPACE // 2), 10_000)
        words = metrics.boundingRect(free, _FLAGS, self._words)
        if not self._facts:
            return words, QRect()
        below = QRect(free.left(), words.bottom() + 1, free.width(), 10_000)
        return words, metrics.boundingRect(below, _FLAGS, self._facts)
