"""Finding, replacing and jumping, as a user does it."""

from __future__ import annotations

import pytest
from hypothesis import given
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from strategy_editor.document.texts import wording
from strategy_editor.ui.richtext.pieces import Serials, pieces_of, shown
from strategy_editor.ui.richtext.spans import editor_position, units
from tests.strategies import SCHEMA, documents
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def panel_of(window, key="find"):
    window.actions_[key].trigger()
    return window.panels.sides.panel("search")


def search(qtbot, panel, text):
    panel.bar.wanted.setFocus()
    panel.bar.wanted.selectAll()
    qtbot.keyClicks(panel.bar.wanted, text)
    wait(qtbot, panel)


def wait(qtbot, panel):
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=20_000)


def test_what_is_typed_is_found_everywhere_and_shown_with_its_context(window, qtbot):
    panel = panel_of(window)
    QAbstractItemModelTester(panel.model)
    search(qtbot, panel, "Verwaltung")
    rows = panel.model.rowCount()
    assert rows > 50
    assert str(rows) in panel.count.text()
    assert "Verwaltung" in panel.model.index(0).data()
    kinds = {hit.place.kind for hit in panel.model.hits}
    assert {"title", "text"} <= kinds
    panel.bar.kinds["text"].click()
    wait(qtbot, panel)
    assert "text" not in {hit.place.kind for hit in panel.model.hits}


def test_return_goes_to_the_next_hit_and_the_list_into_the_field(window, qtbot):
    panel = panel_of(window)
    search(qtbot, panel, "elektronische")
    qtbot.keyClick(panel.bar.wanted, Qt.Key.Key_Return)
    first = panel.model.hits[0].place.node_id
    assert window.controller.selected_id == first
    assert QApplication.focusWidget() is panel.bar.wanted
    qtbot.keyClick(panel.bar.wanted, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QTextEdit | QLineEdit)
    selected = (
        focused.selectedText()
        if isinstance(focused, QLineEdit)
        else focused.textCursor().selectedText()
    )
    assert selected.casefold() == "elektronische"


def test_a_part_narrows_the_search(window, qtbot):
    goal = next(n for n in window.controller.session.document.root.walk() if n.tag == "goal")
    window.controller.select(goal.id)
    panel = panel_of(window)
    search(qtbot, panel, "e")
    everywhere = panel.model.rowCount()
    at = panel.bar.part.findData(goal.id)
    panel.bar.part.setCurrentIndex(at)
    wait(qtbot, panel)
    assert 0 < panel.model.rowCount() < everywhere


def test_replacing_shows_what_it_will_change_leaves_out_and_is_one_step(window, qtbot):
    before = window.controller.session.document
    panel = panel_of(window, "replace")
    search(qtbot, panel, "Ministerium")
    qtbot.keyClicks(panel.bar.instead, "Haus")
    wait(qtbot, panel)
    total = panel.model.rowCount()
    assert total > 3
    replaceable = len(panel.model.chosen())
    assert 1 < replaceable < total
    assert "Haus" in panel.model.index(0).data()
    panel.list.setFocus()
    row = panel.model.row_of(panel.model.chosen()[1])
    panel.list.setCurrentIndex(panel.model.index(row))
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    left_out = panel.model.hits[row]
    assert str(replaceable - 1) in panel.all.text()
    qtbot.mouseClick(panel.all, Qt.MouseButton.LeftButton)
    wait(qtbot, panel)
    assert panel.bar.wanted.hasFocus()
    assert panel.model.rowCount() == total - replaceable + 1
    assert left_out.place in [hit.place for hit in panel.model.hits]
    window.actions_["undo"].trigger()
    assert window.controller.session.document.root == before.root
    window.actions_["redo"].trigger()
    assert window.controller.session.document.root != before.root


def test_one_after_the_other_is_replaced(window, qtbot):
    panel = panel_of(window, "replace")
    search(qtbot, panel, "Verwaltung")
    qtbot.keyClicks(panel.bar.instead, "Amt")
    wait(qtbot, panel)
    total = panel.model.rowCount()
    qtbot.keyClick(panel.bar.wanted, Qt.Key.Key_Return)
    panel.one.click()
    wait(qtbot, panel)
    assert panel.model.rowCount() == total - 1


def test_a_wrong_expression_says_so(window, qtbot):
    panel = panel_of(window)
    panel.bar.ways["expression"].click()
    search(qtbot, panel, "(")
    assert panel.model.rowCount() == 0
    assert "Ausdruck" in panel.count.text()
    assert panel.bar.wanted.property("wrong")
    search(qtbot, panel, "(Ziel|Anspruch)")
    assert panel.model.rowCount() > 0
    assert not panel.bar.wanted.property("wrong")


def test_what_is_selected_is_looked_for(window, qtbot):
    controller = window.controller
    goal = next(n for n in controller.session.document.root.walk() if n.tag == "goal")
    controller.select(goal.id)
    line = window.panels.form.form.field("title").input.line
    line.setFocus()
    line.setSelection(0, 5)
    wanted = line.selectedText()
    panel = panel_of(window)
    assert panel.bar.wanted.text() == wanted


def test_escape_gives_the_keyboard_back(window, qtbot):
    window.panels.outline.tree.setFocus()
    panel = panel_of(window)
    qtbot.keyClick(panel.bar.wanted, Qt.Key.Key_Escape)
    assert window.panels.outline.tree.hasFocus()


def palette_of(window):
    window.actions_["jump"].trigger()
    return window.findChild(QLineEdit, "jump-line").parentWidget()


def test_the_quick_jump_goes_to_an_element_by_number_or_title(window, qtbot):
    controller = window.controller
    goal = [n for n in controller.session.document.root.walk() if n.tag == "goal"][7]
    number = controller.numbers[goal.id]
    palette = palette_of(window)
    qtbot.keyClicks(palette.line, f"{controller.wording.label('goal')} {number}")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert controller.numbers[controller.selected_id] == number
    palette = palette_of(window)
    palette.line.setText(wording(goal.child("title")))
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert controller.selected_id == goal.id


def test_the_quick_jump_runs_a_command(window, qtbot):
    palette = palette_of(window)
    qtbot.keyClicks(palette.line, "dunkel")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.settings.theme == "dark"


def test_the_quick_jump_goes_away_with_escape(window, qtbot):
    window.panels.outline.tree.setFocus()
    palette = palette_of(window)
    qtbot.keyClicks(palette.line, "gibt es nicht xyz")
    assert not palette.list.isVisible()
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.panels.outline.tree.hasFocus()


@given(documents())
def test_positions_in_a_wording_are_found_in_the_editor(document):
    """The characters at both positions are the same, whatever objects stand between them."""
    for node in document.root.walk():
        if node.tag not in SCHEMA.mixed_tags or not node.content:
            continue
        text = "".join(map(shown, pieces_of(node.content, Serials())))
        words = wording(node)
        wide = text.encode("utf-16-le")
        for position in range(0, len(words), 3):
            at = editor_position(node.content, position)
            letter = wide[2 * at : 2 * at + 2 * units(words[position])].decode(
                "utf-16-le", "replace"
            )
            assert (
                letter == words[position]
                or letter[0] == "\ufffc"
                or not words[position].isprintable()
            )
