"""Somebody who writes in a window of their own: a process that a test runs several times at once.

Arguments: a file that is connected to a team, a name, a seed, and how many sentences. They are
typed key by key into the goals of one chapter, while what was sent and fetched is on its way; what
contradicts is decided for both. Then it does what comes line by line: ``send``, ``fetch``, ``end``.
Prints each sentence that was typed, ``ready`` whenever all is done, and what it was told.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from strategy_editor.merging.stored import conflicts_in
from strategy_editor.ui.app import open_window
from strategy_editor.ui.garbage import GarbageCollector
from tests.ui.window_kit import Answers

_CHAPTER = 3
"""Goals that they write in."""
_KEY = 4
"""Milliseconds between two keys."""
_WORDS = ["Land", "Akte", "offen", "bis", "2018", "verbindlich", "und", "kommunal", "elektronisch"]


class Writer:
    def __init__(self, window, name: str, random: Random) -> None:
        self._window = window
        self._name = name
        self._random = random
        root = window.controller.session.document.root
        self._goals = [node.id for node in root.walk() if node.tag == "goal"][:_CHAPTER]

    def write(self, number: int) -> None:
        """Type a sentence at the beginning or the end of a goal's statement."""
        self.decide()
        window, chosen = self._window, self._random.choice
        window.panels.show_view("form")
        window.controller.select(chosen(self._goals))
        QTest.qWait(60)
        editor = window.panels.form.form.field("statement").findChild(QTextEdit)
        editor.setFocus()
        place = chosen((QTextCursor.MoveOperation.Start, QTextCursor.MoveOperation.End))
        editor.moveCursor(place)
        sentence = f"{self._name}{number} {chosen(_WORDS)} {chosen(_WORDS)}."
        QTest.keyClicks(editor, f" {sentence} ", delay=_KEY)
        _say(sentence)

    def exchange(self, verb: str) -> None:
        """Begin to send or fetch, and do not wait for it."""
        self._window.actions_[f"{verb}-versions"].trigger()
        QTest.qWait(self._random.choice((0, 50, 400)))

    def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        window = self._window
        for _ in range(3):
            while not window.foot.stop.isHidden():
                QTest.qWait(20)
            window.controller.tasks.wait()
            QTest.qWait(1)

    def decide(self) -> None:
        """Keep both wordings of whatever contradicts."""
        window = self._window
        if not conflicts_in(window.controller.session.document.root):
            return
        self.settle()
        window.panels.show_view("conflicts")
        panel = window.panels.panel("conflicts")
        while (conflict := panel.current) is not None:
            panel.verbs["both"].click()
            QTest.qWait(10)
            assert panel.current is not conflict, conflict


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    file, name, seed, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    application = QApplication(sys.argv[:1])
    window = open_window(application, [file], "de")
    window.questions = Answers()
    window.resize(1280, 760)
    window.show()
    GarbageCollector(application).start()
    QTest.qWait(500)
    window.actions_["show-versions"].trigger()
    random = Random(seed)
    writer = Writer(window, name, random)
    for number in range(count):
        writer.write(number)
        verb = random.choice(("send", "send", "fetch", ""))
        if verb:
            writer.exchange(verb)
    writer.settle()
    _say("ready")
    for line in sys.stdin:
        if line.strip() == "end":
            break
        writer.decide()
        writer.exchange(line.strip())
        writer.settle()
        writer.decide()
        _say("ready")
    for told in window.questions.told:
        _say(f"told {told}")
    window.controller.tasks.wait()
    # Nothing is asked or written on the way out.
    os._exit(0)


main()
