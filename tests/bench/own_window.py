"""Run the program on a file as its command does, and end as soon as the window has been painted."""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from strategy_editor.__main__ import main


class EndAfterPainting(QObject):
    def eventFilter(self, watched, event):  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, QApplication.quit)
        return False


def run_until_painted(_application):
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))
    watch = EndAfterPainting(window)
    window.installEventFilter(watch)
    return run()


run, QApplication.exec = QApplication.exec, run_until_painted
sys.exit(main())
