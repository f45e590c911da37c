"""The grid of a table, used as by a person at the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from strategy_editor.document.node import Node, element
from strategy_editor.editing.grid import Range, grid_of
from strategy_editor.ui.form.table.layout import LEAST, column_widths
from strategy_editor.ui.form.table.model import TableModel, column_name
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui

KEY = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.controller.select("t_begriffe")
    page = window.panels.form.form
    page.view.choose_cell(0, 2)
    page.run("column-remove")
    return window


@pytest.fixture
def view(window):
    view = window.panels.form.form.view
    view.setFocus()
    view.choose_cell(0, 0)
    return view


def texts(window) -> list[list[str]]:
    grid = grid_of(window.controller.session.document.node("t_begriffe"))
    found = [["" for _ in range(grid.width)] for _ in range(grid.height)]
    for slot in grid.slots:
        found[slot.row][slot.column] = slot.node.text
    return found


def paste(window, qtbot, view, text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)
    qtbot.keyClick(view, KEY.Key_V, CONTROL)


def undo_once(window, before) -> None:
    window.controller.undo()
    assert window.controller.session.document.root == before


def test_typing_replaces_and_tab_goes_on(qtbot, window, view):
    qtbot.keyClicks(view, "W")
    editor = view.editor
    assert editor.hasFocus()
    qtbot.keyClicks(editor, "ort")
    qtbot.keyClick(editor, KEY.Key_Tab)
    assert not editor.isVisible()
    assert view.hasFocus()
    qtbot.keyClicks(view, "S")
    qtbot.keyClicks(editor, "inn")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert texts(window)[0] == ["Wort", "Sinn"]
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 1)


def test_escape_keeps_what_was_typed_and_f2_goes_on_behind_it(qtbot, window, view):
    old = texts(window)[0][0]
    qtbot.keyClick(view, KEY.Key_F2)
    qtbot.keyClicks(view.editor, "e")
    qtbot.keyClick(view.editor, KEY.Key_Escape)
    assert texts(window)[0][0] == old + "e"
    assert view.hasFocus()


def test_arrows_leave_a_cell_that_was_typed_into_but_not_one_being_edited(qtbot, window, view):
    qtbot.keyClicks(view, "x")
    qtbot.keyClick(view.editor, KEY.Key_Down)
    assert view.currentIndex().row() == 1
    qtbot.keyClick(view, KEY.Key_F2)
    qtbot.keyClick(view.editor, KEY.Key_Left)
    assert view.is_editing


def test_typing_in_one_cell_is_one_step(qtbot, window, view):
    before = window.controller.session.document.root
    qtbot.keyClick(view, KEY.Key_F2)
    qtbot.keyClicks(view.editor, "xyz")
    qtbot.keyClick(view.editor, KEY.Key_Escape)
    undo_once(window, before)
    assert view.isVisible()


def test_undo_while_editing_shows_the_older_text(qtbot, window, view):
    old = texts(window)[0][0]
    qtbot.keyClick(view, KEY.Key_F2)
    qtbot.keyClicks(view.editor, "xyz")
    window.controller.undo()
    assert view.is_editing
    assert view.editor.toPlainText() == old


def test_tab_in_the_last_cell_adds_a_row(qtbot, window, view):
    before = window.controller.session.document.root
    height = len(texts(window))
    view.choose_cell(height - 1, 1)
    qtbot.keyClick(view, KEY.Key_Tab)
    assert len(texts(window)) == height + 1
    assert (view.currentIndex().row(), view.currentIndex().column()) == (height, 0)
    undo_once(window, before)


def test_shift_tab_goes_back_and_control_tab_leaves(qtbot, window, view):
    view.choose_cell(1, 0)
    qtbot.keyClick(view, KEY.Key_Backtab, SHIFT)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, 1)
    qtbot.keyClick(view, KEY.Key_Tab, CONTROL)
    assert not view.hasFocus()


def test_delete_empties_the_chosen_cells(qtbot, window, view):
    before = window.controller.session.document.root
    view.choose(Range(0, 0, 1, 1), (0, 0))
    qtbot.keyClick(view, KEY.Key_Delete)
    assert texts(window)[:2] == [["", ""], ["", ""]]
    undo_once(window, before)


def test_pasting_from_a_spreadsheet_grows_the_table_in_one_step(qtbot, window, view):
    before = window.controller.session.document.root
    height = len(texts(window))
    view.choose_cell(height - 1, 1)
    paste(window, qtbot, view, 'a\t"zwei\nZeilen"\r\n1,5\t2\r\n')
    now = texts(window)
    assert (len(now), len(now[0])) == (height + 1, 3)
    assert now[-2][1:] == ["a", "zwei Zeilen"]
    assert now[-1] == ["", "1,5", "2"]
    assert view.chosen() == Range(height - 1, 1, height, 2)
    undo_once(window, before)


def test_a_pasted_html_table_keeps_bold_and_merged_cells(qtbot, window, view):
    page = "<table><tr><td colspan=2>Kopf</td></tr><tr><td><b>fett</b></td><td>x</td></tr></table>"
    paste(window, qtbot, view, "Kopf\t\nfett\tx\n", page)
    slot = view.grid.slot(0, 1)
    assert (slot.columns, slot.node.text) == (2, "Kopf")
    assert view.grid.slot(1, 0).node.content == (element("strong", "fett"),)


def test_cells_are_copied_cut_and_pasted_with_their_markup(qtbot, window, view):
    paste(window, qtbot, view, html="<table><tr><td><b>fett</b></td><td>x</td></tr></table>")
    qtbot.keyClick(view, KEY.Key_X, CONTROL)
    assert texts(window)[0] == ["", ""]
    data = QApplication.clipboard().mimeData()
    assert data.text() == "fett\tx\n"
    assert "<b>fett</b>" in data.html()
    view.choose_cell(1, 0)
    qtbot.keyClick(view, KEY.Key_V, CONTROL)
    assert view.grid.slot(1, 0).node.content == (element("strong", "fett"),)


def test_header_cells_are_merged_and_split(qtbot, window, view):
    before = window.controller.session.document.root
    words = texts(window)[0]
    view.choose_cell(0, 0)
    qtbot.keyClick(view, KEY.Key_Right, SHIFT)
    merge, split = (window.panels.form.form.tools.actions_[each] for each in ("merge", "split"))
    assert merge.isEnabled()
    assert not split.isEnabled()
    merge.trigger()
    assert texts(window)[0] == [" ".join(words), ""]
    assert (view.columnSpan(0, 0), view.rowSpan(0, 0)) == (2, 1)
    assert split.isEnabled()
    split.trigger()
    assert view.columnSpan(0, 0) == 1
    window.controller.undo()
    undo_once(window, before)


@pytest.mark.parametrize(
    "name",
    [
        "row-above", "row-below", "row-down", "row-remove", "column-left", "column-right",
        "column-to-right", "column-remove", "header-row", "header-column", "align-right", "clear",
    ],
)  # fmt: skip
def test_every_tool_is_one_step_with_a_name(window, view, name):
    before = window.controller.session.document.root
    action = window.panels.form.form.tools.actions_[name]
    assert action.text()
    action.trigger()
    assert window.controller.session.document.root != before
    undo_once(window, before)


def test_a_width_is_typed_for_the_chosen_column(qtbot, window, view):
    view.choose_cell(0, 1)
    line = window.panels.form.form.tools.width.focus_target()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "62,5")
    columns = window.controller.session.document.node("t_begriffe").children_of("column")
    assert columns[1].get("width") == "62.5"


def test_a_refused_edit_says_why(qtbot, window, view):
    view.choose(Range(0, 0, 1, 1), (0, 0))
    before = window.controller.session.document.root
    with qtbot.waitSignal(window.controller.messagePosted) as told:
        window.panels.form.form.tools.actions_["merge"].trigger()
    assert "Ganze Zeilen" in told.args[0]
    assert window.controller.session.document.root is before


def test_the_context_menu_offers_every_tool(window, view):
    tools = window.panels.form.form.tools
    menu = tools.menu(view)
    offered = set(menu.actions())
    for each in menu.actions():
        if each.menu() is not None:
            offered |= set(each.menu().actions())
    assert set(tools.actions_.values()) <= offered


def test_the_page_speaks_another_language(window, view):
    window.controller.translate.language = "en"
    window.panels.form.form.retranslate()
    assert window.panels.form.form.tools.actions_["merge"].text() == "Merge cells"


def test_a_read_only_table_cannot_be_edited(qtbot, window, view):
    view.is_locked = True
    qtbot.keyClicks(view, "x")
    assert not view.is_editing


def test_the_model_is_sound_while_tables_change(qtmodeltester):
    model = TableModel(str)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    one, two = Node("cell", (), ("a",)), Node("cell", (("columns", "2"),), ("b",))
    small = element("table", element("row", one, id="r"))
    large = element("table", element("row", two, one, id="r"), element("row", one, id="s"))
    for table in (small, large, small):
        model.show(grid_of(table), None)
    assert model.rowCount() == 1
    assert model.headerData(27, Qt.Orientation.Horizontal) == column_name(27) == "AB"
    tester.deleteLater()


def test_a_new_table_has_a_header_row_and_room_to_begin(window):
    controller = window.controller
    parent = controller.session.document.parent_id("t_begriffe")
    added = controller.structure.add(parent, "table")
    grid = grid_of(controller.session.document.node(added))
    assert (grid.height, grid.width) == (3, 3)
    assert [grid.is_header_row(row) for row in range(3)] == [True, False, False]
    assert window.panels.form.form.view.grid.width == 3


@pytest.mark.parametrize("room", [50, 216, 300, 900])
def test_columns_fill_the_room_and_keep_their_words_whole(room):
    widths = column_widths([0.1, 0.4, 0.5], [100, 72, 72], room)
    assert sum(widths) == max(room, 3 * LEAST)
    if room >= 244:
        assert widths[0] >= 100
