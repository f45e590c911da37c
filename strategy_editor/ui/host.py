"""What the window offers to the features that are installed in it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QMainWindow

from strategy_editor.i18n import Translator
from strategy_editor.ui.actions import Actions
from strategy_editor.ui.appearance import Appearance
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.foot import Foot
from strategy_editor.ui.panels import Panels
from strategy_editor.ui.questions import Questions
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.settings import Settings


class FileVerbs(Protocol):
    """What the window does with files; whatever fails is said and changes nothing."""

    def start_new(self) -> None:
        """Begin a new strategy."""
        ...

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        ...

    def open_path(self, path: Path) -> bool:
        """Open a file; return whether that worked."""
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

    def export(self) -> None:
        """Export to Word."""
        ...

    def choose_other(self) -> None:
        """Ask for an edition to compare with, and compare."""
        ...

    def may_leave(self) -> bool:
        """Ask about unsaved changes; return whether to go on."""
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
    settings: Settings
    questions: Questions
    controller: Controller
    actions_: Actions
    panels: Panels
    foot: Foot

    @property
    def files(self) -> FileVerbs:
        """What the window does with files."""
        ...

    @property
    def parent_window(self) -> QMainWindow:
        """The window as a parent for dialogs."""
        ...

    @property
    def has_document(self) -> bool:
        """Whether a document is open; otherwise the welcome page is shown."""
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
