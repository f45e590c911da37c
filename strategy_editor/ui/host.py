"""What the window offers to the features that are installed in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QDialog, QMainWindow, QMenu

    from strategy_editor.i18n import Translator
    from strategy_editor.ui.actions import Actions
    from strategy_editor.ui.appearance import Appearance
    from strategy_editor.ui.controller import Controller
    from strategy_editor.ui.foot import Foot
    from strategy_editor.ui.menus import MenuBar
    from strategy_editor.ui.notices import Notices
    from strategy_editor.ui.panels import Panels
    from strategy_editor.ui.questions import Questions
    from strategy_editor.ui.source.mending import SourceMending
    from strategy_editor.ui.windows import DocumentWindow, Windows
    from strategy_editor.workspace.session import Session
    from strategy_editor.workspace.settings import Settings


class SavingVerbs(Protocol):
    """What saves the document, away from the window."""

    @property
    def is_running(self) -> bool:
        """Whether a file is being written at this moment."""
        ...

    def wait(self) -> None:
        """Wait for a saving that runs; the window goes on working meanwhile."""
        ...

    def save_quietly(self) -> None:
        """Save what can be saved without a question."""
        ...

    def reload(self) -> bool:
        """Take the file as it is now; what was here is a step back."""
        ...


class FileVerbs(Protocol):
    """What the window does with files; whatever fails is said and changes nothing."""

    @property
    def saving(self) -> SavingVerbs:
        """What saves the document."""
        ...

    def opened(self, path: Path) -> Session | None:
        """Read a file, asking and telling what there is; None for not."""
        ...

    def start_new(self) -> None:
        """Begin a new strategy."""
        ...

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        ...

    def open_path(self, path: Path) -> bool:
        """Open a file in this window; return whether that worked."""
        ...

    def open_sample(self) -> None:
        """Open the sample as a new document."""
        ...

    def save(self) -> bool:
        """Save; ask for a name where there is none yet; return whether that worked."""
        ...

    def save_as(self) -> bool:
        """Save under a name that the user chooses; return whether that worked."""
        ...

    def choose_other(self) -> None:
        """Ask for an edition to compare with, and compare."""
        ...

    def may_leave(self) -> bool:
        """Ask about unsaved changes; return whether to go on."""
        ...

    def forget_recent(self, path: Path) -> None:
        """Take a file off the list of recent files."""
        ...

    def folder(self) -> Path:
        """Return the folder to begin with when asking for a file."""
        ...


class Host(Protocol):
    """The window as its features see it.

    A feature is a function ``install(host)`` in a module of its own, named in ``ui.features``; it
    connects its actions and signals and keeps what it needs in closures or objects of its own.
    """

    translate: Translator
    appearance: Appearance
    questions: Questions
    controller: Controller
    actions_: Actions
    panels: Panels
    foot: Foot
    notices: Notices
    windows: Windows

    @property
    def settings(self) -> Settings:
        """What the user chose, for all windows; ``keep`` changes it."""
        ...

    @property
    def sessionShown(self) -> SignalInstance:
        """Emitted when another document is shown."""
        ...

    @property
    def menus(self) -> MenuBar:
        """The menu bar."""
        ...

    @property
    def main_window(self) -> DocumentWindow:
        """The window itself, for what is done with windows."""
        ...

    @property
    def files(self) -> FileVerbs:
        """What the window does with files."""
        ...

    @property
    def trouble(self) -> SourceMending | None:
        """The file that is mended as text in this window, where one is."""
        ...

    @property
    def parent_window(self) -> QMainWindow:
        """The window as a parent for dialogs."""
        ...

    @property
    def has_document(self) -> bool:
        """Whether a document is open; otherwise the welcome page is shown."""
        ...

    def set_language(self, language: str) -> None:
        """Speak another language from now on."""
        ...

    def set_theme(self, name: str) -> None:
        """Use ``light``, ``dark`` or the ``system``'s colours."""
        ...

    def show_dialog(self, dialog: QDialog) -> None:
        """Show a dialog that the window waits for; it is gone when it is closed."""
        ...

    def fill_element_menu(self, fill: Callable[[QMenu], None]) -> None:
        """Let a feature fill the menu of elements each time it opens."""
        ...

    def show_session(self, session: Session) -> None:
        """Show another document."""
        ...

    def commit(self) -> None:
        """Take over what stands unfinished in the field that has the cursor."""
        ...

    def keep(self, settings: Settings) -> None:
        """Use settings from now on and write them down."""
        ...

    def name(self) -> str:
        """Return the name of the document's file, or what an unnamed one is called."""
        ...
