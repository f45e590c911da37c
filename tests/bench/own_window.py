"""Open our window on a file, as the program does, and end as soon as it has been painted."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from strategy_editor.ui import app


class EndAfterPainting(QObject):
    def eventFilter(self, watched, event):  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, QApplication.quit)
        return False


opened = app.open_window


def open_watched(application, files, language):
    window = opened(application, files, language)
    watch = EndAfterPainting(window)
    window.installEventFilter(watch)
    return window


app.open_window = open_watched
sys.exit(app.start([Path(sys.argv[1])], "de"))
