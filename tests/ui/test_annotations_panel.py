"""Annotations in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit

from strategy_editor.editing.annotations import all_annotations
from strategy_editor.ui.text.source import Source
from tests.ui.window_kit import Answers, opened, sample_copy, text_edit

pytestmark = pytest.mark.gui


def test_a_passage_is_commented_on_answered_and_resolved(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    controller = window.controller
    before = controller.session.document
    goal = next(n.id for n in before.root.walk() if n.tag == "goal")
    controller.select(goal)
    window.panels.show_view("form")
    edit = text_edit(window.panels.form.form.field("statement"))
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(14, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    count = len(all_annotations(before.root))
    window.questions = Answers(write_answer="Bitte belegen.")
    window.actions_["annotate"].trigger()
    note = all_annotations(controller.session.document.root)[-1]
    assert note.quote is not None
    assert note.quote.exact == cursor.selectedText()
    assert window.panels.sides.shown == "annotations"
    panel = window.panels.sides.panel("annotations")
    assert panel.current == note

    window.questions = Answers(write_answer="Steht im Anhang.")
    panel.buttons["reply"].click()
    assert "Steht im Anhang." in panel.thread_text.text()
    panel.buttons["resolve"].click()
    assert all_annotations(controller.session.document.root)[-1].state == "resolved"
    panel.state.setCurrentIndex(1)
    assert note.id in [each.id for each in panel.shown]
    panel.hold(note.id)
    panel.buttons["delete"].click()
    assert len(all_annotations(controller.session.document.root)) == count
    for _ in range(4):
        window.actions_["undo"].trigger()
    assert controller.session.document == before


def test_an_annotated_passage_is_marked_in_the_text_and_leads_to_its_annotation(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    goal = next(n for n in window.controller.session.document.root.walk() if n.tag == "goal")
    window.controller.select(goal.id)
    edit = text_edit(window.panels.form.form.field("statement"))
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(14, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    window.questions = Answers(write_answer="Bitte belegen.")
    window.actions_["annotate"].trigger()
    note = all_annotations(window.controller.session.document.root)[-1]
    window.panels.show_view("text")
    view = window.panels.panel("text").view
    view.jump(goal.id)
    index = next(at for at, _ in view._shown if list(view._remarks.in_entry(at)))
    stretch = next(iter(view._remarks.in_entry(index)))
    assert stretch.node_id == goal.id
    window.panels.sides.show_side("problems")
    view.markClicked.emit(stretch.node_id, stretch.span)
    assert window.panels.sides.shown == "annotations"
    assert window.panels.sides.panel("annotations").current == note
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: not list(view._remarks.in_entry(index)), timeout=5000)


def test_an_annotated_passage_is_marked_in_its_form_and_follows_what_is_typed(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    goals = [n for n in window.controller.session.document.root.walk() if n.tag == "goal"]
    window.controller.select(goals[0].id)
    edit = text_edit(window.panels.form.form.field("statement"))
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(14, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    words = cursor.selectedText()
    window.questions = Answers(write_answer="Bitte belegen.")
    window.actions_["annotate"].trigger()
    qtbot.waitUntil(lambda: len(edit.extraSelections()) == 1, timeout=5000)
    cursor.setPosition(0)
    edit.setTextCursor(cursor)
    qtbot.keyClicks(edit, "Ja, ")
    assert edit.extraSelections()[0].cursor.selectedText() == words
    window.controller.select(goals[1].id)
    other = text_edit(window.panels.form.form.field("statement"))
    qtbot.waitUntil(lambda: not other.extraSelections(), timeout=5000)


def test_annotations_are_narrowed_by_author_and_part(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    goals = [n.id for n in window.controller.session.document.root.walk() if n.tag == "goal"]
    for author, target in (("Anna", goals[0]), ("Bernd", goals[-1])):
        window.keep(replace(window.settings, author=author))
        window.controller.select(target)
        window.panels.outline.tree.setFocus()
        window.questions = Answers(write_answer=f"Frage von {author}")
        window.actions_["annotate"].trigger()
    panel = window.panels.sides.panel("annotations")
    count = len(panel.shown)
    panel.author.setCurrentIndex(panel.author.findData("Anna"))
    assert [each.author for each in panel.shown] == ["Anna"]
    panel.part.setCurrentIndex(panel.part.count() - 1)
    part = panel.part.currentData()
    assert all(window.controller.session.document.path(each.target)[1].id == part
               for each in panel.shown)  # fmt: skip
    panel.author.setCurrentIndex(0)
    panel.part.setCurrentIndex(0)
    assert len(panel.shown) == count


def annotated(qtbot, window, *spans: tuple[int, int]):
    """Annotate passages of a goal's statement in its form; return the text edit and the notes."""
    goal = next(n.id for n in window.controller.session.document.root.walk() if n.tag == "goal")
    window.controller.select(goal)
    window.panels.show_view("form")
    edit = text_edit(window.panels.form.form.field("statement"))
    edit.setFocus()
    for number, (start, end) in enumerate(spans):
        cursor = edit.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)
        window.questions = Answers(write_answer=f"Frage {number}")
        window.actions_["annotate"].trigger()
    cursor.clearSelection()
    edit.setTextCursor(cursor)
    qtbot.waitUntil(lambda: len(edit.extraSelections()) == len(spans), timeout=5000)
    return edit, all_annotations(window.controller.session.document.root)[-len(spans) :]


