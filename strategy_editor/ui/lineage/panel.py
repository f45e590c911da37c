"""The view of what became of former goals: as a list, as a flow, on a time line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.comparison.proposals import GoalText, Proposal, proposals
from strategy_editor.lineage.account import Account, account_of
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.icons import icon
from strategy_editor.ui.lineage.list_page import ListPage
from strategy_editor.ui.lineage.picture_page import PicturePage
from strategy_editor.ui.lineage.words import text_of
from strategy_editor.ui.questions import Questions
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.lineage_words import progress

PAGES = ("list", "flow", "horizons")


class LineagePanel(QFrame):
    """Shows the account of the open document and lets it be completed."""

    openRequested = Signal(str, str)
    chooseRequested = Signal()
    beginRequested = Signal()
    keepRequested = Signal()

    def __init__(
        self, controller: Controller, theme: Theme, questions: Callable[[], Questions]
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("help", "goals")
        self._controller = controller
        self._shown: tuple[object, ...] = ()
        self._selected = ""
        self._account: Account | None = None
        self._proposals: dict[str, list[Proposal]] = {}
        self._compared: object = None
        self._looked_at: frozenset[GoalText] = frozenset()
        self.progress = QLabel()
        self.progress.setObjectName("strong")
        self.progress.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(12 * SPACE, SPACE)
        self.list = ListPage(controller, theme, questions)
        self.pictures = {name: PicturePage(name, theme) for name in PAGES[1:]}
        self.modes = QButtonGroup(self)
        self.keep = QToolButton()
        self.keep.setObjectName("bordered")
        self.missing = QPushButton()
        self.missing.setObjectName("choose-predecessor")
        self.nothing = QLabel()
        self.enter = QPushButton()
        self.begin = QPushButton()
        self._stack = QStackedWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.retranslate()

    def show_document(self) -> None:
        """Show the newest document and selection."""
        root = self._controller.session.document.root
        parts = (root, self._controller.editions.at_hand, self._controller.translate.language)
        if self._shown != parts:
            self._shown = parts
            self._show_account()
        selected = self._controller.selected_id
        if selected != self._selected:
            self._selected = selected
            self.list.choose(selected)

    def show_page(self, at: int) -> None:
        """Show the list or one of the pictures, counted as in ``PAGES``."""
        self.modes.button(at).setChecked(True)
        self._pages.setCurrentIndex(at)
        self.keep.setVisible(at > 0)

    @property
    def picture(self) -> PicturePage | None:
        """The picture that is shown; None for the list."""
        shown = self._pages.currentWidget()
        return shown if isinstance(shown, PicturePage) else None

    def show_new_session(self) -> None:
        """Another document is open: nothing of the old one stays."""
        self._shown, self._selected, self._proposals = (), "", {}
        self._compared, self._looked_at = None, frozenset()
        self._controller.tasks.forget("proposals")

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.keep.setIcon(icon("image", theme.muted))
        self.list.set_theme(theme)
        for page in self.pictures.values():
            page.set_theme(theme)

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self.missing.setText(translate("lineage.choose-predecessor"))
        self.nothing.setText(translate("lineage.none"))
        self.enter.setText(translate("lineage.choose-predecessor"))
        self.begin.setText(translate("action.plain.begin-edition"))
        self.bar.setAccessibleName(translate("lineage.progress-bar"))
        for button, name in zip(self.modes.buttons(), PAGES, strict=True):
            words = translate(f"lineage.page.{name}")
            button.setText(words)
            # The chosen one is written bold, for which there has to be room.
            bold = QFont(button.font())
            bold.setBold(True)
            button.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(words) + 4 * SPACE)
        for name, page in self.pictures.items():
            page.canvas.setAccessibleName(translate(f"lineage.picture.{name}"))
            page.setAccessibleName(translate(f"lineage.picture.{name}"))
        self.keep.setToolTip(translate("action.plain.keep-picture"))
        self.keep.setAccessibleName(translate("action.plain.keep-picture"))
        self.list.retranslate()
        self._shown = ()
        if self.isVisible():
            self.show_document()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.progress, 1)
        head.addWidget(self.bar)
        head.addWidget(self.missing)
        row = QHBoxLayout()
        row.setSpacing(0)
        for at, name in enumerate(PAGES):
            button = QPushButton()
            button.setObjectName("segment")
            button.setProperty("place", {0: "first", len(PAGES) - 1: "last"}.get(at, "middle"))
            button.setProperty("page", name)
            button.setCheckable(True)
            button.setChecked(at == 0)
            self.modes.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.keep)
        for page in (self.list, *self.pictures.values()):
            self._pages.addWidget(page)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE)
        inner.addLayout(head)
        inner.addLayout(row)
        inner.addWidget(self._pages, 1)
        self._stack.addWidget(self._nothing_page())
        self._stack.addWidget(content)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.addWidget(self._stack)

    def _nothing_page(self) -> QWidget:
        page = QWidget()
        self.nothing.setObjectName("muted")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(page)
        box.setSpacing(2 * SPACE)
        box.addStretch(1)
        box.addWidget(self.nothing)
        for button in (self.enter, self.begin):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        return page

    def _connect(self) -> None:
        self.list.openRequested.connect(self.openRequested)
        for page in self.pictures.values():
            page.openRequested.connect(self.openRequested)
        self.modes.idClicked.connect(self.show_page)
        self.keep.clicked.connect(self.keepRequested)
        self.missing.clicked.connect(self.chooseRequested)
        self.enter.clicked.connect(self.chooseRequested)
        self.begin.clicked.connect(self.beginRequested)
        self._controller.editions.changed.connect(self._editions_changed)

    def _editions_changed(self) -> None:
        if self.isVisible():
            self.show_document()

    def _show_account(self) -> None:
        controller = self._controller
        self._account = account = account_of(controller.session.document)
        self._stack.setCurrentIndex(1 if account.fates else 0)
        totals = account.totals()
        self.progress.setText(progress(totals, controller.translate.language))
        self.bar.setRange(0, max(1, totals.former))
        self.bar.setValue(totals.accounted + totals.unstated)
        self.missing.setVisible(
            not all(self.list.words.has_edition(fate) for fate in account.fates)
        )
        self.list.show_account(account, self._proposals)
        for page in self.pictures.values():
            page.show_document(controller.session.document, controller.translate.language)
        self._propose(account)

    def _propose(self, account: Account) -> None:
        """Look for goals that read alike, away from the window; not again for those known."""
        formers = self.list.words.texts_of_open(account)
        compared = (account.goals, self._controller.editions.at_hand)
        if self._compared == compared and set(formers) <= self._looked_at:
            return
        self._compared, self._looked_at = compared, frozenset(formers)
        self._controller.tasks.run(
            "proposals",
            lambda: (compared, proposals(formers, map(text_of, account.goals))),
            self._proposed,
            self._failed,
        )

    def _proposed(self, result: tuple[object, dict[str, list[Proposal]]]) -> None:
        compared, found = result
        if compared is not self._compared or found == self._proposals:
            return
        self._proposals = found
        if self._account is not None:
            self.list.show_account(self._account, found)

    @staticmethod
    def _failed(error: Exception) -> None:
        raise error
