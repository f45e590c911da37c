"""Start the application: one window on a file, or the welcome page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from strategy_editor import __version__
from strategy_editor.errors import UserError
from strategy_editor.i18n import Translator
from strategy_editor.ui.appearance import Appearance
from strategy_editor.ui.crash import CrashReport
from strategy_editor.ui.garbage import GarbageCollector
from strategy_editor.ui.main_window import MainWindow
from strategy_editor.workspace.session import Session
from strategy_editor.workspace.settings import load_settings
from strategy_editor.workspace.wording import error_text


def start(files: Sequence[Path], language: str) -> int:
    """Open the window and run until it is closed; return the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("strategy-editor")
    application.setApplicationVersion(__version__)
    window = open_window(application, files, language)
    CrashReport(window, window.translate).install()
    window.show()
    collector = GarbageCollector(application)
    QTimer.singleShot(0, collector.start)
    return application.exec()


def open_window(application: QApplication, files: Sequence[Path], language: str) -> MainWindow:
    """Make the window, with the user's settings, and open the first file in it."""
    settings = load_settings()
    translate = Translator(settings.language or language)
    appearance = Appearance(application, settings.theme, translate.language)
    try:
        session = Session.open(files[0]) if files else None
    except UserError as error:
        window = MainWindow(settings, translate, appearance)
        sentence = error_text(error, translate.language)
        QTimer.singleShot(0, window, lambda: window.questions.tell(sentence))
        return window
    return MainWindow(settings, translate, appearance, session)