def click_at(qtbot, edit, position: int) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(position)
    point = edit.cursorRect(cursor).center()
    qtbot.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_click_on_a_mark_in_a_form_shows_its_note_and_the_note_shows_it(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    edit, notes = annotated(qtbot, window, (2, 8), (14, 25))
    panel = window.panels.sides.panel("annotations")
    for note, position in ((notes[1], 18), (notes[0], 5), (notes[1], 20)):
        window.panels.sides.show_side("problems")
        click_at(qtbot, edit, position)
        assert window.panels.sides.shown == "annotations"
        assert panel.current == note
        assert edit.hasFocus()
    window.panels.sides.show_side("problems")
    click_at(qtbot, edit, 11)
    assert window.panels.sides.shown == "problems"
    window.panels.sides.show_side("annotations")
    rect = panel.list.visualItemRect(panel.list.currentItem())
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert edit.textCursor().selectedText() == notes[1].quote.exact


@pytest.mark.parametrize("view", ["form", "text"])
def test_a_key_leads_from_a_mark_to_its_note_and_enter_leads_back(qtbot, tmp_path, view):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    _, notes = annotated(qtbot, window, (2, 8), (14, 25))
    window.panels.show_view(view)
    window.panels.show_passage(notes[1].target, "statement", (16, 16), focus=True)
    panel = window.panels.sides.panel("annotations")
    window.actions_["to-note"].trigger()
    assert panel.current == notes[1]
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    focused = window.focusWidget()
    assert isinstance(focused, QTextEdit)
    assert focused.textCursor().selectedText() == notes[1].quote.exact


def test_a_note_that_the_filters_hide_is_shown_all_the_same(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    edit, notes = annotated(qtbot, window, (2, 8))
    panel = window.panels.sides.panel("annotations")
    panel.search.setText("gibt es nicht")
    assert panel.shown == []
    click_at(qtbot, edit, 5)
    assert panel.current == notes[0]


def test_without_a_note_the_key_says_so(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    goals = [n.id for n in window.controller.session.document.root.walk() if n.tag == "goal"]
    targets = {each.target for each in all_annotations(window.controller.session.document.root)}
    window.controller.select(next(each for each in goals if each not in targets))
    window.panels.outline.tree.setFocus()
    with qtbot.waitSignal(window.foot.messageChanged):
        window.actions_["to-note"].trigger()


def test_the_mark_of_a_second_text_of_its_kind_is_shown_in_the_text(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    window.panels.show_view("text")
    stretches = window.panels.panel("text").view._remarks
    stretches.put({("g", "aim#2"): [(1, 3)]})
    assert stretches._of(Source("g", "aim", 1)) == [(1, 3)]
    assert stretches._of(Source("g", "aim", 0)) == []
