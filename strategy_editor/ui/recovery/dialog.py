"""The list of documents with unsaved work of an earlier run."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.errors import UserError
from strategy_editor.i18n import Translator
from strategy_editor.recovery.offers import Offer
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.recovery.rows import Looked, changes_html, line, name
from strategy_editor.ui.tasks import Tasks
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.recovering import Examined, ExaminedText, examined, examined_text


class RecoveryDialog(FittedDialog):
    """Offers to compare, to restore, to decide later, or to discard; decides nothing itself."""

    restoreRequested = Signal(object, object)
    """An offer, and what came of looking at it."""
    discardRequested = Signal(object)

    def __init__(
        self, parent: QWidget, offers: list[Offer], translate: Translator, theme: Theme
    ) -> None:
        super().__init__(parent)
        self._translate = translate
        self._offers = offers
        self._looked: dict[str, Looked] = {}
        self._tasks = Tasks(self)
        self.list = QListWidget()
        self.list.setObjectName("offers")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(translate("recover.list"))
        self.changes = QTextBrowser()
        self.changes.setAccessibleName(translate("recover.compared"))
        self.changes.setOpenLinks(False)
        self.changes.document().setDefaultStyleSheet(
            f"ins {{ background-color: {theme.accent_soft}; font-weight: 600;"
            f" text-decoration: none }}"
            f" del {{ color: {theme.error}; text-decoration: line-through }}"
        )
        self.changes.hide()
        self.buttons = {
            key: QPushButton(translate(f"recover.{key}"))
            for key in ("compare", "restore", "discard", "later")
        }
        self._lay_out()
        self._connect()
        self._fill()
        self._look_at_all()
        self.list.setFocus()

    @property
    def offer(self) -> Offer | None:
        """The offer that is chosen."""
        row = self.list.currentRow()
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def take_away(self, offer: Offer) -> None:
        """An offer is dealt with; the last one closes the dialog."""
        self._offers = [each for each in self._offers if each.folder != offer.folder]
        self._fill()
        if not self._offers:
            self.accept()

    def done(self, result: int) -> None:
        for offer in self._offers:
            self._tasks.forget(offer.folder.name)
        super().done(result)

    def _fill(self) -> None:
        row = max(0, self.list.currentRow())
        self.list.clear()
        for offer in self._offers:
            looked = self._looked.get(offer.folder.name)
            title, below = name(offer, self._translate), line(offer, looked, self._translate)
            item = QListWidgetItem(f"{title}\n{below}")
            item.setToolTip(str(offer.about.file or ""))
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(self._offers) - 1))
        self._show_chosen()

    def _look_at_all(self) -> None:
        for offer in self._offers:
            self._looked[offer.folder.name] = None
            self._tasks.run(
                offer.folder.name,
                partial(examined_text if offer.is_text else examined, offer),
                partial(self._found, offer),
                partial(self._failed, offer),
            )

    def _found(self, offer: Offer, result: Examined | ExaminedText) -> None:
        self._looked[offer.folder.name] = result
        self._fill()

    def _failed(self, offer: Offer, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._looked[offer.folder.name] = error
        self._fill()

    def _show_chosen(self) -> None:
        offer = self.offer
        looked = self._looked.get(offer.folder.name) if offer is not None else None
        ready = isinstance(looked, Examined | ExaminedText)
        self.buttons["restore"].setEnabled(ready)
        self.buttons["compare"].setEnabled(ready)
        self.buttons["discard"].setEnabled(offer is not None)
        if not self.changes.isHidden():
            self.changes.setHtml(changes_html(looked, self._translate))

    def _compare(self) -> None:
        self.changes.show()
        self._show_chosen()

    def _restore(self) -> None:
        offer = self.offer
        if offer is not None:
            self.restoreRequested.emit(offer, self._looked.get(offer.folder.name))

    def _discard(self) -> None:
        if self.offer is not None:
            self.discardRequested.emit(self.offer)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.buttons["compare"].clicked.connect(self._compare)
        self.buttons["restore"].clicked.connect(self._restore)
        self.buttons["discard"].clicked.connect(self._discard)
        self.buttons["later"].clicked.connect(self.reject)

    def _lay_out(self) -> None:
        translate = self._translate
        self.setWindowTitle(translate("recover.title"))
        title = QLabel(translate("recover.title"))
        title.setObjectName("strong")
        text = QLabel(translate("recover.text"))
        text.setWordWrap(True)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.changes)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for key in ("discard", "compare", "later", "restore"):
            button = self.buttons[key]
            button.setAccessibleName(button.text())
            row.addWidget(button)
            if key == "discard":
                row.addStretch(1)
        self.buttons["restore"].setObjectName("primary")
        self.buttons["restore"].setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(title)
        box.addWidget(text)
        box.addWidget(split, 1)
        box.addLayout(row)
        self.resize(720, 480)
