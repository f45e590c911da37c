"""Non-breaking spaces and remarks are on no screen, and stay where they were put."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from strategy_editor.document.content import joined
from strategy_editor.document.node import COMMENT, Node
from strategy_editor.editing.history import Step
from strategy_editor.editing.running_text import retold
from strategy_editor.ui.form.inputs import LineInput
from strategy_editor.ui.form.long_line import LongLineInput
from strategy_editor.ui.text.source import Source
from tests.ui.test_text_writing import click_at
from tests.ui.window_kit import make_window, opened, sample_copy, settle

pytestmark = pytest.mark.gui


def test_mending_a_file_leaves_every_letter_of_it(qtbot, tmp_path):
    (tmp_path / "broken").mkdir()
    path = sample_copy(tmp_path, "broken/syntax-ampersand.xml")
    text = path.read_text("utf-8").replace("<title>", "<title>§\u00a05\u202fa ")
    path.write_text(text, "utf-8")
    window = make_window(qtbot)
    assert not window.open_path(path)
    line = text.splitlines()[30]
    editor = window.trouble.editor
    editor.textCursor().beginEditBlock()
    cursor = editor.document().find("&", 0)
    while not cursor.isNull() and cursor.block().text() != line:
        cursor = editor.document().find("&", cursor)
    cursor.insertText("&amp;")
    editor.textCursor().endEditBlock()
    window.trouble.retry.click()
    assert window.has_document
    settle(qtbot, window)
    root = window.controller.session.document.root
    titles = [node.text for node in root.walk() if node.tag == "title"]
    assert titles
    assert all(title.startswith("§\u00a05\u202fa ") for title in titles)


def test_a_long_line_keeps_them_while_one_types_and_pastes(qtbot):
    line = LongLineInput()
    qtbot.addWidget(line)
    heard: list[str] = []
    line.edited.connect(heard.append)
    line.show_value("10\u00a0% von")
    QTest.keyClicks(line.line, "x")
    source = QMimeData()
    source.setText("§\u00a05\n Absatz")
    line.line.insertFromMimeData(source)
    assert heard[-1] == "x§\u00a05 Absatz10\u00a0% von"


def test_lines_that_are_pasted_into_one_are_parted_by_blanks(qtbot):
    line = LineInput()
    qtbot.addWidget(line)
    heard: list[str] = []
    line.edited.connect(heard.append)
    line.show_value("ab")
    line.line.setCursorPosition(1)
    QApplication.clipboard().setText("Ziele\x0bund\nWege\u2028bis\u00a02030\x01\n")
    line.line.paste()
    assert heard[-1] == line.line.text() == "aZiele und Wege bis\u00a02030 b"
    QTest.keyClicks(line.line, "x")
    assert heard[-1] == "aZiele und Wege bis\u00a02030x b"


REMARK = Node(COMMENT, (), (" prüfen ",))


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def named(window, *title: Node | str) -> str:
    """Give the first section another title, and return its id."""
    controller = window.controller
    found = next(n for n in controller.session.document.root.walk() if n.tag == "section")
    content = [
        part.with_content(title) if isinstance(part, Node) and part.tag == "title" else part
        for part in found.content
    ]
    step = Step("edit.set")
    controller.apply(step, lambda each: each.updated(found.id, lambda n: n.with_content(content)))
    return found.id


def title_of(window, section: str) -> tuple[Node | str, ...]:
    return window.controller.session.document.node(section).child("title").content


def test_a_title_that_is_changed_in_the_text_keeps_remarks(qtbot, window):
    section = named(window, "Nach §\u00a05 ", REMARK, " Absatz 1")
    window.panels.show_view("text")
    panel = window.panels.panel("text")
    click_at(qtbot, panel.view, Source(section, "title"), 3)
    qtbot.keyClicks(QApplication.focusWidget(), " x")
    panel.writing.leave()
    assert title_of(window, section) == ("Nac xh §\u00a05 ", REMARK, " Absatz 1")


def test_a_title_takes_no_markup_in_the_text(qtbot, window):
    section = named(window, "Titel")
    window.panels.show_view("text")
    panel = window.panels.panel("text")
    click_at(qtbot, panel.view, Source(section, "title"), 0)
    editor = QApplication.focusWidget()
    qtbot.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert title_of(window, section) == ("Titel",)
    source = QMimeData()
    source.setHtml("<b>Neuer</b> <a href='https://a.de'>Titel</a>")
    panel.writing.editor.insertFromMimeData(source)
    assert title_of(window, section) == ("Neuer Titel",)


def test_remarks_stay_in_a_title_that_is_changed_in_the_form(qtbot, window):
    section = named(window, "Alter ", REMARK, "Titel")
    window.panels.show_view("form")
    window.controller.select(section)
    line = window.panels.form.form.field("title").findChild(QLineEdit)
    line.setFocus()
    line.setCursorPosition(len(line.text()))
    QTest.keyClicks(line, "!")
    assert title_of(window, section) == ("Alter ", REMARK, "Titel!")


@given(
    st.lists(st.one_of(st.text("ab ", max_size=4), st.just(REMARK)), max_size=5),
    st.text("abc ", max_size=8),
)
def test_a_line_told_anew_has_its_text_and_its_remarks(old, text):
    old = joined(old)
    done = retold(old, text)
    assert "".join(part for part in done if isinstance(part, str)) == text
    assert [p for p in done if isinstance(p, Node)] == [p for p in old if isinstance(p, Node)]
    same = "".join(part for part in old if isinstance(part, str))
    assert retold(old, same) == old
