"""A window on a small screen at 200 %: nothing makes it higher than the screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from strategy_editor.ui.panels import VIEWS
from tests.ui.window_kit import opened, sample_copy, settle

pytestmark = pytest.mark.gui
_SCREEN = 378
"""Of the 400 pixels that 1280 × 800 have at 200 %, the frame of the window takes some."""


def least_height(window) -> int:
    QApplication.processEvents()
    return window.minimumSizeHint().height()


def test_no_panel_and_no_view_needs_more_height_than_there_is(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.resize(640, 360)
    found = {}
    for view in (each for each in VIEWS if each != "conflicts"):
        window.panels.show_view(view)
        found[view] = least_height(window)
    window.panels.show_view("form")
    for side in ("problems", "annotations", "versions"):
        window.panels.sides.show_side(side)
        found[side] = least_height(window)
    window.actions_["replace"].trigger()
    found["replace"] = least_height(window)
    assert {name: each for name, each in found.items() if each > _SCREEN} == {}


def test_many_remedies_do_not_make_the_window_higher(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.resize(640, 360)
    root = window.controller.session.document.root
    field = next(node for node in root.walk() if node.tag == "field")
    window.controller.structure.add(field.id, "claim")
    settle(qtbot, window)
    window.panels.sides.show_side("problems")
    panel = window.panels.problems
    panel.list.setCurrentIndex(panel.model.index(0))
    assert len(panel.remedies.buttons) >= 3
    assert least_height(window) <= _SCREEN
    window.resize(1200, 800)
    QApplication.processEvents()
    last = panel.remedies.buttons[-1]
    assert last.visibleRegion().boundingRect().height() == last.height(), "all is seen"


def test_what_is_searched_for_is_seen_on_a_low_screen(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.resize(640, _SCREEN)
    window.actions_["replace"].trigger()
    QApplication.processEvents()
    bar = window.panels.sides.panel("search").bar
    for each in (bar.wanted, bar.instead, bar.part):
        assert each.height() >= each.fontMetrics().height() + 8, "the words are seen whole"


def test_a_wide_view_has_a_narrow_window_for_itself(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.resize(640, 400)
    QApplication.processEvents()
    window.panels.show_pane("sides", shown=True)
    window.panels.show_view("comparison")
    assert not window.panels.has_pane("sides")
