"""The small form for the address of a link."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from strategy_editor.editing.addresses import completed_address
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.floating import Popover
from strategy_editor.ui.theme import SPACE


class AddressForm(Popover):
    """Asks for an address, and for the words of the link where none are selected.

    ``given`` carries address and words; an empty address takes the link away.
    """

    given = Signal(str, str)

    def __init__(
        self, anchor: QWidget, box: QRect, translate: Translator, *, asks_words: bool, is_new: bool
    ) -> None:
        super().__init__(anchor, box)
        self._translate = translate
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://…")
        self.words = QLineEdit()
        self._problem = QLabel()
        self._problem.setObjectName("error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(4 * [SPACE + SPACE // 2]))
        layout.setSpacing(SPACE // 2)
        self._row(layout, self.address, "richtext.link.address")
        layout.addWidget(self._problem)
        if asks_words:
            self._row(layout, self.words, "richtext.link.words")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        self.remove = QPushButton(translate("richtext.link.remove"))
        self.remove.clicked.connect(lambda: self._give(""))
        self.remove.setVisible(not is_new)
        self.accept = QPushButton(translate("ask.accept"))
        self.accept.setObjectName("primary")
        self.accept.clicked.connect(self._try)
        buttons.addWidget(self.remove)
        buttons.addWidget(self.accept)
        layout.addSpacing(SPACE // 2)
        layout.addLayout(buttons)
        for line in (self.address, self.words):
            line.returnPressed.connect(self._try)
        self.address.textEdited.connect(lambda _text: self._say(""))
        self.setFixedWidth(min(440, max(280, anchor.window().width() - 2 * SPACE)))

    def begin(self, address: str) -> None:
        """Show it with the address so far."""
        self.address.setText(address)
        self.address.selectAll()
        self.appear()
        self.address.setFocus(Qt.FocusReason.PopupFocusReason)

    def _row(self, layout: QVBoxLayout, line: QLineEdit, key: str) -> None:
        label = QLabel(self._translate(key))
        label.setObjectName("strong")
        label.setBuddy(line)
        line.setAccessibleName(label.text())
        layout.addWidget(label)
        layout.addWidget(line)

    def _try(self) -> None:
        address = completed_address(self.address.text())
        if address:
            self._give(address)
        else:
            self._say(self._translate("richtext.link.wrong"))
            self.address.setFocus()

    def _give(self, address: str) -> None:
        words = self.words.text().strip()
        self.finish()
        self.given.emit(address, words)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.adjustSize()
        self.place()
