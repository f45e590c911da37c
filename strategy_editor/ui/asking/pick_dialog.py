"""Two small dialogs: choose one of a searchable list, write a few words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.document.characters import on_one_line
from strategy_editor.i18n import Translator
from strategy_editor.ui.as_written import as_written
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.speaking import speak_row
from strategy_editor.ui.theme import SPACE

_SEARCH_FROM = 8
"""Entries. A shorter list is seen whole and needs no search."""


class PickDialog(FittedDialog):
    """Lets the user choose one of many entries; typing narrows them down."""

    def __init__(
        self,
        parent: QWidget,
        translate: Translator,
        title: str,
        entries: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.answer = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("pick.search"))
        self.search.setAccessibleName(translate("pick.search"))
        self.search.setVisible(len(entries) >= _SEARCH_FROM)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        for value, words in entries:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setToolTip(words)
            self.list.addItem(item)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.list.currentItemChanged.connect(
            lambda *_: speak_row(self.search, self.list.currentIndex())
        )
        self._buttons = _buttons(self, translate)
        box = QVBoxLayout(self)
        box.setSpacing(SPACE)
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        box.addWidget(self._buttons)
        self.resize(520, 400)
        self._narrow("")
        (self.list if self.search.isHidden() else self.search).setFocus()

    def accept(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.answer = str(item.data(Qt.ItemDataRole.UserRole))
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and down walk the list while the search has the keyboard.
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if watched is self.search and isinstance(event, QKeyEvent) and event.key() in keys:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            hidden = not all(word in item.text().casefold() for word in wanted)
            item.setHidden(hidden)
            first = first if first is not None or hidden else item
        if first is not None:
            self.list.setCurrentItem(first)
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(first is not None)


class WriteDialog(FittedDialog):
    """Lets the user write a few words; nothing cannot be accepted."""

    def __init__(self, parent: QWidget, translate: Translator, title: str, prompt: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        label = QLabel(prompt)
        label.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(prompt)
        self.text.textChanged.connect(self._check)
        self._buttons = _buttons(self, translate)
        box = QVBoxLayout(self)
        box.setSpacing(SPACE)
        box.addWidget(label)
        box.addWidget(self.text, 1)
        box.addWidget(self._buttons)
        self.resize(480, 260)
        self._check()
        self.text.setFocus()

    @property
    def answer(self) -> str:
        """What was written, in one line."""
        return on_one_line(as_written(self.text))

    def _check(self) -> None:
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.answer))


def _buttons(dialog: QDialog, translate: Translator) -> QDialogButtonBox:
    kinds = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
    buttons.button(kinds.Ok).setText(translate("pick.accept"))
    buttons.button(kinds.Ok).setObjectName("primary")
    for button in buttons.buttons():
        # The icons of the system are of another hand than ours.
        button.setIcon(QIcon())
    buttons.button(kinds.Cancel).setText(translate("ask.cancel"))
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
