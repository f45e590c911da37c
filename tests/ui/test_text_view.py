"""Selecting, clicking, following references, keys, zoom, hints and what screen readers hear."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_CTYPE", "C.UTF-8")

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from strategy_editor.document.node import element
from strategy_editor.i18n import LANGUAGES, Translator
from strategy_editor.ui.text.view import TextView
from strategy_editor.ui.theme import LIGHT
from tests.short import claim, field, goal, measure, paragraph, section, small_strategy

pytestmark = pytest.mark.gui

SENTENCE = "Die Verwaltung des Freistaates bietet ihre Leistungen an jedem Ort elektronisch an. "
CTRL = Qt.KeyboardModifier.ControlModifier


def strategy():
    linked = paragraph(
        "linked",
        element("link", "Seite", href="https://example.org/a"),
        " und ",
        element("link", "Datei", href="file:///etc/hosts"),
        " und ",
        element("cross-reference", target="g_far", show="number-and-title"),
        " und ",
        element("term", "Akte", entry="ge"),
        element("footnote", "Ein <b>Beleg</b> & mehr", id="fn"),
    )
    prose = [paragraph(f"p{number}", f"{number} ", SENTENCE * 4) for number in range(60)]
    listed = element(
        "list",
        element("item", element("text", "Punkt"), id="item1"),
        element("item", element("text", "Komma"), id="item2"),
        id="list1",
        kind="bullet",
    )
    far = goal("g_far", measure("m_far"), element("rationale", "Darum."))
    entry = element(
        "glossary-entry", element("name", "Akte"), element("definition", "Sammlung"), id="ge"
    )
    return small_strategy(
        section("s1", linked, listed, *prose),
        field("f1", claim("c1", far)),
        element("glossary", element("title", "Glossar"), entry, id="gl"),
    )


@pytest.fixture
def view(qtbot):
    made = TextView(LIGHT, Translator("de"))
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    made.show_document(strategy())
    return made


def index_of(view, node_id, kind=""):
    return next(
        index
        for index, block in enumerate(view.sheet.flow.blocks)
        if block.node_id == node_id and kind in ("", block.kind)
    )


def point_in(view, word):
    """A point on the screen that lies in the middle of a word."""
    for index, y in view._shown:
        for text in view.sheet.laid(index).texts:
            start = text.layout.text().find(word)
            if start >= 0:
                line = text.layout.lineForTextPosition(start)
                x, _ = line.cursorToX(start)
                right, _ = line.cursorToX(start + 1)
                middle = text.y + line.y() + line.height() / 2
                return QPoint(
                    round(view._page.text_left + text.x + (x + right) / 2), round(y + middle)
                )
    raise AssertionError(word)


def click(qtbot, view, word, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, point_in(view, word))


def test_a_click_says_which_element_stands_there(qtbot, view):
    heard = []
    view.nodeClicked.connect(heard.append)
    click(qtbot, view, "Punkt")
    click(qtbot, view, "Seite")
    click(qtbot, view, "Beleg")
    assert heard == ["item1", "linked", "linked"]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 5))
    assert len(heard) == 3, "nothing stands in the margin"


def test_a_drag_is_no_click(qtbot, view):
    start = point_in(view, "Punkt")
    with qtbot.assertNotEmitted(view.nodeClicked):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(0, 90))


def test_select_brings_an_element_into_the_upper_part(view):
    view.select("p50")
    rect = view.rect_of(index_of(view, "p50"))
    assert 0 <= rect.top() <= 600 / 3
    assert any(node_id == "p50" for node_id, _ in view.visible_texts())


def test_select_does_not_scroll_to_what_is_in_view(view):
    view.select("p50")
    before = list(view._shown)
    view.select("p51")
    assert view._shown == before


def test_selecting_again_what_is_selected_does_not_scroll_back(view):
    view.select("p50")
    view.verticalScrollBar().setValue(0)
    view.show_document(strategy())
    view.select("p50")
    assert view.verticalScrollBar().value() == 0


def test_what_was_clicked_here_is_marked_where_it_is(qtbot, view):
    view.select("g_far")
    view.scroll_by(view.rect_of(index_of(view, "g_far", "goal")).bottom() + 4)
    before = list(view._shown)
    click(qtbot, view, "Darum")
    view.select("g_far")
    assert view._shown == before
    view.select("p1")
    view.select("g_far")
    assert view.rect_of(index_of(view, "g_far", "goal")) is not None


@pytest.mark.parametrize(
    ("node_id", "marked"),
    [
        ("g_far", {"goal", "statement", "facts", "labelled", "measure"}),
        ("list1", {"item"}),
        ("f1", {"heading"}),
        ("s", set()),
        ("a1", set()),
        ("gone", set()),
        ("fn", {"paragraph"}),
    ],
)
def test_the_mark_covers_the_element_but_no_chapter(view, node_id, marked):
    view.select(node_id)
    blocks = view.sheet.flow.blocks
    assert {blocks[index].kind for index in view.selection.indices(blocks)} == marked
    assert not view.grab().isNull()


def test_the_mark_is_painted(view):
    plain = view.grab().toImage()
    view.select("linked")
    marked = view.grab().toImage()
    rect = view.rect_of(index_of(view, "linked"))
    x, y = round(rect.left()) - view._page.margin // 4 + 1, round(rect.center().y())
    ratio = marked.devicePixelRatio()
    at = QPoint(round(x * ratio), round(y * ratio))
    assert plain.pixelColor(at).name() == LIGHT.card
    assert marked.pixelColor(at).name() == LIGHT.accent


def test_a_removed_element_is_no_longer_marked(view):
    document = strategy()
    view.select("linked")
    view.show_document(document.updated("linked", lambda _: None))
    assert view.selection.node is None
    assert view.accessibleDescription() == ""


def test_ctrl_click_opens_links_of_the_web_only(qtbot, view):
    heard = []
    view.linkActivated.connect(heard.append)
    click(qtbot, view, "Seite")
    click(qtbot, view, "Seite", CTRL)
    click(qtbot, view, "Datei", CTRL)
    assert heard == ["https://example.org/a"]


def test_ctrl_click_jumps_to_the_target_of_a_reference(qtbot, view):
    with qtbot.waitSignal(view.nodeClicked) as caught:
        click(qtbot, view, "g_far", CTRL)
    assert caught.args == ["g_far"]
    assert any(node_id == "g_far" for node_id, _ in view.visible_texts())


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("1", "Ein &lt;b&gt;Beleg&lt;/b&gt; &amp; mehr"),
        ("g_far", "Strg+Klick springt dorthin"),
        ("Seite", "https://example.org/a"),
        ("Akte", "Sammlung"),
    ],
)
def test_hints_explain_what_the_mouse_rests_on(view, monkeypatch, word, said):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_: shown.append(text))
    point = point_in(view, word) if word != "1" else note_number(view)
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert said in shown[0]


def note_number(view):
    point = point_in(view, "Akte1")
    while (run := view.hit(point).run) is None or run.footnote is None:
        point += QPoint(1, 0)
        assert point.x() < 800
    return point


@pytest.fixture
def no_popup(monkeypatch):
    """Without a screen a menu cannot take the keyboard."""
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)


def ask_for_menu(view, point, reason):
    event = QContextMenuEvent(reason, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu, "text-menu")
    return {action.text(): action for action in menu.actions() if action.text()}


@pytest.mark.usefixtures("no_popup")
def test_the_menu_leads_to_the_target_under_the_mouse(qtbot, view):
    actions = ask_for_menu(view, point_in(view, "g_far"), QContextMenuEvent.Reason.Mouse)
    with qtbot.waitSignal(view.nodeClicked) as caught:
        next(action for text, action in actions.items() if "g_far" in text).trigger()
    assert caught.args == ["g_far"]


@pytest.mark.usefixtures("no_popup")
def test_the_menu_key_offers_everything_in_the_selected_element(view):
    view.select("linked")
    actions = ask_for_menu(view, QPoint(1, 1), QContextMenuEvent.Reason.Keyboard)
    assert any("g_far" in text for text in actions)
    assert any("https://example.org/a" in text for text in actions)
    assert not any(text.endswith("öffnen") and "file" in text for text in actions)
    actions["Text kopieren"].trigger()
    assert QGuiApplication.clipboard().text().startswith("Seite und Datei")


def test_ctrl_c_copies_the_selected_element(qtbot, view):
    view.select("item2")
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "•\nKomma"


@pytest.mark.parametrize(
    ("key", "back"),
    [
        (Qt.Key.Key_Down, Qt.Key.Key_Up),
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
        (Qt.Key.Key_End, Qt.Key.Key_Home),
    ],
)
def test_keys_scroll_there_and_back(qtbot, view, key, back):
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, key)
    qtbot.waitUntil(lambda: bar.value() > 0 and not view._glide._is_running)
    assert bar.value() == bar.maximum() or key != Qt.Key.Key_End
    qtbot.keyClick(view, back)
    qtbot.waitUntil(lambda: bar.value() == 0)


def test_the_end_is_the_end(qtbot, view):
    qtbot.keyClick(view, Qt.Key.Key_End)
    last = len(view.sheet) - 1
    bottom = view.rect_of(last).bottom() + view._page.margin
    assert bottom == pytest.approx(view.viewport().height(), abs=1)


def test_the_wheel_scrolls_and_zooms_with_ctrl(qtbot, view):
    wheel(view, -120)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 40)
    wheel(view, 120, CTRL)
    assert view.zoom == 1.1


def wheel(view, turned, modifiers=Qt.KeyboardModifier.NoModifier):
    point = QPointF(300, 300)
    event = QWheelEvent(
        point,
        QPointF(view.viewport().mapToGlobal(point.toPoint())),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_zoom_keeps_the_place(qtbot, view):
    view.select("p50")
    view.scroll_by(view.rect_of(index_of(view, "p50")).top() + 10)
    first = view.visible_texts()[0][0]
    qtbot.keyClick(view, Qt.Key.Key_Plus, CTRL)
    assert view.zoom == 1.1
    assert view.visible_texts()[0][0] == first
    qtbot.keyClick(view, Qt.Key.Key_0, CTRL)
    assert view.zoom == 1.0
    assert view.visible_texts()[0][0] == first
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Minus, CTRL)
    assert view.zoom == 0.5


def test_the_column_is_at_most_72_characters_wide_and_fits_a_narrow_window(view):
    view.resize(1600, 600)
    laid = view.sheet.laid(index_of(view, "p0")).texts[0].layout
    widest = max(laid.lineAt(number).textLength() for number in range(laid.lineCount()))
    assert 60 <= widest <= 80
    assert view._page.text_left > 400
    view.resize(320, 600)
    assert view._page.text_left >= 0
    assert view._page.text_left + view._page.text_width <= view.viewport().width()


def test_a_hidden_view_catches_up_when_shown(qtbot):
    view = TextView(LIGHT, Translator("de"))
    view.resize(800, 600)
    qtbot.addWidget(view)
    view.show_document(strategy())
    view.select("p50")
    assert view.sheet.laid_out == 0
    view.show()
    assert any(node_id == "p50" for node_id, _ in view.visible_texts())


@pytest.mark.parametrize("language", LANGUAGES)
def test_screen_readers_hear_the_element_and_its_text(qtbot, language):
    translate = Translator(language)
    view = TextView(LIGHT, translate)
    qtbot.addWidget(view)
    view.show()
    view.show_document(strategy())
    view.select("item2")
    assert view.accessibleName() == translate("text.name")
    assert "Komma" in view.accessibleDescription()
    translate.language = "en"
    view.retranslate()
    assert view.accessibleDescription().startswith("Selected")
    assert view.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_an_empty_view_paints_and_scrolls(qtbot):
    view = TextView(LIGHT, Translator("de"))
    qtbot.addWidget(view)
    view.show()
    assert not view.grab().isNull()
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.select("x")
    assert view.visible_texts() == []
