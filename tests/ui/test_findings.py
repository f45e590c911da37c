"""Findings in the window: remedies as buttons, muting, filters, next and previous."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from strategy_editor.editing.history import Step
from tests.ui.window_kit import Answers, make_window, opened, sample_copy, settle

pytestmark = pytest.mark.gui


def broken(qtbot, tmp_path, name):
    return opened(qtbot, sample_copy(tmp_path, f"broken/{name}.xml"))


@pytest.fixture(autouse=True)
def folder(tmp_path):
    (tmp_path / "broken").mkdir()


def rules(window):
    return [each.rule for each in window.controller.problems if not each.muted]


def button(window, words):
    found = [each for each in window.panels.problems.remedies.buttons if words in each.text()]
    assert found, [each.text() for each in window.panels.problems.remedies.buttons]
    return found[0]


def take(window, at=0):
    panel = window.panels.problems
    panel.list.setCurrentIndex(panel.model.index(at))


def doubled(qtbot, tmp_path, name):
    """Open a file with one finding, about a goal, and let there be two such goals."""
    window = broken(qtbot, tmp_path, name)
    (goal,) = [each.node_id for each in window.controller.problems]
    window.controller.structure.several.duplicate([goal])
    return window, goal


def fix_all(qtbot, window):
    take(window)
    button(window, "für alle").click()
    settle(qtbot, window)


@pytest.mark.parametrize(
    ("name", "words", "answers"),
    [
        ("missing-title", "anlegen", {}),
        ("goal-without-horizon", "Horizont wählen", {"pick_answer": "h_medium"}),
        ("dangling-reference", "Ziel des Verweises", {"pick_answer": "a_amt"}),
        ("dangling-cross-reference", "Text behalten", {}),
        ("duplicate-id", "neue Kennung", {}),
        ("empty-claim", "löschen", {}),
        ("unknown-attribute", "entfernen", {}),
        ("unknown-element", "löschen", {}),
        ("misplaced-element", "Verschieben", {"pick_answer": "g_antrag"}),
        ("wrong-order", "richtige Stelle", {}),
        ("no-lead", "Federführung", {"pick_answer": "a_amt"}),
        ("disposition-without-evidence", "schreiben", {"write_answer": "Der Grund."}),
        ("several-blanks", "ein Leerzeichen", {}),
    ],
)
def test_a_button_mends_the_finding_in_one_step(qtbot, tmp_path, name, words, answers):
    window = broken(qtbot, tmp_path, name)
    before = window.controller.session.document
    (rule,) = rules(window)
    window.questions = Answers(**answers)
    take(window)
    button(window, words).click()
    settle(qtbot, window)
    assert rule not in rules(window)
    window.actions_["undo"].trigger()
    assert window.controller.session.document == before


def test_a_remedy_that_asks_for_words_says_which(qtbot, tmp_path):
    window = broken(qtbot, tmp_path, "disposition-without-evidence")
    take(window)
    button(window, "schreiben").click()
    (asked,) = window.questions.asked
    assert "Bitte schreiben Sie: " in asked


def test_a_finding_is_muted_with_a_reason_and_reported_again(qtbot, tmp_path):
    window = broken(qtbot, tmp_path, "empty-claim")
    take(window)
    button(window, "Stumm").click()
    assert rules(window) == ["empty-claim"]
    window.questions = Answers(write_answer="Folgt im Herbst.")
    button(window, "Stumm").click()
    settle(qtbot, window)
    panel = window.panels.problems
    assert rules(window) == []
    assert panel.muted.text() == "Stumm geschaltet (1)"
    panel.muted.click()
    take(window)
    assert panel.model.problem(0).muted == "Folgt im Herbst."
    button(window, "Wieder melden").click()
    settle(qtbot, window)
    assert rules(window) == ["empty-claim"]
    assert not window.controller.session.document.root.child("muted-findings")


def test_what_the_schema_finds_offers_no_muting(qtbot, tmp_path):
    window = broken(qtbot, tmp_path, "unknown-attribute")
    take(window)
    assert not [b for b in window.panels.problems.remedies.buttons if "Stumm" in b.text()]


def test_an_empty_list_behind_a_filter_says_so(qtbot, tmp_path):
    window = broken(qtbot, tmp_path, "empty-claim")
    panel = window.panels.problems
    qtbot.keyClicks(panel.search, "gibt es nicht")
    assert panel.model.rowCount() == 0
    assert "Filter" in panel._empty.text()
    assert not panel.show_all.isHidden()
    panel.show_all.click()
    assert panel.model.rowCount() == 1


def test_all_of_a_kind_are_fixed_in_one_step_after_asking(qtbot, tmp_path):
    path = sample_copy(tmp_path, "broken/several-blanks.xml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("vom Sofa aus", "vom Sofa  aus").replace(
        "Hilfe am Bildschirm", "Hilfe  am Bildschirm"), encoding="utf-8")  # fmt: skip
    window = opened(qtbot, path)
    assert rules(window) == ["several-blanks"] * 2
    before = window.controller.session.document
    window.questions = Answers(choices=["fix"])
    fix_all(qtbot, window)
    assert window.questions.chosen_from[0][2]["count"] == 2
    assert rules(window) == []
    window.actions_["undo"].trigger()
    assert window.controller.session.document == before


def test_one_reason_counts_for_all_goals_without_origin(qtbot, tmp_path):
    window, _goal = doubled(qtbot, tmp_path, "goal-without-origin")
    settle(qtbot, window)
    assert rules(window) == ["goal-without-origin"] * 2
    before = window.controller.session.document
    window.questions = Answers(choices=["fix"], write_answer="Neue Rechtslage.")
    fix_all(qtbot, window)
    assert rules(window) == []
    assert "alle 2 Befunde" in window.questions.asked[-1]
    lineage = window.controller.session.document.root.child("lineage")
    new = [each for each in lineage.children_of("disposition") if each.get("kind") == "new"]
    assert [each.text_of("trigger") for each in new[-2:]] == ["Neue Rechtslage."] * 2
    window.actions_["undo"].trigger()
    assert window.controller.session.document == before


def test_a_choice_for_all_counts_where_it_fits(qtbot, tmp_path):
    window, goal = doubled(qtbot, tmp_path, "goal-without-horizon")
    (other,) = {
        each.id for each in window.controller.session.document.parent(goal).children_of("goal")
    } - {goal, "g_hilfe"}
    # This one has to wait longer than the horizon that is chosen reaches.
    window.controller.structure.several._desk.apply(
        Step("edit.set"),
        lambda document: document.updated(
            other, lambda node: node.with_attribute("target-date", "2031")
        ),
    )
    settle(qtbot, window)
    assert rules(window).count("goal-without-horizon") == 2
    window.questions = Answers(choices=["fix"], pick_answer="h_medium")
    fix_all(qtbot, window)
    document = window.controller.session.document
    assert document.node(goal).get("horizon") == "h_medium"
    assert document.node(other).get("horizon") == ""
    window.actions_["undo"].trigger()
    assert window.controller.session.document.node(goal).get("horizon") == ""


def test_next_previous_and_quick_fix_by_keyboard(qtbot, tmp_path):
    path = sample_copy(tmp_path, "seed-2014-web.xml")
    window = opened(qtbot, path)
    panel = window.panels.problems
    count = panel.model.rowCount()
    assert count >= 3
    window.actions_["next-problem"].trigger()
    first = panel.current
    window.actions_["next-problem"].trigger()
    assert panel.current != first
    window.actions_["previous-problem"].trigger()
    assert panel.current == first
    qtbot.wait(1)
    window.actions_["quick-fix"].trigger()
    assert panel.remedies.buttons
    assert window.focusWidget() is panel.remedies.buttons[0]


IN_TROUBLE = (
    "duplicate-id", "unknown-element", "misplaced-element", "title-twice", "wrong-order",
    "missing-id", "element-in-title", "stray-text", "missing-metadata", "missing-actors",
)  # fmt: skip


@pytest.mark.parametrize("name", IN_TROUBLE)
def test_a_file_that_the_schema_refuses_opens_and_shows_each_element(qtbot, tmp_path, name):
    window = broken(qtbot, tmp_path, name)
    (problem,) = window.controller.problems
    for node in list(window.controller.session.document.root.walk()):
        if node.id is not None and node.tag not in ("paragraph", "item"):
            window.controller.select(node.id)
    window.panels.jump(problem.node_id, problem.field)
    window.actions_["quick-fix"].trigger()
    assert window.panels.problems.remedies.buttons


def test_an_unknown_element_stands_in_outline_and_form_with_the_reason(qtbot, tmp_path):
    window = broken(qtbot, tmp_path, "unknown-element")
    window.controller.select("x_hilfe")
    page = window.panels.form.form
    assert "budget" in page.source.toPlainText()
    assert "budget" in page.reason.text()
    page.remedy.click()
    button(window, "löschen").click()
    settle(qtbot, window)
    assert rules(window) == []


def test_a_finding_about_a_reference_leads_onto_the_reference(qtbot, tmp_path):
    window = broken(qtbot, tmp_path, "dangling-cross-reference")
    (problem,) = window.controller.problems
    window.panels.jump(problem.node_id, problem.field)
    editor = QApplication.focusWidget()
    cursor = editor.textCursor()
    node = editor.inline.object_at(cursor.selectionStart())
    assert node is not None
    assert node.get("target") == problem.value("value")
    assert cursor.selectionEnd() - cursor.selectionStart() == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("other-spelling", "Online Dienst"),
        ("other-kind-named", "Indikator"),
        ("typography-blank", "§ 17"),
        ("typography-dash", "sind - auch"),
        ("several-blanks", "  "),
    ],
)
def test_a_finding_about_words_leads_onto_the_words(qtbot, tmp_path, name, words):
    window = broken(qtbot, tmp_path, name)
    take(window)
    panel = window.panels.problems
    panel.jumpRequested.emit(panel.current.node_id, panel.current.field)
    editor = QApplication.focusWidget()
    assert editor.textCursor().selectedText() == words


def test_a_finding_about_a_sentence_leads_onto_all_of_it(qtbot, tmp_path):
    window = broken(qtbot, tmp_path, "long-sentence")
    take(window)
    panel = window.panels.problems
    window.activateWindow()
    panel.jumpRequested.emit(panel.current.node_id, panel.current.field)
    selected = window.focusWidget().textCursor().selectedText()
    assert len(selected.split()) == int(panel.current.value("words"))
    assert selected.endswith(".")


@pytest.mark.parametrize("name", ["long-statement", "goal-without-origin", "long-title"])
def test_a_finding_about_a_whole_text_selects_none_of_it(qtbot, tmp_path, name):
    window = broken(qtbot, tmp_path, name)
    take(window)
    panel = window.panels.problems
    window.activateWindow()
    panel.jumpRequested.emit(panel.current.node_id, panel.current.field)
    focused = window.focusWidget()
    is_line = isinstance(focused, QLineEdit)
    assert not (focused.hasSelectedText() if is_line else focused.textCursor().hasSelection())


def test_before_the_first_check_nothing_is_said_to_be_found(qtbot, tmp_path):
    window = make_window(qtbot)
    assert window.open_path(sample_copy(tmp_path))
    words = window.panels.problems._empty
    assert words.text() == "Wird geprüft …"
    settle(qtbot, window)
    assert words.text() == "Die Prüfung hat nichts gefunden."
