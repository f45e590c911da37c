"""The tabs of the side panels: all are to be seen, whatever the window, the letters, the words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from strategy_editor.ui.side_tabs import SideTabs
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui
_FULL = "Anmerkungen (1)"


def bar(window) -> SideTabs:
    return window.panels.sides.findChild(SideTabs)


def all_to_be_seen(tabs: SideTabs) -> bool:
    inside = QRect(0, 0, tabs.width(), tabs.height())
    arrows = [each for each in tabs.findChildren(QToolButton) if each.isVisible()]
    return not arrows and all(inside.contains(tabs.tabRect(at)) for at in range(tabs.count()))


def test_every_tab_is_seen_has_its_word_and_can_be_clicked(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    tabs = bar(window)
    assert all_to_be_seen(tabs)
    words = [tabs.accessibleTabName(at) for at in range(tabs.count())]
    assert words == ["Befunde (0)", "Suche", _FULL, "Fassungen"]
    for at in range(tabs.count()):
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(at).center())
        assert tabs.currentIndex() == at
        assert all_to_be_seen(tabs)
        assert tabs.tabText(at) == tabs.accessibleTabName(at)
        assert all(tabs.tabText(each) or tabs.tabToolTip(each) for each in range(tabs.count()))


def test_large_letters_push_no_tab_out_of_sight(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    try:
        window.appearance.use_font_size(16)
        window.panels.show_pane("sides", shown=True)
        qtbot.wait(1)
        assert all_to_be_seen(bar(window))
    finally:
        window.appearance.use_font_size(0)


def test_words_come_back_where_there_is_room(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    tabs = bar(window)
    tabs.setFixedWidth(200)
    qtbot.wait(1)
    assert tabs.is_short_of_room
    assert tabs.tabToolTip(2) == _FULL
    tabs.setFixedWidth(600)
    qtbot.wait(1)
    assert not tabs.is_short_of_room
    assert [tabs.tabText(at) for at in (2, 3)] == [_FULL, "Fassungen"]
    assert not tabs.tabToolTip(2)
