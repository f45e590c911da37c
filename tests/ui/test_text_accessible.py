"""The painted text for screen readers: what they find in it, and what they are told."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from strategy_editor.exchange.reading.blocks import BlockKind
from strategy_editor.ui.text.accessible import document_of
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui
Text, Role = QAccessible.Text, QAccessible.Role


@pytest.fixture(autouse=True)
def screen_reader():
    """Somebody listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def window(qtbot, tmp_path):
    made = opened(qtbot, sample_copy(tmp_path))
    made.panels.show_view("text")
    qtbot.waitUntil(lambda: bool(panel_of(made).view.shown_entries))
    return made


def panel_of(window):
    return window.panels.panel("text")


def interface(window):
    """What a screen reader gets when it walks from the window to the text."""
    area = QAccessible.queryAccessibleInterface(panel_of(window).view)
    children = [area.child(at) for at in range(area.childCount())]
    found = [each for each in children if each.role() == Role.Document]
    assert len(found) == 1
    assert found[0] is document_of(panel_of(window).view)
    return found[0]


def goal_of(window):
    return next(n for n in window.session.document.root.walk() if n.tag == "goal")


def test_the_entries_in_view_are_children_with_text_role_and_place(qtbot, window):
    view = panel_of(window).view
    view.jump(goal_of(window).id)
    document = interface(window)
    assert document.text(Text.Name) == "Text der Strategie"
    entries = [document.child(at) for at in range(document.childCount())]
    texts = [" ".join(text.split()) for _, text in view.visible_texts()]
    assert [each.text(Text.Name) for each in entries] == texts
    assert {each.role() for each in entries} >= {Role.Heading, Role.Paragraph}
    assert all(each.text(Text.Description) for each in entries)
    for at, each in enumerate(entries):
        assert document.indexOfChild(each) == at
        assert each.parent() is document
        assert each.isValid()
        assert each.childCount() == 0
        assert each.child(0) is None
        rect = each.rect()
        inside = rect.intersected(document.rect())
        if not inside.isEmpty():
            assert document.childAt(inside.center().x(), inside.center().y()) is each
    tops = [each.rect().top() for each in entries]
    assert tops == sorted(tops)
    assert document.childAt(*QPoint(-10_000, -10_000).toTuple()) is None


def test_a_heading_says_its_level_and_a_goal_what_it_is(window):
    view = panel_of(window).view
    goal = goal_of(window)
    view.jump(goal.id)
    document = interface(window)
    entries = [document.child(at) for at in range(document.childCount())]
    said = {each.text(Text.Name): each.text(Text.Description) for each in entries}
    title = next(text for text in said if goal.text_of("title") in text)
    assert said[title] == "Ziel"
    view.jump(next(n.id for n in window.session.document.root.walk() if n.tag == "field"))
    kinds = {document.child(at).text(Text.Description) for at in range(document.childCount())}
    assert any(each.startswith("Überschrift, Ebene ") for each in kinds)


def test_every_kind_of_entry_has_words_in_both_languages(window, language):
    words = window.translate
    words.language = language
    for kind in BlockKind.__args__:
        if kind not in ("claim", "goal", "measure", "indicator", "labelled"):
            assert words(f"reading.{kind}", level=1, name="x")


def test_the_children_follow_scrolling_and_edits(window):
    view = panel_of(window).view
    document = interface(window)
    first = document.child(0)
    text = first.text(Text.Name)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert document.child(0).text(Text.Name) != text
    assert document.indexOfChild(first) == -1
    assert first.state().offscreen
    goal = goal_of(window)
    view.jump(goal.id)
    window.controller.set_field(goal.id, "title", ("Ganz neuer Titel",))
    names = [document.child(at).text(Text.Name) for at in range(document.childCount())]
    assert any("Ganz neuer Titel" in each for each in names)


def test_scrolling_by_key_tells_what_comes_to_the_top(qtbot, window):
    panel = panel_of(window)
    panel.view.setFocus()
    told = []
    panel.announcing.announced.connect(told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Home):
        before = len(told)
        qtbot.keyClick(panel.view, key)
        qtbot.waitUntil(lambda count=before: len(told) > count)
    assert len(set(told[1:4])) == 3
    assert told[4] == told[1]
    assert told[1].startswith("Titelseite: ")
    document = interface(window)
    assert document.focusChild().text(Text.Name) in told[-1]
    assert document.focusChild().state().focused


def test_the_caret_tells_each_block_that_it_comes_to(qtbot, window):
    panel = panel_of(window)
    goal = goal_of(window)
    panel.view.jump(goal.id)
    panel.view.setFocus()
    told = []
    panel.announcing.announced.connect(told.append)
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    assert goal.text_of("title") in told[-1]
    assert told[-1].startswith("Ziel: ")
    editor = panel.writing.editor
    count = len(told)
    for _ in range(6):
        qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert len(told) > count
    assert editor.accessibleDescription()
    document = interface(window)
    last = document.child(document.childCount() - 1)
    assert last.object() is editor
    assert document.focusChild().object() is editor
    assert document.indexOfChild(last) == document.childCount() - 1


def test_what_was_seen_long_ago_is_let_go_and_all_with_the_window(qtbot, window):
    view = panel_of(window).view
    document = interface(window)
    bar = view.verticalScrollBar()
    for value in range(0, bar.maximum(), max(1, view.viewport().height())):
        bar.setValue(value)
        assert all(document.child(at).text(Text.Name) for at in range(document.childCount()))
    assert len(document._entries) < 460
    held = document.child(0)
    assert held.isValid()
    window.leave()
    window.deleteLater()
    gc.collect()
