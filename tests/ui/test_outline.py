"""The outline as a user works with it: choosing several, dragging, filtering."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from strategy_editor.ui.outline.model import ID_ROLE
from tests.ui.window_kit import opened, sample_copy, settle

pytestmark = pytest.mark.gui

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


@pytest.fixture
def tree(window):
    window.resize(1280, 900)
    window.activateWindow()
    window.panels.outline.tree.setFocus()
    return window.panels.outline.tree


def document(window):
    return window.controller.session.document


def all_of(window, tag):
    return [each for each in document(window).root.walk() if each.tag == tag]


def index_of(window, node_id):
    outline = window.panels.outline
    index = outline.model.index_of(node_id)
    above = index.parent()
    while above.isValid():
        outline.tree.expand(above)
        above = above.parent()
    outline.tree.scrollTo(index)
    QApplication.processEvents()
    return outline.model.index_of(node_id)


def click(qtbot, window, node_id, modifier=NONE):
    tree = window.panels.outline.tree
    place = tree.visualRect(index_of(window, node_id)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def is_dimmed(outline, node_id):
    return outline.model.look_of(outline.model.index_of(node_id))[1][4]


def rows(window):
    model, tree, found = window.panels.outline.model, window.panels.outline.tree, []
    index = model.index(0, 0)
    while index.isValid():
        found.append(index.data(ID_ROLE))
        index = tree.indexBelow(index)
    return found


def filtered(qtbot, window, text=None):
    outline = window.panels.outline
    if text is not None:
        outline.filter.clear()
        qtbot.keyClicks(outline.filter, text)
    qtbot.waitUntil(lambda: not outline.is_busy, timeout=60_000)


class Drag:
    """Drags over the tree as Qt tells it, without an event loop of its own."""

    def __init__(self, window, ids=None, data=None):
        self.tree = window.panels.outline.tree
        self.data = data or self.tree.mime_of(ids)
        if data is not None:
            self.tree._own_ids = ()

    def _args(self, point, modifier):
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        return actions, self.data, Qt.MouseButton.LeftButton, modifier

    def over(self, point, modifier=NONE):
        enter = QDragEnterEvent(point, *self._args(point, modifier))
        self.tree.dragEnterEvent(enter)
        move = QDragMoveEvent(point, *self._args(point, modifier))
        self.tree.dragMoveEvent(move)
        return move.isAccepted()

    def drop(self, point, modifier=NONE):
        assert self.over(point, modifier)
        self.tree.dropEvent(QDropEvent(QPointF(point), *self._args(point, modifier)))
        QApplication.processEvents()


def place_in(window, node_id, part=0.5):
    rect = window.panels.outline.tree.visualRect(index_of(window, node_id))
    return QPoint(rect.left() + 30, rect.top() + int(rect.height() * part))


def goals_of(window, claim_id):
    return [each.id for each in document(window).node(claim_id).children_of("goal")]


def claims_with_goals(window):
    return [each.id for each in all_of(window, "claim") if each.children_of("goal")]


def test_several_are_chosen_by_mouse_and_keys_and_outlive_edits_and_undo(window, tree, qtbot):
    claim = claims_with_goals(window)[0]
    goals = goals_of(window, claim)
    click(qtbot, window, goals[0])
    click(qtbot, window, goals[-1], SHIFT)
    assert window.controller.selected_ids == tuple(goals)
    assert window.controller.selected_id == goals[-1]
    click(qtbot, window, goals[0], CONTROL)
    assert window.controller.selected_ids == tuple(goals[1:])
    window.controller.set_field(goals[-1], "title", ("Anders",))
    assert window.panels.outline.selected_ids() == goals[1:]
    window.controller.undo()
    window.controller.redo()
    assert window.controller.selected_ids == tuple(goals[1:])
    assert window.panels.outline.selected_ids() == goals[1:]


def test_arrows_extend_and_all_beside_can_be_chosen(window, tree, qtbot):
    claim = claims_with_goals(window)[0]
    goals = goals_of(window, claim)
    click(qtbot, window, goals[0])
    qtbot.keyClick(tree, Qt.Key.Key_Down, SHIFT)
    assert window.controller.selected_ids == tuple(goals[:2])
    qtbot.keyClick(tree, Qt.Key.Key_A, CONTROL)
    siblings = window.panels.outline.model.children_of(claim)
    assert list(window.controller.selected_ids) == siblings
    qtbot.keyClick(tree, Qt.Key.Key_A, CONTROL)
    assert len(window.controller.selected_ids) > len(siblings)


def test_what_vanishes_leaves_the_selection(window, tree, qtbot):
    claim = claims_with_goals(window)[0]
    goals = goals_of(window, claim)
    window.controller.select_many(goals[:2], goals[0])
    assert window.panels.outline.selected_ids() == goals[:2]
    window.controller.structure.remove_child(goals[1])
    assert window.controller.selected_ids == (goals[0],)
    assert window.panels.outline.selected_ids() == [goals[0]]


def test_several_goals_are_dragged_in_one_step_and_keep_their_order(window, tree, qtbot):
    one, other = claims_with_goals(window)[:2]
    goals = goals_of(window, one)[:2]
    before = document(window)
    drag = Drag(window, [goals[1], goals[0]])
    first = goals_of(window, other)[0]
    drag.drop(place_in(window, first, 0.1))
    qtbot.waitUntil(lambda: goals_of(window, other)[:3] == [*goals, first], timeout=60_000)
    assert window.controller.selected_ids == tuple(goals)
    window.controller.undo()
    assert document(window) == before


def test_a_refused_drop_says_why_and_shows_no_place(window, tree, qtbot):
    goal = goals_of(window, claims_with_goals(window)[0])[0]
    drag = Drag(window, [goal])
    assert not drag.over(place_in(window, all_of(window, "metadata")[0].id, 0.4))
    assert tree.bubble.isVisible()
    assert "Ziel" in tree.bubble.text()
    assert tree._mark is None
    assert not drag.over(place_in(window, goal))
    assert "in sich selbst" in tree.bubble.text()
    claim = claims_with_goals(window)[1]
    assert drag.over(place_in(window, claim))
    assert not tree.bubble.isVisible()
    assert tree._mark is not None
    assert tree._mark[1]


def test_onto_what_cannot_take_it_the_mark_shows_beside(window, tree, qtbot):
    one, other = claims_with_goals(window)[:2]
    goal, target = goals_of(window, one)[0], goals_of(window, other)[0]
    drag = Drag(window, [goal])
    point = place_in(window, target, 0.6)
    assert drag.over(point)
    assert not tree._mark[1]
    drag.drop(point)
    qtbot.waitUntil(lambda: goals_of(window, other)[:2] == [target, goal], timeout=60_000)


def test_a_read_only_file_says_so_while_dragging(window, tree):
    window.controller.session.read_only = "locked"
    one, other = claims_with_goals(window)[:2]
    drag = Drag(window, goals_of(window, one)[:1])
    assert not drag.over(place_in(window, other))
    assert "schreibgeschützt" in tree.bubble.text()


def test_with_control_a_copy_with_fresh_ids_is_dropped(window, tree, qtbot):
    one, other = claims_with_goals(window)[:2]
    goal, target = goals_of(window, one)[0], goals_of(window, other)[0]
    Drag(window, [goal]).drop(place_in(window, target, 0.1), CONTROL)
    qtbot.waitUntil(lambda: target in goals_of(window, other)[1:], timeout=60_000)
    copy = goals_of(window, other)[0]
    assert copy != goal
    assert goal in goals_of(window, one)
    texts = [document(window).node(each).text for each in (copy, goal)]
    assert texts[0] == texts[1]


def test_elements_are_dragged_from_one_window_to_another(window, tree, qtbot, tmp_path):
    folder = tmp_path / "zwei"
    folder.mkdir()
    source = opened(qtbot, sample_copy(folder, "egov-2009.xml"))
    goal = all_of(source, "goal")[0].id
    data = source.panels.outline.tree.mime_of([goal])
    claim = claims_with_goals(window)[0]
    drag = Drag(window, data=data)
    count = len(goals_of(window, claim))
    drag.drop(place_in(window, claim))
    qtbot.waitUntil(lambda: len(goals_of(window, claim)) == count + 1, timeout=60_000)
    assert goal in document(source)
    assert goals_of(window, claim)[-1] != goal


def test_what_arrives_from_another_window_says_what_became_of_its_references(
    window, tree, qtbot, tmp_path
):
    source = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    data = source.panels.outline.tree.mime_of([all_of(source, "goal")[0].id])
    Drag(window, data=data).drop(place_in(window, claims_with_goals(window)[0]))
    qtbot.waitUntil(lambda: bool(window.notices.text("adopting")), timeout=60_000)
    assert window.questions.arriving is not None
    assert "Neu im Verzeichnis" in window.notices.text("adopting")


def test_only_a_pointer_in_the_middle_of_a_row_unfolds_it_and_the_mark_follows(window, tree, qtbot):
    one, other = claims_with_goals(window)[:2]
    drag = Drag(window, goals_of(window, one)[:1])
    target = goals_of(window, other)[0]
    assert window.panels.outline.model.hasChildren(index_of(window, target))
    tree.collapse(index_of(window, target))
    assert drag.over(place_in(window, target, 0.9))
    assert not tree._opener.isActive()
    assert drag.over(place_in(window, target, 0.6))
    assert tree._opener.isActive()
    before = tree._mark
    tree._open_under_pointer()
    assert tree.isExpanded(index_of(window, target))
    # Behind the goal is now behind all that has come to light in it.
    assert drag.over(place_in(window, target, 0.9))
    assert tree._mark[0].top() > before[0].top()
    drag.drop(place_in(window, target, 0.9))
    qtbot.waitUntil(lambda: len(goals_of(window, other)) > 1, timeout=60_000)
    assert goals_of(window, other)[0] == target
    assert document(window).node(goals_of(window, other)[1]).text_of("title")


def test_words_of_the_text_are_found_and_the_rest_gives_way(window, tree, qtbot):
    outline = window.panels.outline
    before = rows(window)
    goal = next(each for each in all_of(window, "goal") if each.child("statement") is not None)
    word = max(goal.text_of("statement").split(), key=len).strip(".,„“()")
    filtered(qtbot, window, word.upper())
    assert goal.id in rows(window)
    assert len(rows(window)) < 80
    assert outline.bar.count.text().endswith("Treffer")
    above = document(window).parent_id(goal.id)
    assert is_dimmed(outline, above) or above in rows(window)
    qtbot.keyClick(outline.filter, Qt.Key.Key_Return)
    assert tree.hasFocus()
    first = tree.currentIndex().data(ID_ROLE)
    assert not is_dimmed(outline, first)
    outline.filter.setFocus()
    qtbot.keyClick(outline.filter, Qt.Key.Key_Escape)
    assert outline.filter.text() == ""
    filtered(qtbot, window)
    assert set(before) <= set(rows(window))


def test_particulars_come_from_the_document_and_join_the_words(window, tree, qtbot):
    outline = window.panels.outline
    menu = outline.bar.menu

    def choose(title, entry):
        menu.aboutToShow.emit()
        sub = next(each.menu() for each in menu.actions() if each.text() == title)
        next(each for each in sub.actions() if each.text() == entry).trigger()
        filtered(qtbot, window)

    choose("Horizont", "langfristig")
    expected = {each.id for each in document(window).root.walk() if each.get("horizon") == "h_long"}
    shown = {each for each in rows(window) if not is_dimmed(outline, each)}
    assert shown == expected
    assert [each.text() for each in outline.bar._chips] == ["Horizont: langfristig"]
    choose("Art", "Ziel")
    outline.bar._chips[0].click()
    filtered(qtbot, window)
    assert len(outline.bar._chips) == 1
    outline.bar.reset_button.click()
    assert outline.bar.criteria.is_empty
    assert outline.bar._chips == []


def test_an_empty_outcome_says_so_and_offers_the_way_back(window, tree, qtbot):
    outline = window.panels.outline
    filtered(qtbot, window, "zzz nichts")
    assert rows(window) == []
    assert outline.empty.isVisible()
    outline.empty_reset.click()
    assert not outline.empty.isVisible()
    assert window.controller.selected_id in document(window)
    assert rows(window) != []


def test_a_new_element_shows_though_the_filter_leaves_it_out(window, tree, qtbot):
    claim = claims_with_goals(window)[0]
    filtered(qtbot, window, "imprint impressum")
    added = window.controller.structure.add(claim, "goal")
    filtered(qtbot, window)
    assert added in rows(window)
    assert window.panels.outline.selected_ids() == [added]


def test_unfolded_stays_unfolded(window, tree, qtbot):
    outline = window.panels.outline
    claim = claims_with_goals(window)[0]
    index_of(window, goals_of(window, claim)[0])
    before = rows(window)
    window.controller.set_field(claim, "title", ("Anders",))
    window.controller.undo()
    assert rows(window) == before
    filtered(qtbot, window, "zzz")
    outline.bar.reset()
    filtered(qtbot, window)
    assert rows(window) == before


def test_changes_findings_and_notes_are_marked(window, tree, qtbot):
    outline = window.panels.outline
    one = claims_with_goals(window)[0]
    goals = goals_of(window, one)
    window.controller.set_field(goals[0], "title", ("Anders",))
    added = window.controller.structure.add(one, "goal")
    wait_for_changes(qtbot, outline, {goals[0]: "changed", added: "added"})
    assert "geändert" in outline.model.index_of(goals[0]).data(Qt.ItemDataRole.ToolTipRole)
    window.controller.set_attribute(goals[0], "target-date", "1999")
    settle(qtbot, window)
    assert goals[0] in outline._marking.marks.problems
    assert one in outline._marking.marks.below
    tree.grab()
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not window.controller.session.is_modified, timeout=60_000)
    wait_for_changes(qtbot, outline, {})


def test_no_row_is_drawn_without_its_name_for_screen_readers(window, tree):
    model = window.panels.outline.model
    index = model.index(0, 0)
    while index.isValid():
        assert index.data(Qt.ItemDataRole.AccessibleTextRole)
        index = tree.indexBelow(index)
    assert not model.index(0, 0, QModelIndex()).parent().isValid()


def wait_for_changes(qtbot, outline, changes):
    qtbot.waitUntil(lambda: outline._marking.marks.changes == changes, timeout=60_000)


def test_the_state_to_compare_with_can_be_set(window, tree, qtbot):
    outline = window.panels.outline
    goals = goals_of(window, claims_with_goals(window)[0])
    window.controller.set_field(goals[0], "title", ("Anders",))
    window.actions_["set-baseline"].trigger()
    wait_for_changes(qtbot, outline, {})
    window.controller.set_field(goals[1], "title", ("Auch anders",))
    wait_for_changes(qtbot, outline, {goals[1]: "changed"})
    window.controller.undo()
    window.controller.undo()
    wait_for_changes(qtbot, outline, {goals[0]: "changed"})


def test_a_file_is_unfolded_as_it_was_left_and_after_a_reload(window, tree, qtbot):
    outline, path = window.panels.outline, document_path(window)
    claim = claims_with_goals(window)[1]
    goal = goals_of(window, claim)[0]
    click(qtbot, window, goal)
    vorwort = outline.model.children_of("")[1]
    tree.collapse(outline.model.index_of(vorwort))
    before = rows(window)
    assert window.files.saving.reload()
    filtered(qtbot, window)
    assert rows(window) == before
    assert window.controller.selected_id == goal
    window.close()
    again = opened(qtbot, path)
    filtered(qtbot, again)
    assert again.controller.selected_id == goal
    assert rows(again) == before


def document_path(window):
    path = window.controller.session.path
    assert path is not None
    return path


def test_another_edition_can_be_what_changes_are_shown_against(window, tree, qtbot, tmp_path):
    outline, other = window.panels.outline, tmp_path / "davor.xml"
    goal = all_of(window, "goal")[0].id
    other.write_bytes(document_path(window).read_bytes())
    window.controller.set_field(goal, "title", ("Anders",))
    assert window.files.save()
    wait_for_changes(qtbot, outline, {})
    window.questions.open_answer = other
    window.actions_["set-baseline-file"].trigger()
    qtbot.waitUntil(lambda: outline._marking.marks.changes == {goal: "changed"}, timeout=60_000)
    outline.bar.menu.aboutToShow.emit()
    assert "Geändert seit „davor.xml“" in [each.text() for each in outline.bar.menu.actions()]
    other.write_text("kein XML", encoding="utf-8")
    window.actions_["set-baseline-file"].trigger()
    qtbot.waitUntil(lambda: window.questions.told != [], timeout=60_000)
    assert "davor.xml" in window.questions.told[0]
    assert outline._marking.marks.changes == {goal: "changed"}


def test_undoing_a_drag_leads_back_to_the_element(window, tree, qtbot):
    one, other = claims_with_goals(window)[:2]
    goal, target = goals_of(window, one)[0], goals_of(window, other)[0]
    Drag(window, [goal]).drop(place_in(window, target, 0.1))
    qtbot.waitUntil(lambda: goal in goals_of(window, other), timeout=60_000)
    window.controller.undo()
    assert goal in goals_of(window, one)
    assert window.controller.selected_id == goal


def test_a_narrow_outline_cuts_titles_where_it_ends(window, tree):
    delegate = tree.itemDelegate()
    tree.setFixedWidth(190)
    QApplication.processEvents()
    model = window.panels.outline.model
    text, depth = max(
        (model.line_of(index_of(window, each)) for each in rows(window)), key=lambda line: line[1]
    )
    width = delegate._text_width(depth)
    room = tree.viewport().width() - depth * tree.indentation() - 22
    assert 40 <= width <= max(40, room)
    font = tree.font().toString()
    pieces = delegate._pieces(text, font, width)
    assert all(tree.fontMetrics().horizontalAdvance(each) <= width + 4 for each in pieces)
