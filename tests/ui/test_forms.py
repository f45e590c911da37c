"""Forms as people use them: optional and required parts, help, undo, adding, read-only files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextEdit

from strategy_editor.ui.form.child_row import ChildRow
from strategy_editor.ui.form.choices import ChoiceList
from strategy_editor.ui.form.help import HelpBubble
from strategy_editor.ui.form.offers import Offers
from tests.ui.window_kit import make_window, opened, sample_copy, settle, text_edit, type_over

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.activateWindow()
    return window


def node(window, node_id):
    return window.controller.session.document.node(node_id)


def show(window, node_id):
    window.controller.select(node_id)
    window.panels.show_view("form")
    return window.panels.form.form


def chip(form, key):
    offers = form.widget().findChild(Offers)
    return offers._chips[key]


def bubble(window):
    shown = [each for each in window.findChildren(HelpBubble) if each.isVisible()]
    return shown[0] if shown else None


class TestParts:
    def test_optional_fields_are_asked_for_by_name(self, window, qtbot):
        form = show(window, "g_datenportal")
        assert "@base-date" in form.offered
        with pytest.raises(KeyError):
            form.field("@base-date")
        form.offer("@base-date")
        line = form.field("@base-date").input.line
        assert QApplication.focusWidget() is line
        qtbot.keyClicks(line, "1. Mai 2014")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert node(window, "g_datenportal").get("base-date") == "2014-05-01"
        assert "@base-date" not in form.offered

    def test_an_optional_text_opens_with_the_cursor_in_it(self, window, qtbot):
        measure = node(window, "m_bestand")
        form = show(window, "m_bestand")
        assert "indicator" in form.offered
        assert measure.child("indicator") is None
        form.offer("indicator")
        added = node(window, "m_bestand").child("indicator")
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit)
        assert focused.selectedText() == "Neu: Indikator"
        qtbot.keyClicks(focused, "Anteil der Ressorts")
        assert node(window, added.id).text_of("title") == "Anteil der Ressorts"

    def test_chips_tell_what_they_add_and_why(self, window):
        form = show(window, "m_bestand")
        offered = chip(form, "indicator")
        assert offered.text() == "Indikator"
        assert offered.accessibleName() == "Indikator hinzufügen"
        assert offered.toolTip()

    def test_a_required_field_says_so_and_an_empty_one_is_marked(self, window, qtbot):
        form = show(window, "g_datenportal")
        field = form.field("title")
        assert field.input.line.accessibleName() == "Titel, Pflichtangabe"
        assert text_edit(form.field("statement")).accessibleName().endswith("Pflichtangabe")
        type_over(qtbot, field.input.line, "")
        assert field.input.line.property("missing") is True
        sentences = [each.text() for each in field.findChildren(QLabel) if not each.isHidden()]
        assert "Pflichtangabe fehlt." in sentences
        type_over(qtbot, field.input.line, "Datenportal")
        assert field.input.line.property("missing") is False

    def test_a_new_indicator_has_no_unit_that_nobody_gave(self, window):
        form = show(window, "m_bestand")
        form.offer("indicator")
        added = node(window, "m_bestand").child("indicator")
        assert added.get("unit") == ""
        inner = show(window, added.id)
        assert inner.field("@unit").input.line.property("missing") is True

    def test_a_new_paragraph_is_empty_and_has_the_cursor(self, window, qtbot):
        form = show(window, "m_bestand")
        form.offer("paragraph")
        added = node(window, "m_bestand").child("paragraph")
        assert added.content == ()
        focused = QApplication.focusWidget()
        assert isinstance(focused, QTextEdit)
        qtbot.keyClicks(focused, "Ein Satz.")
        assert node(window, added.id).text == "Ein Satz."

    def test_a_new_card_is_scrolled_into_view(self, window, qtbot):
        window.resize(1280, 760)
        form = show(window, "m_bestand")
        area = window.panels.form._scroll
        form.offer("finance") if "finance" in form.offered else form.cards.add("finance")
        focused = QApplication.focusWidget()

        def is_in_sight():
            place = focused.mapTo(area.viewport(), focused.rect().center())
            return area.viewport().rect().contains(place)

        qtbot.waitUntil(is_in_sight, timeout=5000)

    def test_a_missing_child_leads_to_the_button_that_adds_it(self, window):
        form = show(window, "m_bestand")
        form.offer("indicator")
        added = node(window, "m_bestand").child("indicator")
        window.panels.jump(added.id, "target")
        focused = QApplication.focusWidget()
        assert "Zielwert" in focused.accessibleName() + getattr(focused, "text", str)()

    def test_cards_of_one_kind_are_told_apart(self, window):
        form = show(window, "g_informationen")
        names = [row.line.accessibleName() for row in form.widget().findChildren(ChildRow)]
        assert "Zuständigkeit SMJus, federführend" in names
        assert len(names) == len(set(names))


def test_when_the_field_in_hand_goes_with_an_undone_step_the_outline_has_the_keyboard(window):
    form = show(window, "c_daten")
    chip(form, "measure").click()
    assert form.widget().isAncestorOf(window.focusWidget())
    window.actions_["undo"].trigger()
    assert window.panels.isAncestorOf(window.focusWidget())


def test_after_a_change_of_language_the_keyboard_is_in_the_document(window):
    form = show(window, "c_daten")
    form.field("title").focus_target().setFocus()
    window.set_language("en")
    assert window.panels.isAncestorOf(window.focusWidget())


class TestChoosing:
    def test_a_long_list_is_searched_by_typing(self, window, qtbot):
        form = show(window, "g_datenportal")
        box = form.field("responsibility").focus_target()
        box.setFocus()
        box.showPopup()
        popup = window.findChild(ChoiceList)
        assert popup.filter.isVisibleTo(popup)
        qtbot.keyClicks(popup.filter, "finanz")
        shown = [at for at in range(popup.list.count()) if not popup.list.item(at).isHidden()]
        assert [popup.list.item(at).text() for at in shown] == [
            "SMF – Sächsisches Staatsministerium der Finanzen",
            "Weitere Stelle anlegen …",
        ]
        qtbot.keyClick(popup.filter, Qt.Key.Key_Return)
        lead = node(window, "g_datenportal").children_of("responsibility")[0]
        assert lead.get("actor") == "a_smf"

    def test_a_list_above_its_box_stays_close_to_it_while_it_is_searched(self, window, qtbot):
        form = show(window, "g_datenportal")
        window.resize(window.width(), 560)
        box = form.field("responsibility").focus_target()
        box.setFocus()
        box.showPopup()
        popup = window.findChild(ChoiceList)
        assert popup.y() < box.mapTo(window, QPoint(0, 0)).y()
        qtbot.keyClicks(popup.filter, "finanz")
        assert popup.geometry().bottom() + 1 == box.mapTo(window, QPoint(0, 0)).y()

    def test_the_opened_list_is_as_high_as_its_rows(self, window, qtbot):
        form = show(window, "g_datenportal")
        box = form.field("@status").focus_target()
        box.showPopup()
        popup = window.findChild(ChoiceList)
        assert not popup.filter.isVisibleTo(popup)
        rows = popup.list.count() * popup.list.sizeHintForRow(0)
        assert popup.list.height() == rows
        last = popup.list.visualItemRect(popup.list.item(popup.list.count() - 1))
        assert last.bottom() + 1 == rows  # none lies over the next
        qtbot.keyClick(popup.list, Qt.Key.Key_Escape)
        assert node(window, "g_datenportal").get("status") == "gs_active"

    def test_a_field_that_is_not_there_leaves_no_text_to_be_typed_over(self, window):
        form = show(window, "g_datenportal")
        window.panels.form.focus_field("xref")
        title = form.field("title").focus_target()
        assert title.hasFocus()
        assert not title.hasSelectedText()
        window.panels.form.focus_field("")
        assert title.hasSelectedText()

    def test_words_that_are_cut_stand_in_the_tooltip(self, window):
        window.resize(1024, 700)
        form = show(window, "g_datenportal")
        box = form.field("responsibility").focus_target()
        QApplication.processEvents()
        room = box.width() - 40
        is_cut = box.fontMetrics().horizontalAdvance(box.currentText()) > room
        assert (box.currentText() in box.toolTip()) == is_cut


class TestHelp:
    def test_f1_shows_the_help_of_the_field_and_escape_closes_it(self, window, qtbot):
        form = show(window, "g_datenportal")
        line = form.field("@target-date").input.line
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_F1)
        shown = " ".join(each.text() for each in bubble(window).findChildren(QLabel))
        declared = form.field("@target-date").plan.documentation
        assert declared.help("de") in shown
        assert "Q4 2019" in shown
        qtbot.keyClick(line, Qt.Key.Key_Escape)
        assert bubble(window) is None
        assert QApplication.focusWidget() is line

    def test_running_text_has_help_and_it_goes_with_the_cursor(self, window, qtbot):
        form = show(window, "g_datenportal")
        editor = text_edit(form.field("statement"))
        editor.setFocus()
        qtbot.keyClick(editor, Qt.Key.Key_F1)
        assert bubble(window) is not None
        form.field("title").input.line.setFocus()
        assert bubble(window) is None

    def test_help_speaks_the_language_of_the_window(self, window, qtbot):
        window.actions_["english"].trigger()
        form = show(window, "g_datenportal")
        line = form.field("title").input.line
        help_text = form.field("title").plan.documentation.help("en")
        assert help_text in line.toolTip()
        assert help_text in line.accessibleDescription()


class TestUndo:
    def test_undo_returns_to_the_field_and_the_place_of_the_change(self, window, qtbot):
        form = show(window, "g_datenportal")
        line = form.field("title").input.line
        line.setFocus()
        line.setCursorPosition(11)
        qtbot.keyClicks(line, " offenes")
        form.field("@target-date").input.line.setFocus()
        window.actions_["undo"].trigger()
        assert QApplication.focusWidget() is line
        assert line.text() == "Gemeinsames Datenportal"
        assert line.cursorPosition() in (11, 12)
        window.actions_["redo"].trigger()
        assert line.cursorPosition() - len("Gemeinsames offenes") in (0, 1)

    def test_undo_opens_the_form_it_happened_in(self, window, qtbot):
        form = show(window, "g_datenportal")
        type_over(qtbot, text_edit(form.field("statement")), "Neu gesagt.")
        show(window, "m_bestand")
        window.actions_["undo"].trigger()
        assert window.controller.selected_id == "g_datenportal"
        field = window.panels.form.form.field("statement")
        assert QApplication.focusWidget() is text_edit(field)

    def test_undo_in_a_card_stays_in_the_form_around_it(self, window, qtbot):
        form = show(window, "m_bestand")
        row = next(
            each for each in form.widget().findChildren(ChildRow) if each.id == "fin_m_bestand_1"
        )
        row.open()
        editor = text_edit(row.form.field("note"))
        editor.setFocus()
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        qtbot.keyClicks(editor, " Anders")
        row.line.setChecked(False)
        form.field("title").input.line.setFocus()
        window.actions_["undo"].trigger()
        assert window.controller.selected_id == "m_bestand"
        assert row.line.isChecked()
        assert QApplication.focusWidget() is editor

    def test_leaving_a_field_ends_its_step(self, window, qtbot):
        form = show(window, "g_datenportal")
        title, date = form.field("title").input.line, form.field("@target-date").input.line
        title.setFocus()
        title.end(False)
        qtbot.keyClicks(title, " A")
        date.setFocus()
        title.setFocus()
        title.end(False)
        qtbot.keyClicks(title, " B")
        window.actions_["undo"].trigger()
        assert node(window, "g_datenportal").text_of("title") == "Gemeinsames Datenportal A"

    def test_nothing_to_undo_takes_no_focus(self, window):
        tree = window.panels.outline.tree
        tree.setFocus()
        window.controller.undo()
        assert QApplication.focusWidget() is tree

    def test_escape_takes_back_what_is_unfinished_and_redo_has_it(self, window, qtbot):
        form = show(window, "g_datenportal")
        line = form.field("@target-date").input.line
        type_over(qtbot, line, "Ende 2020")
        qtbot.keyClick(line, Qt.Key.Key_Escape)
        assert node(window, "g_datenportal").get("target-date") == "2016-12"
        assert line.text() == "12.2016"
        window.actions_["redo"].trigger()
        assert node(window, "g_datenportal").get("target-date") == "Ende 2020"

    def test_an_emptied_optional_text_comes_back_with_one_undo(self, window, qtbot):
        form = show(window, "g_datenportal")
        before = node(window, "g_datenportal").text_of("rationale")
        type_over(qtbot, text_edit(form.field("rationale")), "")
        form.field("title").input.line.setFocus()
        assert node(window, "g_datenportal").child("rationale") is None
        window.actions_["undo"].trigger()
        assert node(window, "g_datenportal").text_of("rationale") == before
        assert window.controller.session.undo_step is None


class TestReadOnly:
    @pytest.fixture
    def newer(self, qtbot, tmp_path):
        path = sample_copy(tmp_path)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('version="1.0" xml:', 'version="1.9" xml:'), encoding="utf-8")
        window = make_window(qtbot)
        assert window.open_path(path)
        return window

    def test_fields_do_not_take_typing_and_say_why(self, newer, qtbot):
        form = show(newer, "g_datenportal")
        line = form.field("title").input.line
        assert line.isReadOnly()
        before = line.text()
        qtbot.keyClicks(line, "X")
        assert line.text() == before
        editor = text_edit(form.field("statement"))
        assert editor.isReadOnly()
        assert not form.field("@status").focus_target().isEnabled()
        segments = form.field("@horizon").input.findChildren(QPushButton)
        assert not any(each.isEnabled() for each in segments)
        assert form.offered == []
        assert "1.9" in newer.notices.text("read-only")
        said = [each.text() for each in newer.findChildren(QLabel) if each.isVisible()]
        assert len([each for each in said if "1.9" in each]) == 1, "once is enough"


def test_dates_are_taken_as_people_write_them(window, qtbot):
    form = show(window, "g_datenportal")
    line = form.field("@target-date").input.line
    for typed, value in (
        ("31.12.2019", "2019-12-31"), ("Dezember 2019", "2019-12"), ("12/2019", "2019-12"),
        ("Q4 2019", "2019-12"), ("2019", "2019"), ("2019-12-31", "2019-12-31"),
    ):  # fmt: skip
        type_over(qtbot, line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert node(window, "g_datenportal").get("target-date") == value
    type_over(qtbot, line, "irgendwann")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, window)
    texts = [each.text() for each in form.field("@target-date").findChildren(QLabel)]
    assert any("12.2030" in text for text in texts)


class TestTheNextElement:
    """One form serves element after element of a type: nothing of one stays with the next."""

    def test_an_unfinished_input_belongs_to_the_element_it_was_typed_for(self, window, qtbot):
        form = show(window, "g_datenportal")
        type_over(qtbot, form.field("@target-date").input.line, "Ende 2020")
        before = node(window, "g_informationen")
        form = show(window, "g_informationen")
        assert node(window, "g_datenportal").get("target-date") == "Ende 2020"
        assert node(window, "g_informationen") == before
        assert form.field("@target-date").input.line.text() == "12.2017"

    def test_what_was_asked_for_is_not_asked_for_of_the_next(self, window):
        form = show(window, "g_datenportal")
        form.offer("@base-date")
        form = show(window, "g_informationen")
        assert "@base-date" in form.offered
        with pytest.raises(KeyError):
            form.field("@base-date")
        assert form.field("rationale") is not None

    def test_cards_stand_for_the_children_of_the_element_shown(self, window):
        for goal in ("g_datenportal", "g_informationen", "g_serviceportal", "g_datenportal"):
            form = show(window, goal)
            rows = [row for row in form.widget().findChildren(ChildRow) if row.isVisibleTo(form)]
            assert {row.id for row in rows} <= {child.id for child in node(window, goal).children}
            names = [row.line.accessibleName() for row in rows]
            assert names
            assert len(names) == len(set(names))

    def test_typing_after_a_change_of_element_goes_to_the_new_one(self, window, qtbot):
        show(window, "g_datenportal")
        form = show(window, "g_informationen")
        type_over(qtbot, form.field("title").input.line, "Neuer Titel")
        type_over(qtbot, text_edit(form.field("statement")), "Neue Aussage.")
        assert node(window, "g_informationen").text_of("title") == "Neuer Titel"
        assert node(window, "g_informationen").text_of("statement") == "Neue Aussage."
        assert node(window, "g_datenportal").text_of("title") == "Gemeinsames Datenportal"
