"""The event loop says when it works, and long work beside it comes to its end all the same."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, QTimer

from strategy_editor import pacing
from strategy_editor.pacing import give_way
from strategy_editor.ui.tasks import Tasks


def test_work_rests_while_the_loop_handles_an_event(qtbot, monkeypatch):
    monkeypatch.setattr(pacing, "PATIENCE", 60)
    parent = QObject()
    tasks, results = Tasks(parent), []
    go, going = Event(), []

    def work():
        go.wait()
        give_way()
        going.append(True)
        return "done"

    def handle():
        # Within an event: the work must not get past its next step before this is over.
        go.set()
        Event().wait(0.05)
        results.append(list(going))

    tasks.run("topic", work, results.append, results.append)
    QTimer.singleShot(0, parent, handle)
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results == [[], "done"]


def test_who_waits_for_work_is_not_waited_for(qtbot, monkeypatch):
    monkeypatch.setattr(pacing, "PATIENCE", 3600)
    parent = QObject()
    tasks, results = Tasks(parent), []

    def handle():
        tasks.run("topic", lambda: [give_way() for _ in range(100)], print, print)
        tasks.wait()
        results.append(True)

    QTimer.singleShot(0, parent, handle)
    qtbot.waitUntil(lambda: bool(results))
