"""Annotations in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from strategy_editor.editing.annotations import all_annotations
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
    view.markClicked.emit(stretch.node_id)
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
