"""Elements that go from one strategy to another: what they refer to is settled on arrival."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox

from strategy_editor.editing.adopting import LEAVE, TAKE
from strategy_editor.i18n import Translator
from strategy_editor.ui.asking.arrival_dialog import ArrivalDialog
from strategy_editor.ui.outline.dragging import Spot
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui


@pytest.fixture
def windows(qtbot, tmp_path):
    source = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    return source, opened(qtbot, sample_copy(tmp_path))


def document(window):
    return window.controller.session.document


def goal_with_lead(window):
    return next(
        node
        for node in document(window).root.walk()
        if node.tag == "goal" and node.child("responsibility") is not None and node.get("horizon")
    )


def copied_goal(source):
    goal = goal_with_lead(source)
    source.controller.select(goal.id)
    source.panels.outline.tree.setFocus()
    source.actions_["copy"].trigger()
    return goal


def before_a_goal(target):
    goal = next(each for each in document(target).root.walk() if each.tag == "goal")
    target.controller.select(goal.id)
    target.panels.outline.tree.setFocus()
    return goal


def dangling(window, node):
    here = document(window)
    return [
        word
        for each in node.walk()
        for name in ("actor", "horizon", "status", "target", "entry")
        for word in each.get(name).split()
        if word not in here
    ]


def test_an_actor_that_is_missing_comes_along_in_one_step(windows, qtbot):
    source, target = windows
    goal = copied_goal(source)
    before_a_goal(target)
    before = document(target)
    target.actions_["paste"].trigger()
    arriving = target.questions.arriving
    assert arriving is not None
    actor = goal.child("responsibility").get("actor")
    asked = next(each for each in arriving.missing if each.key == actor)
    assert asked.choices[0][0] == TAKE
    assert (LEAVE, "Ohne diesen Verweis einfügen") in asked.choices
    assert "a_smi" in [value for value, _ in asked.choices]
    new = document(target).node(target.controller.selected_id)
    assert new.text_of("title") == goal.text_of("title")
    assert dangling(target, new) == []
    label = document(source).node(goal.get("horizon")).get("label")
    assert document(target).node(new.get("horizon")).get("label") == label
    said = target.notices.text("adopting")
    assert "Zugeordnet" in said
    assert "Neu im Verzeichnis" in said
    target.controller.undo()
    assert document(target).root == before.root


def test_another_entry_may_take_its_place(windows, qtbot):
    source, target = windows
    goal = copied_goal(source)
    before_a_goal(target)
    actor = goal.child("responsibility").get("actor")
    target.questions.adopt_answer = {actor: "a_smi"}
    target.actions_["paste"].trigger()
    new = document(target).node(target.controller.selected_id)
    assert new.child("responsibility").get("actor") == "a_smi"


def test_whoever_thinks_better_of_it_pastes_nothing(windows, qtbot):
    source, target = windows
    copied_goal(source)
    before_a_goal(target)
    before = document(target)
    target.questions.adopt_answer = None
    target.actions_["paste"].trigger()
    assert document(target) is before


def test_what_is_dragged_over_is_settled_too(windows, qtbot):
    source, target = windows
    goal = goal_with_lead(source)
    place = before_a_goal(target)
    load = target.panels.outline.tree._dragging.unpacked(
        source.panels.outline.tree._dragging.packed([goal.id])
    )
    before = document(target)
    claim = document(target).parent_id(place.id)
    assert target.panels.outline.tree._dragging.drop(load, Spot(claim, place.id), copy=True)
    assert target.questions.arriving is not None
    new = document(target).node(target.controller.selected_id)
    assert dangling(target, new) == []
    assert "Neu im Verzeichnis" in target.notices.text("adopting")
    target.controller.undo()
    assert document(target).root == before.root


def test_within_one_strategy_nobody_is_asked(windows, qtbot):
    _, target = windows
    goal = goal_with_lead(target)
    target.controller.select(goal.id)
    target.panels.outline.tree.setFocus()
    target.actions_["copy"].trigger()
    target.actions_["paste"].trigger()
    assert target.questions.arriving is None
    new = document(target).node(target.controller.selected_id)
    assert new.get("horizon") == goal.get("horizon")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_dialog_proposes_and_answers(windows, qtbot, language):
    source, target = windows
    goal = copied_goal(source)
    before_a_goal(target)
    target.actions_["paste"].trigger()
    dialog = ArrivalDialog(target.questions.arriving, Translator(language), target)
    qtbot.addWidget(dialog)
    dialog.show()
    boxes = dialog.findChildren(QComboBox)
    assert len(boxes) == len(target.questions.arriving.missing)
    assert all(each.accessibleName() for each in boxes)
    assert dialog.answer is None
    buttons = dialog.findChild(QDialogButtonBox).buttons()
    next(each for each in buttons if each.objectName() == "primary").click()
    actor = goal.child("responsibility").get("actor")
    assert dialog.answer[actor] == TAKE
