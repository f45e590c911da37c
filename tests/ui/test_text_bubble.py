"""What is not written in place says where it comes from, and leads there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from strategy_editor.ui.text.menu import context_menu
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    made = opened(qtbot, sample_copy(tmp_path))
    made.panels.show_view("text")
    return made


def click_on(qtbot, view, kind, has=lambda _run: True):
    """Scroll to a block of a kind and click a stretch in it; return the element of the block."""
    blocks = view.sheet.flow.blocks
    index = next(at for at, block in enumerate(blocks) if block.kind == kind)
    view._scroll.to_entry(index, 100)
    view.refresh()
    for at, y in view._shown:
        for text in view.sheet.laid(at).texts if view.sheet.flow.blocks[at].kind == kind else ():
            for x in range(2, round(text.width), 12):
                point = QPoint(round(view.text_left + text.x + x), round(y + text.y + 8))
                run = view.hit(point).run
                inside = view.viewport().rect().contains(point)
                if run is not None and has(run) and inside:
                    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
                    return view.sheet.flow.blocks[at].node_id, run
    raise AssertionError(kind)


def test_a_value_of_the_form_leads_to_its_form_by_enter(window, qtbot):
    panel = window.panels.panel("text")
    node_id, _ = click_on(qtbot, panel.view, "facts")
    assert panel.bubble.isVisible()
    name = window.controller.wording.name(window.controller.session.document.node(node_id))
    assert name in panel.bubble.text.text()
    assert QApplication.focusWidget() is panel.bubble.button
    qtbot.keyClick(panel.bubble.button, Qt.Key.Key_Return)
    assert window.panels.view == "form"
    assert window.controller.selected_id == node_id
    assert not panel.bubble.isVisible()


def test_a_generated_line_leads_to_what_it_is_made_from(window, qtbot):
    panel = window.panels.panel("text")
    _, run = click_on(qtbot, panel.view, "generated", lambda run: bool(run.target))
    assert panel.bubble.button.isVisible()
    qtbot.mouseClick(panel.bubble.button, Qt.MouseButton.LeftButton)
    assert window.controller.selected_id == run.target
    assert window.panels.view == "text"


def test_the_bubble_goes_with_escape_with_scrolling_and_with_another_click(window, qtbot):
    panel = window.panels.panel("text")
    click_on(qtbot, panel.view, "facts")
    qtbot.keyClick(panel.bubble.button, Qt.Key.Key_Escape)
    assert not panel.bubble.isVisible()
    assert panel.view.hasFocus()
    click_on(qtbot, panel.view, "facts")
    panel.view.verticalScrollBar().setValue(0)
    assert not panel.bubble.isVisible()
    click_on(qtbot, panel.view, "facts")
    panel.view.setFocus()
    assert not panel.bubble.isVisible()


def test_the_form_is_in_the_context_menu_too(window, qtbot):
    panel = window.panels.panel("text")
    goal = next(n for n in window.controller.session.document.root.walk() if n.tag == "goal")
    window.controller.select(goal.id)
    place = panel.view._selected_place()
    menu = context_menu(panel.view, panel.view, place, panel.view.sheet.reader, window.translate)
    qtbot.addWidget(menu)
    entries = {action.text(): action for action in menu.actions()}
    entries[window.translate("text.to-form")].trigger()
    assert window.panels.view == "form"
    assert window.controller.selected_id == goal.id
