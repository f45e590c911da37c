"""Small windows and large letters: a screen at 200 % leaves 640 by 400 points."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.window_kit import make_window, opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))


def narrow(window, width=640):
    window.resize(width, 400)
    QApplication.processEvents()


def panes(window):
    return [each for each in ("outline", "sides") if window.panels.has_pane(each)]


def test_every_view_fits_and_the_side_gives_way(window):
    narrow(window)
    assert panes(window) == ["outline"]
    for view in ("text", "comparison", "lineage", "source", "form"):
        window.panels.show_view(view)
        QApplication.processEvents()
        assert window.minimumSizeHint().width() <= 660, view
    window.resize(1280, 760)
    QApplication.processEvents()
    assert panes(window) == ["outline", "sides"]


def test_fields_stand_below_each_other_instead_of_being_cut(window):
    goal = next(n for n in window.controller.session.document.root.walk() if n.tag == "goal")
    window.controller.select(goal.id)
    narrow(window)
    form = window.panels.form
    bar = form.findChild(type(form._scroll)).horizontalScrollBar()
    assert bar.maximum() <= 8


def test_what_is_asked_for_at_the_side_takes_the_place_of_the_outline(window):
    narrow(window)
    window.panels.sides.show_side("problems")
    assert panes(window) == ["sides"]
    assert window.actions_["pane-sides"].isChecked()
    window.actions_["pane-outline"].trigger()
    assert panes(window) == ["outline"]
    window.actions_["pane-outline"].trigger()
    assert panes(window) == []


def test_panes_can_be_put_away_in_a_wide_window_too(window):
    window.actions_["pane-sides"].trigger()
    assert panes(window) == ["outline"]
    window.actions_["pane-sides"].trigger()
    assert panes(window) == ["outline", "sides"]


def test_the_side_lets_a_comparison_have_its_room_and_comes_back(window):
    turn = window.actions_["pane-sides"].trigger
    for view in ("comparison", "lineage"):
        window.panels.show_view(view)
        assert panes(window) == ["outline"]
        assert not window.actions_["pane-sides"].isChecked()
        window.panels.show_view("form")
        assert panes(window) == ["outline", "sides"]
    window.panels.show_view("comparison")
    turn()
    window.panels.show_view("text")
    window.panels.show_view("comparison")
    assert panes(window) == ["outline", "sides"]
    turn()
    window.panels.show_view("form")
    assert panes(window) == ["outline"]


def test_a_large_window_has_room_for_a_comparison_and_the_side(window):
    window.panels.show_view("comparison")
    window.resize(1900, 1000)
    QApplication.processEvents()
    assert panes(window) == ["outline", "sides"]
    window.resize(1280, 760)
    QApplication.processEvents()
    assert panes(window) == ["outline"]
    narrow(window)
    window.resize(1280, 760)
    QApplication.processEvents()
    assert panes(window) == ["outline"]


def test_a_size_of_letters_of_ones_own_is_followed_everywhere(qtbot):
    window = make_window(qtbot)
    before = window.font().pointSize()
    window.appearance.use_font_size(14)
    try:
        QApplication.processEvents()
        label = window.welcome.findChild(QLabel)
        assert label.font().pointSize() >= 14
        assert window.panels.outline.tree.font().pointSize() == 14
        assert window.foot.font().pointSize() == 14
    finally:
        window.appearance.use_font_size(0)
    QApplication.processEvents()
    assert window.panels.outline.tree.font().pointSize() == before
