"""The question what is to be merged: the base and the files that came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE

_WIDTH = 620


@dataclass(frozen=True)
class Sources:
    """The common base, and one or more files that grew from it."""

    base: Path
    theirs: tuple[Path, ...]


class SourcesDialog(FittedDialog):
    """Asks for the files; ``sources`` is what was answered. ``ask_file`` asks for one of them."""

    def __init__(
        self, parent: QWidget, translate: Translator, name: str, ask_file: Callable[[], Path | None]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge-sources")
        self.setWindowTitle(translate("merging.title"))
        self.setMinimumWidth(_WIDTH)
        self._translate = translate
        self._ask_file = ask_file
        self._base: Path | None = None
        self._theirs: list[Path] = []
        self.about = QLabel(translate("merging.about", name=name))
        self.about.setWordWrap(True)
        self.base = QLineEdit()
        self.base.setReadOnly(True)
        self.base.setAccessibleName(translate("merging.base"))
        self.base.setPlaceholderText(translate("merging.base-hint"))
        self.choose = QPushButton(translate("merging.choose"))
        self.choose.setAccessibleName(translate("merging.choose-base"))
        self.list = QListWidget()
        self.list.setAccessibleName(translate("merging.theirs"))
        self.add = QPushButton(translate("merging.add"))
        self.remove = QPushButton(translate("merging.remove"))
        self.start = QPushButton(translate("merging.start"))
        self.start.setObjectName("primary")
        self._lay_out()
        self.choose.clicked.connect(self._choose_base)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self._show()

    @property
    def sources(self) -> Sources | None:
        """What was answered; None while something is missing."""
        if self._base is None or not self._theirs:
            return None
        return Sources(self._base, tuple(self._theirs))

    def _lay_out(self) -> None:
        base = QHBoxLayout()
        base.addWidget(self.base, 1)
        base.addWidget(self.choose)
        verbs = QHBoxLayout()
        verbs.addWidget(self.add)
        verbs.addWidget(self.remove)
        verbs.addStretch(1)
        buttons = QDialogButtonBox()
        buttons.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._translate("ask.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self.about)
        box.addSpacing(SPACE)
        box.addWidget(QLabel(self._translate("merging.base")))
        box.addLayout(base)
        box.addWidget(QLabel(self._translate("merging.theirs")))
        box.addWidget(self.list, 1)
        box.addLayout(verbs)
        box.addWidget(buttons)

    def _choose_base(self) -> None:
        path = self._ask_file()
        if path is not None:
            self._base = path
            self._show()

    def _add(self) -> None:
        path = self._ask_file()
        if path is not None and path not in self._theirs:
            self._theirs.append(path)
            self._show()

    def _remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._theirs):
            del self._theirs[row]
            self._show()

    def _show(self) -> None:
        self.base.setText(str(self._base) if self._base is not None else "")
        names = [str(each) for each in self._theirs]
        if names != [self.list.item(row).text() for row in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(names)
        self.remove.setEnabled(self.list.currentRow() >= 0)
        self.start.setEnabled(self.sources is not None)
