"""Questions with several ways out, each said in full, and those before something is lost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE

CANCEL = "cancel"
_WIDTH = 460


class ConfirmDialog(FittedDialog):
    """A question with what would be lost, line by line however many; safe unless accepted."""

    def __init__(
        self,
        parent: QWidget,
        translate: Translator,
        question: str,
        details: Sequence[str],
        accept: str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("program.name"))
        text = QLabel(question)
        text.setWordWrap(True)
        text.setMinimumWidth(_WIDTH)
        self.details = QListWidget()
        self.details.setWordWrap(True)
        self.details.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.details.setAccessibleName(question)
        self.details.addItems(list(details))
        buttons = QDialogButtonBox()
        go_on = QPushButton(accept)
        cancel = QPushButton(translate("ask.cancel"))
        buttons.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        go_on.setAutoDefault(False)
        cancel.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        box.setSpacing(SPACE)
        for widget in (text, self.details, buttons):
            box.addWidget(widget)
        cancel.setFocus()


class ChoiceDialog(FittedDialog):
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
        # In a row of their own, so that they stay in sight where the text has to be scrolled.
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        for option in options:
            label = translate(f"ask.{topic}.{option}")
            column.addWidget(self._button(option, label, first=option == options[0]))
        column.addWidget(self._button(CANCEL, translate("ask.cancel")))
        box.addLayout(column)

    def _button(self, option: str, label: str, *, first: bool = False) -> QPushButton:
        button = QPushButton(self._in_lines(label))
        button.setAccessibleName(label)
        button.setProperty("option", option)
        button.setAutoDefault(first)
        if first:
            button.setObjectName("primary")
            button.setDefault(True)
        button.clicked.connect(partial(self._choose, option))
        return button

    def _in_lines(self, label: str) -> str:
        """Break a long sentence in two: large letters on a small screen have no room for one."""
        if self.fontMetrics().horizontalAdvance(label) <= _WIDTH:
            return label
        blanks = [at for at, letter in enumerate(label) if letter == " "]
        middle = min(blanks, key=lambda at: abs(at - len(label) // 2), default=0)
        return f"{label[:middle]}\n{label[middle + 1 :]}" if middle else label

    def _choose(self, option: str, _checked: bool = False) -> None:
        self.answer = option
        self.accept()
