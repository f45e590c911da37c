"""The quick jump: a line over the window that finds any element or command by a few letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.search.names import Name, Names
from strategy_editor.ui.icons import icon, role_icon_name
from strategy_editor.ui.speaking import speak, speak_row
from strategy_editor.ui.theme import RADIUS, SPACE, Theme

NAME_ROLE = Qt.ItemDataRole.UserRole
_WIDTH, _ROWS, _ICON = 640, 10, 16
Index = QModelIndex | QPersistentModelIndex


class Palette(QFrame):
    """Shows what fits; ``chosen`` carries the name that was chosen."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget, translate: Translator, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("palette")
        self.setAccessibleName(translate("jump.name"))
        self._names = Names(())
        self._recent: tuple[str, ...] = ()
        self._is_open = False
        self._model = _Model()
        self.line = QLineEdit()
        self.line.setObjectName("jump-line")
        self.line.setPlaceholderText(translate("jump.placeholder"))
        self.line.setAccessibleName(translate("jump.placeholder"))
        self.list = QListView()
        self.list.setObjectName("jump-list")
        self.list.setAccessibleName(translate("jump.list"))
        self.list.setModel(self._model)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Delegate(self.list, theme, translate("jump.command")))
        self._nothing = QLabel(translate("jump.nothing"))
        self._nothing.setObjectName("muted")
        self._nothing.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self.line)
        box.addWidget(self.list)
        box.addWidget(self._nothing)
        self.line.textChanged.connect(self._show_fitting)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        window.installEventFilter(self)

    def open_with(self, names: Iterable[Name], recent: tuple[str, ...]) -> None:
        """Offer names, those used last first."""
        self._names, self._recent = Names(names), recent
        self._show_fitting("")
        self._place()
        self._is_open = True
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Go away without having chosen anything."""
        self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the list's keys work while typing; go away with Esc or with the keyboard."""
        kind = event.type()
        if watched is not self.line:
            if kind == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if kind == QEvent.Type.FocusOut:
            self.close_palette()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        rows = self._model.rowCount()
        at = self.list.currentIndex().row()
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS,
            Qt.Key.Key_PageUp: -_ROWS,
        }  # fmt: skip
        if event.key() in steps and rows:
            step = steps[Qt.Key(event.key())]
            one = abs(step) == 1
            to = (at + step) % rows if one else max(0, min(rows - 1, at + step))
            self.list.setCurrentIndex(self._model.index(to))
            speak_row(self.line, self.list.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def _choose(self, index: QModelIndex) -> None:
        name = index.data(NAME_ROLE) if index.isValid() else None
        if name is not None:
            self._leave()
            self.chosen.emit(name)

    def _leave(self) -> None:
        """Give the keyboard back, then go: what hides with it lets Qt choose who has it next."""
        if self._is_open:
            self._is_open = False
            self.closed.emit()
            self.hide()

    def _show_fitting(self, text: str) -> None:
        self._model.show(self._names.ranked(text, self._recent))
        has_some = self._model.rowCount() > 0
        self.list.setVisible(has_some)
        self._nothing.setVisible(not has_some)
        if has_some:
            self.list.setCurrentIndex(self._model.index(0))
            speak_row(self.line, self.list.currentIndex())
        elif self.line.hasFocus():
            speak(self.line, self._nothing.text())
        self._place()

    def _place(self) -> None:
        room = self._window.rect()
        rows = min(_ROWS, max(1, self._model.rowCount()))
        if self._model.rowCount():
            self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 2)
        width = min(_WIDTH, room.width() - 4 * SPACE)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((room.width() - width) // 2, min(10 * SPACE, room.height() // 8))


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._names: list[Name] = []

    def show(self, names: list[Name]) -> None:
        self.beginResetModel()
        self._names = names
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name = self._names[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (name.label, name.number, name.title) if part)
        return name if role == NAME_ROLE else None


class _Delegate(QStyledItemDelegate):
    """Number and title, and at the right what it is called by type."""

    def __init__(self, view: QListView, theme: Theme, command: str) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._command = command

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, QFontMetrics(option.font).lineSpacing() + 2 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        theme, rect = self._theme, option.rect
        name: Name = index.data(NAME_ROLE)
        if self._view.selectionModel().isSelected(index):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        metrics = QFontMetrics(option.font)
        sign = "chevron-right" if name.is_command else role_icon_name(name.tag)
        top = rect.top() + (rect.height() - _ICON) // 2
        square = QRect(rect.left() + SPACE, top, _ICON, _ICON)
        icon(sign, theme.muted).paint(painter, square)
        kind = name.shortcut or self._command if name.is_command else name.label
        kind = metrics.elidedText(kind, Qt.TextElideMode.ElideRight, rect.width() // 3)
        width = metrics.horizontalAdvance(kind)
        right = rect.right() - SPACE - width
        painter.setPen(QColor(theme.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(right, rect.top(), width + 2, rect.height()), middle, kind)
        left = square.right() + SPACE
        title = f"{name.number}\u2002{name.title}" if name.number else name.title or name.label
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, right - SPACE - left)
        painter.setPen(QColor(theme.text))
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), middle, shown)
        painter.restore()
