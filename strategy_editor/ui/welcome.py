"""What the window shows before a document is open."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.actions import Actions
from strategy_editor.ui.theme import SPACE

_KEYS = ("sample", "new", "open")
_WIDTH = 620


class Welcome(QWidget):
    """Says what to do first: look at the sample, start anew, open a file."""

    def __init__(self, actions: Actions, translate: Translator) -> None:
        super().__init__()
        self._actions = actions
        self._translate = translate
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(_WIDTH)
        self._title = QLabel()
        self._title.setObjectName("title")
        self._text = QLabel()
        self._text.setObjectName("muted")
        self._text.setWordWrap(True)
        self._buttons = {key: QPushButton() for key in _KEYS}
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for key, button in self._buttons.items():
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(actions[key].trigger)
            row.addWidget(button)
        row.addStretch(1)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        inner.setSpacing(2 * SPACE)
        inner.addWidget(self._title)
        inner.addWidget(self._text)
        inner.addLayout(row)
        box = QVBoxLayout(self)
        box.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        box.addLayout(middle)
        box.addStretch(2)
        self.retranslate()

    def retranslate(self) -> None:
        """Speak the current language."""
        self._title.setText(self._translate("welcome.title"))
        self._text.setText(self._translate("welcome.text"))
        for key, button in self._buttons.items():
            button.setText(self._actions[key].text().replace("&", ""))
            button.setIcon(self._actions[key].icon())
            button.setToolTip(self._actions[key].toolTip())
