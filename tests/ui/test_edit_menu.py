"""Cut, copy, paste and select all from the menu do what their keys do where the keyboard is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTextEdit

from strategy_editor.ui.text.source import Caret, Source
from tests.ui.window_kit import opened, sample_copy, settle

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    made = opened(qtbot, sample_copy(tmp_path))
    made.activateWindow()
    yield made
    QGuiApplication.clipboard().clear()


def choose(qtbot, window, key: str) -> None:
    """Choose an entry; no real menu opens where there is no screen to hold the keyboard for."""
    menu = window.menus.menu("edit")
    menu.aboutToShow.emit()
    words = window.translate(f"action.{key}")
    entry = next(each for each in menu.actions() if each.text().startswith(f"{words}\t"))
    entry.trigger()
    # What was chosen is done once the menu has given the keyboard back.
    qtbot.wait(20)
    settle(qtbot, window)


def goal(window):
    root = window.controller.session.document.root
    return next(node for node in root.walk() if node.tag == "goal")


def test_words_of_a_field(qtbot, window):
    window.controller.select(goal(window).id)
    settle(qtbot, window)
    editor = window.panels.form.form.field("statement").findChild(QTextEdit)
    before = goal(window).child("statement")
    editor.setFocus()
    choose(qtbot, window, "select-all")
    choose(qtbot, window, "cut")
    assert not goal(window).text_of("statement")
    choose(qtbot, window, "paste")
    assert goal(window).child("statement") == before


def test_words_of_a_line(qtbot, window):
    window.controller.select(goal(window).id)
    settle(qtbot, window)
    line = window.panels.form.form.field("title").findChild(QLineEdit)
    line.setFocus()
    choose(qtbot, window, "select-all")
    choose(qtbot, window, "copy")
    assert QGuiApplication.clipboard().text() == goal(window).text_of("title")


def test_words_of_the_text(qtbot, window):
    root = window.controller.session.document.root
    paragraph = next(n for n in root.walk() if n.tag == "paragraph" and len(n.content) == 1)
    window.panels.show_view("text")
    settle(qtbot, window)
    window.panels.panel("text").view.go(Caret(Source(paragraph.id), 2))
    choose(qtbot, window, "select-all")
    choose(qtbot, window, "copy")
    assert QGuiApplication.clipboard().text() == paragraph.text


def test_elements_of_the_outline(qtbot, window):
    first = goal(window)
    window.controller.select(first.id)
    settle(qtbot, window)
    window.panels.outline.tree.setFocus()
    choose(qtbot, window, "copy")
    choose(qtbot, window, "paste")
    document = window.controller.session.document
    titles = [n.text_of("title") for n in document.root.walk() if n.tag == "goal"]
    assert titles.count(first.text_of("title")) == 2


def test_the_entries_follow_the_language(qtbot, window):
    window.actions_["english"].trigger()
    window.actions_["german"].trigger()
    window.actions_["english"].trigger()
    window.controller.select(goal(window).id)
    window.panels.outline.tree.setFocus()
    choose(qtbot, window, "copy")
    menu = window.menus.menu("edit")
    assert any(each.text().startswith("&Copy\t") for each in menu.actions())
