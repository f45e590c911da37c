"""Type into the window of a strategy and print, as JSON, how long it takes until it is seen.

Arguments: the file, the number of keys. A heartbeat notes how long the window's event loop is
held up while validation, recovery, saving and the outline's filter go on as for a user.
"""

from __future__ import annotations

import json
import os
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from strategy_editor.ui.app import open_window
from strategy_editor.ui.garbage import GarbageCollector
from tests.bench.measure import Taken
from tests.bench.painted import Painted, rest

TEXT = "Die Verwaltung arbeitet medienbruchfrei und prueft Antraege digital. "
PAUSE = 70
"""Milliseconds between two keys of a quick writer."""


class Heartbeat(QObject):
    """Ticks as often as the event loop lets it, and keeps the times between two ticks.

    Of each by the clock, and what all threads of this process were computing meanwhile: what the
    window waited for itself or for another thread of its own is at most that.
    """

    def __init__(self):
        super().__init__()
        self.all = []
        self._last = _moment()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def start(self):
        self._last = _moment()
        self._timer.start()

    def stop(self):
        self._timer.stop()

    def _tick(self):
        now = _moment()
        self.all.append(
            Taken(*(1000 * (new - old) for new, old in zip(now, self._last, strict=True)))
        )
        self._last = now


def _moment():
    return time.perf_counter(), time.process_time()


def opening_forms(window, goals):
    """Return how long it takes from choosing an element until its form has been painted."""
    times = []
    for goal in goals:
        painted = Painted(window.panels.form)
        times.append(painted.after(partial(window.controller.select, goal)))
        rest(60)
    return times


def typed(editor, keys, painted, meanwhile=lambda at: None):
    """Type and return what each key took; ``meanwhile`` is called after each."""
    times = []
    for at in range(keys):
        key = TEXT[at % len(TEXT)]
        times.append(painted.after(partial(QTest.keyClick, editor, key)))
        meanwhile(at)
        rest(PAUSE)
    return times


def main():
    path, keys = Path(sys.argv[1]), int(sys.argv[2])
    application = QApplication(sys.argv[:1])
    window = open_window(application, [path], "de")
    window.resize(1280, 760)
    window.show()
    collector = GarbageCollector(application)
    collector.start()
    rest(1500)
    controller = window.controller
    goals = [node.id for node in controller.session.document.root.walk() if node.tag == "goal"]
    controller.select(goals[0])
    rest(500)
    forms = opening_forms(window, goals[1:8])
    controller.select(goals[0])
    rest(300)
    editor = window.panels.form.form.field("statement").findChild(QTextEdit)
    editor.setFocus()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
    painted = Painted(editor.viewport())
    plain = typed(editor, keys, painted)
    beat = Heartbeat()
    beat.start()

    def meanwhile(at):
        if at == keys // 3:
            window.actions_["save"].trigger()
        if at == keys // 2:
            window.panels.outline.filter.setText("digital")

    busy = typed(editor, keys, painted, meanwhile)
    window.panels.outline.filter.setText("")
    rest(1200)
    beat.stop()
    figures = {
        "keys": plain,
        "busy": busy,
        "turns": sorted(beat.all)[-50:],
        "forms": forms,
    }
    print(json.dumps(figures))
    sys.stdout.flush()
    controller.tasks.wait()
    # Nothing is asked or written on the way out.
    os._exit(0)


main()
