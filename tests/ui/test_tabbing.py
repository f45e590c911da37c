"""The Tab key goes through the window as one reads it, through what was opened later, too."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from strategy_editor.ui.form.child_row import ChildRow
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui
TAB, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Backtab


def way(qtbot, start: QWidget, key, steps: int) -> list[QWidget]:
    """Press a key so often and return what had the keyboard each time."""
    start.setFocus()
    found = [start]
    for _ in range(steps):
        qtbot.keyClick(QApplication.focusWidget(), key)
        found.append(QApplication.focusWidget())
    return found


def test_tab_goes_as_one_reads(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    panel = window.panels.form
    nodes = list(window.controller.session.document.root.walk())
    for tag in ("goal", "claim", "measure", "lineage", "glossary", "profile"):
        window.controller.select(next(each.id for each in nodes if each.tag == tag))
        panel.form.complete()
        QApplication.processEvents()
        # A card that is opened now is made after all that stands below it.
        next(each for each in panel.form.findChildren(ChildRow) if each.isVisible()).open()
        QApplication.processEvents()
        panel.form.focus_first()
        visited = way(qtbot, QApplication.focusWidget(), TAB, 25)
        page = panel._page
        inside = [each for each in visited if page.isAncestorOf(each)]
        assert len(inside) > 8
        assert len(set(inside)) == len(inside), tag
        tops = [each.mapTo(page, each.rect().topLeft()).y() for each in inside]
        # Side by side, a button may begin a little higher than the field before it.
        assert all(b >= a - 24 for a, b in pairwise(tops)), (tag, tops)
        assert way(qtbot, visited[-1], BACK, 25)[::-1] == visited, tag


def test_tab_leads_round_the_window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    seen = way(qtbot, window.panels.outline.filter, TAB, 90)
    assert window.panels.outline.filter in seen[1:]
    for each in (window.header._save, window.panels.outline.tree, window.panels.problems.search):
        assert each in seen


def test_tab_comes_from_the_header_into_the_outline(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    seen = way(qtbot, window.header._export, TAB, 1)
    assert seen[-1] is window.panels.outline.filter
    assert way(qtbot, seen[-1], BACK, 1)[-1] is window.header._export


def test_f6_goes_from_pane_to_pane_and_back_to_what_was_in_hand(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    panels = window.panels
    panels.outline.tree.setFocus()
    panels.form.focus_field("statement")
    statement = QApplication.focusWidget()
    forward, back = window.actions_["next-pane"], window.actions_["previous-pane"]
    forward.trigger()
    assert panels.sides.isAncestorOf(QApplication.focusWidget())
    forward.trigger()
    assert QApplication.focusWidget() is panels.outline.tree
    forward.trigger()
    assert QApplication.focusWidget() is statement
    back.trigger()
    assert QApplication.focusWidget() is panels.outline.tree
    panels.show_pane("sides", shown=False)
    back.trigger()
    assert QApplication.focusWidget() is statement
    window.header._save.setFocus()
    forward.trigger()
    assert QApplication.focusWidget() is panels.outline.tree


def test_a_view_that_takes_the_place_of_another_takes_its_keyboard(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    panels = window.panels
    panels.form.focus_field("statement")
    statement = QApplication.focusWidget()
    window.actions_["view-text"].trigger()
    assert QApplication.focusWidget() is panels.panel("text").view
    window.actions_["view-form"].trigger()
    assert QApplication.focusWidget() is statement
    panels.outline.tree.setFocus()
    window.actions_["view-text"].trigger()
    assert QApplication.focusWidget() is panels.outline.tree, "who goes through the outline stays"
    window.actions_["next-pane"].trigger()
    assert QApplication.focusWidget() is panels.panel("text").view
