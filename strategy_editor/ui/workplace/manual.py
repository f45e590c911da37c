"""The manual: topics at the left, what they say at the right; texts in ``resources/help``."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.paths import shipped
from strategy_editor.ui.actions import DECLARED, Actions
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE

TOPICS = (
    "start", "outline", "form", "writing", "text", "tables", "goals", "search", "problems",
    "annotations", "saving", "versions", "compare", "merging", "word", "keys",
)  # fmt: skip
"""The topics, each a file ``<topic>.md`` in both languages; ``keys`` is made from the actions."""
_KEYS = "keys"


class Manual(FittedDialog):
    """Shows topics beside the window, which stays usable; ``tourWanted`` asks for the tour."""

    tourWanted = Signal()

    def __init__(self, parent: QWidget, translate: Translator, actions: Actions) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self._translate = translate
        self._actions = actions
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(translate("manual.filter"))
        self.filter.setAccessibleName(translate("manual.filter"))
        self.topics = QListWidget()
        self.topics.setAccessibleName(translate("manual.topics"))
        self.page = QTextBrowser()
        self.page.setAccessibleName(translate("manual.page"))
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._follow)
        self._nothing = QLabel(translate("manual.nothing"))
        self._nothing.setObjectName("muted")
        self._nothing.hide()
        self._texts = {topic: self._text(topic) for topic in TOPICS}
        for topic in TOPICS:
            item = QListWidgetItem(_title(self._texts[topic]))
            item.setData(Qt.ItemDataRole.UserRole, topic)
            self.topics.addItem(item)
        self.filter.textChanged.connect(self._narrow)
        self.topics.currentItemChanged.connect(lambda *_: self._show_current())
        self._lay_out()
        self.setWindowTitle(translate("manual.title"))
        self.resize(860, 640)

    def show_topic(self, topic: str) -> None:
        """Open a topic."""
        at = TOPICS.index(topic) if topic in TOPICS else 0
        self.filter.clear()
        self.topics.setCurrentRow(at)

    def _text(self, topic: str) -> str:
        if topic == _KEYS:
            return self._keys()
        return topic_file(topic, self._translate.language).read_text(encoding="utf-8")

    def _keys(self) -> str:
        translate = self._translate
        lines = [f"# {translate('manual.keys')}", ""]
        head = (translate("keys.command"), translate("keys.keys"))
        lines += [f"| {head[0]} | {head[1]} |", "|---|---|"]
        for each in DECLARED:
            keys = self._actions[each.key].shortcut()
            if not keys.isEmpty():
                name = translate(f"action.{each.key}").replace("&", "")
                shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
                lines.append(f"| {name} | {shown} |")
        return "\n".join(lines) + "\n"

    def _show_current(self) -> None:
        item: QListWidgetItem | None = self.topics.currentItem()
        if item is None:
            return
        document = QTextDocument(self.page)
        document.setDefaultFont(self.page.font())
        document.setDocumentMargin(2 * SPACE)
        document.setMarkdown(self._texts[item.data(Qt.ItemDataRole.UserRole)])
        self.page.setDocument(document)
        if self.filter.text().strip():
            self.page.find(self.filter.text().strip())

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        shown = 0
        first: QListWidgetItem | None = None
        for row, topic in enumerate(TOPICS):
            item: QListWidgetItem | None = self.topics.item(row)
            if item is None:
                continue
            fits = all(word in self._texts[topic].casefold() for word in words)
            item.setHidden(not fits)
            shown += fits
            first = first or (item if fits else None)
        self._nothing.setVisible(not shown)
        current: QListWidgetItem | None = self.topics.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.topics.setCurrentItem(first)
        else:
            self._show_current()

    def _follow(self, url: QUrl) -> None:
        name = url.toString()
        if name == "tour":
            self.tourWanted.emit()
        else:
            self.show_topic(name.removesuffix(".md"))

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.filter)
        column.addWidget(self._nothing)
        column.addWidget(self.topics, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.page)
        split.setSizes([240, 620])
        split.setStretchFactor(1, 1)
        split.setHandleWidth(SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.addWidget(split)


def topic_file(topic: str, language: str) -> Path:
    """Return the file of a topic."""
    return shipped("resources") / "help" / language / f"{topic}.md"


def _title(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ").strip()
