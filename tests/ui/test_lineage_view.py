"""The view of dispositions as a user meets it: finding a goal's fate, joining, undoing."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu, QTabBar

from strategy_editor.lineage.account import account_of
from strategy_editor.lineage.edition import Beginning, next_edition
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.ui.lineage.begin_dialog import BeginDialog, LedgerDialog
from strategy_editor.ui.lineage.model import FORMER, GOAL, WAY
from strategy_editor.ui.lineage.panel import LineagePanel
from strategy_editor.ui.panels import VIEWS
from tests.ui.window_kit import make_window, opened, sample_copy, type_over

pytestmark = pytest.mark.gui


def view_of(qtbot, window) -> LineagePanel:
    """Click on the tab, as the first of two clicks."""
    tabs = next(each for each in window.panels.findChildren(QTabBar) if each.count() == len(VIEWS))
    place = tabs.tabRect(VIEWS.index("lineage")).center()
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=place)
    panel = window.panels.panel("lineage")
    assert panel.isVisible()
    return panel


def draft_of_2009(folder):
    """The next edition of 2009 beside the file of 2009."""
    old = sample_copy(folder, "egov-2009.xml")
    fresh = count()
    beginning = Beginning("2014", date(2012, 1, 1), date(2012, 1, 1))
    draft, _ = next_edition(read(old).document, beginning, lambda: f"fresh{next(fresh)}")
    path = folder / "draft.xml"
    write(draft, path)
    return path


def with_editions(qtbot, window):
    qtbot.waitUntil(lambda: bool(window.controller.editions.at_hand), timeout=20_000)
    return window


@pytest.fixture
def window(qtbot, tmp_path):
    sample_copy(tmp_path, "egov-2009.xml")
    return with_editions(qtbot, opened(qtbot, sample_copy(tmp_path)))


@pytest.fixture
def draft(qtbot, tmp_path):
    return with_editions(qtbot, opened(qtbot, draft_of_2009(tmp_path)))


def cell(panel, former: str, goal: str, column: int):
    return panel.list.model.find(former, goal, column)


def click(qtbot, panel, index) -> None:
    board = panel.list.board
    board.scrollTo(index)
    rect = board.visualRect(index)
    qtbot.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def names(panel, *, open_only: bool = False) -> list[str]:
    return [line.former for group in panel.list.model.groups for line in group.lines
            if line.former and (line.is_open or not open_only)]  # fmt: skip


def state(window):
    return account_of(window.controller.session.document).totals()


def test_every_goal_of_2009_is_found_in_two_clicks(qtbot, window):
    panel = view_of(qtbot, window)
    fates = account_of(window.controller.session.document).fates
    assert panel.progress.text() == "34 von 35 nachgewiesen · 1 ohne Aussage"
    for fate in fates:
        index = cell(panel, fate.former.id, "", FORMER)
        assert index.isValid()
        panel.list.board.setCurrentIndex(index)
        told = panel.list.story.toPlainText()
        assert panel.list.words.former(fate) in told
        for goal in fate.successors:
            assert panel.list.words.main_of(goal) in told
        for disposition in fate.dispositions:
            assert panel.list.words.kind(disposition.get("kind")) in told
    click(qtbot, panel, cell(panel, "r_signatur", "", FORMER))
    told = panel.list.story.toPlainText()
    assert "aufgegeben, Stand 31." in told
    assert "Begründung: Die Karten werden im Alltag kaum gebraucht" in told
    assert "Kabinett" in told


def test_the_open_sample_finds_its_predecessor_too(qtbot):
    window = make_window(qtbot)
    window.actions_["sample"].trigger()
    with_editions(qtbot, window)
    panel = view_of(qtbot, window)
    assert panel.missing.isHidden()
    assert panel.list.words.status_of_former(account_of(window.session.document).fates[0])


def test_the_model_is_sound_through_filters_and_edits(qtbot, window):
    panel = view_of(qtbot, window)
    tester = QAbstractItemModelTester(
        panel.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    for at in range(panel.list.filter.count()):
        panel.list.filter.setCurrentIndex(at)
    panel.list.filter.setCurrentIndex(0)
    panel.list.search.setText("akte")
    assert 0 < len(names(panel)) < 35
    panel.list.search.setText("nichts davon")
    assert names(panel) == []
    panel.list.search.clear()
    panel.list.actions_of.verbs.reopen("r_mobil")
    panel.list.actions_of.verbs.link("r_mobil", "g_online")
    window.controller.undo()
    window.controller.undo()
    assert len(names(panel)) == 35
    del tester


def test_filters_show_what_is_asked_for(qtbot, window):
    panel = view_of(qtbot, window)
    shown = {panel.list.filter.itemData(at): panel.list.filter.itemText(at)
             for at in range(panel.list.filter.count())}  # fmt: skip
    assert shown["split"] == "aufgeteilt (1)"
    assert shown["unstated"] == "Ohne Aussage (1)"
    assert shown["open"] == "Offen (0)"
    panel.list.filter.setCurrentIndex(panel.list.filter.findData("split"))
    assert names(panel) == ["r_mobil"]
    panel.list.filter.setCurrentIndex(panel.list.filter.findData("new"))
    assert names(panel) == []
    assert sum(len(group.lines) for group in panel.list.model.groups) == 28


def drag(qtbot, panel, source, target) -> None:
    board = panel.list.board
    board.scrollTo(source)
    start, end = (board.visualRect(each).center() for each in (source, target))
    port = board.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for place in (start + QPoint(8, 8), start + QPoint(40, 10), end):
        qtbot.mouseMove(port, place)
    assert board.is_drawing
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert not board.is_drawing


def test_a_split_and_a_merge_are_drawn_with_the_mouse_and_undone(qtbot, window):
    panel = view_of(qtbot, window)
    before = window.controller.session.document.root
    drag(
        qtbot, panel, cell(panel, "r_online", "", FORMER), cell(panel, "", "g_serviceportal", GOAL)
    )
    joined = {(each.get("kind"), each.get("old"), each.get("new"))
              for each in account_of(window.session.document).fates[3].dispositions}  # fmt: skip
    assert joined == {
        ("split", "r_online", "g_online g_serviceportal"),
        ("merged", "r_portal r_leistungen r_formulare r_online", "g_serviceportal"),
    }
    window.controller.undo()
    assert window.controller.session.document.root is before
    drag(qtbot, panel, cell(panel, "", "g_online", GOAL), cell(panel, "r_eap", "", FORMER))
    fate = account_of(window.session.document).fates[4]
    assert (fate.kind, fate.successors) == ("partly-achieved", ("g_online",))


def test_a_drag_that_ends_nowhere_or_is_given_up_changes_nothing(qtbot, window):
    panel = view_of(qtbot, window)
    board, before = panel.list.board, window.session.document
    source = cell(panel, "r_online", "", FORMER)
    board.scrollTo(source)
    start = board.visualRect(source).center()
    qtbot.mousePress(board.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(board.viewport(), start + QPoint(30, 30))
    qtbot.keyClick(board, Qt.Key.Key_Escape)
    assert not board.is_drawing
    drag(qtbot, panel, source, cell(panel, "r_eap", "", FORMER))
    assert window.session.document is before


def test_proposals_are_taken_over_by_enter_one_after_the_other(qtbot, draft):
    panel = view_of(qtbot, draft)
    qtbot.waitUntil(lambda: len(panel._proposals) == 35, timeout=20_000)
    assert state(draft).open == 35
    panel.list.next_open.click()
    told = panel.list.story.toPlainText()
    assert "Vorschlag (100 % ähnlich): Z 1 Verwaltungsportal" in told
    assert "(im selben Wortlaut)" in told
    for _ in range(35):
        qtbot.keyClick(panel.list.board, Qt.Key.Key_Return)
    assert state(draft).kinds == {"continued": 35}
    assert panel.progress.text() == "35 von 35 nachgewiesen"
    draft.controller.undo()
    assert state(draft).open == 1


def test_a_way_may_lead_to_a_goal_that_is_proposed_for_another(qtbot, draft):
    panel = view_of(qtbot, draft)
    qtbot.waitUntil(lambda: len(panel._proposals) == 35, timeout=20_000)
    first, second = names(panel)[:2]
    drag(qtbot, panel, cell(panel, first, "", FORMER), cell(panel, second, "", GOAL))
    fate = account_of(draft.session.document).fates[0]
    assert (fate.kind, fate.successors) == ("modified", ("g_leistungen",))


def test_enter_on_what_is_decided_opens_its_form(qtbot, window):
    panel = view_of(qtbot, window)
    panel.list.board.choose("r_portal", "")
    qtbot.keyClick(panel.list.board, Qt.Key.Key_Return)
    assert (window.view, window.selected) == ("form", "r_portal")
    panel = view_of(qtbot, window)
    qtbot.keyClick(panel.list.board, Qt.Key.Key_Right)
    assert panel.list.board.currentIndex().column() == WAY
    qtbot.keyClick(panel.list.board, Qt.Key.Key_Right)
    qtbot.keyClick(panel.list.board, Qt.Key.Key_Return)
    assert window.selected == "g_serviceportal"
    panel = view_of(qtbot, window)
    index = cell(panel, "r_mobil", "", WAY)
    panel.list.board.scrollTo(index)
    place = panel.list.board.visualRect(index).center()
    qtbot.mouseDClick(panel.list.board.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.selected == "d_mobil"


def menu_of(panel, former: str, goal: str = "") -> QMenu:
    line = panel.list.model.line(cell(panel, former, goal, FORMER if former else GOAL))
    return panel.list.actions_of.menu(line, FORMER, panel)


def entry(menu: QMenu, words: str):
    for action in menu.actions():
        if action.menu() is not None:
            for inner in action.menu().actions():
                if inner.text() == words:
                    return inner
        elif action.text() == words:
            return action
    raise AssertionError([each.text() for each in menu.actions()])


def test_the_menu_does_everything_without_a_mouse(qtbot, window):
    panel = view_of(qtbot, window)
    window.questions.pick_answer = "g_online"
    entry(menu_of(panel, "r_mobil"), "Verbinden mit …").trigger()
    fate = account_of(window.session.document).fates[21]
    assert set(fate.successors) == {"g_unterwegs", "g_telearbeit", "g_online"}
    window.questions.pick_answer = "r_mobil g_unterwegs"
    entry(menu_of(panel, "r_mobil"), "Verbindung lösen …").trigger()
    assert "g_unterwegs" not in account_of(window.session.document).fates[21].successors
    entry(menu_of(panel, "r_mobil"), "erreicht").trigger()
    fate = account_of(window.session.document).fates[21]
    assert (fate.kind, fate.lacks_evidence) == ("achieved", True)
    entry(menu_of(panel, "r_mobil"), "Verbleib zurücknehmen").trigger()
    assert state(window).open == 1
    assert names(panel, open_only=True) == ["r_mobil"]
    window.questions.write_answer = "Neue Geräte"
    entry(menu_of(panel, "", "g_unterwegs"), "Als neu angeben …").trigger()
    (origin,) = account_of(window.session.document).origins["g_unterwegs"]
    assert (origin.get("kind"), origin.text_of("trigger")) == ("new", "Neue Geräte")


def test_what_is_missing_is_written_from_the_story(qtbot, window):
    panel = view_of(qtbot, window)
    panel.list.board.choose("r_mobil", "")
    panel.list.actions_of.verbs.write("d_informationen", "reason", "")
    panel.list.board.choose("r_informationen", "")
    told = panel.list.story.toPlainText()
    assert "Es fehlt: Begründung." in told
    assert state(window).unproven == 1
    window.questions.write_answer = "Weil."
    panel.list.actions_of.ask_missing("d_informationen", "reason")
    assert state(window).unproven == 0
    panel.list.actions_of.ask_missing("d_signatur", "@body")
    assert (window.view, window.selected) == ("form", "d_signatur")


def test_nothing_is_edited_in_what_may_only_be_looked_at(qtbot, window):
    panel = view_of(qtbot, window)
    window.session.read_only = "locked"
    before = window.session.document
    assert "Verbinden mit …" not in [each.text() for each in menu_of(panel, "r_mobil").actions()]
    panel.list.actions_of.verbs.reopen("r_mobil")
    assert window.session.document is before


def test_a_strategy_without_predecessor_says_what_to_do(qtbot, tmp_path):
    path = sample_copy(tmp_path, "landkreis-2030.xml")
    window = opened(qtbot, path)
    panel = view_of(qtbot, window)
    assert "nennt keine Vorgängerausgabe" in panel.nothing.text()
    window.questions.open_answer = sample_copy(tmp_path, "egov-2009.xml")
    window.questions.choices = ["enter"]
    panel.enter.click()
    qtbot.waitUntil(lambda: state(window).former == 35, timeout=20_000)
    with_editions(qtbot, window)
    assert panel.progress.text().startswith("0 von 35 nachgewiesen")
    window.controller.undo()
    assert state(window).former == 0


def test_a_predecessor_that_is_none_is_refused(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.questions.open_answer = window.session.path
    window.actions_["choose-predecessor"].trigger()
    qtbot.waitUntil(lambda: bool(window.questions.told), timeout=20_000)
    assert "dieselbe Strategie" in window.questions.told[0]
    (tmp_path / "text.xml").write_text("kein XML", encoding="utf-8")
    window.questions.open_answer = tmp_path / "text.xml"
    window.actions_["choose-predecessor"].trigger()
    qtbot.waitUntil(lambda: len(window.questions.told) == 2, timeout=20_000)
    assert "text.xml" in window.questions.told[1]


def test_the_roster_is_refreshed_with_a_ledger(qtbot, window):
    edit = window.controller.set_attribute("r_portal", "title", "Portal")
    assert edit
    window.actions_["refresh-roster"].trigger()
    (dialog,) = window.findChildren(LedgerDialog)
    assert "Titel „Verwaltungsportal“ statt „Portal“" in dialog.text.toPlainText()
    dialog.accept()
    assert window.session.document.node("r_portal").get("title") == "Verwaltungsportal"
    window.controller.undo()
    assert window.session.document.node("r_portal").get("title") == "Portal"


def test_findings_against_the_predecessor_come_by_themselves(qtbot, window):
    def rules() -> set[str]:
        return {each.rule for each in window.controller.problems}

    window.controller.set_attribute("r_portal", "title", "Portal")
    qtbot.waitUntil(lambda: "roster-entry-differs" in rules(), timeout=20_000)
    window.controller.undo()
    qtbot.waitUntil(lambda: "roster-entry-differs" not in rules(), timeout=20_000)


def test_the_next_edition_is_begun_in_a_window_of_its_own(qtbot, window):
    window.actions_["begin-edition"].trigger()
    (dialog,) = window.findChildren(BeginDialog)
    type_over(qtbot, dialog.base, "gestern")
    assert not dialog._begin.isEnabled()
    type_over(qtbot, dialog.base, "1.1.2021")
    assert dialog.until.text() == "31.12.2027"
    type_over(qtbot, dialog.edition, "2021")
    dialog._begin.click()
    (other,) = [each for each in window.windows.all if each is not window]
    qtbot.addWidget(other)
    totals = account_of(other.session.document).totals()
    assert (totals.former, totals.open) == (53, 53)
    assert other.session.is_modified
    (ledger,) = window.findChildren(LedgerDialog)
    assert "53 Ziele aus der Ausgabe 2014 übernommen" in ledger.text.toPlainText()
    ledger.accept()
    with_editions(qtbot, other)
    assert set(other.controller.editions.at_hand) == {"egov2009", "egov2014"}
    other.session.mark_modified()
    other.leave()


def test_the_view_speaks_both_languages_and_wears_both_themes(qtbot, window):
    panel = view_of(qtbot, window)
    window.set_language("en")
    assert panel.progress.text() == "34 of 35 accounted for · 1 without statement"
    assert panel.list.filter.itemText(0).startswith("All (")
    window.set_theme("dark")
    window.set_language("de")
    window.set_theme("light")


@pytest.mark.parametrize(("page", "target"), [(1, "r_signatur"), (2, "g_online")])
def test_a_click_in_a_picture_opens_what_is_meant(qtbot, window, page, target):
    panel = view_of(qtbot, window)
    panel.modes.button(page).click()
    picture = panel.picture
    canvas = picture.canvas
    at = next(at for at, hit in enumerate(canvas.drawn.hits) if hit.target == target)
    place = canvas._paths[at].boundingRect().center().toPoint()
    assert canvas.hit_at(place) == at
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert (window.selected, window.view) == (target, "form")


def test_a_picture_is_walked_by_keys_and_told(qtbot, window):
    panel = view_of(qtbot, window)
    panel.modes.button(1).click()
    canvas = panel.picture.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.accessibleDescription() == "Z 1 Verwaltungsportal"
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert window.selected == "r_portal"


@pytest.mark.parametrize("name", ["bild.svg", "bild.png", "bild"])
def test_pictures_are_saved(qtbot, window, tmp_path, name):
    panel = view_of(qtbot, window)
    panel.modes.button(2).click()
    window.questions.save_answer = tmp_path / name
    panel.keep.click()
    (made,) = tmp_path.glob("bild.*")
    data = made.read_bytes()
    assert data.startswith(b"\x89PNG" if name.endswith("png") else b"<?xml")


def test_a_picture_in_another_format_is_refused(qtbot, window, tmp_path):
    view_of(qtbot, window)
    window.questions.save_answer = tmp_path / "bild.gif"
    window.actions_["keep-picture"].trigger()
    assert ".svg, .png" in window.questions.told[0]
    assert not (tmp_path / "bild.gif").exists()
