"""A sentence with a few buttons, for what has to be known or decided before going on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE

Option = tuple[str, str]
"""What is answered, and what the button says."""
_WIDTH, _ICON, _DETAILS = 420, 32, 160


class MessageDialog(FittedDialog):
    """Says something; ``answer`` is the option chosen, empty where Esc closed it.

    The first option is the one that is recommended: Enter chooses it. ``details`` can be read and
    copied.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        sentence: str,
        options: Sequence[Option],
        *,
        sign: QStyle.StandardPixmap = QStyle.StandardPixmap.SP_MessageBoxWarning,
        details: Option | None = None,
    ) -> None:
        super().__init__(parent)
        self.answer = ""
        self.setWindowTitle(title)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        box.setSpacing(2 * SPACE)
        box.addLayout(self._said(sentence, sign))
        if details is not None:
            text = QPlainTextEdit(details[1])
            text.setReadOnly(True)
            text.setAccessibleName(details[0])
            text.setMinimumHeight(_DETAILS)
            box.addWidget(text)
        row = QHBoxLayout()
        row.addStretch(1)
        for at, (value, label) in enumerate(options):
            row.addWidget(self._button(value, label, first=at == 0))
        box.addLayout(row)

    def _said(self, sentence: str, sign: QStyle.StandardPixmap) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(self.style().standardIcon(sign).pixmap(_ICON, _ICON))
        self.text = QLabel(sentence)
        self.text.setWordWrap(True)
        self.text.setMinimumWidth(_WIDTH)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        return row

    def _button(self, value: str, label: str, *, first: bool) -> QPushButton:
        button = QPushButton(label)
        button.setProperty("option", value)
        button.setAutoDefault(first)
        if first:
            button.setObjectName("primary")
            button.setDefault(True)
            button.setFocus()
        button.clicked.connect(partial(self._choose, value))
        return button

    def _choose(self, value: str, _checked: bool = False) -> None:
        self.answer = value
        self.accept()
