"""Writing in the text as a user does: clicks, keys, undo, and where the caret goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from strategy_editor.ui.text.source import Caret, Source
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.panels.show_view("text")
    window.activateWindow()
    return window


@pytest.fixture
def view(window):
    return window.panels.panel("text").view


@pytest.fixture
def writing(window):
    return window.panels.panel("text").writing


def document(window):
    return window.controller.session.document


def ids(window, tag):
    return [node.id for node in document(window).root.walk() if node.tag == tag]


def point_of(view, caret):
    rect = view.rect_of_caret(caret)
    assert rect is not None, "out of view"
    return rect.center().toPoint() + QPoint(1, 0)


def click_at(qtbot, view, source, position, modifiers=Qt.KeyboardModifier.NoModifier):
    """Scroll to a text and click before one of its characters."""
    view.select(source.node_id)
    spot = view.places.find(source)
    assert spot is not None
    if view.rect_of_text(spot) is None:
        view._scroll.to_entry(spot.entry, 100)
        view.refresh()
    point = point_of(view, Caret(source, position))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, point)


def keys(qtbot, *pressed):
    """Press keys where the keyboard is."""
    for key in pressed:
        modifiers = Qt.KeyboardModifier.NoModifier
        if isinstance(key, tuple):
            modifiers, key = key
        if isinstance(key, str):
            qtbot.keyClicks(QApplication.focusWidget(), key)
        else:
            qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def paragraph_after(window, number=5):
    """A paragraph of some length."""
    long = [
        each for each in ids(window, "paragraph") if len(document(window).node(each).text) > 150
    ]
    return long[number]


def test_a_click_puts_the_caret_where_it_was_clicked_and_typing_changes_the_file(
    window, view, writing, qtbot
):
    node_id = paragraph_after(window)
    text = document(window).node(node_id).text
    click_at(qtbot, view, Source(node_id), 10)
    assert writing.source == Source(node_id)
    assert writing.editor.hasFocus()
    assert view.marking.caret == Caret(Source(node_id), 10)
    assert window.controller.selected_id == node_id
    keys(qtbot, "neu ")
    assert document(window).node(node_id).text == text[:10] + "neu " + text[10:]
    assert view.marking.caret == Caret(Source(node_id), 14)
    shown = dict(view.visible_texts())
    assert text[:10] + "neu " + text[10:20] in shown[node_id]


def test_the_editor_lies_exactly_over_its_text(window, view, writing, qtbot):
    node_id = paragraph_after(window)
    click_at(qtbot, view, Source(node_id), 3)
    spot = view.places.find(Source(node_id))
    assert writing.editor.geometry() == view.rect_of_text(spot).toAlignedRect()
    before = writing.editor.height()
    keys(qtbot, "Ein Satz mehr, der lang genug ist, um eine neue Zeile zu beginnen. " * 2)
    assert writing.editor.height() > before
    assert writing.editor.geometry() == view.rect_of_text(spot).toAlignedRect()


def test_beginning_to_write_moves_nothing(window, view, qtbot):
    node_id = paragraph_after(window)
    view.select(node_id)
    view.keys.forget()
    before = view.visible_texts(), list(view._shown)
    caret = Caret(Source(node_id), 4)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, caret))
    assert (view.visible_texts(), list(view._shown)) == before


@pytest.mark.parametrize("tag", ["title", "statement", "text", "cell", "caption", "footnote"])
def test_every_kind_of_text_is_written_in_place(window, view, writing, qtbot, tag):
    root = document(window).root
    if tag == "footnote":
        source = Source(ids(window, tag)[0])
    else:
        owner = next(
            node
            for node in root.walk()
            if node.id
            and node.child(tag)
            and node.child(tag).text
            and node.tag != "open-question"
            and node.tag not in ("metadata", "supersedes", "related-strategy")
        )
        source = Source(owner.id, tag)
    click_at(qtbot, view, source, 2)
    assert writing.source == source
    keys(qtbot, "xyz")
    holder = document(window).node(source.node_id)
    holder = holder.child(tag) if source.field else holder
    assert "xyz" in holder.text


def test_arrows_go_from_block_to_block_and_keep_the_distance_from_the_left(
    window, view, writing, qtbot
):
    node_id = paragraph_after(window)
    click_at(qtbot, view, Source(node_id), 20)
    x = view.rect_of_caret(view.marking.caret).x()
    for _ in range(12):
        keys(qtbot, Qt.Key.Key_Down)
    assert writing.source != Source(node_id)
    for _ in range(12):
        keys(qtbot, Qt.Key.Key_Up)
    assert writing.source == Source(node_id)
    assert abs(view.rect_of_caret(view.marking.caret).x() - x) < 2
    keys(qtbot, (CTRL, Qt.Key.Key_Home))
    first = writing.source
    keys(qtbot, Qt.Key.Key_Left)
    assert writing.source == first
    view.go(Caret(first, view.places.scale(view.places.find(first)).length))
    keys(qtbot, Qt.Key.Key_Right)
    assert writing.source != first
    keys(qtbot, Qt.Key.Key_Left)
    assert writing.source == first
    keys(qtbot, (CTRL, Qt.Key.Key_End))
    assert view.verticalScrollBar().value() > view.verticalScrollBar().maximum() - 400


def test_undo_and_redo_put_the_caret_back(window, view, writing, qtbot):
    one, two = paragraph_after(window, 3), paragraph_after(window, 4)
    before = document(window).node(one).content
    click_at(qtbot, view, Source(one), 7)
    keys(qtbot, "abc")
    click_at(qtbot, view, Source(two), 5)
    keys(qtbot, "def")
    window.actions_["undo"].trigger()
    assert view.marking.caret == Caret(Source(two), 5)
    window.actions_["undo"].trigger()
    assert document(window).node(one).content == before
    assert view.marking.caret == Caret(Source(one), 7)
    window.actions_["redo"].trigger()
    assert view.marking.caret in (Caret(Source(one), 10), Caret(Source(two), 5))
    assert writing.editor.hasFocus()


def test_escape_leaves_and_f2_begins_again(window, view, writing, qtbot):
    node_id = paragraph_after(window)
    click_at(qtbot, view, Source(node_id), 3)
    keys(qtbot, Qt.Key.Key_Escape)
    assert not writing.is_writing
    assert view.hasFocus()
    assert not writing.editor.isVisible()
    keys(qtbot, Qt.Key.Key_F2)
    assert writing.source == Source(node_id)


def test_a_document_of_a_later_version_is_not_written(window, view, writing, qtbot):
    window.controller.session.read_only = "newer"
    node_id = paragraph_after(window)
    click_at(qtbot, view, Source(node_id), 3)
    assert not writing.is_writing
    keys(qtbot, Qt.Key.Key_F2)
    assert not writing.is_writing
    keys(qtbot, (SHIFT, Qt.Key.Key_Down))
    assert not view.marking.is_empty
