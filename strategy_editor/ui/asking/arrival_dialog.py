"""The question what takes the place of what elements of another strategy refer to."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.asking.asked import Arriving
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE

_WIDTH = 640


class ArrivalDialog(FittedDialog):
    """A line for each entry that is not here, with what may take its place."""

    def __init__(self, arriving: Arriving, translate: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("adopting.title"))
        self.boxes: dict[str, QComboBox] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        self.add_text(box, translate("adopting.question", count=len(arriving.missing)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(arriving.missing):
            name = QLabel(each.words)
            name.setWordWrap(True)
            choice = self.boxes[each.key] = QComboBox()
            choice.setAccessibleName(each.words)
            # A long name of an entry must not make the dialog wider than the screen.
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            for value, words in each.choices:
                choice.addItem(words, value)
            name.setBuddy(choice)
            grid.addWidget(name, row, 0)
            grid.addWidget(choice, row, 1)
        box.addLayout(grid)
        if arriving.found:
            names = ", ".join(arriving.found)
            self.add_text(box, translate("adopting.matched", names=names), "muted")
        buttons = QDialogButtonBox()
        accept = buttons.addButton(
            translate("adopting.accept"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        accept.setObjectName("primary")
        buttons.addButton(translate("ask.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addSpacing(SPACE)
        box.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)

    @property
    def answer(self) -> dict[str, str] | None:
        """What was chosen for each entry; None where the elements are to stay where they are."""
        if self.result() != QDialog.DialogCode.Accepted:
            return None
        return {key: str(each.currentData()) for key, each in self.boxes.items()}
