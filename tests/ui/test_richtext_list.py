"""The editor of a whole list as a user meets it, and its laws."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from strategy_editor.document.node import Node, element
from strategy_editor.i18n import Translator
from strategy_editor.ui.form.pages import form_for
from strategy_editor.ui.richtext.list_field import ListField
from strategy_editor.ui.theme import DARK, LIGHT
from tests.editing.test_lists import NESTED, a_list, is_valid, item, some_list
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui
_NUMBERS = count()
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def field(qapp):
    made = ListField(LIGHT, Translator("de"), new_id=lambda: f"n{next(_NUMBERS)}")
    made.resize(500, 300)
    yield made
    # What is on the clipboard at the very end outlives the interpreter's part of it.
    QGuiApplication.clipboard().clear()
    made.deleteLater()


def put(field: ListField, row: int, at: int = 0) -> None:
    block = field.editor.document().findBlockByNumber(row)
    field.editor.select(block.position() + at, block.position() + at)


def key(field: ListField, name: str, *modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(field.editor, getattr(Qt.Key, f"Key_{name}"), *modifiers)


def outline(node: Node) -> list:
    """The texts of a list, nested as they are."""
    rows = []
    for each in node.children_of("item"):
        rows.append(each.text_of("text"))
        nested = each.child("list")
        if nested is not None:
            rows.append(outline(nested))
    return rows


class TestKeys:
    def test_enter_begins_an_item_and_ids_stay(self, field):
        field.show_list(a_list("l", item("ab"), item("c")))
        put(field, 0, 1)
        key(field, "Return")
        assert outline(field.editor.node) == ["a", "b", "c"]
        ids = [each.id for each in field.editor.node.children]
        assert (ids[0], ids[2]) == ("ab", "c")

    def test_enter_before_an_item_leaves_it_its_id(self, field):
        field.show_list(a_list("l", item("a"), item("b")))
        put(field, 1)
        key(field, "Return")
        assert outline(field.editor.node) == ["a", "", "b"]
        assert field.editor.node.children[2].id == "b"

    def test_enter_on_an_empty_item_moves_out_then_ends(self, field, qtbot):
        field.show_list(a_list("l", item("a", a_list("m", item("b")))))
        put(field, 1, 1)
        key(field, "Return")
        assert outline(field.editor.node) == ["a", ["b", ""]]
        key(field, "Return")
        assert outline(field.editor.node) == ["a", ["b"], ""]
        with qtbot.waitSignal(field.editor.itemLeft) as left:
            key(field, "Return")
        assert left.args == [field.editor.node.children[-1].id]

    def test_tab_and_back(self, field):
        field.show_list(a_list("l", item("a"), item("b"), item("c"), kind="number"))
        field.show()
        put(field, 1)
        key(field, "Tab")
        assert outline(field.editor.node) == ["a", ["b"], "c"]
        assert field.editor.node.children[0].child("list").get("kind") == "number"
        put(field, 2)
        key(field, "Tab")
        assert outline(field.editor.node) == ["a", ["b", "c"]]
        key(field, "Backtab", SHIFT)
        assert outline(field.editor.node) == ["a", ["b"], "c"]

    def test_children_move_along(self, field):
        field.show_list(a_list("l", item("x"), *NESTED.children))
        put(field, 1)
        key(field, "Tab")
        assert outline(field.editor.node) == ["x", ["a", ["b", "c"]], "d"]
        key(field, "Backtab", SHIFT)
        assert outline(field.editor.node) == ["x", "a", ["b", "c"], "d"]
        assert field.editor.node.children[1].child("list").id == "m"

    def test_backspace_at_the_start_merges(self, field):
        field.show_list(NESTED)
        put(field, 3)
        key(field, "Backspace")
        assert outline(field.editor.node) == ["a", ["b", "cd"]]
        put(field, 0, 1)
        key(field, "Delete")
        assert outline(field.editor.node) == ["ab", ["cd"]]
        assert field.editor.node.children[0].id == "a"

    def test_an_empty_item_gives_way_to_the_next(self, field):
        field.show_list(a_list("l", element("item", Node("text"), id="x"), item("b")))
        put(field, 1)
        key(field, "Backspace")
        assert field.editor.node == a_list("l", item("b"))

    def test_typing_over_several_items(self, field):
        field.show_list(NESTED)
        field.editor.select(0, field.editor.document().characterCount() - 1)
        QTest.keyClicks(field.editor, "z")
        assert outline(field.editor.node) == ["z"]
        assert field.editor.node.id == "l"

    def test_signs(self, field):
        field.show_list(NESTED)
        put(field, 1)
        assert field.editor.kind() == "number"
        field.buttons["letter"].click()
        assert field.editor.node.children[0].child("list").get("kind") == "letter"
        assert field.editor.node.get("kind") == "bullet"
        assert field.buttons["letter"].isChecked()
        put(field, 0)
        assert field.buttons["bullet"].isChecked()

    def test_an_empty_selection_over_markup_stays_in_its_items(self, field):
        field.show_list(a_list("l", item("ab"), item("cd")))
        field.editor.select(1, 4)
        field.editor.toggle("strong")
        texts = [each.child("text").content for each in field.editor.node.children]
        assert texts == [("a", element("strong", "b")), (element("strong", "c"), "d")]

    def test_a_theme_changes_nothing(self, field):
        field.show_list(NESTED)
        heard = []
        field.editor.edited.connect(heard.append)
        field.field.set_theme(DARK)
        field.field.set_theme(LIGHT)
        field.editor.edited.disconnect(heard.append)
        assert heard == []
        field.grab()


class TestPaste:
    def test_lines_become_items(self, field):
        field.show_list(a_list("l", item("a"), item("d")))
        put(field, 0, 1)
        source = QMimeData()
        source.setText("1. eins\n    - zwei\n3) drei\n")
        field.editor.insertFromMimeData(source)
        assert outline(field.editor.node) == ["aeins", ["zwei"], "drei", "d"]

    def test_items_of_html_keep_depth_and_bold(self, field):
        field.show_list(a_list("l", element("item", Node("text"), id="x")))
        put(field, 0)
        source = QMimeData()
        source.setHtml("<ul><li>a <b>b</b><ul><li>c</li></ul></li><li>d</li></ul>")
        field.editor.insertFromMimeData(source)
        assert outline(field.editor.node) == ["a b", ["c"], "d"]
        first = field.editor.node.children[0]
        assert first.id == "x"
        assert first.child("text").content == ("a ", element("strong", "b"))


@given(st.integers(0, 2**32 - 1), st.integers(0, 50))
def test_what_is_shown_is_read_back(field, seed, budget):
    made = some_list(seed, budget)
    heard = []
    field.show_list(NESTED)
    field.editor.edited.connect(heard.append)
    field.show_list(made)
    field.editor._on_contents_changed()
    field.editor.edited.disconnect(heard.append)
    assert heard == []
    assert field.editor.node == made


_KEYS = st.one_of(
    st.sampled_from(["Return", "Tab", "Backtab", "Backspace", "Delete"]),
    st.sampled_from(["type", "cut", "bold", "letter", "lines"]),
)


@given(
    st.integers(0, 2**32 - 1),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300), _KEYS), min_size=1, max_size=8),
)
@settings(max_examples=2 * settings().max_examples)
def test_any_keys_make_a_valid_list(field, seed, steps):
    field.show_list(some_list(seed, 30))
    for anchor, position, name in steps:
        document = field.editor.document()
        cursor = QTextCursor(document)
        cursor.setPosition(_boundary(document, anchor))
        if name != "Tab":
            cursor.setPosition(_boundary(document, position), QTextCursor.MoveMode.KeepAnchor)
        field.editor.setTextCursor(cursor)
        _do(field, name)
        made = field.editor.node
        assert is_valid(made)
        ids = [node.id for node in made.walk() if node.id and node.tag in ("item", "list")]
        assert len(ids) == len(set(ids))
        field.show_list(NESTED)
        field.show_list(made)


def _boundary(document, position: int) -> int:
    position %= document.characterCount()
    at = document.characterAt(position)
    return position - 1 if len(at) == 1 and "\udc00" <= at <= "\udfff" else position


def _do(field: ListField, name: str) -> None:
    if name == "type":
        QTest.keyClicks(field.editor, 'a"')
    elif name == "cut":
        field.editor.cut()
    elif name == "bold":
        field.editor.toggle("strong")
    elif name == "letter":
        field.editor.set_kind("letter")
    elif name == "lines":
        field.editor.insert_lines([(0, ("x",)), (1, ("y",)), (0, ())])
    else:
        key(field, name)


def test_the_page_of_a_list_in_the_window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    controller = window.controller
    before = controller.session.document.root
    found = next(node for node in before.walk() if node.tag == "list")
    page = form_for(controller, LIGHT, found)
    qtbot.addWidget(page.widget())
    controller.documentChanged.connect(
        lambda: page.show_node(controller.session.document.node(found.id))
    )
    page.focus_first()
    put(page.list, 0, 0)
    QTest.keyClicks(page.list.editor, "Neu ")
    first = controller.session.document.node(found.id).children[0]
    assert first.text_of("text").startswith("Neu ")
    controller.undo()
    assert controller.session.document.root == before
    assert page.list.editor.node == found
