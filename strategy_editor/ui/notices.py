"""Lines above the panels that say what the user should know soon, without asking anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.icons import icon
from strategy_editor.ui.speaking import speak
from strategy_editor.ui.theme import SPACE, Theme

_ICON = 18


@dataclass(frozen=True)
class Notice:
    """A sentence of the catalogue, and what can be done about it: label and call."""

    key: str
    values: dict[str, object]
    ways: tuple[tuple[str, Callable[[], object]], ...] = ()


class Notices(QWidget):
    """At most one notice of a kind; closing it does nothing else."""

    def __init__(self, translate: Translator, theme: Theme) -> None:
        super().__init__()
        self._translate = translate
        self._theme = theme
        self._shown: dict[str, Notice] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.hide()

    def tell(self, kind: str, notice: Notice) -> None:
        """Show a notice in place of another of its kind."""
        self._shown[kind] = notice
        self._fill()
        speak(self, self.text(kind))

    def withdraw(self, kind: str) -> None:
        """Show none of this kind any more."""
        if self._shown.pop(kind, None) is not None:
            self._fill()

    def clear(self) -> None:
        """Show none at all: another document is open."""
        self._shown.clear()
        self._fill()

    def text(self, kind: str) -> str:
        """Return what the notice of a kind says, empty for none."""
        notice = self._shown.get(kind)
        return self._translate(notice.key, **notice.values) if notice is not None else ""

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self._fill()

    def retranslate(self) -> None:
        """Speak the current language."""
        self._fill()

    def _fill(self) -> None:
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for kind, notice in self._shown.items():
            self._box.addWidget(self._line(kind, notice))
        self.setVisible(bool(self._shown))

    def _line(self, kind: str, notice: Notice) -> QFrame:
        line = QFrame()
        line.setObjectName("notice")
        row = QHBoxLayout(line)
        row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(SPACE)
        picture = QLabel()
        picture.setPixmap(icon("info", self._theme.warning).pixmap(_ICON, _ICON))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        sentence = QLabel(self.text(kind))
        sentence.setWordWrap(True)
        row.addWidget(sentence, 1)
        for key, call in notice.ways:
            row.addWidget(self._button(kind, key, call))
        row.addWidget(self._button(kind, "notice.close", lambda: None))
        return line

    def _button(self, kind: str, key: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._translate(key))
        button.setProperty("way", key)
        button.setAccessibleName(button.text())

        def press() -> None:
            self.withdraw(kind)
            call()

        button.clicked.connect(press)
        return button
