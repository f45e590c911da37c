"""Start the application: one window on a file, or the welcome page."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from strategy_editor import __version__
from strategy_editor.i18n import Translator
from strategy_editor.ui.appearance import Appearance
from strategy_editor.ui.main_window import MainWindow
from strategy_editor.workspace.settings import load_settings


def start(files: Sequence[Path], language: str) -> int:
    """Open the window and run until it is closed; return the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("strategy-editor")
    application.setApplicationVersion(__version__)
    window = open_window(application, files, language)
    window.show()
    # What is loaded now stays: the collector need not look at it again and again.
    QTimer.singleShot(0, gc.freeze)
    return application.exec()


def open_window(application: QApplication, files: Sequence[Path], language: str) -> MainWindow:
    """Make the window, with the user's settings, and open the first file in it."""
    settings = load_settings()
    translate = Translator(settings.language or language)
    appearance = Appearance(application, settings.theme, translate.language)
    window = MainWindow(settings, translate, appearance)
    for path in files[:1]:
        window.open_path(path)
    return window
