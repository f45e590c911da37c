"""Several selected elements edited together in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from tests.ui.window_kit import opened, sample_copy, type_over

pytestmark = pytest.mark.gui
GOALS = ("g_informationen", "g_datenportal")


@pytest.fixture
def window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.activateWindow()
    return window


def select(window, *ids):
    window.controller.select_many(ids, ids[-1])
    return window.panels.form.form


def values(window, name, ids=GOALS):
    return [window.controller.session.document.node(each).get(name) for each in ids]


def test_what_differs_is_said_and_one_change_is_one_step(window):
    form = select(window, *GOALS)
    assert window.panels.form._title.text() == "2 Ziele gemeinsam bearbeiten"
    shown = " ".join(each.text() for each in form.findChildren(QLabel))
    assert "Amtliche Informationen im Internet" in shown
    assert "Gemeinsames Datenportal" in shown
    status = form.field("@status").input.findChild(QComboBox)
    assert status.currentText() == "verschieden"
    status.setFocus()
    at = status.findData("gs_planned")
    status.setCurrentIndex(at)
    status.activated.emit(at)
    assert values(window, "status") == ["gs_planned", "gs_planned"]
    assert window.panels.form.form is form
    assert status.currentText() == "geplant"
    window.actions_["undo"].trigger()
    assert values(window, "status") == ["gs_partial", "gs_active"]
    assert window.controller.selected_ids == GOALS


def test_horizon_date_and_lead_are_set_for_all(window, qtbot):
    form = select(window, *GOALS)
    segments = form.field("@horizon").input.findChildren(QPushButton)
    next(each for each in segments if each.text() == "langfristig").click()
    assert values(window, "horizon") == ["h_long", "h_long"]
    line = form.field("@target-date").input.line
    assert line.placeholderText() == "verschieden"
    assert line.text() == ""
    type_over(qtbot, line, "Dezember 2019")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert values(window, "target-date") == ["2019-12", "2019-12"]
    lead = form.field("responsibility").input.findChild(QComboBox)
    lead.setFocus()
    at = lead.findData("a_smf")
    lead.setCurrentIndex(at)
    lead.activated.emit(at)
    for goal in GOALS:
        leads = window.controller.session.document.node(goal).children_of("responsibility")
        assert leads[0].get("actor") == "a_smf"


def test_choosing_nothing_takes_the_value_from_all(window):
    form = select(window, *GOALS)
    status = form.field("@status").input.findChild(QComboBox)
    status.setFocus()
    at = status.findData("")
    status.setCurrentIndex(at)
    status.activated.emit(at)
    assert values(window, "status") == ["", ""]


def test_goals_and_measures_share_less_and_a_title_alone_nothing(window):
    form = select(window, "g_datenportal", "m_bestand")
    form.field("@priority")
    with pytest.raises(KeyError):
        form.field("@horizon")
    claim = window.controller.session.document.parent_id("g_datenportal")
    form = select(window, claim, "g_datenportal")
    shown = " ".join(each.text() for each in form.findChildren(QLabel))
    assert "keine Angaben gemeinsam" in shown
    window.controller.select("g_datenportal")
    assert window.panels.form.form.node_id == "g_datenportal"


def test_the_words_of_the_step_name_field_and_count(window):
    form = select(window, *GOALS)
    segments = form.field("@horizon").input.findChildren(QPushButton)
    next(each for each in segments if each.text() == "langfristig").click()
    assert "Horizont bei 2 Elementen" in window.actions_["undo"].text()
