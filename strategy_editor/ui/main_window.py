"""The window: assembles header, panels and foot, and connects actions. Nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.errors import UserError
from strategy_editor.i18n import Translator
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import Opened, stamp_of
from strategy_editor.ui.actions import NEEDS_DOCUMENT, Actions
from strategy_editor.ui.appearance import Appearance
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.foot import Foot
from strategy_editor.ui.header import Header
from strategy_editor.ui.menus import MenuBar, element_menu
from strategy_editor.ui.panels import Panels
from strategy_editor.ui.questions import DialogQuestions, Questions, Unsaved
from strategy_editor.ui.welcome import Welcome
from strategy_editor.workspace.exporting import export_word
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.settings import Settings, save_settings
from strategy_editor.workspace.starting import default_title, new_strategy
from strategy_editor.workspace.wording import error_text

SAMPLE = "egov-2014.xml"


class MainWindow(QMainWindow):
    """One document in one window."""

    def __init__(
        self,
        settings: Settings,
        translate: Translator,
        appearance: Appearance,
        session: Session | None = None,
    ) -> None:
        super().__init__()
        self.translate = translate
        self.appearance = appearance
        self.settings = settings
        self.questions: Questions = DialogQuestions(self, translate)
        self.controller = Controller(session or self._new_session(), translate, self)
        theme = appearance.theme
        self.actions_ = Actions(self, translate, theme)
        self.header = Header(self.controller, self.actions_)
        self.panels = Panels(self.controller, theme)
        self.welcome = Welcome(self.actions_, translate)
        self.foot = Foot(self.controller)
        self._menus = MenuBar(self, self.actions_, translate, self.controller)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._menus.retranslate()
        self.foot.retranslate()
        self._show_chosen()
        if session is not None:
            self._show_session(session)
        else:
            self._show_state()
        appearance.dress()

    def open_path(self, path: Path) -> bool:
        """Open a file; where that fails, say why and keep what is open."""
        try:
            session = Session.open(path)
        except UserError as error:
            self.questions.tell(error_text(error, self.translate.language))
            return False
        self._show_session(session)
        return True

    def open_sample(self) -> None:
        """Open the sample as a new document: the shipped file stays as it is."""
        if not self._may_leave():
            return
        sample = shipped("samples") / SAMPLE
        session = Session.open(sample)
        session.detach(sample)
        self._show_session(session)

    def save(self) -> bool:
        """Save; ask for a name where there is none yet."""
        self._commit()
        session = self.controller.session
        if session.path is None or session.is_read_only:
            return self.save_as()
        return self._told(self.controller.save())

    def save_as(self) -> bool:
        """Save under a name that the user chooses."""
        session = self.controller.session
        suggested = session.path or self._folder() / self.translate("file.new-name")
        path = self.questions.save_file(suggested, "strategy")
        if path is None:
            return False
        path = path if path.suffix else path.with_suffix(".xml")
        saved = self._told(self.controller.save(path))
        if saved:
            self._remember_folder(path)
        return saved

    def _told(self, saved: bool) -> bool:
        """Say what became of saving: a failure must not pass by in the foot."""
        if saved:
            self.foot.say_saved()
        else:
            self.questions.tell(self.controller.save_error)
        return saved

    def _commit(self) -> None:
        """Take over what stands unfinished in the field that has the cursor."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and self.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus()

    def export(self) -> None:
        """Export to Word, away from the window."""
        self._commit()
        session = self.controller.session
        base = session.path or self._folder() / self.translate("file.new-name")
        out = self.questions.save_file(base.with_suffix(".docx"), "word")
        if out is None:
            return
        out = out if out.suffix else out.with_suffix(".docx")
        document, media = session.document, media_folder(session.media_base or base)
        created = datetime.now(UTC).replace(microsecond=0)
        self.foot.say(self.translate("message.exporting"))
        self.controller.tasks.run(
            "export",
            lambda: export_word(document, out, media, created),
            lambda missing: self._exported(out, missing),
            self._export_failed,
        )

    def choose_other(self) -> None:
        """Ask for an edition to compare with, and compare."""
        path = self.questions.open_file(self._folder())
        if path is not None:
            self.compare_with(path)

    def compare_with(self, path: Path) -> None:
        """Show what differs between a file and the open document."""
        self.panels.compare_with(path)

    def set_language(self, language: str) -> None:
        """Speak another language from now on."""
        self.translate.language = language
        self._keep(Settings(language, self.settings.theme, self.settings.folder))
        self.appearance.use_language(language)
        self.retranslate()

    def set_theme(self, name: str) -> None:
        """Use light or dark colours, or those of the system."""
        self._keep(Settings(self.settings.language, name, self.settings.folder))
        self.appearance.choose(name)

    def retranslate(self) -> None:
        """Speak the current language."""
        self.actions_.retranslate()
        self._menus.retranslate()
        self.header.retranslate()
        self.panels.retranslate()
        self.welcome.retranslate()
        self.foot.retranslate()
        self._show_chosen()
        self._show_state()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_leave():
            self.controller.tasks.wait()
            event.accept()
        else:
            event.ignore()

    def _lay_out(self) -> None:
        document = QWidget()
        document.setObjectName("ground")
        box = QVBoxLayout(document)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self.panels, 1)
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(document)
        self.setCentralWidget(self._stack)
        self.setStatusBar(self.foot)
        self.setMenuBar(self._menus.bar)
        self.resize(1280, 800)

    def _connect(self) -> None:
        controller, panels = self.controller, self.panels
        controller.documentChanged.connect(panels.show_document)
        controller.documentChanged.connect(self.header.show_document)
        controller.selectionChanged.connect(self._selection_changed)
        controller.problemsChanged.connect(panels.show_problems)
        controller.problemsChanged.connect(self.foot.show_figures)
        controller.savedStateChanged.connect(self._show_state)
        controller.messagePosted.connect(self.foot.say)
        panels.viewChanged.connect(lambda _view: self._show_chosen())
        panels.chooseOtherRequested.connect(self.choose_other)
        panels.outline.menuRequested.connect(self._element_menu)
        panels.outline.dropRequested.connect(self._drop)
        self.appearance.changed.connect(self._theme_changed)
        self.actions_.add_to_outline(panels.outline.tree)
        self.actions_.connect(
            {
                "new": self._start_new,
                "open": self._ask_open,
                "sample": self.open_sample,
                "save": self.save,
                "save-as": self.save_as,
                "export": self.export,
                "compare": self.choose_other,
                "close": self.close,
                "undo": controller.undo,
                "redo": controller.redo,
                "add-same": self._add_same,
                "remove": self._remove,
                "move-up": lambda: controller.move_by(controller.selected_id, -1),
                "move-down": lambda: controller.move_by(controller.selected_id, 1),
                "next-problem": self._next_problem,
                "filter": panels.outline.filter.setFocus,
                "german": lambda: self.set_language("de"),
                "english": lambda: self.set_language("en"),
                "theme-system": lambda: self.set_theme("system"),
                "theme-light": lambda: self.set_theme("light"),
                "theme-dark": lambda: self.set_theme("dark"),
                "view-form": lambda: panels.show_view("form"),
                "view-text": lambda: panels.show_view("text"),
                "view-comparison": lambda: panels.show_view("comparison"),
                "view-source": lambda: panels.show_view("source"),
                "about": self._menus.about,
            }
        )

    def _show_session(self, session: Session) -> None:
        self._stack.setCurrentIndex(1)
        self.controller.show_session(session)
        self.panels.show_new_session()
        self.header.show_document()
        self.panels.outline.tree.setFocus()
        if session.is_read_only:
            self.foot.say(self.translate("message.newer", version=session.newer_version))

    def _new_session(self) -> Session:
        language = self.translate.language
        document = new_strategy(default_title(language), "sachsen", language, date.today())
        return Session(Opened(document, stamp_of(b"")), None)

    def _start_new(self) -> None:
        if self._may_leave():
            self._show_session(self._new_session())

    def _ask_open(self) -> None:
        if not self._may_leave():
            return
        path = self.questions.open_file(self._folder())
        if path is not None and self.open_path(path):
            self._remember_folder(path)

    def _may_leave(self) -> bool:
        """Ask about unsaved changes; return whether to go on."""
        self._commit()
        if not self.controller.session.is_modified:
            return True
        match self.questions.unsaved(self._name()):
            case Unsaved.SAVE:
                return self.save()
            case Unsaved.DISCARD:
                return True
            case _:
                return False

    def _add_same(self) -> None:
        """Add another element of the selected kind behind it and put the cursor into it."""
        node_id = self.controller.selected_id
        tag = self.controller.session.document.node(node_id).tag
        if tag not in self.controller.can_add_beside(node_id):
            self.foot.say(self.translate("message.no-second"))
        elif self.controller.add_beside(node_id, tag):
            self.panels.show_view("form")
            self.panels.form.focus_field("")

    def _remove(self) -> None:
        outline = self.panels.outline
        ids = outline.selected_ids() if outline.tree.hasFocus() else [self.controller.selected_id]
        if self.controller.remove(ids):
            self.foot.say(self.translate("message.removed"))

    def _drop(self, node_id: str, parent_id: str, before_id: str) -> None:
        found = self.controller.drop_position(node_id, parent_id, before_id)
        if found is not None:
            # The tree is still in the midst of its drop; it must not lose rows under it.
            QTimer.singleShot(0, lambda: self.controller.move_to(node_id, *found))

    def _element_menu(self, node_id: str, place: QPoint) -> None:
        menu = QMenu(self)
        element_menu(menu, self.controller, self.actions_, self.appearance.theme)
        menu.popup(place)

    def _next_problem(self) -> None:
        open_ones = [each for each in self.controller.problems if not each.muted]
        if not open_ones:
            self.foot.say(self.translate("problems.none"))
            return
        ids = [each.node_id for each in open_ones]
        selected = self.controller.selected_id
        at = max((i for i, each in enumerate(ids) if each == selected), default=-1)
        following = open_ones[(at + 1) % len(open_ones)]
        self.panels.jump(following.node_id, following.field)

    def _selection_changed(self, _node_id: str) -> None:
        self.panels.show_selection()

    def _theme_changed(self) -> None:
        theme = self.appearance.theme
        self.actions_.set_theme(theme)
        self.panels.set_theme(theme)
        self._menus.set_theme(theme)
        self.welcome.retranslate()
        self._show_chosen()

    def _show_state(self) -> None:
        session = self.controller.session
        actions = self.actions_
        actions["undo"].setEnabled(session.undo_step is not None)
        actions["redo"].setEnabled(session.redo_step is not None)
        is_open = self._stack.currentIndex() == 1
        for key in NEEDS_DOCUMENT:
            actions[key].setEnabled(is_open)
        self._menus.show_open(is_open)
        self._menus.show_steps(session.undo_step, session.redo_step)
        self.foot.show_open(is_open)
        self.foot.show_state()
        title = self._name() if is_open else ""
        program = self.translate("program.name")
        self.setWindowTitle(f"{title}[*] – {program}" if title else f"{program}[*]")
        self.setWindowModified(is_open and session.is_modified)

    def _show_chosen(self) -> None:
        actions = self.actions_
        for language, key in (("de", "german"), ("en", "english")):
            actions[key].setChecked(self.translate.language == language)
        for name in ("system", "light", "dark"):
            actions[f"theme-{name}"].setChecked(self.settings.theme == name)
        for view in ("form", "text", "comparison", "source"):
            actions[f"view-{view}"].setChecked(self.panels.view == view)

    def _name(self) -> str:
        path = self.controller.session.path
        return path.name if path is not None else self.translate("file.unnamed")

    def _folder(self) -> Path:
        path = self.controller.session.path
        if path is not None:
            return path.parent
        return Path(self.settings.folder) if self.settings.folder else Path.home()

    def _remember_folder(self, path: Path) -> None:
        self._keep(Settings(self.settings.language, self.settings.theme, str(path.parent)))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        save_settings(settings)

    def _exported(self, out: Path, missing: tuple[str, ...]) -> None:
        self.foot.say(self.translate("message.exported", path=out))
        if missing:
            names = "\n".join(self.controller.wording.place(each) for each in missing)
            self.questions.tell(self.translate("message.pictures-missing", names=names))

    def _export_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.questions.tell(error_text(error, self.translate.language))
