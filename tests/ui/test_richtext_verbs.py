"""References, notes, links, terms and languages in the window, by keyboard as a user would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from strategy_editor.document.node import Node, element
from strategy_editor.ui.richtext.address import AddressForm
from strategy_editor.ui.richtext.field import RichTextField
from strategy_editor.ui.richtext.note import NoteEditor
from strategy_editor.ui.richtext.picker import Picker
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
GOAL = "g_datenportal"


@pytest.fixture
def window(qtbot, tmp_path):
    made = opened(qtbot, sample_copy(tmp_path))
    made.activateWindow()
    made.controller.select(GOAL)
    return made


@pytest.fixture
def field(qtbot, window) -> RichTextField:
    found = window.panels.form.form.field("statement").focus_target()
    assert isinstance(found, RichTextField)
    found.focus_text()
    qtbot.waitUntil(found.editor.hasFocus)
    return found


def statement(window) -> Node:
    return window.controller.session.document.node(GOAL).child("statement")


def only(window, tag: str) -> list[Node]:
    return [node for node in statement(window).walk() if node.tag == tag]


def popover(window, kind):
    return next(each for each in window.findChildren(kind) if each.isVisible())


def keys(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def key(name: str, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        held |= each
    QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{name}"), held)


class TestBar:
    def test_it_comes_and_goes_with_the_keyboard(self, window, field):
        assert field.bar.isVisible()
        before = field.editor.mapTo(window, QPoint(0, 0))
        window.panels.outline.tree.setFocus()
        assert not field.bar.isVisible()
        assert field.editor.mapTo(window, QPoint(0, 0)) == before

    def test_it_can_be_reached_and_left_by_keyboard(self, window, field):
        key("F10", ALT)
        assert field.bar.buttons[0].hasFocus()
        assert field.bar.isVisible()
        key("Right")
        assert field.bar.buttons[1].hasFocus()
        key("Return")
        assert field.editor.hasFocus()
        keys("x")
        assert only(window, "emphasis") == [element("emphasis", "x")]
        key("F10", ALT)
        key("Escape")
        assert field.editor.hasFocus()


class TestReference:
    def test_it_is_searched_for_and_shows_its_number(self, window, field):
        key("R", CONTROL)
        keys("Umbau Verwaltungsportal")
        picker = popover(window, Picker)
        assert [each.number for each in picker.model.targets] == ["M 9"]
        key("Return")
        assert field.editor.hasFocus()
        (made,) = only(window, "cross-reference")
        assert field.editor.inline.objects.label(_object(field)) == "M\u00a09"
        assert window.controller.session.document.find(made.get("target")).tag == "measure"

    def test_arrows_choose_and_escape_leaves_everything(self, window, field):
        key("R", CONTROL)
        picker = popover(window, Picker)
        second = picker.model.targets[1].id
        key("Down")
        key("Escape")
        assert only(window, "cross-reference") == []
        key("R", CONTROL)
        key("Down")
        key("Return")
        assert [each.get("target") for each in only(window, "cross-reference")] == [second]
        key("R", CONTROL)
        assert popover(window, Picker).model.targets[0].id == second, "used ones come first"
        key("Escape")

    def test_the_number_follows_and_a_lost_target_is_marked(self, window, field):
        session = window.controller.session
        first = next(node for node in session.document.root.walk() if node.tag == "goal")
        target = [node for node in session.document.root.walk() if node.tag == "goal"][5]
        field.insert_node(element("cross-reference", target=target.id))
        label = field.editor.inline.objects.label
        before = label(_object(field))
        window.controller.structure.remove([first.id])
        window.controller.select(GOAL)
        assert label(_object(field)) != before
        window.controller.undo()
        window.controller.select(GOAL)
        assert label(_object(field)) == before
        document = session.document
        window.controller.apply(
            window.controller.step("edit.remove", GOAL, ""),
            lambda _document: document.updated(target.id, lambda _node: None),
        )
        assert label(_object(field)) == "Verweisziel fehlt"
        assert field.editor.inline.objects.is_dangling(_object(field))

    def test_control_click_jumps(self, window, field):
        field.insert_node(element("cross-reference", target="steuerung"))
        place = field.editor.textCursor().position() - 1
        there = field.editor.position_box(place).center()
        QTest.mouseClick(field.editor.viewport(), Qt.MouseButton.LeftButton, CONTROL, there)
        assert window.controller.selected_id == "steuerung"

    def test_what_is_shown_of_it_can_be_chosen(self, window, field):
        field.insert_node(element("cross-reference", target="steuerung"))
        place = field.editor.textCursor().position() - 1
        menu = field.tools.menu(field, place)
        texts = [action.text() for action in menu.actions()]
        assert texts[:2] == ["Zum Verweisziel", "Anderes Verweisziel …"]
        next(each for each in menu.actions() if each.text() == "Anzeigen als: Titel").trigger()
        assert [each.get("show") for each in only(window, "cross-reference")] == ["title"]


def _object(field: RichTextField) -> int:
    place, _ = field.editor.inline.objects_in_order()[-1]
    return field.editor.inline.object_serial(place)


class TestFootnote:
    def test_it_is_written_in_place_and_undone_by_steps(self, window, field):
        before = statement(window)
        key("F", CONTROL, ALT)
        note = popover(window, NoteEditor)
        assert note.field.editor.hasFocus()
        assert window.findChild(NoteEditor)._title.text() == "Fußnote 7"
        keys("Vgl. ")
        key("B", CONTROL)
        keys("dort")
        key("Escape")
        assert field.editor.hasFocus()
        (made,) = only(window, "footnote")
        assert made.content == ("Vgl. ", element("strong", "dort"))
        while window.controller.session.undo_step is not None:
            window.controller.undo()
        assert statement(window) == before

    def test_undo_while_it_is_open_shows_in_it(self, window, field):
        key("F", CONTROL, ALT)
        keys("a")
        note = popover(window, NoteEditor)
        window.controller.undo()
        assert note.field.content() == ()
        window.controller.undo()
        assert only(window, "footnote") == []
        assert not note.isVisible()
        assert field.editor.hasFocus()

    def test_click_and_f2_open_it_again(self, window, field):
        field.insert_node(element("footnote", "alt", id="fn_neu"))
        place = field.editor.textCursor().position() - 1
        key("F2")
        keys("er")
        key("Return")
        assert only(window, "footnote")[0].text == "alter"
        there = field.editor.position_box(place).center()
        QTest.mouseClick(field.editor.viewport(), Qt.MouseButton.LeftButton, pos=there)
        assert popover(window, NoteEditor).field.editor.hasFocus()
        assert not popover(window, NoteEditor).field.tools.tools["footnote"].isEnabled()
        key("Escape")
        assert field.editor.textCursor().position() == place + 1

    def test_enter_on_the_selected_mark_opens_it_and_deleting_comes_back(self, window, field):
        field.insert_node(element("footnote", "x", id="fn_neu"))
        place = field.editor.textCursor().position() - 1
        field.editor.select(place, place + 1)
        key("Return")
        key("Escape")
        key("Backspace")
        assert only(window, "footnote") == []
        window.controller.undo()
        assert [each.id for each in only(window, "footnote")] == ["fn_neu"]


class TestLink:
    def test_a_wrong_address_is_told_a_right_one_links_the_selection(self, window, field):
        field.editor.select(0, 4)
        key("K", CONTROL, SHIFT)
        form = popover(window, AddressForm)
        keys("kein Ort")
        key("Return")
        assert form.isVisible()
        assert form._problem.isVisible()
        form.address.clear()
        keys("www.sachsen.de")
        key("Return")
        assert only(window, "link") == [element("link", "Alle", href="https://www.sachsen.de")]
        field.editor.select(2, 2)
        key("K", CONTROL, SHIFT)
        form = popover(window, AddressForm)
        assert form.address.text() == "https://www.sachsen.de"
        form.remove.click()
        assert only(window, "link") == []

    def test_a_pasted_address_links_what_is_selected(self, window, field):
        field.editor.select(0, 4)
        source = QMimeData()
        source.setText(" https://www.sachsen.de/x \n")
        field.editor.insertFromMimeData(source)
        assert only(window, "link") == [element("link", "Alle", href="https://www.sachsen.de/x")]


class TestTerm:
    def test_a_new_entry_comes_into_the_glossary(self, window, field):
        field.editor.select(1, 1)
        key("T", CONTROL, SHIFT)
        picker = popover(window, Picker)
        picker.extras[0].click()
        term = next(each for each in only(window, "term") if each.text == "Alle")
        entry = window.controller.session.document.node(term.get("entry"))
        assert (entry.tag, entry.text_of("name")) == ("glossary-entry", "Alle")

    def test_a_known_entry_is_offered_first(self, window, field):
        field.editor.select(0, 0)
        field.insert_node(Node("strong", (), ("Open Data",)))
        surroundings = field.editor.surroundings
        wanted = surroundings.entries()[0]
        field.editor.select(0, 9)
        key("T", CONTROL, SHIFT)
        keys(wanted.title)
        key("Return")
        assert only(window, "term")[0].get("entry") == wanted.id


class TestLanguage:
    def test_a_passage_gets_one_and_loses_it(self, qtbot, window, field):
        field.editor.select(0, 4)
        key("L", CONTROL, SHIFT)
        keys("Obersorb")
        key("Return")
        assert only(window, "passage") == [Node("passage", (("xml:lang", "hsb"),), ("Alle",))]
        field.editor.select(2, 2)
        qtbot.waitUntil(field.tools.tools["language"].isChecked)
        key("L", CONTROL, SHIFT)
        popover(window, Picker).extras[0].click()
        assert only(window, "passage") == []

    def test_what_is_typed_next(self, window, field):
        key("L", CONTROL, SHIFT)
        keys("Engl")
        key("Return")
        keys(' "x"')
        assert only(window, "passage")[0].text.strip() == "“x”"


class TestSteps:
    def test_each_replacement_is_a_step(self, window, field):
        before = statement(window).text
        keys(" ...")
        assert statement(window).text == before + " …"
        window.controller.undo()
        assert statement(window).text == before + " ..."
        assert field.editor.textCursor().position() == len(before) + 4
        window.controller.undo()
        assert statement(window).text == before

    def test_bold_is_a_step_and_undo_keeps_the_selection(self, window, field):
        field.editor.select(0, 4)
        key("B", CONTROL)
        assert only(window, "strong") == [element("strong", "Alle")]
        window.controller.undo()
        assert only(window, "strong") == []
        assert field.editor.textCursor().selectedText() == "Alle"
        window.controller.redo()
        assert only(window, "strong") == [element("strong", "Alle")]

    @pytest.mark.parametrize(
        "markup",
        [
            element("strong"),
            element("emphasis"),
            element("term"),
            element("link", href="https://a.de"),
            Node("passage", (("xml:lang", "en"),)),
        ],
        ids=lambda each: each.tag,
    )
    def test_remove_formats_takes_all_markup_and_leaves_the_words(self, window, field, markup):
        before = statement(window).content
        others = [each.text for each in only(window, markup.tag)]
        field.editor.select(0, 8)
        field.wrap_selection(markup)
        assert [each.text for each in only(window, markup.tag)] == [before[0][:8], *others]
        field.editor.select(0, 4)
        key("Space", CONTROL)
        assert [each.text for each in only(window, markup.tag)] == [before[0][4:8], *others]
        field.editor.select(0, 8)
        key("Space", CONTROL)
        assert statement(window).content == before
        window.controller.undo()
        window.controller.undo()
        assert [each.text for each in only(window, markup.tag)] == [before[0][:8], *others]

    def test_an_echo_rebuilds_nothing(self, window, field, monkeypatch):
        def fail(*_args):
            raise AssertionError("rebuilt")

        monkeypatch.setattr(field.editor.inline, "show", fail)
        keys("abc")
        assert statement(window).text.endswith("abc")

    def test_several_paragraphs_are_told_where_blocks_can_follow(self, field):
        source = QMimeData()
        source.setText("eins\n\nzwei")
        heard = []
        field.editor.take_blocks = lambda html, text: heard.append((html, text)) or True
        before = field.content()
        field.editor.insertFromMimeData(source)
        assert heard == [("", "eins\n\nzwei")]
        assert field.content() == before
        field.editor.take_blocks = lambda _html, _text: False
        field.editor.insertFromMimeData(source)
        assert "eins zwei" in "".join(each for each in field.content() if isinstance(each, str))
