"""Compare with another file: changes by kind in a list, the chosen one word by word."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.comparison.changes import Change, Comparison
from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.layout import ROOT, DuplicateId
from strategy_editor.document.document import Document
from strategy_editor.errors import CannotRead, UserError
from strategy_editor.exchange.report.story import Story
from strategy_editor.storage.reading import read
from strategy_editor.ui.comparison.filters import KindFilters
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.wording import error_text


class ComparisonPanel(QFrame):
    """Shows the changes from another file to the open document."""

    chooseRequested = Signal()
    jumpRequested = Signal(str, str)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._controller = controller
        self._theme = theme
        self._path: Path | None = None
        self._result: tuple[Comparison, Document, Document] | None = None
        self._stale = False
        self._what = QLabel()
        self._what.setObjectName("strong")
        self._what.setWordWrap(True)
        self._choose = QPushButton()
        self._choose.setObjectName("choose-other")
        self._choose.clicked.connect(self.chooseRequested)
        self._filters = KindFilters(controller.translate)
        self._filters.changed.connect(self._fill)
        self.list = QListWidget()
        self.list.setObjectName("changes")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.currentItemChanged.connect(self._show_change)
        self.list.itemActivated.connect(self._jump)
        self._detail = QTextBrowser()
        self._detail.setOpenLinks(False)
        self._message = QLabel()
        self._message.setObjectName("muted")
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._lay_out()
        self.set_theme(theme)
        self.retranslate()

    def compare_with(self, path: Path) -> None:
        """Compare the open document with a file, away from the window."""
        self._path = path
        self._stale = False
        self._say("comparison.working")
        document = self._controller.session.document

        def work() -> tuple[Comparison, Document, Document]:
            old = read(path).document
            try:
                return compare(old, document, path.name), old, document
            except DuplicateId as error:
                raise CannotRead("error.duplicate-id", path, id=str(error)) from None

        self._controller.tasks.run("compare", work, self._compared, self._failed)

    def show_document(self) -> None:
        """Compare again with the newest document, if the panel is in sight; else when it is."""
        self._stale = self._path is not None
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Bring a comparison that the document has left behind up to date."""
        if self._stale and self._path is not None:
            self.compare_with(self._path)

    def show_new_session(self) -> None:
        """Forget the comparison: another document is open."""
        self._path = None
        self._result = None
        self._controller.tasks.forget("compare")
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self._choose.setIcon(icon("columns-2", theme.muted))
        self._detail.document().setDefaultStyleSheet(
            f"ins {{ background-color: {theme.accent_soft}; color: {theme.text};"
            f" font-weight: 600; text-decoration: none }}"
            f" del {{ color: {theme.error}; text-decoration: line-through }}"
            f" .muted {{ color: {theme.muted} }}"
        )
        self._show_change()

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self._choose.setText(translate("comparison.choose"))
        self.list.setAccessibleName(translate("comparison.changes"))
        self._detail.setAccessibleName(translate("comparison.detail"))
        if self._result is None:
            self._what.setText(translate("comparison.title"))
            self._say("comparison.empty")
        else:
            self._show_result()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._what, 1)
        head.addWidget(self._choose)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(self._detail)
        split.setSizes([320, 240])
        result = QWidget()
        inner = QVBoxLayout(result)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._filters)
        inner.addWidget(split, 1)
        self._stack.addWidget(self._message)
        self._stack.addWidget(result)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addLayout(head)
        box.addWidget(self._stack, 1)

    def _compared(self, result: tuple[Comparison, Document, Document]) -> None:
        self._result = result
        self._show_result()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._message.setText(error_text(error, self._controller.translate.language))
        self._stack.setCurrentIndex(0)

    def _show_result(self) -> None:
        assert self._result is not None
        comparison = self._result[0]
        side = comparison.old
        self._what.setText(
            self._controller.translate(
                "comparison.with", title=side.title, edition=side.edition, file=side.file
            )
        )
        self._filters.show_counts(comparison.summary)
        if comparison.changes:
            self._fill()
            self._stack.setCurrentIndex(1)
        else:
            self._say("comparison.equal")

    def _story(self) -> Story | None:
        if self._result is None:
            return None
        return Story(*self._result, self._controller.translate.language)

    def _fill(self) -> None:
        story = self._story()
        if story is None or self._result is None:
            return
        kept = self._current()
        self.list.clear()
        for change in self._result[0].changes:
            if not self._filters.shows(change.kinds):
                continue
            field = story.field(change)
            text = story.word("line", kinds=story.kinds(change), name=story.name(change))
            item = QListWidgetItem(f"{text} · {field}" if field else text)
            item.setData(Qt.ItemDataRole.UserRole, change)
            self.list.addItem(item)
            if kept is not None and (kept.id, kept.field) == (change.id, change.field):
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _current(self) -> Change | None:
        item: QListWidgetItem | None = self.list.currentItem()
        if item is None:
            return None
        change: Change = item.data(Qt.ItemDataRole.UserRole)
        return change

    def _show_change(self) -> None:
        change, story = self._current(), self._story()
        self._detail.setHtml(_html(story, change) if change is not None and story else "")

    def _jump(self, item: QListWidgetItem) -> None:
        change: Change = item.data(Qt.ItemDataRole.UserRole)
        root_id = self._controller.session.document.root.id or ""
        target = change.id if change.id != ROOT else root_id
        if target in self._controller.session.document:
            self.jumpRequested.emit(target, change.field)

    def _say(self, key: str) -> None:
        self._message.setText(self._controller.translate(key))
        self._stack.setCurrentIndex(0)


def _html(story: Story, change: Change) -> str:
    field = story.field(change)
    parts = [f"<h3>{escape(story.name(change))}</h3>"]
    kinds = escape(story.kinds(change))
    parts.append(f"<p class='muted'>{kinds}{' · ' + escape(field) if field else ''}</p>")
    if change.words:
        tags = {"old": "del", "new": "ins"}
        words = [
            f"<{tags[each.kind]}>{escape(each.text)}</{tags[each.kind]}>"
            if each.kind in tags
            else escape(each.text)
            for each in change.words
        ]
        parts.append(f"<p>{''.join(words)}</p>")
        return "".join(parts)
    if "renumbered" in change.kinds:
        numbers = (change.old_number or story.word("empty"), change.new_number)
        parts.append(f"<p>{escape(' → '.join(numbers))}</p>")
    for key, value, tag in zip(("old", "new"), story.values(change), ("del", "ins"), strict=True):
        if value:
            lines = "<br>".join(map(escape, value.split("\n")))
            parts.append(f"<p class='muted'>{escape(story.word(key))}</p>")
            parts.append(f"<p><{tag}>{lines}</{tag}></p>")
    return "".join(parts)
