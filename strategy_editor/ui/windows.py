"""All windows of the program: one for each document, with one language, look and settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from strategy_editor.errors import CannotRead
from strategy_editor.i18n import Translator, preferred_language
from strategy_editor.storage.reading import Stamp
from strategy_editor.storage.repairing import Raw
from strategy_editor.storage.writing import is_same_file
from strategy_editor.ui.appearance import Appearance
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.settings import Settings, save_settings

if TYPE_CHECKING:
    from strategy_editor.ui.panels import Panels
    from strategy_editor.ui.source.mending import SourceMending

_STEP = 32
"""Pixels by which a further window is set off from the last."""


class LeavesFiles(Protocol):
    """What a window does with files, as far as all windows are concerned."""

    def opened(self, path: Path) -> Session | None:
        """Read a file, asking and telling what there is; None for not."""
        ...

    def may_leave(self) -> bool:
        """Ask about unsaved changes; return whether to go on."""
        ...


class DocumentWindow(Protocol):
    """A window with a document, or the welcome page."""

    @property
    def session(self) -> Session:
        """The document and how it came to be."""
        ...

    def name(self) -> str:
        """Return the name of the document's file, or what an unnamed one is called."""
        ...

    @property
    def files(self) -> LeavesFiles:
        """What the window does with files."""
        ...

    @property
    def has_document(self) -> bool:
        """Whether a document is open; otherwise the welcome page is shown."""
        ...

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is lost where another document takes this one's place."""
        ...

    @property
    def parent_window(self) -> QMainWindow:
        """The window as Qt knows it."""
        ...

    @property
    def panels(self) -> Panels:
        """The panels of the window."""
        ...

    def show_session(self, session: Session) -> None:
        """Show another document."""
        ...

    def show_trouble(self, path: Path, error: CannotRead, raw: Raw) -> None:
        """Show a file that cannot be read as text, at its fault."""
        ...

    def show_recovered_text(
        self, path: Path, text: str, stamp: Stamp | None, adopted: Callable[[], None]
    ) -> None:
        """Show text of an earlier run that no file has; ``adopted`` is called once it is kept."""
        ...

    @property
    def trouble(self) -> SourceMending | None:
        """The file that is mended as text in this window, where one is."""
        ...

    @property
    def view(self) -> str:
        """The view of the middle that is shown."""
        ...

    @property
    def selected(self) -> str:
        """The element whose form is shown."""
        ...

    def go_to(self, node_id: str, view: str) -> None:
        """Select an element, where it is there, and bring a view to the front."""
        ...

    def announce(self) -> None:
        """The document was changed from outside the window: show it."""
        ...

    def retranslate(self) -> None:
        """Speak the current language."""
        ...

    def leave(self) -> None:
        """Close without asking."""
        ...


Maker = Callable[[Settings, Translator, Appearance, Session | None, "Windows"], DocumentWindow]


def _beside(last: QWidget) -> QPoint:
    """Where a further window goes: a step on, as far as the screen has room for it."""
    room, frame = last.screen().availableGeometry(), last.frameGeometry()
    right, bottom = room.right() - frame.width(), room.bottom() - frame.height()
    step = frame.topLeft() + QPoint(_STEP, _STEP)
    return QPoint(
        max(room.left(), min(step.x(), right + 1)), max(room.top(), min(step.y(), bottom + 1))
    )


class Windows(QObject):
    """Knows which windows there are, and what they share."""

    changed = Signal()
    """A window was opened or closed, or one shows another document."""
    settingsChanged = Signal()

    def __init__(
        self, settings: Settings, translate: Translator, appearance: Appearance, maker: Maker
    ) -> None:
        super().__init__(appearance)
        self._maker = maker
        self.settings = settings
        self.translate = translate
        self.appearance = appearance
        self.all: list[DocumentWindow] = []
        self.is_quitting = False

    def add(self, window: DocumentWindow) -> None:
        """A window was made."""
        self.all.append(window)
        self.changed.emit()

    def remove(self, window: DocumentWindow) -> None:
        """A window was closed."""
        if window in self.all:
            self.all.remove(window)
            self.changed.emit()

    def make(self, session: Session | None = None) -> DocumentWindow:
        """Make a further window and show it."""
        widgets = [each.parent_window for each in self.all]
        last = next((each for each in reversed(widgets) if each.isVisible()), None)
        made = self._maker(self.settings, self.translate, self.appearance, session, self)
        if last is not None:
            made.parent_window.resize(last.size())
            made.parent_window.move(_beside(last))
        made.parent_window.show()
        return made

    def place_for(self, window: DocumentWindow) -> DocumentWindow:
        """Return where a document asked for in a window is shown: there where nothing is lost."""
        return window if window.is_untouched else self.make()

    def showing(self, path: Path) -> DocumentWindow | None:
        """Return the window that shows a file."""
        for window in self.all:
            trouble = window.trouble
            shown = window.session.path if window.has_document else None
            if trouble is not None and trouble.is_modified:
                shown = trouble.path
            if shown is not None and is_same_file(shown, path):
                return window
        return None

    def open(self, path: Path, window: DocumentWindow) -> bool:
        """Show a file: in the window that has it, in this one if untouched, else in a new one."""
        there = self.showing(path)
        if there is not None:
            self.bring_forward(there)
            return True
        session = window.files.opened(path)
        if session is None:
            return False
        place = self.place_for(window)
        place.show_session(session)
        self.bring_forward(place)
        return True

    def open_all(self, paths: Iterable[Path], window: DocumentWindow) -> None:
        """Show files, the first one in front in the end."""
        for path in list(paths):
            self.open(path, window)

    @staticmethod
    def bring_forward(window: DocumentWindow) -> None:
        """Bring a window to the front."""
        widget = window.parent_window
        if widget.isMinimized():
            widget.showNormal()
        if not widget.isActiveWindow():
            widget.raise_()
            widget.activateWindow()

    def keep(self, settings: Settings) -> None:
        """Use settings from now on, in all windows, and write them down."""
        self.settings = settings
        save_settings(settings)
        self.settingsChanged.emit()

    def set_language(self, language: str) -> None:
        """Let all windows speak another language; for an empty one, the system's."""
        self.translate.language = language or preferred_language(os.environ)
        self.keep(replace(self.settings, language=language))
        self.appearance.use_language(self.translate.language)
        for window in self.all:
            window.retranslate()

    def quit(self) -> bool:
        """Close all windows, asking about unsaved changes in each; return whether all closed."""
        if not all(window.files.may_leave() for window in list(self.all)):
            return False
        self.changed.emit()
        self.is_quitting = True
        try:
            for window in list(self.all):
                window.leave()
        finally:
            self.is_quitting = False
        return True
