"""Several references: chips of what is chosen, and a menu with search for more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.forms.candidates import Candidate
from strategy_editor.i18n import Translator
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.form.inputs import Input
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme


class ReferencesInput(Input):
    """Ids separated by blanks, shown as words on a button that opens the choice."""

    def __init__(
        self,
        theme: Theme,
        translate: Translator,
        provider: Callable[[], list[Candidate]],
        label: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._translate = translate
        self._provider = provider
        self._words = label
        self._value = ""
        self._name = ""
        self.button = QPushButton()
        self.button.setIcon(icon("list-tree", theme.muted))
        self.button.setIconSize(QSize(16, 16))
        self.button.setStyleSheet("text-align: left")
        self.button.clicked.connect(self._choose)
        self.layout().addWidget(self.button)  # type: ignore[union-attr]
        self.setFocusProxy(self.button)

    def show_value(self, value: str) -> None:
        self._value = value
        shown = [self._words(each) for each in value.split()]
        self.button.setText("\n".join(shown) or self._translate("form.choose"))
        spoken = ", ".join(shown) or self._translate("form.none")
        self.button.setAccessibleName(f"{self._name}: {spoken}")

    def name_for_readers(self, name: str) -> None:
        self._name = name
        self.show_value(self._value)

    def focus_target(self) -> QWidget:
        return self.button

    def _choose(self) -> None:
        dialog = ChoiceDialog(self, self._translate, self._name, self._provider(), self._value)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.value() != self._value:
            self.show_value(dialog.value())
            self.edited.emit(self._value)


class ChoiceDialog(FittedDialog):
    """A list to tick in, with a filter above it."""

    def __init__(
        self,
        parent: QWidget,
        translate: Translator,
        title: str,
        options: list[Candidate],
        value: str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(560, 480)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(translate("form.search"))
        self._filter.setAccessibleName(translate("form.search"))
        self._list = QListWidget()
        self._list.setAccessibleName(title)
        self._list.setWordWrap(True)
        chosen = value.split()
        known = {each for each, _ in options}
        for each, words in [*options, *((other, other) for other in chosen if other not in known)]:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, each)
            ticked = Qt.CheckState.Checked if each in chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self._list.addItem(item)
        buttons = QDialogButtonBox()
        accept = buttons.addButton(translate("ask.accept"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setObjectName("primary")
        buttons.addButton(translate("ask.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setSpacing(SPACE)
        for widget in (self._filter, self._list, buttons):
            box.addWidget(widget)
        self._filter.textChanged.connect(self._narrow)

    def value(self) -> str:
        """Return the ticked ids, separated by blanks."""
        items = [self._list.item(at) for at in range(self._list.count())]
        return " ".join(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def _narrow(self, text: str) -> None:
        for at in range(self._list.count()):
            item = self._list.item(at)
            found = item.text().casefold()
            item.setHidden(not all(word in found for word in text.casefold().split()))
