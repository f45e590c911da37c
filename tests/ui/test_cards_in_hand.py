"""Verbs while somebody writes in an open card: they are for the card's element."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from strategy_editor.ui.elements.keys import EditingKeys
from strategy_editor.ui.form.child_row import ChildRow
from tests.ui.window_kit import opened, sample_copy, type_over

pytestmark = pytest.mark.gui
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def document(window):
    return window.controller.session.document


def in_a_card(window, qtbot, at=0):
    """Open the card of a goal in the form of a claim, the cursor in its title."""
    claim = next(each for each in document(window).root.walk() if each.tag == "claim")
    window.controller.select(claim.id)
    window.panels.show_view("form")
    goal = claim.children_of("goal")[at]
    row = next(each for each in window.panels.form.findChildren(ChildRow) if each.id == goal.id)
    qtbot.waitUntil(row.isVisible)
    qtbot.mouseClick(row.line, Qt.MouseButton.LeftButton)
    window.panels.form.begin_card(goal.id)
    assert window.panels.card_in_hand() == goal.id
    return claim, goal


def test_another_of_the_kind_opens_as_a_card_behind_it(window, qtbot):
    claim, goal = in_a_card(window, qtbot)
    before = document(window)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    goals = document(window).node(claim.id).children_of("goal")
    assert len(goals) == len(claim.children_of("goal")) + 1
    assert goals[0].id == goal.id
    assert window.controller.selected_id == claim.id
    assert window.panels.card_in_hand() == goals[1].id
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.selectedText() == line.text()
    type_over(qtbot, line, "Aus der Karte")
    assert document(window).node(goals[1].id).text_of("title") == "Aus der Karte"
    window.controller.undo()
    window.controller.undo()
    assert document(window).root == before.root


def test_a_part_goes_into_the_element_of_the_card(window, qtbot):
    _claim, goal = in_a_card(window, qtbot)
    tag = window.controller.structure.likely_child(goal.id)
    shift = CONTROL | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, shift)
    now = document(window).node(goal.id)
    assert len(now.children_of(tag)) == len(goal.children_of(tag)) + 1
    assert document(window).parent_id(window.panels.card_in_hand()) == goal.id


def test_the_menu_says_whom_it_is_for_and_removing_leaves_the_selection(window, qtbot):
    claim, goal = in_a_card(window, qtbot)
    menu = QMenu(window)
    keys = EditingKeys(window)
    keys.menu.fill(menu)
    assert goal.text_of("title")[:20] in menu.actions()[0].text()
    assert not menu.actions()[0].isEnabled()
    window.actions_["remove"].trigger()
    assert goal.id not in document(window)
    assert window.controller.selected_id == claim.id
    # Where the outline has the keyboard, the selected element is meant again.
    window.panels.outline.tree.setFocus()
    assert window.panels.card_in_hand() == ""
    menu.clear()
    keys.menu.fill(menu)
    assert menu.actions()[0].isEnabled()


def test_the_quick_jump_inserts_around_what_is_in_hand(window, qtbot):
    claim, goal = in_a_card(window, qtbot)
    window.actions_["jump"].trigger()
    line = QApplication.focusWidget()
    assert line.objectName() == "jump-line"
    qtbot.keyClicks(line, "ziel danach")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    goals = document(window).node(claim.id).children_of("goal")
    assert [each.id for each in goals][:1] == [goal.id]
    assert len(goals) == len(claim.children_of("goal")) + 1
    assert window.panels.card_in_hand() == goals[1].id


def test_elements_come_before_what_could_be_inserted(window, qtbot):
    window.actions_["jump"].trigger()
    line = QApplication.focusWidget()
    qtbot.keyClicks(line, "ziel z 8")
    palette = window.findChild(QLineEdit, "jump-line").parentWidget()
    first = palette.list.model().index(0).data()
    assert "Z 8" in first


@pytest.mark.parametrize("verb", ["duplicate", "move-down", "demote", "cut"])
def test_a_verb_for_a_card_leaves_the_form_in_hand(window, qtbot, verb):
    claim, goal = in_a_card(window, qtbot, at=0 if verb in ("duplicate", "move-down") else 1)
    before = document(window)
    window.actions_[verb].trigger()
    assert document(window).root != before.root
    assert window.controller.selected_id == claim.id
    # What the verb led to is open and has the cursor, where it is still below the form.
    if verb == "duplicate":
        copy = document(window).node(claim.id).children_of("goal")[1]
        assert window.panels.card_in_hand() == copy.id
    elif verb == "move-down":
        assert window.panels.card_in_hand() == goal.id
    elif verb == "demote":
        held = window.panels.card_in_hand()
        assert held in [node.id for node in document(window).path(goal.id)]
    window.controller.undo()
    assert document(window).root == before.root
    assert window.controller.selected_id == claim.id


def test_what_leaves_the_form_is_told_and_the_form_stays(window, qtbot):
    claim, goal = in_a_card(window, qtbot)
    window.actions_["promote"].trigger()
    field_id = document(window).parent_id(claim.id)
    assert document(window).parent_id(goal.id) == field_id
    assert window.controller.selected_id == claim.id
    said = window.statusBar().currentMessage()
    assert goal.text_of("title")[:15] in said
    assert document(window).node(field_id).text_of("title")[:15] in said


def test_another_type_is_open_where_the_card_was(window, qtbot):
    claim, goal = in_a_card(window, qtbot)
    assert window.controller.structure.several.convert([goal.id], "measure")
    assert window.controller.selected_id == claim.id
    assert document(window).node(goal.id).tag == "measure"
    assert window.panels.card_in_hand() == goal.id
