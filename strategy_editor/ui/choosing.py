"""A question with several ways out, one below the other, each said in full."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.theme import SPACE

CANCEL = "cancel"
_WIDTH = 460


class ChoiceDialog(QDialog):
    """Buttons below one another; ``answer`` is the option chosen, ``cancel`` for none."""

    def __init__(
        self,
        parent: QWidget,
        translate: Translator,
        topic: str,
        options: tuple[str, ...],
        **values: object,
    ) -> None:
        super().__init__(parent)
        self.answer = CANCEL
        self.setWindowTitle(translate(f"ask.{topic}.title"))
        text = QLabel(translate(f"ask.{topic}.text", **values))
        text.setWordWrap(True)
        text.setMinimumWidth(_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(text)
        box.addSpacing(SPACE)
        for option in options:
            label = translate(f"ask.{topic}.{option}")
            box.addWidget(self._button(option, label, first=option == options[0]))
        box.addWidget(self._button(CANCEL, translate("ask.cancel")))

    def _button(self, option: str, label: str, *, first: bool = False) -> QPushButton:
        button = QPushButton(label)
        button.setAccessibleName(label)
        button.setProperty("option", option)
        button.setAutoDefault(first)
        if first:
            button.setObjectName("primary")
            button.setDefault(True)
        button.clicked.connect(partial(self._choose, option))
        return button

    def _choose(self, option: str, _checked: bool = False) -> None:
        self.answer = option
        self.accept()
