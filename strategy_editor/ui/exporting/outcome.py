"""What came of an export: the files, what is not as asked, and the way to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.theme import SPACE


class OutcomePane(QWidget):
    """Shows the files written and sentences about them."""

    def __init__(self, translate: Translator) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._translate = translate
        self._first = Path()
        self.head = QLabel()
        self.head.setObjectName("strong")
        self.head.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setObjectName("export-outcome")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(translate("exporting.outcome"))
        self.open_file = self._button("open")
        self.open_folder = self._button("open-folder")
        self.open_file.clicked.connect(lambda: self._open(self._first))
        self.open_folder.clicked.connect(lambda: self._open(self._first.parent))
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.open_file)
        row.addWidget(self.open_folder)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self.head)
        box.addWidget(self.text, 1)
        box.addLayout(row)

    def show_done(self, written: Sequence[Path], notes: Sequence[str]) -> None:
        """Show files, of which the first can be opened, and what is to be noted."""
        self._first = written[0]
        self.head.setText(self._translate("exporting.done", count=len(written)))
        lines = [str(path) for path in written]
        lines += ["", self._translate("exporting.notes")] if notes else []
        lines += [f"– {note}" for note in notes]
        self.text.setPlainText("\n".join(lines))
        self.open_file.setFocus()

    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute())))

    def _button(self, key: str) -> QPushButton:
        button = QPushButton(self._translate(f"exporting.{key}"))
        button.setObjectName(f"export-{key}")
        button.setAccessibleName(button.text())
        button.setAutoDefault(False)
        return button
