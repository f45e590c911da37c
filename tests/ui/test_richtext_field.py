"""The rich-text field as a user meets it: keys, emphasis, clipboard, focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QInputMethodEvent,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strategy_editor.document.node import COMMENT, INSTRUCTION, Node, element
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.clipboard import MIME_TYPE, to_xml
from strategy_editor.ui.richtext.field import RichTextField
from strategy_editor.ui.richtext.writing import changed_end
from strategy_editor.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.gui

STRONG = element("strong", "fett")
LINK = element("link", "hier", href="https://example.org")
NOTE = element("footnote", "Ausgenommen.", id="f1")
REFERENCE = element("cross-reference", target="z3")


@pytest.fixture
def translate() -> Translator:
    return Translator("de")


@pytest.fixture
def field(qtbot, translate) -> RichTextField:
    made = RichTextField(LIGHT, translate, new_id=lambda: "new")
    qtbot.addWidget(made)
    made.resize(500, 200)
    return made


@pytest.fixture
def heard(field) -> list:
    found: list = []
    field.edited.connect(found.append)
    return found


def select(field: RichTextField, start: int, end: int | None = None) -> None:
    cursor = field.editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
    field.editor.setTextCursor(cursor)


def focus(qtbot, field: RichTextField) -> None:
    field.window().show()
    qtbot.waitExposed(field.window())
    field.window().activateWindow()
    field.focus_text()
    qtbot.waitUntil(field.editor.hasFocus)


def press(field: RichTextField, keys: str) -> None:
    QTest.keyClicks(field.editor, keys)


def paste(field: RichTextField, **formats: str | bytes) -> None:
    source = QMimeData()
    for kind, value in formats.items():
        if kind == "own":
            source.setData(MIME_TYPE, value)
        elif kind == "html":
            source.setHtml(value)
        else:
            source.setText(value)
    field.editor.insertFromMimeData(source)


class TestTyping:
    def test_each_key_tells_the_whole_content_once(self, field, heard):
        field.show_content(("a", STRONG))
        assert heard == []
        select(field, 1)
        press(field, "bc")
        assert heard == [("ab", STRONG), ("abc", STRONG)]

    def test_at_the_end_of_emphasis_it_goes_on(self, field):
        field.show_content(("a", STRONG, "b"))
        select(field, 5)
        press(field, "er")
        assert field.content() == ("a", element("strong", "fetter"), "b")

    def test_at_the_start_of_emphasis_belongs_to_what_is_before(self, field):
        field.show_content((STRONG, element("emphasis", "b")))
        select(field, 0)
        press(field, "a")
        select(field, 5)
        press(field, "x")
        assert field.content() == ("a", element("strong", "fettx"), element("emphasis", "b"))

    def test_behind_a_link_it_is_plain(self, field):
        field.show_content((LINK,))
        select(field, 4)
        press(field, "x")
        assert field.content() == (LINK, "x")

    def test_a_link_grows_within_and_after_correcting_its_end(self, field):
        field.show_content((LINK, "."))
        select(field, 4)
        QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
        press(field, "e")
        assert field.content() == (element("link", "hiee", href="https://example.org"), ".")

    def test_over_a_selection_keeps_what_enclosed_all_of_it(self, field):
        field.show_content(("a", STRONG, "b"))
        select(field, 1, 5)
        press(field, "x")
        assert field.content() == ("a", element("strong", "x"), "b")
        select(field, 1, 3)
        press(field, "y")
        assert field.content() == ("ay",)

    def test_after_a_footnote_text_stays_in_the_emphasis(self, field):
        field.show_content((element("strong", "a", NOTE), "b"))
        select(field, 2)
        press(field, "c")
        assert field.content() == (element("strong", "a", NOTE, "c"), "b")

    def test_enter_is_no_line_break(self, field, heard, qtbot):
        field.show_content(("ab",))
        select(field, 1)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            with qtbot.waitSignal(field.returnPressed):
                QTest.keyClick(field.editor, key)
        QTest.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert heard == []
        assert field.content() == ("ab",)

    def test_an_input_method_is_helped_like_keys(self, field):
        field.show_content((STRONG,))
        select(field, 4)
        event = QInputMethodEvent("", [])
        event.setCommitString("ê\ufffe")
        QGuiApplication.sendEvent(field.editor, event)
        assert field.content() == (element("strong", "fettê"),)

    def test_deleting_all_of_an_element_takes_it_away(self, field):
        field.show_content(("a", STRONG))
        select(field, 1, 5)
        QTest.keyClick(field.editor, Qt.Key.Key_Delete)
        assert field.content() == ("a",)

    def test_neighbours_of_the_same_kind_stay_two(self, field):
        field.show_content((element("emphasis", "a"), element("emphasis", "b")))
        select(field, 1)
        press(field, "x")
        assert field.content() == (element("emphasis", "ax"), element("emphasis", "b"))


class TestTypography:
    @pytest.mark.parametrize(
        ("keys", "text"),
        [
            ('"Wort"', "„Wort“"),
            ('("a" "b")', "(„a“ „b“)"),
            ("a -- b", "a – b"),
            ("a--b -c", "a--b -c"),
            ('"a --" b', "„a --“ b"),
        ],
    )
    def test_german(self, field, keys, text):
        press(field, keys)
        assert field.content() == (text,)

    def test_within_an_english_passage(self, field):
        field.show_content((Node("passage", (("xml:lang", "en-GB"),), ("a ",)),))
        select(field, 2)
        press(field, '"b"')
        assert field.content()[0].text == "a “b”"

    def test_can_be_off(self, field):
        field.set_typography(None)
        press(field, '"a" -- b')
        assert field.content() == ('"a" -- b',)

    def test_backspace_gives_back_what_was_typed(self, field):
        press(field, 'a "')
        QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
        assert field.content() == ('a "',)
        QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
        assert field.content() == ("a ",)

    def test_a_dash_comes_after_what_was_typed(self, field, heard):
        press(field, "a -- ")
        assert heard[-3:] == [("a --",), ("a -- ",), ("a – ",)]
        QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
        assert field.content() == ("a -- ",)


class TestEmphasis:
    def test_on_and_off(self, field, heard):
        field.show_content(("abc",))
        select(field, 1, 2)
        field.editor.toggle("strong")
        assert field.content() == ("a", element("strong", "b"), "c")
        field.editor.toggle("strong")
        assert field.content() == ("abc",)
        assert len(heard) == 2

    def test_across_the_border_of_an_element_splits_it(self, field):
        field.show_content(("ab", element("emphasis", "cd")))
        select(field, 1, 3)
        field.editor.toggle("strong")
        assert field.content() == (
            "a",
            element("strong", "b", element("emphasis", "c")),
            element("emphasis", "d"),
        )

    def test_within_a_link_stays_within(self, field):
        field.show_content((LINK,))
        select(field, 1, 3)
        field.editor.toggle("emphasis")
        assert field.content() == (
            element("link", "h", element("emphasis", "ie"), "r", href="https://example.org"),
        )

    def test_beside_emphasis_draws_it_on(self, field):
        field.show_content((STRONG, "er"))
        select(field, 4, 6)
        field.editor.toggle("strong")
        assert field.content() == (element("strong", "fetter"),)

    def test_of_a_mixed_range_emphasises_all_once(self, field):
        field.show_content(("a", STRONG, NOTE, "b"))
        select(field, 0, 7)
        field.editor.toggle("strong")
        assert field.content() == (element("strong", "afett", NOTE, "b"),)

    def test_off_within_splits(self, field):
        field.show_content((element("strong", "a", element("term", "bcd", entry="g"), "e"),))
        select(field, 2, 3)
        field.editor.toggle("strong")
        assert field.content() == (
            element("strong", "a", element("term", "b", entry="g")),
            element("term", "c", entry="g"),
            element("strong", element("term", "d", entry="g"), "e"),
        )

    def test_without_selection_is_for_the_next_text(self, field, heard):
        field.show_content(("ab",))
        select(field, 1)
        field.editor.toggle("strong")
        assert heard == []
        press(field, "xy")
        assert field.content() == ("a", element("strong", "xy"), "b")
        field.editor.toggle("strong")
        press(field, "z")
        assert field.content() == ("a", element("strong", "xy"), "zb")

    def test_the_buttons_show_where_the_cursor_is(self, qtbot, field):
        bold = field.tools.tools["bold"]
        field.show_content(("a", STRONG))
        select(field, 3)
        qtbot.waitUntil(bold.isChecked)
        select(field, 1)
        qtbot.waitUntil(lambda: not bold.isChecked())
        select(field, 3)
        qtbot.waitUntil(bold.isChecked)
        bold.trigger()
        qtbot.waitUntil(lambda: not bold.isChecked())

    def test_wrapping_in_a_link_replaces_the_old_one(self, field):
        field.show_content(("a", LINK))
        select(field, 0, 5)
        field.wrap_selection(element("link", href="https://example.com"))
        assert field.content() == (element("link", "ahier", href="https://example.com"),)
        field.unwrap_selection("link")
        assert field.content() == ("ahier",)


class TestClipboard:
    def test_copies_text_and_markup(self, field):
        field.show_content(("a\u00a0", STRONG, NOTE, " in ", REFERENCE), lambda _: "Z 3")
        field.editor.selectAll()
        source = field.editor.createMimeDataFromSelection()
        assert source.text() == "a\u00a0fett in Z 3"
        assert source.hasFormat(MIME_TYPE)
        select(field, 0, 0)
        field.editor.insertFromMimeData(source)
        copy = element("footnote", "Ausgenommen.", id="new")
        assert field.content() == (
            "a\u00a0", STRONG, copy, " in ", REFERENCE, "a\u00a0", STRONG, NOTE, " in ", REFERENCE,
        )  # fmt: skip

    def test_half_an_element_is_copied_as_one(self, field):
        field.show_content((STRONG,))
        select(field, 1, 3)
        source = field.editor.createMimeDataFromSelection()
        assert source.data(MIME_TYPE).data() == to_xml((element("strong", "et"),))

    def test_html_keeps_bold_italic_and_links(self, field):
        paste(
            field,
            html="<head><style>p{}</style></head><p>Ein <b>fettes</b>\n<i>Wort</i>"
            '<br>und <a href="https://example.org/x"><em>hier</em></a>'
            '<a href="javascript:x()">!</a><script>x</script></p><p style="color:red">neu</p>',
        )
        assert field.content() == (
            "Ein ",
            element("strong", "fettes"),
            " ",
            element("emphasis", "Wort"),
            " und ",
            element("link", element("emphasis", "hier"), href="https://example.org/x"),
            "! neu",
        )

    def test_bold_in_bold_is_not_doubled(self, field):
        field.show_content((STRONG,))
        select(field, 2)
        paste(field, html="a<b>b</b>")
        assert field.content() == (element("strong", "feabtt"),)

    def test_line_breaks_become_blanks(self, field):
        paste(field, text="eins \r\n\r\n zwei\u2029drei\x0b\0vier\n")
        assert field.content() == ("eins zwei drei vier",)

    def test_what_is_not_inline_leaves_its_text(self, field):
        field.set_allowed(frozenset({"strong"}))
        paste(
            field, own=to_xml((element("list", element("item", "a", id="i"), id="l"), NOTE, LINK))
        )
        assert field.content() == ("aAusgenommen.hier",)

    @pytest.mark.parametrize("data", [b"", b"<x", b"<strategy/>", b"<!DOCTYPE a><a/>"])
    def test_broken_markup_falls_back_to_text(self, field, data):
        paste(field, own=data, text="Text")
        assert field.content() == ("Text",)


class TestShowing:
    def test_the_same_content_moves_no_cursor(self, field, heard):
        field.show_content(("abc", STRONG))
        select(field, 2, 5)
        field.show_content(("ab", "c", STRONG))
        assert field.editor.textCursor().selectedText() == "cfe"
        assert heard == []

    @pytest.mark.parametrize(
        ("old", "new", "wanted"),
        [
            ("abc def g", "abc xxdef g", 6),
            ("abc", "abcd", 4),
            ("abcd", "abc", 3),
            ("ab", "a😀b", 3),
            ("aaa", "aa", 2),
            ("", "abc", 3),
        ],
    )
    def test_the_cursor_goes_to_where_the_change_ends(self, old, new, wanted):
        assert changed_end(old, new) == wanted

    def test_without_focus_the_start_stays_in_view(self, field):
        field.show_content(("abc " * 2000,))
        assert field.editor.textCursor().position() == 0
        assert field.editor.verticalScrollBar().value() == 0

    def test_with_focus_the_cursor_follows_an_undone_change(self, field, qtbot):
        field.show_content(("abc",))
        field.show()
        qtbot.waitExposed(field)
        field.activateWindow()
        field.focus_text()
        qtbot.waitUntil(field.editor.hasFocus)
        field.show_content(("xabc",))
        assert field.editor.textCursor().position() == 1

    def test_new_labels_are_shown_without_an_edit(self, field, heard):
        field.show_content((REFERENCE,), lambda _: "Z 3")
        serial = next(iter(field.editor.inline.serials.objects))
        assert field.editor.inline.objects.label(serial) == "Z 3"
        field.show_content((REFERENCE,), lambda _: "Z 14")
        assert field.editor.inline.objects.label(serial) == "Z 14"
        assert heard == []

    def test_a_changed_theme_changes_no_content(self, field, heard):
        content = ("a", STRONG, NOTE, "\u2028", REFERENCE)
        field.show_content(content)
        field.set_theme(DARK)
        assert field.editor.inline.content() == content
        assert heard == []

    def test_an_empty_element_stays_until_deleted(self, field):
        field.show_content(("a", element("strong"), "b"))
        select(field, 3)
        press(field, "c")
        assert field.content() == ("a", element("strong"), "bc")

    def test_it_grows_with_its_text_within_limits(self, field, qtbot):
        field.set_lines(1, 4)
        field.show()
        heights = []
        for words in (1, 30, 60, 600):
            field.show_content(("Wort " * words,))
            heights.append(field.editor.height())
        assert heights[0] < heights[1] < heights[2] == heights[3]

    def test_everything_can_be_drawn(self, field, qtbot):
        field.show_content(
            ("5\u00a0%", element("passage", "x", **{"xml:lang": "en"}), NOTE, REFERENCE, "\u00ad",
             Node(COMMENT, (), ("x",)), Node(INSTRUCTION, (("target", "t"),), ("x",)), "\u200b",
             Node("{urn:x}y"), element("term"), element("list"), LINK),
            lambda node: node.get("target") or "12",
        )  # fmt: skip
        field.show()
        plain = field.grab().toImage()
        field.editor.selectAll()
        assert field.grab().toImage() != plain


class TestWindow:
    def test_undo_keys_reach_the_window(self, qtbot, translate):
        window = QWidget()
        qtbot.addWidget(window)
        box = QVBoxLayout(window)
        field = RichTextField(LIGHT, translate)
        box.addWidget(field)
        done = []
        for keys in ("Ctrl+Z", "Ctrl+Y", "Ctrl+K"):
            action = QAction(window)
            action.setShortcut(keys)
            action.triggered.connect(lambda _=False, keys=keys: done.append(keys))
            window.addAction(action)
        field.show_content(("abc",))
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        field.focus_text()
        qtbot.waitUntil(field.editor.hasFocus)
        for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_K):
            QTest.keyClick(field.editor, key, Qt.KeyboardModifier.ControlModifier)
        assert done == ["Ctrl+Z", "Ctrl+Y", "Ctrl+K"]
        assert field.content() == ("abc",)

    def test_shortcuts_of_its_own(self, field, qtbot):
        field.show_content(("abc",))
        field.show()
        qtbot.waitExposed(field)
        field.activateWindow()
        field.focus_text()
        qtbot.waitUntil(field.editor.hasFocus)
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(field.editor, Qt.Key.Key_Space, control | shift)
        QTest.keyClick(field.editor, Qt.Key.Key_B, control)
        press(field, "x")
        QTest.keyClick(field.editor, Qt.Key.Key_I, control)
        press(field, "y")
        assert field.content() == (
            "abc\u00a0",
            element("strong", "x", element("emphasis", "y")),
        )

    def test_tab_moves_on_and_tells_the_end_of_editing(self, qtbot, translate):
        window = QWidget()
        qtbot.addWidget(window)
        box = QVBoxLayout(window)
        first, second = RichTextField(LIGHT, translate), RichTextField(LIGHT, translate)
        box.addWidget(first)
        box.addWidget(second)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        first.focus_text()
        qtbot.waitUntil(first.editor.hasFocus)
        with qtbot.waitSignal(first.editingFinished):
            QTest.keyClick(first.editor, Qt.Key.Key_Tab)
        assert second.editor.hasFocus()

    def test_the_text_does_not_jump_with_focus(self, field, qtbot):
        field.show_content(("abc",))
        field.show()
        qtbot.waitExposed(field)
        field.activateWindow()
        before = field.editor.cursorRect().topLeft(), field.editor.pos(), field.size()
        field.editor.setFocus()
        qtbot.waitUntil(field.editor.hasFocus)
        assert (field.editor.cursorRect().topLeft(), field.editor.pos(), field.size()) == before

    def test_read_only_takes_no_keys(self, field, heard):
        field.show_content(("abc",))
        field.set_read_only(True)
        select(field, 1)
        press(field, "x")
        paste(field, text="y")
        assert heard == []
        assert field.content() == ("abc",)
        field.set_read_only(False)
        press(field, "x")
        assert field.content() == ("axbc",)

    def test_controls_have_names_in_both_languages(self, field, translate, qtbot):
        focus(qtbot, field)
        field.set_accessible_name("Zielaussage")
        assert field.editor.accessibleName() == "Zielaussage"
        names = {}
        for language in ("de", "en"):
            translate.language = language
            field.retranslate()
            field.editor.setFocus()
            names[language] = [button.accessibleName() for button in field.bar.buttons]
            assert all(button.toolTip().endswith(")") for button in field.bar.buttons)
        assert names == {
            "de": ["Fett", "Kursiv", "Querverweis", "Fußnote einfügen", "Verknüpfung", "Begriff",
                   "Sprache der Textstelle", "Fett und kursiv entfernen"],
            "en": ["Bold", "Italic", "Cross reference", "Insert footnote", "Link", "Term",
                   "Language of the passage", "Remove bold and italic"],
        }  # fmt: skip

    def test_the_menu_offers_everything(self, field, qtbot):
        menu = field.tools.menu(field)
        assert [action.text() for action in menu.actions() if action.text()] == [
            "Ausschneiden", "Kopieren", "Einfügen", "Alles auswählen",
            "Fett", "Kursiv", "Querverweis", "Fußnote einfügen", "Verknüpfung", "Begriff",
            "Sprache der Textstelle", "Fett und kursiv entfernen", "Geschütztes Leerzeichen",
            "Bedingter Trennstrich",
        ]  # fmt: skip
