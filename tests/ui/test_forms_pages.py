"""The pages made by hand: goal, measure, disposition, former goal, actor, profile, metadata."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from strategy_editor.lineage.kinds import CARDINALITIES
from tests.ui.window_kit import opened, sample_copy, settle, type_over

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    window.activateWindow()
    return window


def node(window, node_id):
    return window.controller.session.document.node(node_id)


def show(window, node_id):
    window.controller.select(node_id)
    window.panels.show_view("form")
    return window.panels.form.form


def words_of(page, key):
    return [each.replace("\u00a0", " ") for each in page.overviews[key].words]


def first(window, tag):
    root = window.controller.session.document.root
    return next(each for each in root.walk() if each.tag == tag)


def choose(field, value):
    box = field.input.findChild(QComboBox)
    box._fill()
    at = box.findData(value)
    box.setCurrentIndex(at)
    box.activated.emit(at)


class TestGoal:
    def test_the_lead_is_shown_in_time_and_the_origin_leads_to_its_disposition(self, window):
        page = show(window, "g_serviceportal")
        assert len(words_of(page, "leads")) >= 2
        assert any("zusammengeführt" in each for each in words_of(page, "origin"))
        assert page.overviews["origin"].offer is None
        page = show(window, "g_informationen")
        assert words_of(page, "leads")[0] == "4. Mai 2010 bis 30. November 2014: SMJus"

    def test_a_goal_without_origin_offers_to_record_one(self, window, qtbot):
        claim = window.controller.session.document.parent_id("g_datenportal")
        goal = window.controller.structure.add(claim, "goal")
        page = show(window, goal)
        section = page.overviews["origin"]
        window.panels.jump(goal, "lineage")
        assert QApplication.focusWidget() is section.offer
        section.offer.click()
        qtbot.waitUntil(lambda: window.controller.selected_id != goal, timeout=5000)
        made = node(window, window.controller.selected_id)
        assert (made.tag, made.get("kind"), made.get("new")) == ("disposition", "new", goal)
        window.actions_["undo"].trigger()
        assert made.id not in window.controller.session.document

    def test_what_serves_the_goal_elsewhere_is_told(self, window, qtbot):
        page = show(window, "g_datenportal")
        served = page.overviews["served"]
        qtbot.waitUntil(lambda: bool(served.words), timeout=5000)
        assert any("hängt ab von" in each for each in served.words)


class TestMilestones:
    def test_a_date_that_passed_is_overdue_until_it_is_reached(self, window, qtbot):
        page = show(window, "m_bestand")
        row = page.milestones.row("ms_m_bestand_1")
        assert not row.is_overdue
        type_over(qtbot, row.field("@date").input.line, "Q1 2014")
        qtbot.keyClick(row.field("@date").input.line, Qt.Key.Key_Return)
        assert node(window, "ms_m_bestand_1").get("date") == "2014-03"
        assert row.is_overdue
        assert "29. April 2014" in row._overdue.text().replace("\u00a0", " ")
        done = next(
            each.id
            for each in window.controller.profile.statuses
            if each.subject == "milestone" and each.meaning == "done"
        )
        choose(row.field("@status"), done)
        assert not row.is_overdue

    def test_a_new_milestone_has_the_cursor_and_undo_returns_to_its_row(self, window, qtbot):
        page = show(window, "m_bestand")
        page.milestones.add()
        added = node(window, "m_bestand").children_of("milestone")[-1].id
        line = page.milestones.row(added).field("title").input.line
        assert QApplication.focusWidget() is line
        qtbot.keyClicks(line, "Abnahme")
        assert node(window, added).text_of("title") == "Abnahme"
        page.field("title").input.line.setFocus()
        window.actions_["undo"].trigger()
        assert window.controller.selected_id == "m_bestand"
        assert QApplication.focusWidget() is line


class TestFindingsOnMilestones:
    def test_a_finding_stands_in_the_table_and_leads_into_it(self, window, qtbot):
        page = show(window, "m_metadaten")
        row = page.milestones.row("ms_m_metadaten_1")
        window.controller.set_attribute("ms_m_metadaten_1", "date", "2099-01")
        settle(qtbot, window)
        found = [each for each in window.controller.problems if each.node_id == row.id]
        assert found
        shown = [each.text() for each in row.findChildren(QLabel)]
        for each in found:
            assert any(window.controller.wording.problem(each) in words for words in shown)
        show(window, "g_online")
        window.panels.jump(row.id, "@date")
        assert window.controller.selected_id == "m_metadaten"
        line = window.panels.form.form.milestones.row(row.id).field("@date").focus_target()
        assert QApplication.focusWidget() is line

    def test_what_the_table_lacks_opens_the_milestone(self, window):
        window.panels.jump("ms_m_metadaten_1", "evidence")
        assert window.controller.selected_id == "ms_m_metadaten_1"


class TestDisposition:
    def test_the_kind_is_explained_and_what_it_demands_is_required(self, window):
        page = show(window, "d_serviceportal")
        way = page.overviews["way"]
        assert "Mehrere frühere Ziele" in way.words[0]
        assert [len(side) for side in page.map.boxes] == [3, 1]
        assert page.map.boxes[0][0].accessibleName() == "Frühere Ziele: Z 1 Verwaltungsportal"
        assert "Heutige Ziele: Z 8" in page.map.accessibleDescription()
        choose(page.field("@kind"), "dropped")
        assert page.field("reason").plan.required
        assert page.field("@body").plan.required
        assert page.field("@body").input.box.property("missing") is True
        choose(page.field("@kind"), "merged")
        assert not page.field("@body").plan.required
        assert page.field("@new").plan.required

    def test_the_keyboard_goes_along_the_lines_and_opens_a_goal(self, window, qtbot):
        page = show(window, "d_mobil")
        (old,), new = page.map.boxes
        old.setFocus()
        qtbot.keyClick(old, Qt.Key.Key_Right)
        assert new[0].hasFocus()
        qtbot.keyClick(new[0], Qt.Key.Key_Down)
        assert new[1].hasFocus()
        page.map.grab()
        qtbot.keyClick(new[1], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.controller.selected_id == "g_telearbeit", timeout=5000)

    def test_a_kind_without_present_goals_says_so(self, window):
        page = show(window, "d_eap")
        words = [each.text() for each in page.map.findChildren(QLabel)]
        assert window.controller.translate("disposition.none") in words

    def test_every_kind_is_explained_in_both_languages(self, window):
        for language in ("de", "en"):
            window.controller.translate.language = language
            for kind in CARDINALITIES:
                words = window.controller.translate(f"disposition.{kind}")
                assert len(words) > 20
                assert words != f"disposition.{kind}"
        window.controller.translate.language = "de"

    def test_a_former_goal_without_disposition_offers_one(self, window, qtbot):
        disposition = node(window, "d_serviceportal")
        window.controller.structure.remove([disposition.id])
        former = disposition.get("old").split()[0]
        page = show(window, former)
        assert page.overviews["became"].offer is not None
        page.create_disposition()
        made = node(window, window.controller.selected_id)
        assert (made.get("kind"), made.get("old")) == ("no-statement", former)


class TestActor:
    def test_succession_and_uses_are_told_and_lead_on(self, window, qtbot):
        page = show(window, "a_smjus")
        words = words_of(page, "succession")
        assert any(
            each.startswith("Nachfolger: Sächsisches Staatsministerium des") for each in words
        )
        assert "Heute zuständig: Sächsisches Staatsministerium des Innern" in words
        used = page.overviews["used"]
        qtbot.waitUntil(lambda: len(used.words) == 21, timeout=5000)
        page = show(window, "a_smi")
        assert any("Vorgänger" in each for each in words_of(page, "succession"))

    def test_an_actor_that_ended_without_successor_is_noticed(self, window):
        window.controller.set_attribute("a_smjus", "successor", None)
        page = show(window, "a_smjus")
        assert any("niemand" in each for each in words_of(page, "succession"))


class TestFrame:
    def test_the_profile_shows_numbers_as_they_become(self, window):
        page = show(window, first(window, "profile").id)
        assert any("Z 1" in each for each in words_of(page, "numbering"))
        assert "mittelfristig: 30. April 2016 bis 29. April 2018" in words_of(page, "horizons")
        window.controller.set_attribute("lv_goal", "prefix", "Ziel")
        assert any("Ziel 1\u2002" in each for each in words_of(page, "numbering"))
        choose(page.field("@numbering"), "roman")
        assert any(" I." in each for each in words_of(page, "numbering"))
        model = window.panels.outline.model
        shown = {window.controller.numbers[each] for each in ("g_datenportal",)}
        assert shown == {"Ziel 2"}
        assert model.rowCount() > 0

    def test_the_metadata_say_what_the_base_date_means(self, window, qtbot):
        page = show(window, first(window, "metadata").id)
        type_over(qtbot, page.field("@horizon-base").input.line, "1.1.2015")
        qtbot.keyClick(page.field("@horizon-base").input.line, Qt.Key.Key_Return)
        words = words_of(page, "horizons")
        assert "mittelfristig: 2. Januar 2017 bis 1. Januar 2019" in words
        type_over(qtbot, page.field("@horizon-base").input.line, "")
        assert any("Bezugsdatum" in each for each in words_of(page, "term"))
