"""The list of findings with counts, filter by severity and jump."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
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
    Order,
    ProblemsModel,
)
from strategy_editor.ui.problems.remedies import Remedies, fill_menu
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem, Severity, counts

_LOOKS = {
    Severity.ERROR: ("circle-alert", "error", "error_soft"),
    Severity.WARNING: ("triangle-alert", "warning", "warning_soft"),
    Severity.HINT: ("lightbulb", "muted", "hover"),
}
_BATCH = 50
_ICON = 16
_ORDERS = {
    Order.SEVERITY: "problems.by-severity",
    Order.PLACE: "problems.by-place",
    Order.RULE: "problems.by-rule",
}
_FLAGS = int(Qt.TextFlag.TextWordWrap)


class ProblemsPanel(QWidget):
    """Shows findings live; ``jumpRequested`` carries element and field."""

    jumpRequested = Signal(str, str)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self._controller = controller
        self._theme = theme
        self._current: Problem | None = None
        self.model = ProblemsModel()
        self.list = _List()
        self.list.setObjectName("problems")
        self.list.setModel(self.model)
        # Measuring thousands of findings takes a second: so many at a time, the window in between.
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(_BATCH)
        self._delegate = _Delegate(self.list, theme)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._jump)
        self.list.activated.connect(self._jump)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.remedies = Remedies(controller)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.order = QComboBox()
        self.order.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.order.setMinimumContentsLength(9)
        self.muted = QToolButton()
        self.muted.setCheckable(True)
        self._filters = {severity: self._filter_button() for severity in sorted(_LOOKS)[::-1]}
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.show_all = QPushButton()
        self.show_all.clicked.connect(self._show_everything)
        self._stack = QStackedWidget()
        self._lay_out()
        for each in Order:
            self.order.addItem("", each)
        self.search.textChanged.connect(self._filtered)
        self.order.currentIndexChanged.connect(self._filtered)
        self.muted.toggled.connect(self._filtered)
        self.set_theme(theme)
        self.retranslate()

    @property
    def current(self) -> Problem | None:
        """The finding in hand."""
        return self._current if self._current in self.model.problems else None

    def choose(self, problem: Problem) -> None:
        """Take a finding in hand."""
        if problem not in self.model.problems:
            self._show_everything()
        if problem in self.model.problems:
            row = self.model.problems.index(problem)
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(row))

    def tab_text(self) -> str:
        """Return what the tab of the panel says."""
        count = sum(1 for each in self._controller.problems if not each.muted)
        return self._controller.translate("problems.tab", count=count)

    def show_document(self) -> None:
        """Findings come on their own when the check has run."""

    def show_problems(self) -> None:
        """Show the newest findings; the one in hand stays in hand while it is there."""
        problems, translate = self._controller.problems, self._controller.translate
        found = counts(problems)
        for severity, button in self._filters.items():
            button.setText(str(found[severity]))
            key = f"severity.{severity.name.lower()}s"
            name = translate(key, count=found[severity])
            button.setToolTip(name)
            button.setAccessibleName(name)
        muted = sum(1 for each in problems if each.muted)
        self.muted.setText(translate("problems.muted", count=muted))
        self.muted.setVisible(muted > 0 or self.muted.isChecked())
        held, focused = self._current, self.window().focusWidget()
        self.model.show(problems, self._controller.wording)
        if held is not None and held in self.model.problems:
            self.list.setCurrentIndex(self.model.index(self.model.problems.index(held)))
            self.remedies.show_problem(held)
        else:
            self._current = None
            self.remedies.show_problem(None)
        self._show_empty()
        if focused is not None and self.isAncestorOf(focused) and not focused.isVisible():
            # What had the keyboard went with its finding; Qt would pass it on to anything.
            (self.list if self.list.isVisible() else self.search).setFocus()

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
        self.search.setPlaceholderText(translate("problems.search"))
        self.search.setAccessibleName(translate("problems.search"))
        self.order.setAccessibleName(translate("problems.order"))
        self.order.setToolTip(translate("problems.order"))
        for at, each in enumerate(Order):
            self.order.setItemText(at, translate(_ORDERS[each]))
        self.muted.setToolTip(translate("problems.muted-tip"))
        self.show_all.setText(translate("problems.show-all"))
        self.show_problems()

    def _lay_out(self) -> None:
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.addWidget(self._empty)
        column.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(nothing)
        head = QHBoxLayout()
        for button in self._filters.values():
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(self.order)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, SPACE, 0, 0)
        box.addLayout(head)
        box.addWidget(self.search)
        box.addWidget(self._stack, 1)
        box.addWidget(self.remedies)
        box.addWidget(self.muted, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_empty(self) -> None:
        """Say why nothing is shown; what a filter hides is not nothing."""
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        hidden = self.model.hidden
        key = "problems.none" if self._controller.is_checked else "problems.unchecked"
        if self._controller.awaits_check:
            key = "problems.awaited"
        translate = self._controller.translate
        self._empty.setText(
            translate("problems.hidden", count=hidden) if hidden else translate(key)
        )
        self.show_all.setVisible(hidden > 0)

    def _show_everything(self) -> None:
        self.search.clear()
        self.muted.setChecked(False)
        for button in self._filters.values():
            button.setChecked(True)

    def _filter_button(self) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(True)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.toggled.connect(self._filtered)
        return button

    def _filtered(self, _value: object = None) -> None:
        shown = (severity for severity, button in self._filters.items() if button.isChecked())
        order = self.order.currentData() or Order.SEVERITY
        muted = self.muted.isChecked()
        self.model.show_only(frozenset(shown), order, self.search.text(), muted=muted)
        self.show_problems()

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._current = self.model.problem(index.row())
            self.remedies.show_problem(self._current)

    def _show_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if index.isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fill_menu(menu, self.remedies, self._controller, self.model.problem(index.row()))
            menu.popup(self.list.viewport().mapToGlobal(place))

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
        _, place = self._boxes(option, index, QRect(0, 0, width, 0))
        return QSize(width, place.bottom() + 1 + SPACE)

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
