"""A list to choose from by typing: number, title and kind of each target."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.icons import icon
from strategy_editor.ui.richtext.choosing import matching
from strategy_editor.ui.richtext.floating import Popover
from strategy_editor.ui.richtext.surroundings import Target
from strategy_editor.ui.theme import SPACE, Theme

_TARGET = Qt.ItemDataRole.UserRole
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
_Index = QModelIndex | QPersistentModelIndex


class TargetModel(QAbstractListModel):
    """Targets in rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.targets: list[Target] = []

    def show(self, targets: list[Target]) -> None:
        """Show other targets."""
        self.beginResetModel()
        self.targets = targets
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.targets)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        target = self.targets[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{target.number}\u2002{target.title}" if target.number else target.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (target.number, target.title, target.kind)))
        return target if role == _TARGET else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, option.fontMetrics.height() + SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        target: Target = index.data(_TARGET)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection))
            painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 4, 4)
        row = option.rect.adjusted(SPACE, 0, -SPACE, 0)
        square = QRect(row.left(), row.center().y() - 7, 16, 16)
        icon(target.icon, self._theme.muted).paint(painter, square)
        metrics = option.fontMetrics
        kind_width = metrics.horizontalAdvance(target.kind) + 2 * SPACE
        words = row.adjusted(16 + SPACE, 0, -kind_width, 0)
        painter.setPen(QColor(self._theme.text))
        shown = metrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, max(0, words.width())
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignLeft), shown)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(row, int(middle | Qt.AlignmentFlag.AlignRight), target.kind)
        painter.restore()


class Picker(Popover):
    """Searches while typing; arrows and Enter choose, Esc goes back to the text.

    ``extras`` are choices besides the targets: what they are called, by the value picked.
    """

    picked = Signal(str)

    def __init__(
        self,
        anchor: QWidget,
        box: QRect,
        theme: Theme,
        translate: Translator,
        title: str,
        targets: Sequence[Target],
        extras: dict[str, str] | None = None,
    ) -> None:
        super().__init__(anchor, box)
        self._targets = targets
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("richtext.pick.search"))
        self.search.setAccessibleName(title)
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.model = TargetModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(title)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        self._none = QLabel(translate("richtext.pick.none"))
        self._none.setObjectName("muted")
        heading = QLabel(title)
        heading.setObjectName("strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        for widget in (heading, self.search, self.list, self._none):
            layout.addWidget(widget)
        self.extras: list[QPushButton] = []
        for value, words in (extras or {}).items():
            layout.addWidget(self._extra(value, words))
        self.search.textChanged.connect(self._narrow)
        self.setFixedWidth(min(520, max(280, anchor.window().width() - 2 * SPACE)))
        self.list.setFixedHeight(8 * (self.fontMetrics().height() + SPACE) + SPACE)
        self._narrow("")

    def begin(self, text: str = "") -> None:
        """Show it with something searched for already."""
        self.search.setText(text)
        self.search.selectAll()
        self.appear()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._takes(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _KEYS and self.model.targets:
            last = len(self.model.targets) - 1
            self._choose(max(0, min(last, self.list.currentIndex().row() + _KEYS[key])))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.model.targets:
                self._pick(self.list.currentIndex().row())
            elif self.extras:
                self.extras[0].click()
            return True
        return False

    def _extra(self, value: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("row")
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._give(value))
        self.extras.append(button)
        return button

    def _narrow(self, text: str) -> None:
        found = matching(self._targets, text)
        self.model.show(found)
        self._none.setVisible(not found)
        self.list.setVisible(bool(found))
        if found:
            self._choose(0)
        if self.isVisible():
            self.adjustSize()
            self.place()

    def _choose(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self.model.targets):
            self._give(self.model.targets[row].id)

    def _give(self, value: str) -> None:
        self.finish()
        self.picked.emit(value)
