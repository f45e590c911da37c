"""Shows the selected element as it stands in the file."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout

from strategy_editor.storage.formatting import node_text
from strategy_editor.ui.as_written import as_written
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.source.highlighter import Highlighter
from strategy_editor.ui.theme import SPACE, Theme

_LIMIT = 200_000
"""Characters. Beyond, the beginning is shown: nobody reads more in one window."""


class SourcePanel(QFrame):
    """The canonical XML of the selected element."""

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        self.editor = QPlainTextEdit()
        self.editor.setObjectName("source")
        self.editor.setReadOnly(True)
        self.editor.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._highlighter = Highlighter(self.editor.document(), theme)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.addWidget(self.editor)
        self.retranslate()

    def show_document(self) -> None:
        """Show the selected element of the newest document."""
        document = self._controller.session.document
        node = document.find(self._controller.selected_id) or document.root
        mixed = self._controller.session.schema.mixed_tags
        text = node_text(node, mixed, document.namespaces)[:_LIMIT]
        if text != as_written(self.editor):
            self.editor.setPlainText(text)

    def show_new_session(self) -> None:
        """Another document is open; the view is fetched anew when it is looked at."""

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._highlighter.set_theme(theme)

    def retranslate(self) -> None:
        """Speak the current language."""
        self.editor.setAccessibleName(self._controller.translate("view.source"))
