"""What the window shows before a document is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.actions import Actions
from strategy_editor.ui.flow import FlowLayout
from strategy_editor.ui.theme import SPACE

_KEYS = ("sample", "new", "open", "strategy-from-team")
_WIDTH = 620
_MOST_RECENT = 6


class Welcome(QWidget):
    """Says what to do first: look at the sample, start anew, open a file or what a team has."""

    recentChosen = Signal(object)

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
        ways, row = QWidget(), FlowLayout()
        row.setSpacing(SPACE)
        ways.setLayout(row)
        for key, button in self._buttons.items():
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(actions[key].trigger)
            row.addWidget(button)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        inner.setSpacing(2 * SPACE)
        inner.addWidget(self._title)
        inner.addWidget(self._text)
        inner.addWidget(ways)
        self._recent_title = QLabel()
        self._recent_title.setObjectName("strong")
        self._recent_box = QVBoxLayout()
        self._recent_box.setSpacing(0)
        inner.addWidget(self._recent_title)
        inner.addLayout(self._recent_box)
        self._recent: tuple[str, ...] = ()
        box = QVBoxLayout(self)
        box.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        box.addLayout(middle)
        box.addStretch(2)
        self.retranslate()

    def show_recent(self, files: tuple[str, ...]) -> None:
        """Offer the files opened lately; one that is gone is shown so and cannot be opened."""
        self._recent = files[:_MOST_RECENT]
        while (item := self._recent_box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name in self._recent:
            path = Path(name)
            label = f"{path.name} – {path.parent}"
            there = path.exists()
            button = QPushButton(label if there else self._translate("recent.missing", name=label))
            button.setObjectName("row")
            button.setToolTip(name)
            button.setAccessibleName(button.text())
            button.setEnabled(there)
            button.clicked.connect(partial(self._choose, path))
            self._recent_box.addWidget(button)
        self._recent_title.setVisible(bool(self._recent))

    def _choose(self, path: Path, _checked: bool = False) -> None:
        self.recentChosen.emit(path)

    def retranslate(self) -> None:
        """Speak the current language."""
        self._recent_title.setText(self._translate("recent.title"))
        self.show_recent(self._recent)
        self._title.setText(self._translate("welcome.title"))
        self._text.setText(self._translate("welcome.text"))
        for key, button in self._buttons.items():
            button.setText(self._actions[key].text().replace("&", ""))
            button.setIcon(self._actions[key].icon())
            button.setToolTip(self._actions[key].toolTip())
