"""Counting what the versions of a history changed: how far it is, and how it is ended."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt

from strategy_editor.ui.versions import counting
from strategy_editor.versions.index import Index
from strategy_editor.versions.repository import open_history
from tests.ui.test_versions_panel import a_goal, history_of, keep, quiet, write
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def held(monkeypatch):
    """The third version is taken in when the event is set, and every version is told of."""
    goes_on, taken = Event(), []
    take = Index._take

    def slowly(index, version, known):
        taken.append(version.name)
        if len(taken) > 2:
            goes_on.wait(30)
        take(index, version, known)

    monkeypatch.setattr(Index, "_take", slowly)
    monkeypatch.setattr(counting, "_MANY", 1)
    monkeypatch.setattr(counting, "_STEP", 1)
    yield goes_on
    goes_on.set()


@pytest.fixture
def window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    history_of(window)
    for number in range(4):
        write(window, a_goal(window).id, f"Bis {2020 + number} sind alle Anträge digital.")
        keep(qtbot, window, f"Stand {number}")
    for file in tmp_path.rglob("index-*.sqlite3"):
        file.unlink()
    return window


def counting_is_told(window):
    return window.foot.stop.isVisible() and "2 von 4" in window.foot.currentMessage()


def test_it_is_told_how_far_it_is_and_can_be_ended(qtbot, window, held):
    panel = window.panels.sides.panel("versions")
    panel.reload()
    qtbot.waitUntil(lambda: counting_is_told(window))
    qtbot.mouseClick(window.foot.stop, Qt.MouseButton.LeftButton)
    assert not window.foot.stop.isVisible()
    held.set()
    quiet(qtbot, window)
    newest = panel.timeline.model.shown[0]
    assert panel.timeline.model.changes_of(newest) == "Änderungen nicht gezählt"
    panel.reload()
    quiet(qtbot, window)
    assert panel.timeline.model.changes_of(newest) == "1 umformuliert"
    assert not window.foot.stop.isVisible()


def test_a_question_to_the_past_can_be_ended_too(qtbot, window, held):
    panel = window.panels.sides.panel("versions")
    panel.show_page("search")
    panel.search.search.setText("digital")
    qtbot.waitUntil(lambda: counting_is_told(window))
    qtbot.mouseClick(window.foot.stop, Qt.MouseButton.LeftButton)
    held.set()
    quiet(qtbot, window)
    assert "abgebrochen" in panel.search.told.toPlainText()


def test_a_window_that_closes_waits_for_no_count(qtbot, window, held):
    panel = window.panels.sides.panel("versions")
    panel.reload()
    qtbot.waitUntil(lambda: counting_is_told(window))
    window.controller.tasks.leaving.connect(held.set)
    window.close()
    assert not window.foot.stop.isVisible()
    with Index(open_history(window.controller.session.path)) as index:
        assert len(index.counts()) == 3
