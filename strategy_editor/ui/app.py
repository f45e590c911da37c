"""Start the application: a window for each file, those of the last run, or the welcome page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from strategy_editor import __version__
from strategy_editor.errors import UserError
from strategy_editor.i18n import Translator
from strategy_editor.ui.afterwards import Afterwards
from strategy_editor.ui.appearance import Appearance
from strategy_editor.ui.crash import CrashReport
from strategy_editor.ui.garbage import GarbageCollector
from strategy_editor.ui.main_window import MainWindow
from strategy_editor.ui.windows import Windows
from strategy_editor.workspace.last_session import Place, load_places
from strategy_editor.workspace.recent import remembered
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.settings import Settings, load_settings

_SWITCH = 0.0005
"""Seconds after which a thread that computes lets the window go on; each paint asks many times."""


def start(files: Sequence[Path], language: str, *, is_asked: bool = False) -> int:
    """Open the windows and run until the last is closed; return the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("strategy-editor")
    application.setApplicationVersion(__version__)
    window = open_window(application, files, language, is_asked=is_asked)
    CrashReport(window, window.translate).install()
    window.show()
    collector = GarbageCollector(application)
    Afterwards(window, (collector.start, *_after_start(window, files[1:])))
    code = application.exec()
    if window.windows.all:
        # The system ended the program: a key may have come in since.
        from strategy_editor.ui.ending import keep_all

        keep_all(window.windows)
    return code


def open_window(
    application: QApplication, files: Sequence[Path], language: str, *, is_asked: bool = False
) -> MainWindow:
    """Make the first window, with the user's settings, and open the first file in it."""
    sys.setswitchinterval(_SWITCH)
    settings = load_settings()
    translate = Translator(spoken(settings, language, is_asked=is_asked))
    appearance = Appearance(application, settings.theme, translate.language)
    windows = Windows(settings, translate, appearance, MainWindow)
    places = [] if files else _places(windows)
    wanted = [*files, *(Path(each.file) for each in places)]
    session = _plainly_opened(wanted[0]) if wanted else None
    window = MainWindow(settings, translate, appearance, session, windows)
    if places:
        QTimer.singleShot(0, window, lambda: _put_back(window, places))
    if files and session is None:
        # Something is to be asked or told about it, for which the window has to be there.
        QTimer.singleShot(0, window, lambda: windows.open(files[0], window))
    return window


def spoken(settings: Settings, language: str, *, is_asked: bool) -> str:
    """Return the window's language: what was asked for counts more than the settings."""
    return language if is_asked else settings.language or language


def _places(windows: Windows) -> list[Place]:
    """What was open at the end of the last run, where the user wants it again."""
    return load_places() if windows.settings.restore_session else []


def _put_back(window: MainWindow, places: list[Place]) -> None:
    """Bring the first window to where it was, and open the others."""
    from strategy_editor.ui import restoring

    if window.session.path is not None:
        restoring.put_back(window, places[0])
        places = places[1:]
    restoring.open_others(window.windows, places, window)


def _plainly_opened(path: Path) -> Session | None:
    """Open a file about which there is nothing to ask or tell."""
    # A window that has it open shows who; reading a lock costs next to nothing.
    from strategy_editor.storage import locking

    try:
        if locking.holder(path) is not None:
            return None
        session = Session.open(path)
    except UserError:
        return None
    session.lock = locking.take(path)
    return session


def _after_start(window: MainWindow, others: Sequence[Path]) -> Iterator[Callable[[], object]]:
    """What can wait until the first window has been painted."""

    def take_part_in_ending() -> None:
        from strategy_editor.ui import ending

        ending.install(window.windows)

    def remember() -> None:
        shown = window.session.path
        if shown is not None:
            window.keep(remembered(window.settings, shown))

    def note_places() -> None:
        from strategy_editor.ui.restoring import Restoring

        Restoring(window.windows).note()

    def offer_lost() -> None:
        from strategy_editor.ui.recovery.offering import Offering

        Offering(window).look()

    yield take_part_in_ending
    yield remember
    yield note_places
    yield lambda: window.windows.open_all(others, window)
    yield offer_lost
