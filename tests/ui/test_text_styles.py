"""The style of blocks, chosen where they are written: button, menu, one step of undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from strategy_editor.ui.text.source import Caret, Source
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    made = opened(qtbot, sample_copy(tmp_path))
    made.panels.show_view("text")
    return made


def neighbours(window):
    """Two paragraphs side by side in a section."""
    for node in window.controller.session.document.root.walk():
        found = [
            (one, two)
            for one, two in zip(node.content, node.content[1:], strict=False)
            if node.tag == "section" and one.tag == two.tag == "paragraph"
        ]
        if found:
            return found[0]
    raise AssertionError


def names(menu):
    return {action.text(): action for action in menu.actions()}


def chosen(window, style):
    """Choose a style in the menu of the button, as a user does."""
    menu = window.panels.panel("text").style_button.menu()
    menu.aboutToShow.emit()
    names(menu)[window.translate(f"block-style.{style}")].trigger()


def test_a_paragraph_is_a_quotation_and_one_again_with_the_cursor_in_its_place(window, qtbot):
    panel = window.panels.panel("text")
    session = window.controller.session
    before = session.document.root
    one, _ = neighbours(window)
    assert not panel.style_button.isEnabled()
    panel.view.go(Caret(Source(one.id), 5))
    assert panel.style_button.isEnabled()
    assert panel.style_button.text() == window.translate("block-style.paragraph")
    chosen(window, "quotation")
    assert session.document.node(one.id).tag == "quotation"
    assert panel.style_button.text() == window.translate("block-style.quotation")
    assert panel.view.marking.caret == Caret(Source(one.id, "text"), 5)
    assert panel.writing.source == Source(one.id, "text")
    qtbot.keyClicks(panel.writing.editor, "x")
    assert session.document.node(one.id).text_of("text") == one.text[:5] + "x" + one.text[5:]
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert session.document.root == before


def test_what_is_marked_over_two_paragraphs_becomes_one_list_in_one_step(window):
    panel = window.panels.panel("text")
    session = window.controller.session
    before = session.document.root
    one, two = neighbours(window)
    panel.view.go(Caret(Source(one.id), 2))
    panel.view.go(Caret(Source(two.id), 4), extend=True)
    chosen(window, "number")
    around = session.document.parent(one.id)
    assert around.tag == "list"
    assert session.document.parent(two.id) is around
    assert panel.view.marking.anchor == Caret(Source(one.id, "text"), 2)
    assert panel.view.marking.caret == Caret(Source(two.id, "text"), 4)
    chosen(window, "paragraph")
    assert session.document.node(two.id).tag == "paragraph"
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert session.document.root == before


def test_the_context_menu_offers_the_styles_too_and_a_title_has_none(window, qtbot):
    panel = window.panels.panel("text")
    one, _ = neighbours(window)
    panel.view.go(Caret(Source(one.id), 0))
    menu = panel.writing.menu(panel.view)
    qtbot.addWidget(menu)
    styles = next(
        each for each in menu.findChildren(QMenu) if each.title() == window.translate("text.style")
    )
    current = names(styles)[window.translate("block-style.paragraph")]
    assert current.isChecked()
    section = window.controller.session.document.parent(one.id)
    panel.view.go(Caret(Source(section.id, "title"), 0))
    assert panel.writing.source == Source(section.id, "title")
    assert not panel.style_button.isEnabled()
    qtbot.keyClick(panel.writing.editor, Qt.Key.Key_Escape)
    assert not panel.style_button.isEnabled()
