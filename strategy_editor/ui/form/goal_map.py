"""Former goals on the left, present ones on the right, a line from each to what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.theme import RADIUS, SPACE, Theme

_GAP = 8 * SPACE
_FLAGS = int(Qt.TextFlag.TextWordWrap)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class Mapped:
    """A goal of the map: its words, what tells more of it, and its id where it is there."""

    words: str
    facts: str = ""
    target: str = ""


class GoalMap(QWidget):
    """Goals in two columns; arrow keys go from one to another, Enter opens its form."""

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self._controller = controller
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._columns: list[list[GoalBox]] = [[], []]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._boxes = [QVBoxLayout(), QVBoxLayout()]
        for box in self._boxes:
            box.setSpacing(SPACE)
            row.addLayout(box, 1)

    def show_sides(
        self, heads: tuple[str, str], sides: tuple[list[Mapped], list[Mapped]], empty: list[str]
    ) -> None:
        """Show goals under the heads of their sides; an empty side says why it is."""
        shown = (heads, tuple(map(tuple, sides)), tuple(empty))
        if shown == self._shown:
            return
        self._shown = shown
        self._columns = []
        for box, head, side, words in zip(self._boxes, heads, sides, empty, strict=True):
            _clear(box)
            box.addWidget(_label(head, "strong"))
            boxes = [GoalBox(self._controller, self._theme, head, each) for each in side]
            for each in boxes:
                box.addWidget(each)
            if not boxes:
                box.addWidget(_label(words, "hint"))
            box.addStretch(1)
            self._columns.append(boxes)
        self.update()

    @property
    def boxes(self) -> list[list[GoalBox]]:
        """The goals shown, former and present."""
        return self._columns

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._beside(event.key())
        if target is None:
            super().keyPressEvent(event)
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        old, new = self._columns
        for left in old:
            for right in new:
                stressed = left.hasFocus() or right.hasFocus()
                colour = self._theme.accent if stressed else self._theme.outline
                painter.setPen(QPen(QColor(colour), 2 if stressed else 1.5))
                _draw(painter, left.geometry(), right.geometry())
        painter.end()

    def _beside(self, key: int) -> GoalBox | None:
        for column, boxes in enumerate(self._columns):
            for at, box in enumerate(boxes):
                if not box.hasFocus():
                    continue
                if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                    other = self._columns[0 if key == Qt.Key.Key_Left else 1]
                    is_other = other is not self._columns[column] and bool(other)
                    return other[min(at, len(other) - 1)] if is_other else None
                place = at + _STEPS.get(Qt.Key(key), len(boxes))
                return boxes[place] if 0 <= place < len(boxes) else None
        return None


class GoalBox(QAbstractButton):
    """One goal; a click goes to it."""

    def __init__(self, controller: Controller, theme: Theme, side: str, goal: Mapped) -> None:
        super().__init__()
        self._theme = theme
        self._goal = goal
        self.setText(goal.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{side}: {goal.words}")
        self.setAccessibleDescription(goal.facts)
        self.setToolTip(controller.translate("overview.go", name=goal.words))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if goal.target:
            self.clicked.connect(
                lambda: QTimer.singleShot(0, controller, lambda: controller.select(goal.target))
            )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words, facts = self._rects(width)
        return words.height() + facts.height() + 2 * SPACE

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.heightForWidth(max(self.width(), 100)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            # A button would take the arrow keys for its own neighbours.
            event.ignore() if event.key() in _ARROWS else super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, focused = self._theme, self.hasFocus()
        width = 2 if focused else 1
        painter.setPen(QPen(QColor(theme.accent if focused else theme.outline), width))
        painter.setBrush(QColor(theme.hover if self.underMouse() else theme.field))
        inset = width / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        words, facts = self._rects(self.width())
        painter.setPen(QColor(theme.text))
        painter.drawText(words, _FLAGS, self._goal.words)
        painter.setPen(QColor(theme.muted))
        painter.drawText(facts, _FLAGS, self._goal.facts)
        painter.end()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self._redraw_lines()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self._redraw_lines()

    def _redraw_lines(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.update()

    def _rects(self, width: int) -> tuple[QRect, QRect]:
        metrics = self.fontMetrics()
        room = QRect(SPACE, SPACE, max(width - 2 * SPACE, 60), 10_000)
        words = metrics.boundingRect(room, _FLAGS, self._goal.words)
        if not self._goal.facts:
            return words, QRect()
        below = QRect(SPACE, words.bottom() + 1, room.width(), 10_000)
        return words, metrics.boundingRect(below, _FLAGS, self._goal.facts)


_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def _draw(painter: QPainter, left: QRect, right: QRect) -> None:
    """Draw a curve between two boxes, with a point at its end."""
    start = QPointF(left.right() + 1, left.center().y())
    end = QPointF(right.left() - 1, right.center().y())
    middle = (start.x() + end.x()) / 2
    path = QPainterPath(start)
    path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    half = SPACE / 2
    painter.drawLine(end, QPointF(end.x() - SPACE, end.y() - half))
    painter.drawLine(end, QPointF(end.x() - SPACE, end.y() + half))


def _label(words: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _clear(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
