"""Cards, outline and quick jump: a paragraph is named with what its cross references read now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from strategy_editor.document.texts import title_of
from strategy_editor.ui.form.child_row import ChildRow
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def document(window):
    return window.controller.session.document


def referring(window):
    """A paragraph that refers to a goal, and that goal; the reference is put in."""
    root = document(window).root
    goals = [each for each in root.walk() if each.tag == "goal"]
    section = next(
        each for each in root.walk() if each.tag == "section" and each.child("paragraph")
    )
    paragraph = section.child("paragraph")
    target = goals[-1]
    made = type(root)("cross-reference", (("target", target.id),))
    assert window.controller.session.apply(
        window.controller.step("edit.set", paragraph.id, ""),
        lambda doc: doc.updated(
            paragraph.id, lambda node: node.with_content(("Für das Ziel ", made, "."))
        ),
    )
    window.controller.announce()
    return section, document(window).node(paragraph.id), target


def outline_words(window, node_id):
    model = window.panels.outline.model
    return model.line_of(model.index_of(node_id))[0]


def test_names_follow_the_number_of_what_is_referred_to(window, qtbot):
    section, paragraph, goal = referring(window)
    number = window.controller.numbers[goal.id]
    window.panels.outline.model.show_only((), with_text=True)
    window.controller.select(section.id)
    window.panels.show_view("form")
    row = next(
        each for each in window.panels.form.findChildren(ChildRow) if each.id == paragraph.id
    )
    wanted = f"Für das Ziel {number}."
    assert outline_words(window, paragraph.id).endswith(wanted)
    assert wanted in row.line.accessibleName()
    assert wanted in window.controller.wording.name(paragraph)
    assert title_of(paragraph) == "Für das Ziel ."
    # Another goal before it: the number is another, and so are the names of who refers to it.
    first = next(each for each in document(window).root.walk() if each.tag == "goal")
    assert window.controller.structure.several.duplicate([first.id])
    again = window.controller.numbers[goal.id]
    assert again != number
    assert outline_words(window, paragraph.id).endswith(f"Für das Ziel {again}.")
    window.controller.select(section.id)
    row = next(
        each for each in window.panels.form.findChildren(ChildRow) if each.id == paragraph.id
    )
    assert f"Für das Ziel {again}." in row.line.accessibleName()
    window.controller.undo()
    assert outline_words(window, paragraph.id).endswith(wanted)


def test_the_quick_jump_finds_a_list_item_by_what_it_refers_to(window, qtbot):
    _section, paragraph, _goal = referring(window)
    assert window.controller.structure.several.convert([paragraph.id], "list")
    window.actions_["jump"].trigger()
    line = QApplication.focusWidget()
    qtbot.keyClicks(line, "fuer das ziel z")
    first = line.parentWidget().list.model().index(0).data()
    assert "Für das Ziel Z" in first
    qtbot.keyClick(line, Qt.Key.Key_Escape)
