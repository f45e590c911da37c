"""The history at the side: the time line, the history of one element, and a search through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.errors import UserError
from strategy_editor.ui.actions import Actions
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.flow import FlowLayout
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.ui.versions.counting import Counting
from strategy_editor.ui.versions.loading import Loaded, load, past_of_element, said_ever
from strategy_editor.ui.versions.running import Stopped
from strategy_editor.ui.versions.timeline_page import TimelinePage
from strategy_editor.ui.versions.told_pages import SearchPage, ToldPage
from strategy_editor.ui.versions.words import hits_html, past_html
from strategy_editor.versions.tracing import AtWork, ElementChange, Said
from strategy_editor.versions.version import Author
from strategy_editor.workspace.version_wording import moment_text
from strategy_editor.workspace.wording import error_text

PAGES = ("timeline", "element", "search")
_PLACES, _MANY = 2, 200
"""Places named of each who worked lately; above so many it was not work on places."""
_ACTIONS = ("keep-version", "fetch-versions", "send-versions", "connect-versions")


class VersionsPanel(QFrame):
    """Loads and shows the history of the document's file; changes nothing itself."""

    asked = Signal(str, object)
    elementWanted = Signal(str)
    cancelled = Signal()
    shown = Signal()

    def __init__(
        self, controller: Controller, theme: Theme, actions: Actions, myself: Callable[[], Author]
    ) -> None:
        super().__init__()
        self._controller = controller
        self._actions = actions
        self._myself = myself
        self._path: Path | None = None
        self._element = ""
        self._is_loading = False
        self._past: list[ElementChange] = []
        self._whole: set[str] = set()
        self.loaded = Loaded(None)
        translate = controller.translate
        self.counting, self.looking = Counting(translate), Counting(translate)
        self.timeline = TimelinePage(translate, theme)
        self.element = ToldPage(translate, theme)
        self.search = SearchPage(translate, theme)
        self.buttons = {key: QPushButton() for key in _ACTIONS}
        self.pages = {key: QPushButton() for key in PAGES}
        self.team = QLabel()
        self.progress = QProgressBar()
        self.doing = QLabel()
        self.cancel = QPushButton()
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def page(self) -> str:
        """The page in front."""
        return PAGES[self._stack.currentIndex()]

    def tab_text(self) -> str:
        """Return what the tab of the panel says."""
        return self._controller.translate("history.tab")

    def show_document(self) -> None:
        """Follow the document and the selection; reads only where there is something new."""
        if self._controller.session.path != self._path:
            self.reload()
        elif self._controller.selected_id != self._element:
            self._show_element()

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        self.pages[key].setChecked(True)
        self._stack.setCurrentIndex(PAGES.index(key))
        if key == "element":
            self._show_element()
        elif key == "search":
            self.search.search.setFocus()

    def reload(self) -> None:
        """Read the history again, first what can be shown at once."""
        path = self._path = self._controller.session.path
        self._element = ""
        if path is None:
            self.loaded = Loaded(None)
            self._controller.tasks.forget("versions")
            self.timeline.say(self._controller.translate("history.unsaved"))
            self._show_team()
        else:
            self._read(path, counted=False)
        self._show_element()
        self._look_for(self.search.search.text().strip())

    def say_busy(self, sentence: str, done: int = 0, whole: int = 0) -> None:
        """Say what goes on and how far it is; an empty sentence ends it."""
        self.doing.setText(sentence)
        self.progress.setRange(0, whole)
        self.progress.setValue(done)
        self.progress.setAccessibleName(sentence)
        for part in (self.doing, self.progress, self.cancel):
            part.setVisible(bool(sentence))

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        for page in (self.timeline, self.element, self.search):
            page.set_theme(theme)

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        for key, button in self.buttons.items():
            button.setText(translate(f"history.button.{key}"))
            button.setToolTip(self._actions[key].toolTip())
        for key, button in self.pages.items():
            button.setText(translate(f"history.page.{key}"))
        self.cancel.setText(translate("ask.cancel"))
        for page in (self.timeline, self.element, self.search):
            page.retranslate()
        self._show_team()
        self.reload()

    @property
    def is_loading(self) -> bool:
        """Whether the history is being read at this moment."""
        return self._is_loading

    def _read(self, path: Path, *, counted: bool) -> None:
        self._is_loading = True
        now = datetime.now().astimezone()
        self._controller.tasks.run(
            "versions",
            partial(load, path, now, self.counting.begin() if counted else None),
            partial(self._show_loaded, path),
            self._failed,
        )

    def _show_loaded(self, path: Path, loaded: Loaded) -> None:
        if loaded.is_counted:
            self.counting.end()
        if path != self._controller.session.path:
            return
        self.loaded = loaded
        self._is_loading = loaded.timeline is not None and not loaded.is_counted
        self.shown.emit()
        if loaded.is_counted:
            self.timeline.count(loaded)
        else:
            self.timeline.show_loaded(loaded)
            if loaded.timeline is not None:
                self._read(path, counted=True)
        self._show_team()

    def _failed(self, error: Exception) -> None:
        self._is_loading = False
        self.counting.end()
        if isinstance(error, Stopped):
            self.timeline.model.leave_uncounted()
            return
        if not isinstance(error, UserError):
            raise error
        self.timeline.say(error_text(error, self._controller.translate.language))

    def _show_team(self) -> None:
        """Say with whom the history is shared, and who worked lately."""
        loaded, translate = self.loaded, self._controller.translate
        is_shared = bool(loaded.address)
        has_file = self._controller.session.path is not None
        for key in ("fetch-versions", "send-versions"):
            self.buttons[key].setVisible(is_shared)
        self.buttons["connect-versions"].setVisible(has_file and not is_shared)
        self.buttons["connect-versions"].setEnabled(has_file)
        lines = [translate("versions.connected", address=loaded.address)] if is_shared else []
        if loaded.unsent:
            lines.append(translate("history.unsent", count=loaded.unsent))
        me = self._myself().name
        lines += [self._at_work(each) for each in loaded.at_work if each.author.name != me]
        lines += [
            translate("history.at-work-apart", told=self._at_work(each.work), line=each.branch)
            for each in loaded.apart
        ]
        self.team.setText("\n".join(lines))
        self.team.setVisible(bool(lines))

    def _at_work(self, work: AtWork) -> str:
        """Say who worked where lately: the first places, and how many more there are."""
        controller, translate = self._controller, self._controller.translate
        document, wording = controller.session.document, controller.wording
        known = [each for each in work.elements if each in document]
        more = len(work.elements) - len(known[:_PLACES])
        values = {
            "author": work.author.name,
            "when": moment_text(work.last, translate.language),
            "places": "; ".join(wording.place(each) for each in known[:_PLACES]),
            "count": more,
        }
        if not known or len(work.elements) > _MANY:
            return translate("history.at-work", **values | {"count": len(work.elements)})
        return translate("history.at-work-there-too" if more else "history.at-work-there", **values)

    def _show_element(self) -> None:
        """Read the history of the selected element, where its page is in front."""
        controller, path = self._controller, self._path
        element = controller.selected_id
        if self.page != "element" or element == self._element:
            return
        if path is None or element not in controller.session.document:
            self.element.heading.setText(controller.translate("history.choose-element"))
            self.element.tell("")
            return
        self._element = element
        self.element.heading.setText(controller.wording.place(element))
        work = partial(past_of_element, path, element, self.looking.begin())
        self._ask_past(work, self._show_past)

    def _show_past(self, changes: list[ElementChange]) -> None:
        self._past, self._whole = changes, set()
        unkept = self._controller.translate("versions.element-unchanged")
        self.element.tell(past_html(changes, self._controller.wording) or f"<p>{unkept}</p>")

    def _show_wording(self, version_id: str) -> None:
        """Show what the element said in a version, or what was changed there again."""
        self._whole ^= {version_id}
        self.element.tell_anew(past_html(self._past, self._controller.wording, self._whole))

    def _look_for(self, wanted: str) -> None:
        if not wanted or self._path is None:
            self.search.tell("")
            return
        work = partial(said_ever, self._path, wanted, self.looking.begin())
        self._ask_past(work, partial(self._show_hits, wanted))

    def _show_hits(self, wanted: str, hits: list[Said]) -> None:
        self.search.tell(hits_html(hits, wanted, self._controller.wording))

    def _ask_past(self, work: Any, done: Any) -> None:
        def found(result: Any) -> None:
            self.looking.end()
            done(result)

        self._controller.tasks.run("past", work, found, self._past_failed)

    def _past_failed(self, error: Exception) -> None:
        self.looking.end()
        translate = self._controller.translate
        if isinstance(error, Stopped):
            sentence = translate("history.counting-stopped")
        elif isinstance(error, UserError):
            sentence = error_text(error, translate.language)
        else:
            raise error
        page = self.search if self.page == "search" else self.element
        page.tell(f"<p>{sentence}</p>")

    def _lead_to(self, version_id: str) -> None:
        self.show_page("timeline")
        self.timeline.choose(version_id)

    def _connect(self) -> None:
        for key, button in self.buttons.items():
            button.clicked.connect(self._actions[key].trigger)
        for key, button in self.pages.items():
            button.clicked.connect(lambda _checked=False, page=key: self.show_page(page))
        self.timeline.asked.connect(self.asked)
        self.cancel.clicked.connect(self.cancelled)
        self.search.wanted.connect(self._look_for)
        self.element.wordingWanted.connect(self._show_wording)
        for page in (self.element, self.search):
            page.versionWanted.connect(self._lead_to)
            page.elementWanted.connect(self.elementWanted)

    def _lay_out(self) -> None:
        self.setObjectName("card")
        self.buttons["keep-version"].setObjectName("primary")
        verbs, head = QWidget(), QHBoxLayout()
        flow = FlowLayout()
        verbs.setLayout(flow)
        for button in self.buttons.values():
            flow.addWidget(button)
        head.setSpacing(0)
        places = ("first", "middle", "last")
        for place, (key, button) in zip(places, self.pages.items(), strict=True):
            button.setCheckable(True)
            button.setObjectName("segment")
            button.setProperty("place", place)
            self._group.addButton(button)
            head.addWidget(button, 1)
            self._stack.addWidget({"timeline": self.timeline, "element": self.element,
                                   "search": self.search}[key])  # fmt: skip
        self.pages["timeline"].setChecked(True)
        for label in (self.team, self.doing):
            label.setObjectName("muted")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(SPACE)
        box.addWidget(verbs)
        box.addWidget(self.team)
        box.addWidget(self.doing)
        box.addLayout(row)
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        self.progress.setTextVisible(False)
        self.say_busy("")
