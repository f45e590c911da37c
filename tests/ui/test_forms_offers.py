"""What a form offers to add is what the menus offer, and its buttons end with the cursor there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from strategy_editor.editing.placement import insertable
from strategy_editor.schema.catalog import current_schema
from strategy_editor.ui.form.cards import CardGroup
from strategy_editor.ui.form.child_row import ChildRow
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui
SCHEMA = current_schema()


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))


def shown(window, node_id):
    window.controller.select(node_id)
    window.panels.show_view("form")
    return window.panels.form.form


def first(window, tag):
    root = window.controller.session.document.root
    return next(each for each in root.walk() if each.tag == tag)


def test_a_form_offers_only_what_the_profile_knows(window):
    field = first(window, "field")
    allowed = window.controller.structure.can_add_into(field.id)
    left_out = set(insertable(SCHEMA, field)) - set(allowed)
    assert left_out
    form = shown(window, field.id)
    assert left_out.isdisjoint(form.offered)
    for group in form.findChildren(CardGroup):
        assert group._add.isHidden() == (group._name not in (*allowed, "flow"))


def test_what_a_form_adds_has_the_cursor(window, qtbot):
    field = first(window, "field")
    form = shown(window, field.id)
    for tag in window.controller.structure.can_add_into(field.id):
        before = {child.id for child in window.controller.session.document.node(field.id).children}
        form.offer(tag)
        after = window.controller.session.document.node(field.id).children
        (made,) = [child.id for child in after if child.id not in before and child.id]
        row = next(each for each in form.findChildren(ChildRow) if each.id == made)
        assert row.isAncestorOf(QApplication.focusWidget()), tag


def test_the_alternative_text_grows_and_stays_one_line(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    page = shown(window, "abb_struktur")
    line = page.field("alt-text").focus_target()
    assert isinstance(line, QPlainTextEdit)
    line.setPlainText("")
    least = line.height()
    assert least >= 2 * line.fontMetrics().lineSpacing()
    QApplication.clipboard().setText("Viele Worte\nüber ein Bild. " * 20)
    line.setFocus()
    line.paste()
    assert line.height() > least
    written = window.controller.session.document.node("abb_struktur").text_of("alt-text")
    assert "\n" not in written
    assert written == line.toPlainText()
