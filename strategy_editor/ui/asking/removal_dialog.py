"""The question what becomes of references to what is removed."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.asking.asked import OnRemoval, Referred
from strategy_editor.ui.asking.chooser import Chooser
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE

_WIDTH, _LIST = 560, 120
_CHOICES = (OnRemoval.REMOVE, OnRemoval.REDIRECT, OnRemoval.KEEP)


class RemovalDialog(FittedDialog):
    """Names what refers to the elements and offers the ways to go on."""

    def __init__(self, referred: Referred, translate: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("removal.title"))
        self._translate = translate
        self.buttons: dict[OnRemoval, QRadioButton] = {}
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        count = len(referred.names)
        name = referred.names[0] if count == 1 else translate("removal.several", count=count)
        self.add_text(box, translate("removal.what", name=name), "strong")
        self.add_text(box, translate("removal.who", count=len(referred.referring)))
        referring = QListWidget()
        referring.addItems(list(referred.referring))
        referring.setAccessibleName(translate("removal.who", count=len(referred.referring)))
        referring.setMaximumHeight(_LIST)
        box.addWidget(referring)
        for choice in _CHOICES:
            button = self.buttons[choice] = QRadioButton(translate(f"removal.{choice.value}"))
            button.setToolTip(translate(f"removal.{choice.value}-tip"))
            self._group.addButton(button)
            box.addWidget(button)
        self.buttons[OnRemoval.REMOVE].setEnabled(referred.removable)
        self.buttons[OnRemoval.REDIRECT].setEnabled(bool(referred.targets))
        self.chooser = Chooser(referred.targets, translate)
        self.chooser.setVisible(False)
        box.addWidget(self.chooser, 1)
        self._ok = QDialogButtonBox()
        accept = self._ok.addButton(
            translate("removal.accept"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        accept.setObjectName("primary")
        self._ok.addButton(translate("ask.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._ok.accepted.connect(self.accept)
        self._ok.rejected.connect(self.reject)
        box.addWidget(self._ok)
        self.buttons[OnRemoval.REDIRECT].toggled.connect(self._show_chooser)
        first = OnRemoval.REMOVE if referred.removable else OnRemoval.KEEP
        self.buttons[first].setChecked(True)
        self.buttons[first].setFocus()
        self.setMinimumWidth(_WIDTH)

    @property
    def answer(self) -> tuple[OnRemoval, str]:
        """What the user chose; the id is for the new target."""
        if self.result() != QDialog.DialogCode.Accepted:
            return OnRemoval.CANCEL, ""
        chosen = next(each for each in _CHOICES if self.buttons[each].isChecked())
        if chosen is OnRemoval.REDIRECT and not self.chooser.key:
            return OnRemoval.CANCEL, ""
        return chosen, self.chooser.key if chosen is OnRemoval.REDIRECT else ""

    def _show_chooser(self, on: bool) -> None:
        self.chooser.setVisible(on)
        if on:
            self.chooser.line.setFocus()
        self.adjustSize()
