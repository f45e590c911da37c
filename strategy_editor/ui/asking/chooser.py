"""A list of elements to choose one from, filtered as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.search.names import Name, Names
from strategy_editor.ui.icons import icon, role_icon_name
from strategy_editor.ui.speaking import speak_row
from strategy_editor.ui.theme import SPACE
from strategy_editor.workspace.wording import named

_PAGE = 8
_ICON = 16
_MOST = 100_000
KEY_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Chooser(QWidget):
    """A line to search and the elements that fit; those that cannot be chosen are greyed."""

    changed = Signal(str)
    """The id of the element in hand, nothing where none fits."""
    accepted = Signal()

    def __init__(
        self,
        names: Sequence[Name],
        translate: Translator,
        allows: Callable[[str], bool] = lambda _key: True,
    ) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._names = Names(names)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.model = _Model(translate.language, allows, colour)
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(translate("choose.search"))
        self.line.setAccessibleName(translate("choose.search"))
        self.list = QListView()
        self.list.setObjectName("chooser")
        self.list.setModel(self.model)
        self.list.setIconSize(QSize(_ICON, _ICON))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(translate("choose.list"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel(translate("choose.nothing"))
        self._nothing.setObjectName("muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self.line)
        box.addWidget(self.list, 1)
        box.addWidget(self._nothing)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.search)
        self.line.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.changed.emit(self.key))
        self.list.selectionModel().currentChanged.connect(
            lambda index, _before: speak_row(self.line, index)
        )
        self.list.doubleClicked.connect(lambda _index: self.accepted.emit())
        self.search("")

    @property
    def key(self) -> str:
        """The id of the element in hand."""
        index = self.list.currentIndex()
        return str(index.data(KEY_ROLE)) if index.isValid() else ""

    def search(self, text: str) -> None:
        """Show what fits a text."""
        self.model.show(self._names.ranked(text, most=_MOST))
        self._nothing.setVisible(self.model.rowCount() == 0)
        self._go(-1, 1)
        self.changed.emit(self.key)

    def take(self, key: str) -> None:
        """Take an element in hand."""
        for row in range(self.model.rowCount()):
            index = self.model.index(row)
            if index.data(KEY_ROLE) == key:
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while the cursor is in the line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        at = self.list.currentIndex().row()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _PAGE,
            Qt.Key.Key_PageUp: -_PAGE,
        }
        if event.key() in steps:
            step = steps[Qt.Key(event.key())]
            self._go(at + step - (1 if step > 0 else -1), 1 if step > 0 else -1)
            return True
        return False

    def _go(self, start: int, step: int) -> None:
        """Go to the next row behind (or before) one that can be chosen."""
        rows = self.model.rowCount()
        row = max(-1, min(rows, start)) + step
        while 0 <= row < rows:
            index = self.model.index(row)
            if self.model.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentIndex(index)
                return
            row += step


class _Model(QAbstractListModel):
    def __init__(self, language: str, allows: Callable[[str], bool], colour: str) -> None:
        super().__init__()
        self._language = language
        self._allows = allows
        self._colour = colour
        self._names: list[Name] = []
        self._known: dict[str, bool] = {}

    def show(self, names: list[Name]) -> None:
        self.beginResetModel()
        self._names = names
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        key = self._names[index.row()].key
        if key not in self._known:
            self._known[key] = self._allows(key)
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return plain | Qt.ItemFlag.ItemIsEnabled if self._known[key] else plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name = self._names[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return named(self._language, label=name.label, number=name.number, title=name.title)
            case Qt.ItemDataRole.DecorationRole:
                return icon(role_icon_name(name.tag), self._colour)
            case _ if role == KEY_ROLE:
                return name.key
            case _:
                return None
