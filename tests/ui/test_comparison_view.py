"""The comparison in the window: side by side, filtered, stepped through, taken over."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.needs import closure
from strategy_editor.document.document import Document
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.ui.comparison.changes_model import ChangesModel, Filter
from strategy_editor.ui.comparison.comparing import Other
from strategy_editor.ui.comparison.rows import NOWHERE, Fold
from tests.comparison.test_taking import told
from tests.short import claim, field, goal, small_strategy
from tests.ui.window_kit import opened, settle

pytestmark = pytest.mark.gui


def edited(document: Document) -> Document:
    """Reword, add, remove and change an attribute."""
    document = document.updated("g1", lambda node: node.with_attribute("priority", "high"))
    document = document.updated("g2", lambda _node: goal("g9"))
    return document.updated("c1", lambda node: node.with_content((*node.content, goal("g7"))))


@pytest.fixture
def files(tmp_path):
    old = small_strategy(field("f1", claim("c1", goal("g1"), goal("g2"), goal("g3"))))
    write(old, tmp_path / "old.xml")
    new = edited(read(tmp_path / "old.xml").document)
    write(new, tmp_path / "new.xml")
    return tmp_path / "old.xml", tmp_path / "new.xml"


def compared(qtbot, window, path):
    window.panels.compare_with(path)
    panel = window.panels.panel("comparison")
    wait_for(qtbot, window, panel)
    return panel


def wait_for(qtbot, window, panel):
    document = window.controller.session.document

    def is_shown():
        return panel.result is not None and panel.result.draft.root is document.root

    qtbot.waitUntil(is_shown, timeout=20000)
    settle(qtbot, window)


def decide(qtbot, window, action):
    """Press something that changes the draft, and wait until it has."""
    before = window.controller.session.document
    getattr(action, "trigger", getattr(action, "click", None))()
    qtbot.waitUntil(lambda: window.controller.session.document is not before, timeout=20000)


def remaining(window, path):
    document = window.controller.session.document
    return compare(read(path).document, document).summary


def test_two_editions_stand_side_by_side(qtbot, files):
    old, new = files
    window = opened(qtbot, new)
    panel = compared(qtbot, window, old)

    assert panel.result.names == ("old.xml", "Entwurf")
    states = {row.node_id: row.state for row in panel.result.rows}
    assert states["g7"] == "added"
    assert states["g2"] == "removed"
    assert panel.head.count.text().endswith(str(panel.model.rowCount()))
    assert panel.area.viewport().width() > 200


def test_stepping_brings_each_change_into_view(qtbot, files):
    old, new = files
    window = opened(qtbot, new)
    window.show()
    panel = compared(qtbot, window, old)
    panel.list.setCurrentIndex(panel.model.index(0))
    seen = set()
    for _ in range(panel.model.rowCount()):
        change = panel.model.shown[panel.list.currentIndex().row()].change
        seen.add((change.id, change.field, change.kinds))
        if panel.area.current != NOWHERE:
            assert not panel.area.row_rect(panel.area.current).isEmpty()
        assert change.title in panel.detail.toPlainText() or not change.title
        window.actions_["next-change"].trigger()
    assert len(seen) == panel.model.rowCount()


def test_an_older_draft_takes_a_change_over_and_undo_gives_it_back(qtbot, files):
    old, new = files
    window = opened(qtbot, old)
    panel = compared(qtbot, window, new)
    panel.head.tools["swap"].click()
    qtbot.waitUntil(lambda: not panel.result.draft_is_new, timeout=20000)
    before = window.controller.session.document
    row = panel.model.row_of("g7")
    panel.list.setCurrentIndex(panel.model.index(row))

    decide(qtbot, window, panel.head.tools["accept"])

    assert "g7" in window.controller.session.document
    wait_for(qtbot, window, panel)
    assert panel.model.row_of("g7") == -1
    window.actions_["undo"].trigger()
    assert window.controller.session.document.root == before.root


def test_a_newer_draft_refuses_a_change_and_keeps_another(qtbot, files):
    old, new = files
    window = opened(qtbot, new)
    panel = compared(qtbot, window, old)
    panel.list.setCurrentIndex(panel.model.index(panel.model.row_of("g7")))
    decide(qtbot, window, panel.head.tools["refuse"])
    assert "g7" not in window.controller.session.document
    wait_for(qtbot, window, panel)

    panel.list.setCurrentIndex(panel.model.index(panel.model.row_of("g1")))
    count, document = panel.model.rowCount(), window.controller.session.document
    panel.head.tools["accept"].click()
    assert window.controller.session.document is document
    assert panel.model.rowCount() == count - 1


def test_all_that_a_filter_shows_is_refused_in_one_step(qtbot, files):
    old, new = files
    window = opened(qtbot, new)
    panel = compared(qtbot, window, old)
    panel.filters.words.setText("Priorität")
    assert panel.model.rowCount() == 1
    panel.filters.words.clear()
    for action in panel.filters._actions.values():
        if action.isChecked() and action.isEnabled() and action.text().split(" (")[0] != "neu":
            action.trigger()
    shown = panel.model.rowCount()
    assert 0 < shown < len(panel.model.all_entries)
    decide(qtbot, window, panel.head.all_actions["all-refuse"])
    assert "added" not in remaining(window, old)
    window.actions_["undo"].trigger()
    assert window.controller.session.document.root == read(new).document.root


@pytest.mark.scenario
def test_a_tenth_of_the_changes_is_taken_saved_and_exactly_the_rest_remains(qtbot, tmp_path):
    draft = tmp_path / "draft.xml"
    draft.write_bytes((shipped("samples") / "egov-2009.xml").read_bytes())
    newer = shipped("samples") / "egov-2014.xml"
    window = opened(qtbot, draft)
    panel = compared(qtbot, window, newer)
    entries = [each for each in panel.model.all_entries if each.change.aspects]
    chosen = random.Random(7).sample(entries, len(entries) // 10)
    before = panel.result.comparison
    panel.model.done.update(entry.key for entry in panel.model.all_entries if entry not in chosen)
    panel.model.refilter()
    taken = closure(before, [entry.change for entry in panel.model.shown])

    decide(qtbot, window, panel.head.all_actions["all-accept"])
    assert taken
    assert window.controller.save()
    again = compare(read(draft).document, read(newer).document)
    assert told(again.changes) == told(before.changes) - told(taken)


def test_what_is_decided_quickly_is_taken_one_after_the_other(qtbot, files):
    old, new = files
    window = opened(qtbot, new)
    panel = compared(qtbot, window, old)
    for node_id in ("g7", "g9"):
        panel.list.setCurrentIndex(panel.model.index(panel.model.row_of(node_id)))
        panel.head.tools["refuse"].click()
    qtbot.waitUntil(lambda: "g9" not in window.controller.session.document, timeout=20000)
    assert "g7" not in window.controller.session.document
    window.actions_["undo"].trigger()
    assert "g9" in window.controller.session.document
    assert "g7" not in window.controller.session.document


def test_the_draft_is_compared_with_its_saved_state_and_a_third(qtbot, files):
    old, new = files
    window = opened(qtbot, new)
    window.panels.show_view("comparison")
    panel = window.panels.panel("comparison")
    panel.head.source_actions["saved"].trigger()
    qtbot.waitUntil(lambda: panel.result is not None, timeout=20000)
    assert not panel.result.comparison.changes
    panel.compare_with_other(Other("2009", lambda: read(old).document))
    wait_for(qtbot, window, panel)
    panel.compare_with_other(Other("2004", lambda: read(old).document), third=True)
    qtbot.waitUntil(lambda: len(panel.result.editions) == 3, timeout=20000)
    assert panel.result.names == ("2004", "2009", "Entwurf")
    panel.head.source_actions["no-third"].trigger()
    qtbot.waitUntil(lambda: len(panel.result.editions) == 2, timeout=20000)


def test_editions_at_hand_are_offered_by_name(qtbot, tmp_path):
    for name in ("egov-2009.xml", "egov-2014.xml"):
        (tmp_path / name).write_bytes((shipped("samples") / name).read_bytes())
    window = opened(qtbot, tmp_path / "egov-2014.xml")
    window.panels.show_view("comparison")
    head = window.panels.panel("comparison").head
    qtbot.waitUntil(lambda: bool(head.edition_actions), timeout=20000)
    (action,) = head.edition_actions
    assert action.text() == "Ausgabe 2009 (egov-2009.xml)"
    action.trigger()
    panel = window.panels.panel("comparison")
    qtbot.waitUntil(lambda: panel.result is not None, timeout=20000)
    assert panel.result.names == ("egov-2009.xml", "Entwurf")


def test_folds_open_by_a_click_and_the_ruler_leads_there(qtbot, tmp_path):
    goals = [goal(f"g{number}") for number in range(30)]
    old = small_strategy(field("f1", claim("c1", *goals)))
    write(old, tmp_path / "old.xml")
    changed = read(tmp_path / "old.xml").document.updated(
        "g29", lambda node: node.with_attribute("priority", "high")
    )
    write(changed, tmp_path / "new.xml")
    window = opened(qtbot, tmp_path / "new.xml")
    window.show()
    panel = compared(qtbot, window, tmp_path / "old.xml")
    folds = [each for each in panel.area.stack.shown if isinstance(each, Fold)]
    assert folds
    count = len(panel.area.stack.shown)
    panel.area.to_share(0.0)
    _index, y = next(
        (index, y)
        for index, y in panel.area._shown
        if isinstance(panel.area.stack.shown[index], Fold)
    )
    qtbot.mouseClick(panel.area.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, y + 10))
    assert len(panel.area.stack.shown) > count
    panel.head.tools["fold"].click()
    assert not any(isinstance(each, Fold) for each in panel.area.stack.shown)
    qtbot.mouseClick(panel.ruler, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert panel.area.seen[0] < 0.2


def test_an_unreadable_other_gets_a_sentence_and_leaves_the_draft(qtbot, files, tmp_path):
    _, new = files
    bad = tmp_path / "bad.xml"
    bad.write_bytes(b"<nonsense")
    window = opened(qtbot, new)
    before = window.controller.session.document
    window.panels.compare_with(bad)
    panel = window.panels.panel("comparison")
    qtbot.waitUntil(lambda: "bad.xml" in panel._message.text(), timeout=20000)
    assert window.controller.session.document is before


def test_the_list_keeps_the_rules_of_item_models(qtbot, files):
    old, new = files
    window = opened(qtbot, new)
    panel = compared(qtbot, window, old)
    model = ChangesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_entries(panel.model.all_entries)
    model.set_filter(Filter(words="g"))
    model.set_filter(Filter(kinds=frozenset({"added"})))
    assert all("added" in entry.change.kinds for entry in model.shown)
    model.show_entries([])
    assert model.rowCount() == 0
