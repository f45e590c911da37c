"""Writing in the text as a user does: clicks, keys, undo, and where the caret goes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from strategy_editor.schema.catalog import VERSION
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


def length_of(view, source):
    return view.places.scale(view.places.find(source)).length


def neighbours(window):
    """Two paragraphs that follow each other."""
    for node in document(window).root.walk():
        children = node.children
        for one, two in pairwise(children):
            if one.tag == two.tag == "paragraph" and min(len(one.text), len(two.text)) > 60:
                return one, two
    raise AssertionError


def test_enter_begins_a_paragraph_and_backspace_takes_it_back(window, view, writing, qtbot):
    one, _ = neighbours(window)
    before = document(window)
    click_at(qtbot, view, Source(one.id), 3)
    keys(qtbot, Qt.Key.Key_End)
    view.go(Caret(Source(one.id), length_of(view, Source(one.id))))
    keys(qtbot, Qt.Key.Key_Return)
    fresh = writing.source
    assert fresh != Source(one.id)
    keys(qtbot, "Neuer Absatz")
    assert document(window).node(fresh.node_id).text == "Neuer Absatz"
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert document(window).root == before.root
    assert view.marking.caret == Caret(Source(one.id), length_of(view, Source(one.id)))
    assert writing.editor.hasFocus()


def test_a_paragraph_is_split_and_joined_in_one_step_each(window, view, writing, qtbot):
    one, _ = neighbours(window)
    before = document(window)
    click_at(qtbot, view, Source(one.id), 12)
    keys(qtbot, Qt.Key.Key_Return)
    assert view.marking.caret.position == 0
    assert document(window).node(one.id).text == one.text[:12]
    keys(qtbot, Qt.Key.Key_Backspace)
    assert document(window).root == before.root.with_attribute("version", VERSION)
    assert view.marking.caret == Caret(Source(one.id), 12)
    window.actions_["undo"].trigger()
    assert document(window).node(one.id).text == one.text[:12]
    window.actions_["undo"].trigger()
    assert document(window).root == before.root


def test_delete_at_the_end_joins_what_follows(window, view, qtbot):
    one, two = neighbours(window)
    click_at(qtbot, view, Source(one.id), 3)
    view.go(Caret(Source(one.id), length_of(view, Source(one.id))))
    keys(qtbot, Qt.Key.Key_Delete)
    assert document(window).node(one.id).text == one.text + two.text
    assert two.id not in document(window)


def test_items_are_added_nested_and_left_by_keyboard(window, view, writing, qtbot):
    item = next(n for n in document(window).root.walk() if n.tag == "list").children[0]
    source = Source(item.id, "text")
    click_at(qtbot, view, source, 1)
    view.go(Caret(source, length_of(view, source)))
    keys(qtbot, Qt.Key.Key_Return, "darunter", Qt.Key.Key_Tab)
    fresh = writing.source
    assert document(window).parent(document(window).parent_id(fresh.node_id)).id == item.id
    assert view.marking.caret == Caret(fresh, len("darunter"))
    keys(qtbot, (SHIFT, Qt.Key.Key_Backtab))
    assert document(window).parent_id(fresh.node_id) == document(window).parent_id(item.id)
    keys(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert document(window).node(writing.source.node_id).tag == "paragraph"


def test_tab_goes_through_the_cells_and_adds_a_row(window, view, writing, qtbot):
    table = next(n for n in document(window).root.walk() if n.tag == "table")
    rows = table.children_of("row")
    last = len(rows[-1].children_of("cell")) - 1
    click_at(qtbot, view, Source(rows[1].id, "cell"), 0)
    keys(qtbot, Qt.Key.Key_Tab)
    assert writing.source == Source(rows[1].id, "cell", 1)
    keys(qtbot, (SHIFT, Qt.Key.Key_Backtab))
    assert writing.source == Source(rows[1].id, "cell", 0)
    click_at(qtbot, view, Source(rows[-1].id, "cell", last), 0)
    keys(qtbot, Qt.Key.Key_Tab, "neu")
    added = document(window).node(table.id).children_of("row")
    assert len(added) == len(rows) + 1
    assert added[-1].children_of("cell")[0].text == "neu"


def test_marking_over_blocks_by_keyboard_copies_and_deletes(window, view, writing, qtbot):
    one, two = neighbours(window)
    before = document(window)
    click_at(qtbot, view, Source(one.id), 5)
    view.go(Caret(Source(two.id), 7), extend=True)
    assert view.marking.is_many
    keys(qtbot, (CTRL, Qt.Key.Key_C))
    mime = QApplication.clipboard().mimeData()
    assert one.text[5:].split()[0] in mime.text()
    assert "<p>" in mime.html()
    keys(qtbot, "x")
    assert document(window) is before
    keys(qtbot, Qt.Key.Key_Delete)
    assert document(window).node(one.id).text == one.text[:5] + two.text[7:]
    assert view.marking.caret == Caret(Source(one.id), 5)
    window.actions_["undo"].trigger()
    assert document(window).root == before.root


def test_drawing_the_mouse_over_blocks_marks_them(window, view, qtbot):
    one, two = neighbours(window)
    click_at(qtbot, view, Source(one.id), 4)
    start, end = (point_of(view, Caret(Source(each.id), 6)) for each in (one, two))
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for point in (start + QPoint(20, 5), end):
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove, point.toPointF(), port.mapToGlobal(point).toPointF(),
            Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(port, event)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert (view.marking.anchor, view.marking.caret) == (
        Caret(Source(one.id), 6), Caret(Source(two.id), 6)
    )  # fmt: skip
    qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=point_of(view, view.marking.anchor))
    word = sorted(each.position for each in (view.marking.anchor, view.marking.caret))
    assert one.text[word[0] : word[1]].strip().isalpha()


def test_everything_is_marked_and_copied(window, view, qtbot):
    one, _ = neighbours(window)
    click_at(qtbot, view, Source(one.id), 4)
    keys(qtbot, (CTRL, Qt.Key.Key_A))
    assert not view.marking.is_many
    keys(qtbot, (CTRL, Qt.Key.Key_A), (CTRL, Qt.Key.Key_C))
    mime = QApplication.clipboard().mimeData()
    html = mime.html()
    assert all(tag in html for tag in ("<h1>", "<h2>", "<ul>", "<table", "<th>", "<sup>", "<b>"))
    assert html.count("<table") == html.count("</table>")
    assert html.count("<li>") == html.count("</li>")
    assert html.count("<ul>") + html.count("<ol") == html.count("</ul>") + html.count("</ol>")
    title = document(window).root.child("metadata").text_of("title")
    assert mime.text().count(title) >= 1


def test_hits_and_remarks_are_where_their_words_are(window, view, qtbot):
    one, _ = neighbours(window)
    view.select(one.id)
    view.set_hits({one.id: [(3, 9)]}, {})
    view.set_marks({one.id: [(12, 20)]})
    assert not view.grab().isNull()
    entry = view.places.find(Source(one.id)).entry
    stretch = next(iter(view._remarks.in_entry(entry)))
    y = dict(view._shown)[entry]
    point = stretch.rect.center().toPoint() + QPoint(view.text_left, y)
    assert view.remark_at(point) == stretch._replace(rect=view.remark_at(point).rect)
    assert (stretch.node_id, stretch.span) == (one.id, (12, 20))
    with qtbot.waitSignal(view.markClicked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_scrolling_takes_the_outline_along_without_the_keyboard(window, view, qtbot):
    view.setFocus()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    before = window.controller.selected_id
    qtbot.waitUntil(lambda: window.controller.selected_id != before)
    assert view.hasFocus()
    shown = {view.sheet.flow.blocks[index].node_id for index, _ in view._shown}
    assert window.controller.selected_id in shown


def test_a_found_passage_is_shown_and_taken_in_hand(window, view, writing, qtbot):
    one, _ = neighbours(window)
    window.panels.show_passage(one.id, "", (3, 9), focus=True)
    assert writing.source == Source(one.id)
    cursor = writing.editor.textCursor()
    assert cursor.selectedText() == one.text[3:9]


def test_bold_and_notes_are_made_in_place(window, view, writing, qtbot):
    one, _ = neighbours(window)
    click_at(qtbot, view, Source(one.id), 0)
    for _ in range(4):
        keys(qtbot, (SHIFT, Qt.Key.Key_Right))
    keys(qtbot, (CTRL, Qt.Key.Key_B))
    strong = document(window).node(one.id).child("strong")
    assert strong is not None
    assert one.text.startswith(strong.text)
    assert writing.tools.tools["bold"].isChecked()
    keys(qtbot, Qt.Key.Key_Escape)
    assert not writing.tools.tools["bold"].isEnabled()


@pytest.mark.parametrize(("tag", "field"), [("goal", "title"), ("paragraph", "")])
def test_a_new_element_is_begun_where_the_author_writes(qtbot, tmp_path, tag, field):
    window = opened(qtbot, sample_copy(tmp_path))
    claim = next(each for each in window.session.document.root.walk() if each.tag == "claim")
    window.controller.select(claim.children_of(tag)[0].id)
    window.panels.show_view("text")
    window.actions_["add-same"].trigger()
    new = window.controller.selected_id
    assert window.panels.view == "text"
    assert new != claim.children_of(tag)[0].id
    qtbot.waitUntil(lambda: window.panels.panel("text").writing.is_writing)
    qtbot.keyClicks(QApplication.focusWidget(), "Gleich hier")
    node = window.session.document.node(new)
    assert (node.text_of(field) if field else node.text) == "Gleich hier"
