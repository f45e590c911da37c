"""Two pages of told history: one element's own, and a text's through all versions."""

from __future__ import annotations

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.ui.versions.words import sheet

_QUIET = 300
"""Milliseconds of quiet before what is typed is looked for."""


class ToldPage(QWidget):
    """Told history under a heading; links lead to versions and to elements."""

    versionWanted = Signal(str)
    elementWanted = Signal(str)
    wordingWanted = Signal(str)

    def __init__(self, translate: Translator, theme: Theme) -> None:
        super().__init__()
        self._translate = translate
        self._html = ""
        self.heading = QLabel()
        self.heading.setObjectName("strong")
        self.heading.setWordWrap(True)
        self.told = QTextBrowser()
        self.told.setOpenLinks(False)
        self.told.anchorClicked.connect(self._follow)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE)
        self._box.addWidget(self.heading)
        self._box.addWidget(self.told, 1)
        self.set_theme(theme)

    def tell(self, html: str) -> None:
        """Show told history."""
        self._html = html
        self.told.setHtml(html)

    def tell_anew(self, html: str) -> None:
        """Show the same history told otherwise, at the place where it is being read."""
        bar = self.told.verticalScrollBar()
        at = bar.value()
        self.tell(html)
        bar.setValue(at)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.told.document().setDefaultStyleSheet(sheet(theme))
        self.told.setHtml(self._html)

    def retranslate(self) -> None:
        """Speak the current language."""
        self.told.setAccessibleName(self._translate("history.told"))

    def _follow(self, address: QUrl) -> None:
        if address.hasQuery():
            self.wordingWanted.emit(address.query())
        elif address.hasFragment():
            self.elementWanted.emit(address.fragment())
        else:
            self.versionWanted.emit(address.toString())


class SearchPage(ToldPage):
    """Looks for a text in all versions; ``wanted`` is emitted when typing pauses."""

    wanted = Signal(str)

    def __init__(self, translate: Translator, theme: Theme) -> None:
        super().__init__(translate, theme)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self._emit)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.search.returnPressed.connect(self._emit)
        self._box.insertWidget(0, self.search)
        self.heading.setObjectName("muted")

    def retranslate(self) -> None:
        super().retranslate()
        self.search.setPlaceholderText(self._translate("history.search-example"))
        self.search.setAccessibleName(self._translate("history.search"))
        self.heading.setText(self._translate("history.search-about"))

    def _emit(self) -> None:
        self._timer.stop()
        self.wanted.emit(self.search.text().strip())
