"""The window: assembles header, panels and foot and installs its features. Nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.document.texts import title_of
from strategy_editor.errors import CannotRead
from strategy_editor.i18n import Translator
from strategy_editor.storage.reading import Stamp
from strategy_editor.storage.repairing import Raw
from strategy_editor.ui.actions import NEEDS_DOCUMENT, Actions
from strategy_editor.ui.appearance import Appearance
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.entering import presses
from strategy_editor.ui.features import FEATURES
from strategy_editor.ui.files import Files, new_session
from strategy_editor.ui.foot import Foot
from strategy_editor.ui.header import Header
from strategy_editor.ui.menus import MenuBar
from strategy_editor.ui.notices import Notices
from strategy_editor.ui.panels import Panels
from strategy_editor.ui.questions import DialogQuestions, Questions
from strategy_editor.ui.tabbing import go_on
from strategy_editor.ui.welcome import Welcome
from strategy_editor.ui.windows import Windows
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.settings import Settings

if TYPE_CHECKING:
    from strategy_editor.ui.source.mending import SourceMending

Call = Callable[[], None]
_FRAME = 40
"""Pixels that the title bar may take."""


class MainWindow(QMainWindow):
    """One document in one window."""

    sessionShown = Signal()

    def __init__(
        self,
        settings: Settings,
        translate: Translator,
        appearance: Appearance,
        session: Session | None = None,
        windows: Windows | None = None,
    ) -> None:
        super().__init__()
        self.windows = windows or Windows(settings, translate, appearance, MainWindow)
        self.translate = translate
        self.appearance = appearance
        self.questions: Questions = DialogQuestions(self, translate)
        first = session or new_session(translate.language)
        self.controller = Controller(first, translate, self)
        theme = appearance.theme
        self.actions_ = Actions(self, translate, theme)
        self.header = Header(self.controller, self.actions_)
        self.panels = Panels(self.controller, theme)
        self.welcome = Welcome(self.actions_, translate)
        self.foot = Foot(self.controller)
        self.notices = Notices(translate, theme)
        self._menus = MenuBar(self, self.actions_, translate, self.controller)
        self._stack = QStackedWidget()
        self._is_left = False
        self._state: tuple[object, ...] = ()
        self._mending: SourceMending | None = None
        self._lay_out()
        self._connect()
        self.files = Files(self)
        for install in FEATURES:
            install(self)
        self._menus.retranslate()
        self.foot.retranslate()
        self._show_chosen()
        if session is not None:
            self.show_session(session)
        else:
            self._show_state()
        appearance.dress()
        self.windows.settingsChanged.connect(self._show_chosen)
        self.windows.add(self)

    @property
    def settings(self) -> Settings:
        """What the user chose, for all windows."""
        return self.windows.settings

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is lost where another document takes this one's place."""
        session = self.controller.session
        edited = session.is_modified or session.undo_step is not None
        if self.trouble is not None and self.trouble.is_modified:
            return False
        return not self.has_document or (session.path is None and not edited)

    @property
    def trouble(self) -> SourceMending | None:
        """The file that is mended as text in this window, where one is."""
        shown = self._mending is not None and self._stack.currentWidget() is self._mending
        return self._mending if shown else None

    def show_trouble(self, path: Path, error: CannotRead, raw: Raw) -> None:
        """Show a file that cannot be read as text, at its fault."""
        self._mending = self._mending or self._made_mending()
        self._mending.show_file(path, error, raw)
        self._turn_to(self._mending)

    def show_recovered_text(
        self, path: Path, text: str, stamp: Stamp | None, adopted: Call
    ) -> None:
        """Show text of an earlier run that no file has, see ``SourceMending``."""
        self._mending = self._mending or self._made_mending()
        self._mending.show_recovered(path, text, stamp, adopted)
        self._turn_to(self._mending)

    def _turn_to(self, mending: SourceMending) -> None:
        self._stack.setCurrentWidget(mending)
        mending.show_fault()
        self._show_state()

    @property
    def parent_window(self) -> QMainWindow:
        """The window as a parent for dialogs."""
        return self

    @property
    def session(self) -> Session:
        """The document and how it came to be."""
        return self.controller.session

    @property
    def menus(self) -> MenuBar:
        """The menu bar."""
        return self._menus

    @property
    def main_window(self) -> MainWindow:
        """The window itself, for what is done with windows."""
        return self

    @property
    def has_document(self) -> bool:
        """Whether a document is open; otherwise the welcome page is shown."""
        return self._stack.currentIndex() == 1

    def fill_element_menu(self, fill: Callable[[QMenu], None]) -> None:
        """Let a feature fill the menu of elements each time it opens."""
        self._menus.fill_element = fill

    def open_path(self, path: Path) -> bool:
        """Open a file; where that fails, say why and keep what is open."""
        return self.files.open_path(path)

    def compare_with(self, path: Path) -> None:
        """Show what differs between a file and the open document."""
        self.panels.compare_with(path)

    def show_session(self, session: Session) -> None:
        """Show another document."""
        if self.has_document:
            self.files.left()
        self._stack.setCurrentIndex(1)
        self.controller.show_session(session)
        self.panels.show_new_session()
        self.header.show_document()
        self.panels.outline.tree.setFocus()
        self.sessionShown.emit()
        self.windows.changed.emit()

    @property
    def view(self) -> str:
        """The view of the middle that is shown."""
        return self.panels.view

    @property
    def selected(self) -> str:
        """The element whose form is shown."""
        return self.controller.selected_id

    def go_to(self, node_id: str, view: str) -> None:
        """Select an element, where it is there, and bring a view to the front."""
        self.controller.select(node_id)
        self.panels.show_view(view)

    def announce(self) -> None:
        """The document was changed from outside the window: show it."""
        self.controller.announce()

    def commit(self) -> None:
        """Take over what stands unfinished in the field that has the cursor."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and self.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus()

    def set_language(self, language: str) -> None:
        """Let all windows speak another language from now on."""
        self.windows.set_language(language)

    def set_theme(self, name: str) -> None:
        """Use light or dark colours, or those of the system."""
        self.keep(replace(self.settings, theme=name))
        self.appearance.choose(name)

    def show_dialog(self, dialog: QDialog) -> None:
        """Show a dialog that the window waits for; it is gone when it is closed."""
        dialog.setModal(True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def keep(self, settings: Settings) -> None:
        """Use settings from now on, in all windows, and write them down."""
        self.windows.keep(settings)

    def name(self) -> str:
        """Return the name of the document's file, or what an unnamed one is called."""
        if self.trouble is not None:
            return self.trouble.path.name
        session = self.controller.session
        if session.path is not None:
            return session.path.name
        metadata = session.document.root.child("metadata")
        title = title_of(metadata) if metadata is not None else ""
        return session.called or title or self.translate("file.unnamed")

    def retranslate(self) -> None:
        """Speak the current language."""
        held = self.focusWidget()
        self.actions_.retranslate()
        self._menus.retranslate()
        self.header.retranslate()
        self.panels.retranslate()
        self.welcome.retranslate()
        self.foot.retranslate()
        self.notices.retranslate()
        if self._mending is not None:
            self._mending.retranslate()
        self._show_chosen()
        self._show_state()
        if self.has_document and self.focusWidget() is not held:
            # The form was made anew: the keyboard would be with what comes next in the window.
            self.panels.outline.tree.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not presses(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_left or self.files.may_leave():
            self._is_left = True
            self.windows.changed.emit()
            self.files.left()
            self.controller.tasks.leaving.emit()
            self.controller.tasks.wait()
            if self._mending is not None:
                self._mending.keeper.wait()
            self.windows.remove(self)
            event.accept()
        else:
            event.ignore()

    def leave(self) -> None:
        """Close without asking: that was done."""
        self._is_left = True
        self.close()

    def _lay_out(self) -> None:
        document = QWidget()
        document.setObjectName("ground")
        box = QVBoxLayout(document)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self.notices)
        box.addWidget(self.panels, 1)
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(document)
        self.setCentralWidget(self._stack)
        self.setStatusBar(self.foot)
        self.setMenuBar(self._menus.bar)
        # A small screen, or one at 200 %, has less; the frame wants some of it.
        room = self.screen().availableSize()
        self.resize(min(1280, room.width()), min(760, room.height() - _FRAME))

    def _connect(self) -> None:
        controller, panels = self.controller, self.panels
        controller.documentChanged.connect(panels.show_document)
        controller.documentChanged.connect(self.header.show_document)
        controller.selectionChanged.connect(lambda _node_id: panels.show_selection())
        controller.problemsChanged.connect(panels.show_problems)
        controller.problemsChanged.connect(self.foot.show_figures)
        controller.savedStateChanged.connect(self._show_state)
        controller.messagePosted.connect(self.foot.say)
        self.appearance.changed.connect(self._theme_changed)
        self.welcome.recentChosen.connect(lambda path: self.windows.open(path, self))
        self.actions_.connect(
            {
                "german": lambda: self.set_language("de"),
                "english": lambda: self.set_language("en"),
                "theme-system": lambda: self.set_theme("system"),
                "theme-light": lambda: self.set_theme("light"),
                "theme-dark": lambda: self.set_theme("dark"),
                "about": self._menus.about,
            }
        )

    def _made_mending(self) -> SourceMending:
        # Loaded with the first file that cannot be read.
        from strategy_editor.ui.source.mending import SourceMending

        made = SourceMending(self.translate, self.appearance.theme, lambda: self.questions)
        made.changed.connect(self._show_state)
        made.mended.connect(lambda opened: self.files.show_mended(opened, made))
        made.given_up.connect(self._leave_trouble)
        self._stack.addWidget(made)
        return made

    def _leave_trouble(self) -> None:
        self._stack.setCurrentIndex(0)
        self._show_chosen()
        self._show_state()

    def _theme_changed(self) -> None:
        theme = self.appearance.theme
        self.actions_.set_theme(theme)
        self.panels.set_theme(theme)
        self.notices.set_theme(theme)
        if self._mending is not None:
            self._mending.set_theme(theme)
        self.welcome.retranslate()
        self._show_chosen()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        # The name of the parameter is Qt's.
        return go_on(self, forward=next) or super().focusNextPrevChild(next)

    def _show_state(self) -> None:
        session, actions = self.controller.session, self.actions_
        state = (session.undo_step, session.redo_step, session.is_modified, self.name())
        if self.controller.is_typing and state == self._state:
            # The next letter of a word.
            return
        self._state = state
        actions["undo"].setEnabled(session.undo_step is not None)
        actions["redo"].setEnabled(session.redo_step is not None)
        is_open = self.has_document
        for key in NEEDS_DOCUMENT:
            actions[key].setEnabled(is_open)
        self._menus.show_open(is_open)
        self._menus.show_steps(session.undo_step, session.redo_step)
        self.foot.show_open(is_open)
        self.foot.show_state()
        trouble = self.trouble
        title = self.name() if is_open or trouble is not None else ""
        program = self.translate("program.name")
        self.setWindowTitle(f"{title}[*] – {program}" if title else f"{program}[*]")
        lost = session.is_modified if is_open else trouble is not None and trouble.is_modified
        if self.isWindowModified() != lost:
            # Qt tells all around of it, with every key typed.
            self.setWindowModified(lost)

    def _show_chosen(self) -> None:
        if not self.has_document:
            self.welcome.show_recent(self.settings.recent_files)
        actions = self.actions_
        for language, key in (("de", "german"), ("en", "english")):
            actions[key].setChecked(self.translate.language == language)
        for name in ("system", "light", "dark"):
            actions[f"theme-{name}"].setChecked(self.settings.theme == name)
