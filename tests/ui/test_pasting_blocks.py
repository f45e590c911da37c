"""Several paragraphs, lists and tables pasted into a text, in the text view and in forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from strategy_editor.ui.outline.dragging import Spot
from strategy_editor.ui.text.source import Caret, Source
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui
REPORT = Path(__file__).parents[1] / "exchange" / "clipboard" / "word-report.html"
HTML = "<p>eins</p><ul><li>Punkt<ul><li>tiefer</li></ul></li></ul><table><tr><td>a</td><td>b</td></tr></table><p>zwei</p>"  # noqa: E501


@pytest.fixture
def window(qtbot, tmp_path):
    made = opened(qtbot, sample_copy(tmp_path))
    made.activateWindow()
    return made


def document(window):
    return window.controller.session.document


def mime(html="", text=""):
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(text or "x")
    return data


def behind(window, node_id, many):
    parent = document(window).parent(node_id) or document(window).root
    at = next(at for at, each in enumerate(parent.children) if each.id == node_id)
    return parent.children[at : at + many]


def long_paragraph(window):
    return next(
        each for each in document(window).root.walk() if each.tag == "paragraph" and
        each.id and len(each.text) > 100 and document(window).parent(each.id).tag == "section"
    )  # fmt: skip


def test_in_the_text_view_they_stand_at_the_caret_and_one_undo_takes_them_back(qtbot, window):
    window.panels.show_view("text")
    panel = window.panels.panel("text")
    node = long_paragraph(window)
    before = document(window)
    panel.view.go(Caret(Source(node.id), 5))
    panel.writing.editor.insertFromMimeData(mime(HTML))
    found = behind(window, node.id, 4)
    assert [each.tag for each in found] == ["paragraph", "list", "table", "paragraph"]
    assert found[0].text == node.text[:5] + "eins"
    assert found[3].text == "zwei" + node.text[5:]
    caret = panel.view.marking.caret
    assert (caret.source.node_id, caret.position) == (found[3].id, 4)
    qtbot.keyClicks(panel.writing.editor, "!")
    assert document(window).node(found[3].id).text.startswith("zwei!")
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert document(window) == before


def test_a_document_from_word_becomes_sections_behind(window):
    window.panels.show_view("text")
    panel = window.panels.panel("text")
    node = long_paragraph(window)
    panel.view.go(Caret(Source(node.id), 0))
    panel.writing.editor.insertFromMimeData(mime(REPORT.read_text(encoding="utf-8")))
    titles = [each.text for each in document(window).root.walk() if each.tag == "title"]
    assert "Wirkung messen" in titles
    assert "Kennzahlen" in titles
    assert document(window).node(node.id).text == node.text


def test_where_only_one_paragraph_can_stand_they_become_one_and_that_is_said(window):
    window.panels.show_view("text")
    panel = window.panels.panel("text")
    row = next(
        each for each in document(window).root.walk()
        if each.tag == "row" and each.children and each.children[0].text
    )  # fmt: skip
    said = []
    window.controller.messagePosted.connect(said.append)
    panel.view.go(Caret(Source(row.id, "cell"), 0))
    panel.writing.editor.insertFromMimeData(mime(text="eins\n\nzwei"))
    assert document(window).node(row.id).children[0].text.startswith("eins zwei")
    assert any("nur ein Absatz" in each for each in said)


def test_in_a_form_the_blocks_follow_the_field(window):
    node = long_paragraph(window)
    window.controller.select(node.id)
    window.panels.show_view("form")
    editor = window.panels.form.form.findChild(QTextEdit)
    cursor = editor.textCursor()
    cursor.setPosition(len(node.text))
    editor.setTextCursor(cursor)
    editor.insertFromMimeData(mime(HTML))
    found = behind(window, node.id, 4)
    assert [each.tag for each in found] == ["paragraph", "list", "table", "paragraph"]
    assert found[0].text == node.text + "eins"
    window.actions_["undo"].trigger()
    assert document(window).node(node.id) == node


def test_an_empty_item_in_the_middle_ends_the_list_in_its_form(window):
    node = next(
        each for each in document(window).root.walk()
        if each.tag == "list" and len(each.children) > 2
        and document(window).parent(each.id).tag == "section"
    )  # fmt: skip
    window.controller.select(node.id)
    window.panels.show_view("form")
    editor = window.panels.form.form.findChild(QTextEdit)
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    found = behind(window, node.id, 3)
    assert [each.tag for each in found] == ["list", "paragraph", "list"]
    assert window.controller.selected_id == found[1].id
    assert len(found[0].children) == 1
    assert [each.id for each in found[2].children] == [each.id for each in node.children[1:]]


def test_a_copy_dragged_from_another_window_brings_its_namespaces(qtbot, window, tmp_path):
    folder = tmp_path / "zwei"
    folder.mkdir()
    path = sample_copy(folder, "egov-2009.xml")
    uri = "urn:haus:fachverfahren"
    text = path.read_text(encoding="utf-8")
    mark = '<goal horizon="'
    assert mark in text
    text = text.replace(mark, f'<goal haus:nummer="7" xmlns:haus="{uri}" horizon="', 1)
    path.write_text(text, encoding="utf-8")
    source = opened(qtbot, path)
    goal = next(each for each in source.controller.session.document.root.walk()
                if each.get(f"{{{uri}}}nummer"))  # fmt: skip
    data = source.panels.outline.tree.mime_of([goal.id])
    dragging = window.panels.outline.tree._dragging
    load = dragging.unpacked(bytes(data.data(data.formats()[0]).data()))
    claim = next(each for each in document(window).root.walk() if each.tag == "claim")
    assert dragging.drop(load, Spot(claim.id or ""), copy=True)
    assert ("haus", uri) in document(window).namespaces
