"""What changed since the baseline, in form and text, while editing."""

from __future__ import annotations

import pytest

from strategy_editor.editing.edits import set_attribute
from strategy_editor.editing.history import Step
from strategy_editor.storage.writing import write
from strategy_editor.ui.form.field_base import FieldBase
from tests.short import claim, field, goal, small_strategy
from tests.ui.window_kit import opened, settle

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    write(small_strategy(field("f1", claim("c1", goal("g1"), goal("g2")))), tmp_path / "s.xml")
    window = opened(qtbot, tmp_path / "s.xml")
    window.show()
    return window


def marked(window):
    return {
        each.plan.key: each._change.toolTip()
        for each in window.panels.form.findChildren(FieldBase)
        if each._change is not None and not each._change.isHidden()
    }


def edit(window, node_id, name, value):
    window.controller.apply(
        Step("edit.set", (("element", "goal"), ("field", "@priority"))),
        lambda document: set_attribute(document, node_id, name, value),
    )


def test_a_field_says_that_it_changed_and_what_it_said(qtbot, window):
    window.controller.select("g1")
    settle(qtbot, window)
    assert marked(window) == {}

    edit(window, "g1", "priority", "high")
    qtbot.waitUntil(lambda: "@priority" in marked(window), timeout=5000)
    assert marked(window)["@priority"] == "Vorher: (leer)"

    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: marked(window) == {}, timeout=5000)


def test_a_new_baseline_takes_the_marks_away(qtbot, window):
    window.controller.select("g1")
    edit(window, "g1", "priority", "high")
    qtbot.waitUntil(lambda: bool(marked(window)), timeout=5000)
    window.actions_["set-baseline"].trigger()
    qtbot.waitUntil(lambda: marked(window) == {}, timeout=5000)


def test_the_text_marks_in_its_margin_what_changed(qtbot, window):
    window.panels.show_view("text")
    view = window.panels.panel("text").view
    edit(window, "g2", "priority", "high")
    qtbot.waitUntil(lambda: view._changes == {"g2": "changed"}, timeout=5000)
    before = view.grab().toImage()
    window.actions_["set-baseline"].trigger()
    qtbot.waitUntil(lambda: view._changes == {}, timeout=5000)
    settle(qtbot, window)
    assert view.grab().toImage() != before
