"""Type into the window of a strategy and print, as JSON, how long it takes until it is seen.

Arguments: the file, the number of keys. A heartbeat notes how long the window's event loop is
held up while validation, recovery, saving and the outline's filter go on as for a user.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from strategy_editor.ui.app import open_window
from strategy_editor.ui.garbage import GarbageCollector

TEXT = "Die Verwaltung arbeitet medienbruchfrei und prueft Antraege digital. "
PAUSE = 70
"""Milliseconds between two keys of a quick writer."""


class Painted(QObject):
    """Notes when a widget was last painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._note)
        return False

    def _note(self):
        self.at = time.perf_counter()


class Heartbeat(QObject):
    """Ticks as often as the event loop lets it, and keeps the longest time between two ticks."""

    def __init__(self):
        super().__init__()
        self.longest = 0.0
        self.all = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def start(self):
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self):
        self._timer.stop()

    def _tick(self):
        now = time.perf_counter()
        self.all.append((now - self._last) * 1000)
        self._last = now


def spin(milliseconds):
    end = time.perf_counter() + milliseconds / 1000
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.0005)


def until(condition, limit=60_000):
    end = time.perf_counter() + limit / 1000
    while not condition() and time.perf_counter() < end:
        QApplication.processEvents()


def pressed(editor, letter, painted):
    """Press a key and return the milliseconds until its field has been painted."""
    painted.at = 0.0
    start = time.perf_counter()
    QTest.keyClick(editor, letter)
    until(lambda: painted.at > 0, 5000)
    return (painted.at - start) * 1000


def opening_forms(window, goals):
    """Return how long it takes from choosing an element until its form has been painted."""
    times = []
    for goal in goals:
        start = time.perf_counter()
        window.controller.select(goal)
        painted = Painted(window.panels.form.form)
        until(lambda watch=painted: watch.at > 0, 5000)
        times.append((painted.at - start) * 1000)
        spin(60)
    return times


def main():
    path, keys = Path(sys.argv[1]), int(sys.argv[2])
    application = QApplication(sys.argv[:1])
    window = open_window(application, [path], "de")
    window.resize(1280, 760)
    window.show()
    collector = GarbageCollector(application)
    collector.start()
    spin(1500)
    controller = window.controller
    goals = [node.id for node in controller.session.document.root.walk() if node.tag == "goal"]
    controller.select(goals[0])
    spin(500)
    forms = opening_forms(window, goals[1:8])
    controller.select(goals[0])
    spin(300)
    editor = window.panels.form.form.field("statement").findChild(QTextEdit)
    editor.setFocus()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
    painted = Painted(editor.viewport())
    times = []
    beat = Heartbeat()
    beat.start()
    for at in range(keys):
        times.append(pressed(editor, TEXT[at % len(TEXT)], painted))
        if at == keys // 3:
            window.actions_["save"].trigger()
        if at == 2 * keys // 3:
            window.panels.outline.filter.setText("digital")
        spin(PAUSE)
    window.panels.outline.filter.setText("")
    spin(1200)
    beat.stop()
    ordered = sorted(times)
    stalls = sorted(beat.all)
    print(
        json.dumps(
            {
                "median": ordered[len(ordered) // 2],
                "p95": ordered[int(len(ordered) * 0.95)],
                "longest": ordered[-1],
                "stall": stalls[-1],
                "stalls": [round(each) for each in stalls[-5:]],
                "form": sorted(forms)[len(forms) // 2],
                "form_longest": max(forms),
            }
        )
    )
    sys.stdout.flush()
    controller.tasks.wait()
    # Nothing is asked or written on the way out.
    import os

    os._exit(0)


main()
