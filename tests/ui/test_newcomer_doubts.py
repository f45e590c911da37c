"""What made somebody hesitate who had never seen the window, each as it should be."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from strategy_editor.ui import foot, notices, speaking
from strategy_editor.ui.elements.moving import moving_of
from strategy_editor.ui.form.choices import ChoiceList
from strategy_editor.ui.form.offers import Offers
from strategy_editor.ui.form.segments import SegmentInput
from strategy_editor.ui.outline import filter_bar
from strategy_editor.ui.outline import tree as tree_module
from strategy_editor.ui.outline.model import ID_ROLE
from strategy_editor.ui.search import panel
from strategy_editor.ui.workplace.keys import KeysDialog
from tests.ui.window_kit import Answers, make_window, opened, sample_copy, settle

pytestmark = pytest.mark.gui


@pytest.fixture
def begun(qtbot):
    """A window on a new strategy, a claim without goals in it."""
    window = make_window(qtbot)
    window.actions_["new"].trigger()
    root = window.controller.session.document.root
    field = next(node for node in root.walk() if node.tag == "field")
    claim = window.controller.structure.add(field.id, "claim")
    settle(qtbot, window)
    return window, claim


def remedy(window, words):
    """Take the finding in hand that offers this, and press the button."""
    panel = window.panels.problems
    for row in range(panel.model.rowCount()):
        panel.list.setCurrentIndex(panel.model.index(row))
        found = [each for each in panel.remedies.buttons if each.text() == words]
        if found:
            found[0].setFocus()
            found[0].click()
            return
    raise AssertionError(words)


def test_after_a_remedy_one_can_write_at_once(qtbot, begun):
    window, claim = begun
    remedy(window, "Ziel anlegen")
    settle(qtbot, window)
    qtbot.wait(10)
    title = QApplication.focusWidget()
    assert isinstance(title, QLineEdit)
    assert title.selectedText() == "Neu: Ziel"
    qtbot.keyClicks(title, "Glasfaser")
    goal = window.controller.session.document.node(claim).children_of("goal")[0]
    assert goal.text_of("title") == "Glasfaser"


def test_after_a_remedy_the_keyboard_is_where_something_was_mended(qtbot, begun):
    window, claim = begun
    window.controller.structure.add(claim, "goal")
    settle(qtbot, window)
    window.questions = Answers(pick_answer="h_medium")
    remedy(window, "Horizont wählen …")
    settle(qtbot, window)
    assert QApplication.focusWidget().text() == "mittelfristig"
    assert [words for _, words in window.questions.picked_from[0][1]] == [
        "kurzfristig", "mittelfristig", "langfristig", "dauerhaft",
    ]  # fmt: skip


def test_muting_leaves_the_keyboard_with_the_findings(qtbot, begun):
    window, _ = begun
    window.questions = Answers(write_answer="Kommt noch.")
    remedy(window, "Stumm schalten …")
    settle(qtbot, window)
    assert window.panels.problems.isAncestorOf(QApplication.focusWidget())


def test_forms_in_one_another_say_to_what_they_add(qtbot, begun):
    window, claim = begun
    document = window.controller.session.document
    window.controller.select(document.parent_id(claim))
    window.panels.form.begin_card(claim)
    QApplication.processEvents()
    number = window.controller.numbers[claim]
    shown = [
        each.findChild(QLabel).text()
        for each in window.panels.form.findChildren(Offers)
        if each.isVisible()
    ]
    assert shown == [f"In {number} ergänzen:", "Ergänzen:"]


def test_another_child_is_added_below_the_last_and_the_outline_shows_it(qtbot, begun):
    window, claim = begun
    document = window.controller.session.document
    window.controller.select(document.parent_id(claim))
    window.panels.outline.tree.collapseAll()
    form = window.panels.form.form
    group = form.cards._groups["claim"]
    group._add.click()
    QApplication.processEvents()
    rows = [row.mapTo(form, row.rect().bottomLeft()).y() for row in group._rows.values()]
    assert group._add.mapTo(form, group._add.rect().topLeft()).y() > max(rows)
    added = list(group._rows)[-1]
    outline = window.panels.outline
    row = outline.model.index_of(added)
    assert row.isValid()
    assert not outline.tree.visualRect(row).isEmpty()


def test_places_to_move_to_are_parts_of_the_strategy(qtbot, begun):
    window, claim = begun
    targets = moving_of(window.controller, [claim]).targets
    assert (targets[0].tag, targets[0].title) == ("strategy", "Neue Strategie")
    assert {"level", "horizon", "actor", "metadata"}.isdisjoint(each.tag for each in targets)
    actor = next(
        node.id for node in window.controller.session.document.root.walk() if node.tag == "actor"
    )
    assert "actors" in {each.tag for each in moving_of(window.controller, [actor]).targets}


def test_an_unnamed_strategy_is_called_by_its_title(qtbot, begun):
    window, _ = begun
    assert window.windowTitle() == "Neue Strategie[*] – Strategie-Editor"


def test_tab_goes_from_what_is_sought_to_what_takes_its_place(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.actions_["replace"].trigger()
    bar = window.panels.sides.panel("search").bar
    order = [bar.wanted, bar.instead, bar.more, next(iter(bar.ways.values()))]
    seen = [QApplication.focusWidget()]
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == order


def test_after_replacing_all_the_panel_says_what_was_done(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.actions_["replace"].trigger()
    panel = window.panels.sides.panel("search")
    panel.bar.wanted.setText("Landesnetz")
    panel.bar.instead.setText("Verwaltungsnetz")
    qtbot.waitUntil(lambda: not panel.is_busy and panel.model.rowCount() > 0)
    panel.all.click()
    qtbot.waitUntil(lambda: not panel.is_busy and panel.model.rowCount() == 0)
    assert "ersetzt" in panel.count.text()
    assert panel.all.text() == "Alle ersetzen"
    panel.bar.wanted.setText("gibtesnicht")
    qtbot.waitUntil(lambda: not panel.is_busy)
    assert panel.count.text() == "Nichts gefunden."


def test_a_click_on_the_number_of_findings_shows_them(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    sides = window.panels.sides
    window.actions_["find"].trigger()
    assert not window.panels.problems.isVisible()
    qtbot.mouseClick(window.foot._findings, Qt.MouseButton.LeftButton)
    assert window.panels.problems.isVisible()
    assert sides.isVisible()


class TestSegments:
    @pytest.fixture
    def segments(self, qtbot):
        made = SegmentInput([(each, each) for each in ("eins", "zwei", "drei", "vier")])
        qtbot.addWidget(made)
        made.resize(3 * made.one_line, 60)
        made.show()
        return made

    def test_they_are_one_stop_and_arrows_go_between_them(self, qtbot, segments):
        buttons = segments.findChildren(QPushButton)
        tab = Qt.FocusPolicy.TabFocus
        stops = lambda: [each.text() for each in buttons if each.focusPolicy() & tab]  # noqa: E731
        assert stops() == ["eins"]
        told = []
        segments.edited.connect(told.append)
        buttons[0].setFocus()
        for _ in range(2):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        assert told == []
        assert stops() == ["drei"]
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        assert told == ["drei"]
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
        segments.show_value("vier")
        assert stops() == ["vier"], "what is chosen is where one comes to"

    def test_each_line_has_a_frame_of_its_own(self, qtbot, segments):
        buttons = segments.findChildren(QPushButton)
        places = lambda: [each.property("place") for each in buttons]  # noqa: E731
        qtbot.waitUntil(lambda: places() == ["first", "middle", "middle", "last"])
        segments.resize(sum(each.width() for each in buttons[:3]) + 5, 80)
        qtbot.waitUntil(lambda: places() == ["first", "middle", "last", "only"])


def test_in_the_keys_of_a_command_escape_leaves_and_return_confirms(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.actions_["keys"].trigger()
    dialog = next(each for each in window.findChildren(KeysDialog))
    dialog.choose("print")
    dialog.input.setFocus()
    before = dialog.input.keySequence().toString()
    qtbot.keyClick(dialog.input, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog.input, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.input.keySequence().toString() == before
    assert dialog.focusWidget() is dialog.list
    dialog.input.setFocus()
    qtbot.keyClick(dialog.input, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog.input, Qt.Key.Key_Return)
    assert window.actions_["print"].shortcut().toString() == "Ctrl+J"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_list_that_is_open_is_left_for_the_next_field(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    form = window.panels.form.form
    status = form.field("@status").focus_target()
    status.setFocus()
    qtbot.keyClick(status, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    status.setFocus()
    status.showPopup()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert not any(each.isVisible() for each in window.findChildren(ChoiceList))


def test_what_happens_is_said_to_those_who_do_not_see_it(qtbot, tmp_path, monkeypatch):
    said = []
    for module in (foot, filter_bar, panel, notices):
        monkeypatch.setattr(module, "speak", lambda _place, words: said.append(words))
    window = opened(qtbot, sample_copy(tmp_path))
    window.foot.say("Gespeichert.")
    window.notices.tell("read-only", notices.Notice("notice.locked", {}))
    assert said[0] == "Gespeichert."
    assert said[1].startswith("Die Datei ist schreibgeschützt geöffnet")
    window.panels.outline.focus_filter()
    qtbot.keyClicks(QApplication.focusWidget(), "Haushalt")
    qtbot.waitUntil(lambda: any("Treffer" in each for each in said))
    said.clear()
    window.actions_["find"].trigger()
    qtbot.keyClicks(QApplication.focusWidget(), "Haushalt")
    qtbot.waitUntil(lambda: any("Treffer" in each for each in said))


def test_what_is_called_as_its_kind_is_named_once(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    root, outline = window.controller.session.document.root, window.panels.outline.model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert outline.index_of(root.child("foreword").id).data(role).split(", ")[0] == "Vorwort"


def test_a_field_tells_screen_readers_what_was_found(qtbot, begun):
    window, claim = begun
    window.controller.structure.add(claim, "goal")
    settle(qtbot, window)
    form = window.panels.form.form
    for key, words in (("title", "endgültigen Wortlaut"), ("statement", "noch leer")):
        target = form.field(key).focus_target()
        assert words in (target.focusProxy() or target).accessibleDescription()
    buttons = form.field("@horizon").input.findChildren(QPushButton)
    assert all("keinen Horizont" in each.accessibleDescription() for each in buttons)
    buttons[0].click()
    settle(qtbot, window)
    assert not any("keinen Horizont" in each.accessibleDescription() for each in buttons)
    assert buttons[0].accessibleDescription(), "the help is still there"


def test_the_row_in_hand_is_said_while_one_searches(qtbot, begun, monkeypatch):
    said = []
    monkeypatch.setattr(speaking, "speak", lambda _place, words: said.append(words))
    window, _ = begun
    window.actions_["jump"].trigger()
    line = QApplication.focusWidget()
    qtbot.keyClicks(line, "Erstes")
    assert "Erstes Ziel" in said[-1]
    qtbot.keyClick(line, Qt.Key.Key_Escape)


def test_who_comes_to_the_outline_hears_the_row_in_hand(qtbot, begun, monkeypatch):
    window, claim = begun
    tree = window.panels.outline.tree
    told = []
    monkeypatch.setattr(tree_module, "QAccessible", SimpleNamespace(isActive=lambda: True))
    monkeypatch.setattr(tree, "currentChanged", lambda now, _before: told.append(now.data(ID_ROLE)))
    window.panels.form.focus_field("")
    tree.setFocus()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [claim]


def test_who_is_not_in_the_register_yet_can_lead(qtbot, begun):
    window, claim = begun
    goal = window.controller.structure.add(claim, "goal")
    lead = window.panels.form.form.field("responsibility").focus_target()
    lead.setFocus()
    assert [lead.itemText(at) for at in range(lead.count())][-1].startswith("FF"), "not by arrows"
    lead.showPopup()
    shown = window.findChild(ChoiceList)
    assert shown.list.item(shown.list.count() - 1).text() == "Weitere Stelle anlegen …"
    qtbot.keyClick(shown.list, Qt.Key.Key_End)
    qtbot.keyClick(shown.list, Qt.Key.Key_Return)
    root = lambda: window.controller.session.document.root  # noqa: E731
    actors = lambda: root().child("actors").children_of("actor")  # noqa: E731
    qtbot.waitUntil(lambda: len(actors()) == 2)
    qtbot.wait(10)
    qtbot.keyClicks(QApplication.focusWidget(), "Staatsministerium des Innern")
    assert actors()[1].text_of("name") == "Staatsministerium des Innern"
    document = window.controller.session.document
    assert document.node(goal).child("responsibility").get("actor") == actors()[1].id
