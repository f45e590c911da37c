"""Run the real program on a file and type into the title of its first goal until killed.

``python -m tests.recovery.typist MODE FILE``: every key that the document took is told on the
standard output with the time. MODE ``plain`` types, ``saving`` saves now and then too, ``new``
types into a document that has no file, ``mending`` into the text of a file that is no XML.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from strategy_editor.__main__ import main
from strategy_editor.ui.main_window import MainWindow

PAUSE = 15
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def typed(count: int) -> str:
    """What stands there after so many keys."""
    return "".join(LETTERS[(at * 7 + at // 36) % 36] for at in range(count))


class Typist(QObject):
    def __init__(self, mode: str) -> None:
        super().__init__()
        self.mode = mode
        self.count = 0
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.type)
        QTimer.singleShot(0, self.begin)

    def begin(self) -> None:
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        self.window = windows[0]
        if self.mode == "mending":
            self.line = self.window.trouble.editor
            self.line.moveCursor(QTextCursor.MoveOperation.Start)
            self.timer.start(PAUSE)
            return
        if self.mode == "new":
            self.window.actions_["sample"].trigger()
        controller = self.window.controller
        self.goal = next(
            each.id for each in controller.session.document.root.walk() if each.tag == "goal"
        )
        controller.select(self.goal)
        self.window.panels.show_view("form")
        self.line = self.window.panels.form.form.field("title").input.line
        self.line.setFocus()
        self.line.selectAll()
        self.timer.start(PAUSE)

    def type(self) -> None:
        key = typed(self.count + 1)[-1]
        QTest.keyClick(self.line, Qt.Key(ord(key.upper())))
        self.count += 1
        assert self.taken() == typed(self.count), self.taken()
        sys.stdout.write(f"{time.time():.4f} {self.count}\n")
        sys.stdout.flush()
        if self.mode == "saving" and self.count % 40 == 0:
            self.window.actions_["save"].trigger()

    def taken(self) -> str:
        """What the program has of what was typed."""
        if self.mode == "mending":
            return self.line.toPlainText()[: self.count]
        return self.window.controller.session.document.node(self.goal).text_of("title")


def run_typing(_application: QApplication) -> int:
    typist = Typist(MODE)
    code = run()
    del typist
    return code


if __name__ == "__main__":
    MODE = sys.argv.pop(1)
    if MODE == "new":
        sys.argv.pop(1)
    run, QApplication.exec = QApplication.exec, run_typing
    sys.exit(main())
