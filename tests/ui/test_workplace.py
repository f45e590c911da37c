"""Preferences, keys, manual and tour, as a user meets them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QRadioButton

from strategy_editor.i18n import LANGUAGES
from strategy_editor.ui.actions import DECLARED
from strategy_editor.ui.new_dialog import NewDialog
from strategy_editor.ui.workplace.manual import TOPICS, topic_file
from strategy_editor.ui.workplace.tour import STOPS, Tour
from strategy_editor.workspace.settings import load_settings
from strategy_editor.workspace.starting import Beginning
from tests.ui.window_kit import Answers, make_window, opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def dialog(window, name):
    found = [each for each in window.findChildren(QDialog, name) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def open_dialog(window, action, name):
    window.actions_[action].trigger()
    return dialog(window, name)


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_preferences_take_effect_at_once_and_are_kept(window, qtbot):
    shown = open_dialog(window, "preferences", "preferences")
    theme = shown.input("theme")
    assert isinstance(theme, QComboBox)
    choose(theme, "dark")
    assert window.appearance.theme.is_dark
    shown.input("author").setText("Frau Muster")
    shown.input("author").editingFinished.emit()
    minutes = shown.input("autosave_seconds")
    choose(minutes, 300)
    language = shown.input("language")
    choose(language, "en")
    assert window.translate.language == "en"
    assert shown.windowTitle() == "Preferences"
    kept = load_settings()
    assert (kept.theme, kept.author, kept.autosave_seconds, kept.language) == (
        "dark", "Frau Muster", 300, "en",
    )  # fmt: skip
    qtbot.mouseClick(shown.findChild(QPushButton, "preferences-reset"), Qt.MouseButton.LeftButton)
    assert load_settings().author == ""


def test_the_font_grows_and_comes_back(window):
    usual = QApplication.font().pointSize()
    shown = open_dialog(window, "preferences", "preferences")
    choose(shown.input("font_size"), 20)
    assert QApplication.font().pointSize() == 20
    choose(shown.input("font_size"), 0)
    assert QApplication.font().pointSize() == usual


def test_keys_are_listed_changed_taken_over_and_reset(window, qtbot):
    shown = open_dialog(window, "keys", "keys")
    shown.filter.setText("ersetzen")
    visible = [key for key, item in shown._items.items() if not item.isHidden()]
    assert "replace" in visible
    assert "save" not in visible
    shown.choose("replace")
    save = window.actions_["save"]
    shown.input.setKeySequence(QKeySequence("Ctrl+S"))
    assert "Speichern" in shown.note.text()
    shown.assign.click()
    assert window.actions_["replace"].shortcut() == QKeySequence("Ctrl+S")
    assert save.shortcut().isEmpty()
    assert load_settings().keys == {"save": "", "replace": "Ctrl+S"}
    assert "Strg+S" in window.actions_["replace"].toolTip()
    shown.reset_all.click()
    assert save.shortcut() == QKeySequence("Ctrl+S")
    assert load_settings().keys == {}


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("A", "schreibt"), ("Shift+A", "schreibt"), ("Left", "schreibt"), ("Ctrl+B", "Fett"),
        ("Ctrl+Left", "geschrieben"), ("Ctrl+C", "geschrieben"),
        ("F12", ""), ("Ctrl+J", ""), ("Alt+Shift+J", ""),
    ],
)  # fmt: skip
def test_keys_that_write_are_not_given_away(window, qtbot, keys, word):
    shown = open_dialog(window, "keys", "keys")
    shown.choose("export")
    shown.input.setKeySequence(QKeySequence(keys))
    said = shown.note.text().casefold()
    assert word.casefold() in said if word else said == ""
    assert shown.assign.isEnabled() is not bool(word)


def test_keys_are_pressed_assigned_and_used(window, qtbot):
    shown = open_dialog(window, "keys", "keys")
    qtbot.keyClicks(shown.filter, "filtern")
    shown.choose("filter")
    shown.input.setFocus()
    qtbot.keyClick(shown.input, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.input.keySequence() == QKeySequence("Ctrl+J"))
    qtbot.mouseClick(shown.assign, Qt.MouseButton.LeftButton)
    shown.close()
    qtbot.keyClick(window.panels.outline.tree, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.focusWidget() is window.panels.outline.filter)
    shown = open_dialog(window, "keys", "keys")
    shown.choose("filter")
    qtbot.mouseClick(shown.reset, Qt.MouseButton.LeftButton)
    assert window.actions_["filter"].shortcut() == QKeySequence("Ctrl+Shift+F")


def test_no_two_commands_share_their_usual_keys():
    keys = [each.shortcut for each in DECLARED if each.shortcut]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != "keys"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_written_in_both_languages(topic, language):
    text = topic_file(topic, language).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.split()) > 60


def test_the_manual_opens_at_what_the_keyboard_is_in_and_is_searched(window, qtbot):
    window.panels.outline.tree.setFocus()
    manual = open_dialog(window, "manual", "manual")
    assert manual.topics.currentItem().data(Qt.ItemDataRole.UserRole) == "outline"
    assert manual.page.toPlainText()
    manual.show_topic("keys")
    assert "Strg+S" in manual.page.toPlainText()
    manual.filter.setText("xyzxyz")
    assert all(manual.topics.item(row).isHidden() for row in range(manual.topics.count()))
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_the_tour_ticks_what_is_done(window, qtbot):
    controller = window.controller
    window.actions_["tour"].trigger()
    tour = window.findChild(Tour)
    goals = [n.id for n in controller.session.document.root.walk() if n.tag == "goal"]
    assert tour.stop_key == "outline"
    assert not tour.is_done

    def do_then_next(act):
        act()
        qtbot.waitUntil(lambda: tour.is_done, timeout=5000)
        tour.card.next.click()

    do_then_next(lambda: controller.select(goals[3]))
    do_then_next(lambda: controller.set_field(goals[3], "title", ("Neu",)))
    do_then_next(window.actions_["undo"].trigger)
    do_then_next(window.actions_["add-same"].trigger)
    do_then_next(lambda: controller.structure.move_by(controller.selected_id, -1))
    do_then_next(lambda: window.panels.sides.show_side("problems"))
    do_then_next(window.actions_["find"].trigger)
    do_then_next(window.actions_["view-text"].trigger)
    do_then_next(window.actions_["view-comparison"].trigger)
    assert tour.stop_key == STOPS[-1].key
    tour.card.next.click()
    assert not tour.card.isVisible()


def test_the_tour_opens_the_sample_where_nothing_is_open(qtbot):
    window = make_window(qtbot)
    window.actions_["tour"].trigger()
    assert window.has_document


def test_the_window_fits_a_small_screen_at_200_percent(window, qtbot):
    """1920 by 1080 at 200 % are 960 by 540, less what the system's bars take."""
    least = window.minimumSizeHint()
    assert least.width() <= 960
    assert least.height() <= 500


def test_a_new_strategy_begins_with_a_template_and_a_title(qtbot):
    window = make_window(qtbot)
    window.questions = Answers(beginning_answer=Beginning("Digitalstrategie", "plain"))
    window.actions_["new"].trigger()
    root = window.controller.session.document.root
    assert root.child("metadata").text_of("title") == "Digitalstrategie"
    assert window.controller.wording.label("field") == "Handlungsfeld"


def test_the_dialog_for_a_new_strategy(window, qtbot):
    dialog = NewDialog(window, window.translate, "plain")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.beginning == Beginning("Neue Strategie", "plain")
    dialog.title.clear()
    qtbot.keyClicks(dialog.title, "Plan 2030")
    dialog.findChild(QRadioButton, "template-sachsen").click()
    assert dialog.beginning == Beginning("Plan 2030", "sachsen")
