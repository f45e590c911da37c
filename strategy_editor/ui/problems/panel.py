"""The list of findings with counts, filter by severity and jump."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.ui.controller import Controller
from strategy_editor.ui.icons import icon
from strategy_editor.ui.problems.model import (
    PLACE_ROLE,
    SENTENCE_ROLE,
    SEVERITY_ROLE,
    ProblemsModel,
)
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Severity, counts

_LOOKS = {
    Severity.ERROR: ("circle-alert", "error", "error_soft"),
    Severity.WARNING: ("triangle-alert", "warning", "warning_soft"),
    Severity.HINT: ("lightbulb", "muted", "hover"),
}
_ICON = 16
_FLAGS = int(Qt.TextFlag.TextWordWrap)


class ProblemsPanel(QWidget):
    """Shows findings live; ``jumpRequested`` carries element and field."""

    jumpRequested = Signal(str, str)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self._controller = controller
        self._theme = theme
        self.model = ProblemsModel()
        self.list = _List()
        self.list.setObjectName("problems")
        self.list.setModel(self.model)
        self._delegate = _Delegate(self.list, theme)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._jump)
        self.list.activated.connect(self._jump)
        self._filters = {severity: self._filter_button() for severity in sorted(_LOOKS)[::-1]}
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        head = QHBoxLayout()
        for button in self._filters.values():
            head.addWidget(button)
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, SPACE, 0, 0)
        box.addLayout(head)
        box.addWidget(self._stack)
        self.set_theme(theme)
        self.retranslate()

    def tab_text(self) -> str:
        """Return what the tab of the panel says."""
        count = sum(1 for each in self._controller.problems if not each.muted)
        return self._controller.translate("problems.tab", count=count)

    def show_document(self) -> None:
        """Findings come on their own when the check has run."""

    def show_problems(self) -> None:
        """Show the newest findings."""
        found = counts(self._controller.problems)
        for severity, button in self._filters.items():
            button.setText(str(found[severity]))
            key = f"severity.{severity.name.lower()}s"
            name = self._controller.translate(key, count=found[severity])
            button.setToolTip(name)
            button.setAccessibleName(name)
        key = "problems.none" if self._controller.is_checked else "problems.unchecked"
        self._empty.setText(self._controller.translate(key))
        self.model.show(self._controller.problems, self._controller.wording)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self._delegate.theme = theme
        for severity, button in self._filters.items():
            name, colour, _ = _LOOKS[severity]
            button.setIcon(icon(name, theme.outline, getattr(theme, colour)))
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self.list.setAccessibleName(translate("problems.name"))
        self.show_problems()

    def _filter_button(self) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(True)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.toggled.connect(self._filtered)
        return button

    def _filtered(self) -> None:
        shown = (severity for severity, button in self._filters.items() if button.isChecked())
        self.model.show_only(frozenset(shown))
        self.show_problems()

    def _jump(self, index: QModelIndex) -> None:
        problem = self.model.problem(index.row())
        self.jumpRequested.emit(problem.node_id, problem.field)


class _List(QListView):
    """A list whose rows wrap at its width."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(SPACE // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    """A finding as a card: sentence beside its sign, the place below."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._view.viewport().width() - 2 * SPACE
        sentence, place = self._boxes(option, index, QRect(0, 0, width, 0))
        return QSize(width, sentence.height() + place.height() + 3 * SPACE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        name, colour, ground = _LOOKS[index.data(SEVERITY_ROLE)]
        rect: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._view.selectionModel().isSelected(index)
        painter.setPen(QColor(self.theme.accent if focused else self.theme.line))
        painter.setBrush(QColor(getattr(self.theme, ground)))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), SPACE, SPACE)
        sentence, place = self._boxes(option, index, rect)
        square = QRect(rect.left() + SPACE, sentence.top() + 1, _ICON, _ICON)
        icon(name, getattr(self.theme, colour)).paint(painter, square)
        painter.setPen(QColor(self.theme.text))
        painter.drawText(sentence, _FLAGS, index.data(SENTENCE_ROLE))
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(place, _FLAGS, index.data(PLACE_ROLE))
        painter.restore()

    def _boxes(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        rect: QRect,
    ) -> tuple[QRect, QRect]:
        metrics = option.fontMetrics
        left = rect.left() + 2 * SPACE + _ICON
        width = max(60, rect.right() - SPACE - left)
        free = QRect(left, rect.top() + SPACE, width, 10_000)
        sentence = metrics.boundingRect(free, _FLAGS, index.data(SENTENCE_ROLE))
        below = QRect(left, sentence.bottom() + SPACE // 2, width, 10_000)
        return sentence, metrics.boundingRect(below, _FLAGS, index.data(PLACE_ROLE))
