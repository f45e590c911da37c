"""Floating frames go along with what they belong to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from strategy_editor.ui.richtext.floating import Floating

pytestmark = pytest.mark.gui


class Counted(Floating):
    def __init__(self, anchor):
        super().__init__(anchor)
        self.count = 0

    def place(self):
        self.count += 1
        self.put(QPoint(5, 5))


@pytest.fixture
def nested(qtbot):
    """A window, four widgets in each other, and a frame at the innermost."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 400)
    widgets = [window]
    for _ in range(4):
        widget = QWidget(widgets[-1])
        widget.setGeometry(10, 10, 300, 300)
        widgets.append(widget)
    window.show()
    frame = Counted(widgets[-1])
    frame.setFixedSize(20, 20)
    frame.appear()
    QApplication.sendPostedEvents()
    assert frame.isVisible()
    return widgets, frame


def test_a_layout_that_moves_all_around_places_it_once(nested):
    widgets, frame = nested
    frame.count = 0
    for widget in widgets[1:]:
        widget.setGeometry(QRect(20, 15, 250, 250))
    QApplication.sendPostedEvents()
    assert frame.count == 1
    assert frame.pos() == QPoint(4 * 20 + 5, 4 * 15 + 5)
    widgets[1].move(0, 0)
    QApplication.sendPostedEvents()
    assert frame.count == 2
    assert frame.pos() == QPoint(3 * 20 + 5, 3 * 15 + 5)


def test_it_is_gone_with_its_anchor_and_comes_back_with_it(nested):
    widgets, frame = nested
    widgets[2].hide()
    QApplication.sendPostedEvents()
    assert not frame.isVisible()
    widgets[2].show()
    QApplication.sendPostedEvents()
    assert frame.isVisible()


def test_what_was_dismissed_does_not_come_back_with_a_move(nested):
    widgets, frame = nested
    widgets[1].move(30, 30)
    frame.vanish()
    QApplication.sendPostedEvents()
    assert not frame.isVisible()
