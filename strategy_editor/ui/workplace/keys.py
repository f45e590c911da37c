"""All commands with their keys; the keys can be changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.actions import DECLARED, Actions, Declared
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE
from strategy_editor.ui.workplace.free_keys import why_not_free

Keys = Mapping[str, str]
"""The keys that differ from the usual ones, by the key of the action; empty for none."""
_KEY = Qt.ItemDataRole.UserRole


class KeysDialog(FittedDialog):
    """Lists commands by menu; ``change`` is called with the keys that differ."""

    def __init__(
        self,
        parent: QWidget,
        translate: Translator,
        actions: Actions,
        menus: Mapping[str, tuple[str, ...]],
        keys: Keys,
        change: Callable[[dict[str, str]], None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self._translate = translate
        self._actions = actions
        self._keys = dict(keys)
        self._change = change
        self.filter = QLineEdit()
        self.list = QTreeWidget()
        self.input = _KeysInput()
        self.note = QLabel()
        self.assign = QPushButton()
        self.clear = QPushButton()
        self.reset = QPushButton()
        self.reset_all = QPushButton()
        self._items: dict[str, QTreeWidgetItem] = {}
        self._lay_out()
        self._label()
        self._fill(menus)
        self._connect()
        self.resize(620, 560)
        self.list.setCurrentItem(next(iter(self._items.values())))

    def choose(self, key: str) -> None:
        """Select a command."""
        self.list.setCurrentItem(self._items[key])

    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(0, _KEY) or "") if item is not None else ""

    def _fill(self, menus: Mapping[str, tuple[str, ...]]) -> None:
        placed: set[str] = set()
        declared = {each.key: each for each in DECLARED}
        for menu, entries in menus.items():
            own = [entry for entry in entries if entry in declared and entry not in placed]
            placed.update(own)
            self._add_group(self._translate(f"menu.{menu}"), own)
        rest = [key for key in declared if key not in placed]
        self._add_group(self._translate("keys.others"), rest)
        self.list.expandAll()
        widths = [self.fontMetrics().horizontalAdvance(self._shown(key)) for key in declared]
        self.list.setColumnWidth(1, max(widths) + 4 * SPACE)

    def _add_group(self, title: str, keys: list[str]) -> None:
        if not keys:
            return
        group = QTreeWidgetItem([title.replace("&", ""), ""])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.list.addTopLevelItem(group)
        for key in keys:
            item = QTreeWidgetItem([self._name(key), self._shown(key)])
            item.setData(0, _KEY, key)
            group.addChild(item)
            self._items[key] = item

    def _name(self, key: str) -> str:
        return self._translate(f"action.{key}").replace("&", "")

    def _shown(self, key: str) -> str:
        return self._sequence(key).toString(QKeySequence.SequenceFormat.NativeText)

    def _sequence(self, key: str) -> QKeySequence:
        usual = next(each.shortcut for each in DECLARED if each.key == key)
        return QKeySequence.fromString(self._keys.get(key, usual))

    def _show_chosen(self) -> None:
        key = self._chosen()
        for button in (self.assign, self.clear, self.reset):
            button.setEnabled(bool(key))
        self.input.setEnabled(bool(key))
        if key:
            self.input.setKeySequence(self._sequence(key))
        self._show_conflict()

    def _show_conflict(self) -> None:
        wanted, key = self.input.keySequence(), self._chosen()
        refused = self._refused(wanted, _declared(key) if key else None)
        self.assign.setEnabled(bool(key) and not refused)
        taken = self._taken_by(wanted)
        text = self._translate("keys.taken", name=self._name(taken)) if taken else ""
        self.note.setText(refused or text)

    def _refused(self, wanted: QKeySequence, declared: Declared | None) -> str:
        if declared is not None and wanted == QKeySequence.fromString(declared.shortcut):
            return ""
        for_outline = declared is not None and declared.for_outline
        return why_not_free(wanted, self._translate, for_outline=for_outline)

    def _taken_by(self, wanted: QKeySequence) -> str:
        """Return the other command that has these keys; outline keys meet window keys, too."""
        if wanted.isEmpty():
            return ""
        others = (each.key for each in DECLARED if each.key != self._chosen())
        return next((key for key in others if self._sequence(key) == wanted), "")

    def _assign(self) -> None:
        wanted = self.input.keySequence()
        taken = self._taken_by(wanted)
        if taken:
            self._set(taken, "")
        self._set(self._chosen(), wanted.toString(QKeySequence.SequenceFormat.PortableText))
        self._tell()

    def _clear(self) -> None:
        self._set(self._chosen(), "")
        self._tell()

    def _reset_one(self) -> None:
        declared = _declared(self._chosen())
        taken = self._taken_by(QKeySequence.fromString(declared.shortcut))
        if taken:
            self._set(taken, "")
        self._set(declared.key, declared.shortcut)
        self._tell()

    def _reset_all(self) -> None:
        self._keys.clear()
        self._tell()

    def _set(self, key: str, keys: str) -> None:
        if QKeySequence.fromString(keys) == QKeySequence.fromString(_declared(key).shortcut):
            self._keys.pop(key, None)
        else:
            self._keys[key] = keys

    def _tell(self) -> None:
        for key, item in self._items.items():
            item.setText(1, self._shown(key))
        self._show_chosen()
        self._change(dict(self._keys))

    def _leave_input(self) -> None:
        """Go back to the commands; the keys that were pressed are given up."""
        self._show_chosen()
        self.list.setFocus()

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for key, item in self._items.items():
            words = f"{self._name(key)} {self._shown(key)}".casefold()
            item.setHidden(not all(word in words for word in wanted))
        for at in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(at)
            if group is not None:
                children = [group.child(row) for row in range(group.childCount())]
                group.setHidden(all(child.isHidden() for child in children if child is not None))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.list.itemActivated.connect(lambda *_: self.input.setFocus())
        self.input.keySequenceChanged.connect(lambda _keys: self._show_conflict())
        self.input.leaveWanted.connect(self._leave_input)
        self.input.confirmed.connect(self.assign.click)
        self.assign.clicked.connect(self._assign)
        self.clear.clicked.connect(self._clear)
        self.reset.clicked.connect(self._reset_one)
        self.reset_all.clicked.connect(self._reset_all)

    def _label(self) -> None:
        translate = self._translate
        self.setWindowTitle(translate("keys.title"))
        self.filter.setPlaceholderText(translate("keys.filter"))
        self.filter.setAccessibleName(translate("keys.filter"))
        self.filter.setClearButtonEnabled(True)
        self.list.setAccessibleName(translate("keys.list"))
        self.list.setHeaderLabels([translate("keys.command"), translate("keys.keys")])
        self.input.setAccessibleName(translate("keys.input"))
        self.input.setMaximumSequenceLength(1)
        self.assign.setText(translate("keys.assign"))
        self.clear.setText(translate("keys.clear"))
        self.reset.setText(translate("keys.reset"))
        self.reset_all.setText(translate("keys.reset-all"))

    def _lay_out(self) -> None:
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.list.header().setStretchLastSection(False)
        self.list.setObjectName("keys-list")
        self.note.setObjectName("warning")
        self.note.setWordWrap(True)
        close = QPushButton(self._translate("ask.close"))
        close.setObjectName("primary")
        close.clicked.connect(self.accept)
        for button in (self.assign, self.clear, self.reset, self.reset_all, close):
            button.setAutoDefault(False)
        line = QHBoxLayout()
        line.addWidget(self.input, 1)
        for button in (self.assign, self.clear, self.reset):
            line.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_all)
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self.filter)
        box.addWidget(self.list, 1)
        box.addLayout(line)
        box.addWidget(self.note)
        box.addLayout(foot)


class _KeysInput(QKeySequenceEdit):
    """Takes the keys that are pressed, but for those that leave and confirm everywhere."""

    leaveWanted = Signal()
    confirmed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_Escape:
            self.leaveWanted.emit()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)


def _declared(key: str) -> Declared:
    return next(each for each in DECLARED if each.key == key)
