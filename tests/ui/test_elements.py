"""Every verb of the structure as a user reaches it: by menu, by key, undone in one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from strategy_editor.ui.asking.asked import OnRemoval
from tests.exchange.test_clipboard_incoming import WORD
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def root(window):
    return window.controller.session.document.root


def node(window, node_id):
    return window.controller.session.document.node(node_id)


def first(window, tag, having=""):
    return next(
        each.id
        for each in root(window).walk()
        if each.tag == tag and (not having or each.children_of(having))
    )


def children(window, node_id, tag):
    return [each.id for each in node(window, node_id).children_of(tag)]


def two_goals(window):
    """A claim with at least three goals, and these."""
    for each in root(window).walk():
        if each.tag == "claim" and len(each.children_of("goal")) > 2:
            return each.id, [goal.id for goal in each.children_of("goal")]
    raise AssertionError


def select(window, *ids):
    window.controller.select_many(ids, ids[0])


def menu_entries(window):
    menu = window._menus._menus["element"]
    menu.aboutToShow.emit()
    return menu


def choose(window, *texts):
    """Choose an entry of the element menu by its words, through submenus."""
    menu = menu_entries(window)
    for text in texts[:-1]:
        menu = next(each for each in menu.actions() if each.text() == text).menu()
    next(each for each in menu.actions() if each.text().split("\t")[0] == texts[-1]).trigger()


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    tree = window.panels.outline.tree
    window.activateWindow()
    tree.setFocus()
    qtbot.keyClick(tree, key, modifiers)


def undone(window, before):
    """One step back is as before."""
    window.actions_["undo"].trigger()
    assert root(window) == before


VERBS = {
    "duplicate": (Qt.Key.Key_D, CONTROL | SHIFT),
    "move-down": (Qt.Key.Key_Down, ALT),
    "promote": (Qt.Key.Key_Left, ALT),
    "demote": (Qt.Key.Key_Right, ALT),
    "merge": (Qt.Key.Key_V, ALT | SHIFT),
    "split": (Qt.Key.Key_T, ALT | SHIFT),
}


@pytest.mark.parametrize("verb", ["duplicate", "move-down", "promote"])
@pytest.mark.parametrize("several", [False, True])
def test_a_verb_by_menu_and_by_key_is_one_step(window, qtbot, verb, several):
    _, goals = two_goals(window)
    ids = goals[:2] if several else goals[:1]
    before = root(window)
    results = []
    for way in ("menu", "key"):
        select(window, *ids)
        if way == "menu":
            window.actions_[verb].trigger()
        else:
            press(qtbot, window, *VERBS[verb])
        assert root(window) != before
        results.append([each.tag for each in root(window).walk()])
        assert len(window.controller.selected_ids) == len(ids)
        undone(window, before)
    assert results[0] == results[1]


def test_goals_become_measures_and_say_what_that_costs(window):
    _, goals = two_goals(window)
    select(window, goals[0])
    before = root(window)
    menu = menu_entries(window)
    convert = next(each for each in menu.actions() if each.text() == "Umwandeln in").menu()
    texts = [each.text() for each in convert.actions()]
    assert "Maßnahme (mit Verlust) …" in texts
    window.questions.confirm_answer = False
    next(each for each in convert.actions() if each.text().startswith("Maßnahme")).trigger()
    assert root(window) == before
    _, details = window.questions.confirmed[0]
    assert any(each.startswith("Zeithorizont") or "horizont" in each.lower() for each in details)
    window.questions.confirm_answer = True
    next(each for each in convert.actions() if each.text().startswith("Maßnahme")).trigger()
    assert node(window, goals[0]).tag == "measure"
    assert window.controller.selected_id == goals[0]
    undone(window, before)


def test_paragraphs_become_a_list_and_are_wrapped_in_a_box(window):
    holder = next(each for each in root(window).walk() if len(each.children_of("paragraph")) > 1)
    pair = children(window, holder.id, "paragraph")[:2]
    before = root(window)
    select(window, *pair)
    choose(window, "Umwandeln in", "Liste")
    assert [node(window, each).tag for each in pair] == ["item", "item"]
    undone(window, before)
    select(window, *pair)
    choose(window, "Einschließen in", "Kasten")
    box = window.controller.selected_id
    assert node(window, box).tag == "box"
    assert children(window, box, "paragraph") == pair
    window.actions_["unwrap"].trigger()
    assert [*window.controller.selected_ids][-2:] == pair
    window.actions_["undo"].trigger()
    undone(window, before)


def test_a_claim_is_split_and_merged_again(window):
    claim, goals = two_goals(window)
    before = root(window)
    select(window, goals[1])
    window.actions_["split"].trigger()
    second = window.controller.selected_id
    assert (node(window, second).tag, children(window, second, "goal")) == ("claim", goals[1:])
    window.actions_["merge"].trigger()
    assert window.controller.selected_id == claim
    assert children(window, claim, "goal") == goals
    window.actions_["undo"].trigger()
    undone(window, before)


def test_a_goal_goes_down_as_a_sub_goal_and_up_again(window, qtbot):
    _, goals = two_goals(window)
    for each in goals[1:]:
        if not node(window, each).children_of("subgoal"):
            goal = each
            break
    before = root(window)
    select(window, goal)
    press(qtbot, window, *VERBS["demote"])
    if root(window) == before:
        assert window.foot.currentMessage()
        return
    assert node(window, goal).tag == "subgoal"
    press(qtbot, window, *VERBS["promote"])
    assert node(window, goal).tag == "goal"


def test_what_is_impossible_says_why(window, qtbot):
    said = []
    window.controller.messagePosted.connect(said.append)
    select(window, first(window, "metadata"))
    for key in ("duplicate", "promote", "demote", "merge", "move-up"):
        said.clear()
        before = root(window)
        window.actions_[key].trigger()
        assert root(window) == before
        assert said, key
    menu = menu_entries(window)
    entry = next(each for each in menu.actions() if each.objectName() == "menu-duplicate")
    assert not entry.isEnabled()
    assert "nur einmal" in entry.toolTip()


def test_only_what_the_profile_knows_is_offered(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    select(window, first(window, "field"))
    assert "claim" not in window.controller.structure.can_add_into(first(window, "field"))
    assert "goal" in window.controller.structure.can_add_into(first(window, "field"))


@pytest.mark.parametrize("way", ["add-same", "add-into", "menu"])
def test_a_new_element_is_begun_in_its_first_field(window, qtbot, way):
    claim, goals = two_goals(window)
    window.activateWindow()
    select(window, goals[0] if way == "add-same" else claim)
    if way == "menu":
        choose(window, "Darin einfügen", "Ziel")
    else:
        window.actions_[way].trigger()
    assert node(window, window.controller.selected_id).tag == "goal"
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.selectedText() == "Neu: Ziel"
    qtbot.keyClicks(line, "Konto")
    assert node(window, window.controller.selected_id).text_of("title") == "Konto"


def test_elements_are_moved_by_the_dialog(window):
    claim, goals = two_goals(window)
    other = next(
        each.id for each in root(window).walk() if each.tag == "claim" and each.id != claim
    )
    before = root(window)
    select(window, goals[0], goals[1])
    window.questions.place_answer = (other, "into")
    window.actions_["move-to"].trigger()
    moving = window.questions.moving
    assert moving.allows(other, "into")
    assert not moving.allows(first(window, "imprint"), "into")
    assert moving.describe(other, "into")
    assert children(window, other, "goal")[-2:] == goals[:2]
    assert [*window.controller.selected_ids] == goals[:2]
    undone(window, before)


def test_the_move_dialog_works_by_keyboard_alone(window, qtbot):
    from strategy_editor.ui.asking.move_dialog import MoveDialog
    from strategy_editor.ui.elements.moving import moving_of

    _, goals = two_goals(window)
    dialog = MoveDialog(moving_of(window.controller, goals[:1]), window.translate, window)
    qtbot.addWidget(dialog)
    dialog.show()
    number = window.controller.numbers[goals[2]]
    qtbot.keyClicks(dialog.chooser.line, number)
    assert dialog.chooser.key == goals[2]
    assert dialog.preview.text()
    dialog.buttons["after"].click()
    qtbot.keyClick(dialog.chooser.line, Qt.Key.Key_Return)
    assert dialog.answer == (goals[2], "after")


def test_cut_and_paste_keeps_ids_and_copies_renew_them(window, qtbot):
    claim, goals = two_goals(window)
    before = root(window)
    select(window, goals[0], goals[1])
    press(qtbot, window, Qt.Key.Key_X, CONTROL)
    assert not {*goals[:2]} & {*children(window, claim, "goal")}
    select(window, goals[2])
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    assert children(window, claim, "goal")[:3] == [goals[2], goals[0], goals[1]]
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    assert len(children(window, claim, "goal")) == len(goals) + 2
    assert len({*children(window, claim, "goal")}) == len(goals) + 2
    for _ in range(3):
        window.actions_["undo"].trigger()
    assert root(window) == before
    data = QGuiApplication.clipboard().mimeData()
    assert node(window, goals[0]).text_of("title") in data.text()
    assert "<h1>" in data.html() or "<p>" in data.html()


def test_elements_go_from_one_window_to_another(window, qtbot, tmp_path):
    other = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    _, goals = two_goals(window)
    select(window, goals[0])
    window.actions_["copy"].trigger()
    target = first(other, "goal")
    select(other, target)
    other.actions_["paste"].trigger()
    pasted = other.controller.selected_id
    assert pasted not in (target, goals[0])
    assert node(other, pasted).text_of("title") == node(window, goals[0]).text_of("title")
    assert "gibt" in other.foot.currentMessage() or "eingefügt" in other.foot.currentMessage()
    select(window, goals[1])
    window.actions_["cut"].trigger()
    other.actions_["paste"].trigger()
    assert other.controller.selected_id == goals[1]


def test_word_is_pasted_as_structure(window):
    data = QMimeData()
    data.setHtml(WORD)
    QGuiApplication.clipboard().setMimeData(data)
    section = first(window, "section")
    before = root(window)
    select(window, section)
    window.actions_["paste-into"].trigger()
    pasted = node(window, window.controller.selected_id)
    assert (pasted.tag, pasted.text_of("title")) == ("section", "Ausgangslage")
    assert window.foot.currentMessage() == "Nicht übernommen: 1 Bild."
    undone(window, before)


def referred_goal(window):
    from strategy_editor.editing.references import references_to

    document = window.controller.session.document
    for each in root(window).walk():
        if each.tag == "goal" and any(
            found.tag == "cross-reference" for found in references_to(document, [each.id])
        ):
            return each.id
    raise AssertionError


def dangling(window, node_id):
    from strategy_editor.editing.references import references_to

    return references_to(window.controller.session.document, [node_id])


@pytest.mark.parametrize("choice", list(OnRemoval))
def test_deleting_what_is_referred_to_asks_and_does_as_told(window, choice):
    goal = referred_goal(window)
    before = root(window)
    other = next(each.id for each in root(window).walk() if each.tag == "goal" and each.id != goal)
    window.questions.removal_answer = (choice, other if choice is OnRemoval.REDIRECT else "")
    select(window, goal)
    found = len(dangling(window, goal))
    window.actions_["remove"].trigger()
    referred = window.questions.referred
    assert referred.referring
    assert all(goal not in name for name in referred.referring)
    assert other in [each.key for each in referred.targets]
    if choice is OnRemoval.CANCEL:
        assert root(window) == before
        return
    assert goal not in window.controller.session.document
    assert len(dangling(window, goal)) == (found if choice is OnRemoval.KEEP else 0)
    undone(window, before)


def test_the_removal_dialog_names_who_refers(window, qtbot):
    from strategy_editor.ui.asking.removal_dialog import RemovalDialog

    window.questions.removal_answer = (OnRemoval.CANCEL, "")
    select(window, referred_goal(window))
    window.actions_["remove"].trigger()
    dialog = RemovalDialog(window.questions.referred, window.translate, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.buttons[OnRemoval.REDIRECT].click()
    qtbot.keyClicks(dialog.chooser.line, "Ziel")
    key = dialog.chooser.key
    dialog.accept()
    assert key
    assert dialog.answer == (OnRemoval.REDIRECT, key)


def test_the_lists_of_types_open_by_key(window, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: shown.append(menu))
    _, goals = two_goals(window)
    for key in (Qt.Key.Key_U, Qt.Key.Key_E):
        select(window, goals[0])
        press(qtbot, window, key, ALT | SHIFT)
    assert shown[0].actions()
    assert len(shown) == 1
    assert window.foot.currentMessage()
