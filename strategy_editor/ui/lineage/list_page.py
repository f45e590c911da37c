"""The list of dispositions with its filters, and below it the chosen line told in full."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.comparison.proposals import Proposal
from strategy_editor.lineage.account import Account
from strategy_editor.lineage.kinds import CARDINALITIES
from strategy_editor.lineage.strands import Strand
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.icons import icon
from strategy_editor.ui.lineage.board import Board
from strategy_editor.ui.lineage.menu import LineActions
from strategy_editor.ui.lineage.model import LineageModel
from strategy_editor.ui.lineage.rows import (
    FILTERS,
    Line,
    Proposals,
    counts,
    groups,
    strands_to_show,
)
from strategy_editor.ui.lineage.story import LineStory, style_of
from strategy_editor.ui.lineage.words import LineWords
from strategy_editor.ui.questions import Questions
from strategy_editor.ui.theme import SPACE, Theme


class ListPage(QWidget):
    """Shows an account; ``openRequested`` names an element and a field of it."""

    openRequested = Signal(str, str)

    def __init__(
        self, controller: Controller, theme: Theme, questions: Callable[[], Questions]
    ) -> None:
        super().__init__()
        self._controller = controller
        self._account: Account | None = None
        self._strands: list[Strand] = []
        self._proposals: dict[str, list[Proposal]] = {}
        self.words = LineWords(controller)
        self.actions_of = LineActions(controller, self.words, questions, self)
        self.model = LineageModel(self.words)
        self.board = Board(self.model, theme)
        self.filter = QComboBox()
        self.filter.setObjectName("lineage-filter")
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.next_open = QPushButton()
        self.next_open.setObjectName("next-open")
        self.story = QTextBrowser()
        self.story.setOpenLinks(False)
        self._telling = LineStory(self.words, controller.translate)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def show_account(self, account: Account, proposals: Proposals) -> None:
        """Show an account; the chosen line stays chosen where it is still there."""
        self._account = account
        self._strands = strands_to_show(account, proposals)
        self._proposals = {key: list(found) for key, found in proposals.items()}
        self._fill_filter()
        self._fill()

    def choose(self, node_id: str) -> bool:
        """Choose the line of a former or present goal, or of a disposition."""
        if self.board.choose(node_id, "") or self.board.choose("", node_id):
            return True
        for group in self.model.groups:
            for line in group.lines:
                if line.disposition is not None and line.disposition.id == node_id:
                    return self.board.choose(line.former, line.goal)
        return False

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.board.set_theme(theme)
        self.next_open.setIcon(icon("arrow-down", theme.muted))
        self.story.document().setDefaultStyleSheet(style_of(theme))
        self._tell()

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self.search.setPlaceholderText(translate("lineage.search"))
        self.search.setAccessibleName(translate("lineage.search"))
        self.filter.setAccessibleName(translate("lineage.filter"))
        self.next_open.setText(translate("lineage.next-open"))
        self.board.setAccessibleName(translate("lineage.list"))
        self.story.setAccessibleName(translate("lineage.story"))
        self._fill_filter()
        self._fill()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.filter)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.next_open)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.board)
        split.addWidget(self.story)
        split.setStretchFactor(0, 1)
        split.setSizes([420, 180])
        split.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addLayout(bar)
        box.addWidget(split, 1)

    def _connect(self) -> None:
        self.filter.currentIndexChanged.connect(self._fill)
        self.search.textChanged.connect(self._fill)
        self.next_open.clicked.connect(self._go_to_open)
        self.board.lineChanged.connect(self._tell)
        self.board.linkDrawn.connect(self.actions_of.verbs.link)
        self.board.openRequested.connect(lambda node_id: self.openRequested.emit(node_id, ""))
        self.board.acceptRequested.connect(self._accept)
        self.board.menuRequested.connect(self._show_menu)
        self.actions_of.openRequested.connect(self.openRequested)
        self.story.anchorClicked.connect(self._follow)

    def _go_to_open(self) -> None:
        self.board.choose_next()
        self.board.setFocus()

    def _accept(self, line: Line) -> None:
        if self.actions_of.accept(line):
            self.board.choose_next()

    def _show_menu(self, line: Line, column: int, place: QPoint) -> None:
        menu = self.actions_of.menu(line, column, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _follow(self, url: QUrl) -> None:
        verb, _, target = url.toString().partition(":")
        line = self.board.line
        match verb:
            case "open":
                self.openRequested.emit(target, "")
            case "accept" if line is not None:
                self.actions_of.accept(line, target)
            case "write":
                disposition, _, field = target.partition("/")
                self.actions_of.ask_missing(disposition, field)

    def _fill_filter(self) -> None:
        if self._account is None:
            return
        found = counts(self._strands, self._proposals)
        chosen = self.filter.currentData() or "all"
        self.filter.blockSignals(True)
        self.filter.clear()
        for name in dict.fromkeys((*FILTERS, *CARDINALITIES)):
            count = found.get(name, 0)
            if count or name in ("all", "open", chosen):
                self.filter.addItem(self._filter_words(name, count), name)
        self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)))
        self.filter.blockSignals(False)

    def _filter_words(self, name: str, count: int) -> str:
        if name in FILTERS:
            return self._controller.translate(f"lineage.filter.{name}", count=count)
        kind = self.words.kind(name)
        return self._controller.translate("lineage.filter.kind", kind=kind, count=count)

    def _fill(self) -> None:
        if self._account is None:
            return
        line, column = self.board.line, self.board.currentIndex().column()
        place = self.board.verticalScrollBar().value()
        wanted = self.filter.currentData() or "all"
        self.model.show(groups(self._strands, self._proposals, wanted, self._hits()))
        if line is not None:
            index = self.model.find(line.former, line.goal, max(0, column))
            if index.isValid():
                self.board.setCurrentIndex(index)
        self.board.verticalScrollBar().setValue(place)
        self._tell()

    def _hits(self) -> frozenset[str] | None:
        words = self.search.text().casefold().split()
        if not words or self._account is None:
            return None
        named = [(each.former.id or "", self.words.former(each)) for each in self._account.fates]
        named += [
            (each.id or "", self.words.main_of(each.id or "")) for each in self._account.goals
        ]
        return frozenset(
            key for key, text in named if all(word in text.casefold() for word in words)
        )

    def _tell(self) -> None:
        line = self.board.line
        if line is None:
            hint = self._controller.translate("lineage.choose-line")
            self.story.setHtml(f"<p class='muted'>{hint}</p>")
            return
        proposals = self._proposals.get(line.former, ())
        can_edit = self.actions_of.verbs.can_edit
        self.story.setHtml(self._telling.told(line, proposals, can_edit=can_edit))
