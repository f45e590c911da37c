"""The time line: the list of versions, what narrows it, and what can be done with a version."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.flow import FlowLayout
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.ui.versions.loading import Loaded
from strategy_editor.ui.versions.model import VersionsModel, Wanted
from strategy_editor.ui.versions.words import detail_html
from strategy_editor.versions.version import KINDS, Version
from strategy_editor.workspace.version_wording import kind_name

VERBS = ("compare", "open", "restore")
_CHOICES = ("all", "versions", *KINDS)
_ICON = 18
_SHARES = [400, 150]


class TimelinePage(QWidget):
    """Shows the versions; ``asked`` carries a verb and the versions chosen, the newer first."""

    asked = Signal(str, object)

    def __init__(self, translate: Translator, theme: Theme) -> None:
        super().__init__()
        self._translate = translate
        self.model = VersionsModel(translate, theme)
        self.kind = QComboBox()
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setObjectName("versions")
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(2)
        self.list.setIconSize(QSize(_ICON, _ICON))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.state = QLabel()
        self.message = QLabel()
        self.detail = QTextBrowser()
        self.detail.setOpenLinks(False)
        self.buttons = {verb: QPushButton() for verb in VERBS}
        self._stack = QStackedWidget()
        for _ in _CHOICES:
            self.kind.addItem("")
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> list[Version]:
        """The versions chosen, the newer first."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.model.shown[row] for row in rows]

    def show_loaded(self, loaded: Loaded) -> None:
        """Show a time line; what was chosen stays chosen."""
        found = loaded.timeline
        kept = {each.id for each in self.chosen}
        versions = found.versions if found is not None else []
        states = [each.version for each in found.states] if found is not None else []
        self.model.count(found.changes if found is not None else {}, is_whole=loaded.is_counted)
        self.model.show(versions, states)
        is_empty = not versions and not states
        self.say(self._translate("history.empty") if is_empty else "")
        is_changed = found is not None and found.is_changed and bool(versions)
        self.state.setText(self._translate("versions.draft-changed"))
        self.state.setVisible(is_changed)
        self._choose(kept)

    def count(self, loaded: Loaded) -> None:
        """Show the numbers of changes that have been counted meanwhile."""
        if loaded.timeline is not None:
            self.model.count(loaded.timeline.changes, is_whole=loaded.is_counted)
            self._show_chosen()

    def say(self, sentence: str) -> None:
        """Say something in the list's place; nothing shows the list."""
        self.message.setText(sentence)
        self._stack.setCurrentIndex(1 if sentence else 0)
        for part in (self.kind, self.words):
            part.setVisible(not sentence)
        if sentence:
            self.state.hide()

    def choose(self, version_id: str) -> None:
        """Choose a version; what hides it is taken away."""
        if not self._choose({version_id}):
            self.kind.setCurrentIndex(0)
            self.words.clear()
            self._choose({version_id})
        self.list.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.model.set_theme(theme)

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._translate
        for at, choice in enumerate(_CHOICES):
            is_kind = choice in KINDS
            words = kind_name(choice, translate.language) if is_kind else ""
            self.kind.setItemText(at, words or translate(f"history.choice.{choice}"))
        self.kind.setAccessibleName(translate("history.kind"))
        self.words.setPlaceholderText(translate("history.filter"))
        self.words.setAccessibleName(translate("history.filter"))
        self.list.setAccessibleName(translate("history.list"))
        self.detail.setAccessibleName(translate("history.detail"))
        self.state.setText(translate("versions.draft-changed"))
        for verb, button in self.buttons.items():
            button.setText(translate(f"history.verb.{verb}"))
            button.setToolTip(translate(f"history.tip.{verb}"))
        self._show_chosen()

    def _choose(self, wanted: set[str]) -> bool:
        """Choose versions by id; return whether one of them is to be seen."""
        rows = [row for row, each in enumerate(self.model.shown) if each.id in wanted]
        flag = QItemSelectionModel.SelectionFlag
        selection = self.list.selectionModel()
        for row in rows:
            selection.select(self.model.index(row), flag.Select)
        if rows:
            selection.setCurrentIndex(self.model.index(rows[0]), flag.NoUpdate)
            self.list.scrollTo(self.model.index(rows[0]))
        self._show_chosen()
        return bool(rows)

    def _show_chosen(self) -> None:
        chosen = self.chosen
        self.detail.setVisible(len(chosen) == 1)
        if len(chosen) == 1:
            changes = self.model.changes_of(chosen[0])
            self.detail.setHtml(detail_html(chosen[0], changes, self._translate.language))
        key = "history.verb.compare-two" if len(chosen) == 2 else "history.verb.compare"
        self.buttons["compare"].setText(self._translate(key))
        self.buttons["compare"].setEnabled(len(chosen) in (1, 2))
        for verb in ("open", "restore"):
            self.buttons[verb].setEnabled(len(chosen) == 1)

    def _ask(self, verb: str) -> None:
        if self.buttons[verb].isEnabled():
            self.asked.emit(verb, self.chosen)

    def _narrow(self) -> None:
        kept = {each.id for each in self.chosen}
        choice = _CHOICES[max(0, self.kind.currentIndex())]
        words = tuple(self.words.text().casefold().split())
        kind = choice if choice in KINDS else ""
        self.model.narrow(Wanted(kind, words, with_states=choice == "all"))
        self._choose(kept)

    def _show_menu(self, at: QPoint) -> None:
        if not self.chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb in VERBS:
            action = menu.addAction(self.buttons[verb].text())
            action.setEnabled(self.buttons[verb].isEnabled())
            action.triggered.connect(lambda _checked=False, each=verb: self._ask(each))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _at: self._narrow())
        self.words.textChanged.connect(lambda _text: self._narrow())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.list.doubleClicked.connect(lambda _index: self._ask("compare"))
        self.list.customContextMenuRequested.connect(self._show_menu)
        for verb, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, each=verb: self._ask(each))
        for keys, verb in (("Return", "compare"), ("Ctrl+Return", "open")):
            shortcut = QShortcut(QKeySequence.fromString(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda each=verb: self._ask(each))

    def _lay_out(self) -> None:
        for label in (self.state, self.message):
            label.setObjectName("muted")
            label.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.state.hide()
        below = QWidget()
        verbs = FlowLayout()
        below.setLayout(verbs)
        for button in self.buttons.values():
            verbs.addWidget(button)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.detail)
        split.setSizes(_SHARES)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE)
        inner.addWidget(split, 1)
        inner.addWidget(below)
        self._stack.addWidget(whole)
        self._stack.addWidget(self.message)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        for part in (self.kind, self.words, self.state):
            box.addWidget(part)
        box.addWidget(self._stack, 1)
