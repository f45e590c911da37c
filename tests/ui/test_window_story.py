"""The main job, played in the window as a user would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import read
from strategy_editor.ui.crash import CrashReport
from strategy_editor.ui.exporting.dialog import ExportDialog
from strategy_editor.ui.message import MessageDialog
from strategy_editor.ui.questions import Unsaved
from strategy_editor.validation.check import check
from strategy_editor.validation.problem import Severity
from tests.ui.window_kit import (
    Answers,
    make_window,
    opened,
    sample_copy,
    settle,
    text_edit,
    type_over,
)

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def node(window, node_id):
    return window.controller.session.document.node(node_id)


def first(window, tag):
    root = window.controller.session.document.root
    return next(each.id for each in root.walk() if each.tag == tag)


def show_form(window, node_id):
    window.controller.select(node_id)
    window.panels.show_view("form")
    return window.panels.form.form


def canonical(document):
    from strategy_editor.schema.catalog import current_schema

    return to_bytes(document, current_schema().mixed_tags)


def test_a_goal_is_changed_saved_compared_and_exported(window, qtbot, tmp_path):
    path = window.controller.session.path
    before = window.controller.session.document
    goal = first(window, "goal")
    form = show_form(window, goal)

    type_over(qtbot, form.field("title").input.line, "Ein neuer Titel")
    type_over(qtbot, text_edit(form.field("statement")), "Alle Ressorts arbeiten danach.")
    segments = form.field("@horizon").input.findChildren(QPushButton)
    next(each for each in segments if each.text() == "langfristig").click()
    type_over(qtbot, form.field("@target-date").input.line, "31.12.2019")
    box = form.field("responsibility").input.findChild(QComboBox)
    box.setFocus()
    form.field("responsibility").input._fill()
    at = next(at for at in range(box.count()) if str(box.itemData(at)) == "a_sk")
    box.setCurrentIndex(at)
    box.activated.emit(at)

    changed = node(window, goal)
    assert changed.text_of("title") == "Ein neuer Titel"
    assert changed.text_of("statement") == "Alle Ressorts arbeiten danach."
    assert changed.get("horizon") == "h_long"
    assert changed.get("target-date") == "2019-12-31"
    leads = [each for each in changed.children_of("responsibility") if each.get("role") == "lead"]
    assert "a_sk" in [each.get("actor") for each in leads]

    assert window.actions_["save"].isEnabled()
    window.actions_["save"].trigger()
    assert not window.controller.session.is_modified
    assert read(path).document == window.controller.session.document
    schema_errors = [
        each
        for each in check(read(path).document)
        if each.severity is Severity.ERROR and each.rule.startswith("schema.")
    ]
    assert schema_errors == []

    window.compare_with(sample_copy_of_2009(tmp_path))
    panel = window.panels.panel("comparison")
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0, timeout=60_000)
    assert any("Ein neuer Titel" in entry.text for entry in panel.model.shown)

    out = tmp_path / "strategie.docx"
    window.actions_["export"].trigger()
    dialog = window.findChild(ExportDialog)
    type_over(qtbot, dialog.target.line, str(out))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.exists, timeout=60_000)
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=60_000)
    dialog.reject()

    while window.controller.session.undo_step is not None:
        window.actions_["undo"].trigger()
    assert window.controller.session.document == before
    assert canonical(window.controller.session.document) == canonical(before)
    while window.controller.session.redo_step is not None:
        window.actions_["redo"].trigger()
    assert node(window, goal) == changed


def sample_copy_of_2009(folder):
    return sample_copy(folder, "egov-2009.xml")


def test_typing_in_one_field_is_one_step_of_undo(window, qtbot):
    goal = first(window, "goal")
    form = show_form(window, goal)
    title = node(window, goal).text_of("title")
    form.field("title").input.line.setFocus()
    form.field("title").input.line.end(False)
    qtbot.keyClicks(form.field("title").input.line, " und mehr")
    assert node(window, goal).text_of("title") == title + " und mehr"
    window.actions_["undo"].trigger()
    assert node(window, goal).text_of("title") == title
    assert form.field("title").input.line.text() == title


def test_a_goal_is_added_moved_and_deleted_by_menu_and_keyboard(window):
    controller = window.controller
    claim = first(window, "claim")
    controller.select(claim)
    menu = window._menus._menus["element"]
    menu.aboutToShow.emit()
    into = next(each for each in menu.actions() if each.text() == "Darin einfügen").menu()
    next(each for each in into.actions() if each.text() == "Ziel").trigger()
    added = controller.selected_id
    assert node(window, added).tag == "goal"
    goals = [each.id for each in node(window, claim).children_of("goal")]
    assert goals[-1] == added

    window.actions_["move-up"].trigger()
    moved = [each.id for each in node(window, claim).children_of("goal")]
    assert moved == [*goals[:-2], added, goals[-2]]

    window.actions_["remove"].trigger()
    assert added not in controller.session.document
    assert controller.selected_id in controller.session.document
    for _ in range(3):
        window.actions_["undo"].trigger()
    assert controller.session.undo_step is None


def test_keys_of_the_outline_move_and_delete(window, qtbot):
    goals = [each.id for each in node(window, first(window, "claim")).children_of("goal")]
    window.controller.select(goals[0])
    tree = window.panels.outline.tree
    window.activateWindow()
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    after = [each.id for each in node(window, first(window, "claim")).children_of("goal")]
    assert after[:2] == [goals[1], goals[0]]
    qtbot.keyClick(tree, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert goals[0] not in window.controller.session.document


def test_findings_follow_while_typing_and_lead_to_their_place(window, qtbot):
    assert window.panels.problems.model.rowCount() == 0
    goal = first(window, "goal")
    form = show_form(window, goal)
    type_over(qtbot, form.field("@target-date").input.line, "1999")
    settle(qtbot, window)
    rules = [each.rule for each in window.controller.problems]
    assert "horizon-mismatch" in rules
    window.controller.select(first(window, "metadata"))
    row = rules_row(window, "horizon-mismatch")
    window.panels.problems.list.clicked.emit(window.panels.problems.model.index(row))
    assert window.controller.selected_id == goal
    focused = QApplication.focusWidget()
    assert window.panels.form.form.field("@horizon").isAncestorOf(focused)
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert window.panels.problems.model.rowCount() == 0


def rules_row(window, rule):
    model = window.panels.problems.model
    return next(at for at in range(model.rowCount()) if model.problem(at).rule == rule)


def test_a_file_changed_underneath_is_not_overwritten(window, qtbot):
    path = window.controller.session.path
    form = show_form(window, first(window, "goal"))
    type_over(qtbot, form.field("title").input.line, "Mein Titel")
    path.write_bytes(path.read_bytes() + b"<!-- von anderer Seite -->\n")
    theirs = path.read_bytes()
    with qtbot.waitSignal(window.controller.messagePosted) as told:
        window.actions_["save"].trigger()
    assert path.name in told.args[0]
    assert path.read_bytes() == theirs
    assert window.controller.session.is_modified
    assert node(window, first(window, "goal")).text_of("title") == "Mein Titel"


def test_a_file_that_cannot_be_read_is_told_and_keeps_what_is_open(window, qtbot, tmp_path):
    broken = tmp_path / "kaputt.xml"
    broken.write_text("<strategy", encoding="utf-8")
    before = window.controller.session
    assert not window.open_path(broken)
    (other,) = [each for each in window.windows.all if each is not window]
    qtbot.addWidget(other)
    assert "kaputt.xml" in other.trouble.sentence.text()
    assert window.controller.session is before
    assert window.trouble is None
    other.trouble.close_file.click()
    other.leave()


def test_a_newer_version_opens_read_only(window, qtbot, tmp_path):
    text = window.controller.session.path.read_text(encoding="utf-8")
    newer = tmp_path / "newer.xml"
    newer.write_text(text.replace('version="1.0" xml:', 'version="1.9" xml:'), encoding="utf-8")
    assert window.open_path(newer)
    goal = first(window, "goal")
    title = node(window, goal).text_of("title")
    with qtbot.waitSignal(window.controller.messagePosted):
        assert not window.controller.set_field(goal, "title", ("anders",))
    assert node(window, goal).text_of("title") == title


def test_unsaved_changes_are_asked_about_on_closing(window, qtbot):
    form = show_form(window, first(window, "goal"))
    qtbot.keyClicks(form.field("title").input.line, "X")
    window.questions = Answers(unsaved_answer=Unsaved.CANCEL)
    assert not window.close()
    assert window.questions.asked == ["egov-2014.xml"]
    window.questions = Answers(unsaved_answer=Unsaved.SAVE)
    assert window.close()
    assert not window.controller.session.is_modified


def test_the_sample_opens_as_a_document_of_its_own(qtbot, tmp_path):
    window = make_window(qtbot)
    assert window._stack.currentIndex() == 0
    window.actions_["sample"].trigger()
    assert window.controller.session.path is None
    window.questions = Answers(save_answer=tmp_path / "mine.xml")
    window.actions_["save"].trigger()
    assert (tmp_path / "mine.xml").exists()
    assert any((tmp_path / "mine.media").iterdir())


def test_a_new_strategy_is_valid(qtbot):
    window = make_window(qtbot)
    window.actions_["new"].trigger()
    settle(qtbot, window)
    assert [each for each in window.controller.problems if each.severity is Severity.ERROR] == []


def test_another_goal_is_added_by_keyboard_and_named_at_once(window, qtbot):
    goals = [each.id for each in node(window, first(window, "claim")).children_of("goal")]
    window.controller.select(goals[0])
    tree = window.panels.outline.tree
    window.activateWindow()
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    after = [each.id for each in node(window, first(window, "claim")).children_of("goal")]
    assert after == [goals[0], window.controller.selected_id, *goals[1:]]
    line = window.panels.form.form.field("title").input.line
    assert QApplication.focusWidget() is line
    type_over(qtbot, line, "Gleich benannt")
    assert node(window, after[1]).text_of("title") == "Gleich benannt"


def test_an_error_of_the_program_is_told_and_the_text_stays(
    window, qtbot, monkeypatch, log_warnings
):
    shown = []
    monkeypatch.setattr(MessageDialog, "exec", lambda box: shown.append(box.text.text()))
    report = CrashReport(window, window.translate)
    try:
        raise RuntimeError("kaputt")
    except RuntimeError as error:
        report.report(RuntimeError, error, error.__traceback__)
    assert shown == [window.translate("crash.text")]
    assert [record.levelname for record in log_warnings] == ["ERROR"]
    log_warnings.clear()
    assert window.isVisible()


def test_choosing_from_the_opened_list_counts(window, qtbot):
    goal = first(window, "goal")
    form = show_form(window, goal)
    box = form.field("@status").input.findChild(QComboBox)
    box._fill()
    at = next(at for at in range(box.count()) if box.itemData(at) == "gs_abandoned")
    box.setCurrentIndex(at)
    # As the closing list does it: the focus comes back before the choice is told.
    back = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(box, back)
    box.activated.emit(box.currentIndex())
    assert node(window, goal).get("status") == "gs_abandoned"


def test_keys_in_a_field_do_not_touch_the_element(window, qtbot):
    goal = first(window, "goal")
    form = show_form(window, goal)
    window.activateWindow()
    line = form.field("title").input.line
    line.setFocus()
    line.end(False)
    qtbot.keyClicks(line, " mehr")
    qtbot.keyClick(line, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert node(window, goal).text_of("title").endswith(" mehr")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not node(window, goal).text_of("title").endswith(" mehr")
    assert window.controller.session.undo_step is None


def test_an_unfinished_date_is_saved_with_the_rest(window, qtbot):
    path = window.controller.session.path
    form = show_form(window, first(window, "goal"))
    window.activateWindow()
    type_over(qtbot, form.field("@target-date").input.line, "Ende 2020")
    window.actions_["save"].trigger()
    assert "Ende 2020" in path.read_text(encoding="utf-8")


def test_a_failed_save_is_told_so_that_it_cannot_be_missed(window, qtbot):
    path = window.controller.session.path
    form = show_form(window, first(window, "goal"))
    type_over(qtbot, form.field("title").input.line, "Mein Titel")
    path.write_bytes(path.read_bytes() + b"\n")
    window.actions_["save"].trigger()
    ((topic, _options, values),) = window.questions.chosen_from
    assert (topic, values["name"]) == ("changed", path.name)


def test_nothing_is_edited_before_a_document_is_open(qtbot):
    window = make_window(qtbot)
    assert not window._menus._menus["element"].menuAction().isEnabled()
    assert not window.actions_["add-same"].isEnabled()


def test_enter_presses_the_button_that_has_the_keyboard(qtbot):
    window = make_window(qtbot)
    window.activateWindow()
    sample = window.welcome.findChildren(QPushButton)[0]
    sample.setFocus()
    qtbot.keyClick(sample, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.has_document, timeout=60_000)
