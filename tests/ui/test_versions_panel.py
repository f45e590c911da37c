"""The history in the window: keeping, looking back, restoring, sharing."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog

from strategy_editor.i18n import Translator
from strategy_editor.ui.exporting.dialog import ExportDialog
from strategy_editor.ui.theme import DARK, LIGHT
from strategy_editor.ui.versions.model import VersionsModel, Wanted
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.version import Author, Particulars, Version
from strategy_editor.workspace.keeping import keep_file
from strategy_editor.workspace.proving import prove_export
from tests.ui.test_names_for_readers import nameless
from tests.ui.window_kit import Answers, opened, sample_copy, type_over

pytestmark = pytest.mark.gui
_LONG = 60_000


def quiet(qtbot, window) -> None:
    """Wait until nothing goes on in the background and everything was shown."""
    for _ in range(4):
        window.controller.tasks.wait()
        qtbot.wait(1)


def history_of(window):
    window.actions_["show-versions"].trigger()
    return window.panels.sides.panel("versions")


def dialog(window, name: str) -> QDialog:
    return next(each for each in window.findChildren(QDialog) if each.objectName() == name)


def keep(qtbot, window, name: str, kind: int = 0):
    window.actions_["keep-version"].trigger()
    asked = dialog(window, "keep-version")
    assert not asked.keep.isEnabled()
    qtbot.keyClicks(asked.name, name)
    asked.kind.setCurrentIndex(kind)
    assert nameless(asked) == set()
    asked.keep.click()
    quiet(qtbot, window)
    return window.panels.sides.panel("versions")


def a_goal(window):
    root = window.controller.session.document.root
    return next(node for node in root.walk() if node.tag == "goal")


def write(window, goal: str, words: str) -> None:
    window.controller.set_field(goal, "statement", (words,))


def choose(panel, *rows: int) -> None:
    panel.timeline.list.clearSelection()
    selection = panel.timeline.list.selectionModel()
    for row in rows:
        selection.select(panel.timeline.model.index(row), selection.SelectionFlag.Select)


def test_versions_are_kept_and_listed_with_what_they_changed(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    panel = history_of(window)
    quiet(qtbot, window)
    assert "Noch keine Fassung" in panel.timeline.message.text()
    assert not panel.timeline.buttons["open"].isVisible()
    keep(qtbot, window, "Erster Entwurf")
    write(window, a_goal(window).id, "Bis 2018 sind alle Anträge digital.")
    keep(qtbot, window, "Kabinettsfassung", 4)
    model = panel.timeline.model
    assert [each.name for each in model.shown] == ["Kabinettsfassung", "Erster Entwurf"]
    assert "umformuliert" in model.index(0).data()
    assert model.shown[0].is_frozen
    panel.timeline.kind.setCurrentIndex(2)
    assert [each.name for each in model.shown] == ["Erster Entwurf"]
    panel.timeline.kind.setCurrentIndex(0)
    panel.timeline.words.setText("kabinett")
    assert [each.name for each in model.shown] == ["Kabinettsfassung"]
    choose(panel, 0)
    assert "Prüfsumme" in panel.timeline.detail.toPlainText()
    assert nameless(window) == set()
    window.set_language("en")
    quiet(qtbot, window)
    assert "reworded" in model.index(0).data()


def test_last_months_wording_of_a_goal_is_three_clicks_away(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    goal = a_goal(window).id
    write(window, goal, "Bis 2018 sind alle Anträge digital.")
    keep(qtbot, window, "Stand Mai")
    write(window, goal, "Bis 2020 sind alle Anträge digital.")
    panel = keep(qtbot, window, "Stand Juni")
    window.controller.select(goal)
    panel.pages["element"].click()
    quiet(qtbot, window)
    told = panel.element.told
    assert "20182020" in told.toPlainText().replace(" ", "")
    assert "line-through" in told.toHtml()
    version = panel.timeline.model.shown[0]
    told.anchorClicked.emit(QUrl(f"?{version.id}"))
    assert "line-through" not in told.toHtml()
    assert "Bis 2020 sind alle Anträge digital." in told.toPlainText()
    told.anchorClicked.emit(QUrl(f"?{version.id}"))
    assert "line-through" in told.toHtml()
    panel.pages["search"].click()
    qtbot.keyClicks(panel.search.search, "bis 2018")
    qtbot.keyClick(panel.search.search, Qt.Key.Key_Return)
    quiet(qtbot, window)
    assert "bis „Stand Juni“" in panel.search.told.toPlainText()
    version = panel.timeline.model.shown[1]
    panel.search.versionWanted.emit(version.id)
    assert panel.page == "timeline"
    assert panel.timeline.chosen == [version]


def test_a_version_is_opened_compared_and_restored(qtbot, tmp_path):
    path = sample_copy(tmp_path, "landkreis-2030.xml")
    window = opened(qtbot, path)
    goal = a_goal(window).id
    panel = keep(qtbot, window, "Alt")
    first = path.read_bytes()
    write(window, goal, "Neu.")
    keep(qtbot, window, "Neu")
    choose(panel, 1)
    panel.timeline.buttons["compare"].click()
    comparison = window.panels.panel("comparison")
    qtbot.waitUntil(lambda: comparison.result is not None, timeout=_LONG)
    assert window.panels.view == "comparison"
    assert "Alt" in comparison.result.names
    panel.timeline.buttons["open"].click()
    quiet(qtbot, window)
    shown = window.windows.all[-1]
    qtbot.addWidget(shown)
    assert shown.name() == "Alt"
    assert shown.controller.session.is_read_only
    choose(panel, 0, 1)
    assert not panel.timeline.buttons["open"].isEnabled()
    panel.timeline.buttons["compare"].click()
    quiet(qtbot, window)
    both = window.windows.all[-1]
    qtbot.addWidget(both)
    qtbot.waitUntil(lambda: both.panels.panel("comparison").result is not None, timeout=_LONG)
    assert set(both.panels.panel("comparison").result.names) == {"Alt", "Neu"}
    out = tmp_path / "zurück.xml"
    window.questions = Answers(save_answer=out)
    choose(panel, 1)
    panel.timeline.buttons["restore"].click()
    quiet(qtbot, window)
    assert out.read_bytes() == first
    restored = window.windows.all[-1]
    qtbot.addWidget(restored)
    assert restored.controller.session.path == out
    window.actions_["verify-versions"].trigger()
    quiet(qtbot, window)
    assert "2 Fassungen geprüft" in dialog(window, "ledger").text.toPlainText()


def test_two_share_a_strategy_through_a_folder(qtbot, tmp_path):
    share = tmp_path / "gemeinsam"
    for name in ("anna", "bert"):
        (tmp_path / name).mkdir()
    anna = opened(qtbot, sample_copy(tmp_path / "anna", "landkreis-2030.xml"))
    goal = a_goal(anna).id
    panel = keep(qtbot, anna, "Anfang")
    anna.actions_["connect-versions"].trigger()
    asked = dialog(anna, "connect-versions")
    assert not asked.connect_.isEnabled()
    qtbot.keyClicks(asked.where, str(share))
    assert not asked.secret.isEnabled()
    asked.connect_.click()
    quiet(qtbot, anna)
    panel.buttons["send-versions"].click()
    quiet(qtbot, anna)
    bert = opened(qtbot, sample_copy(tmp_path, "egov-2014.xml"))
    bert.questions = Answers(save_answer=tmp_path / "bert" / "landkreis-2030.xml")
    bert.actions_["strategy-from-team"].trigger()
    asked = dialog(bert, "connect-versions")
    qtbot.keyClicks(asked.where, str(share))
    asked.connect_.click()
    quiet(qtbot, bert)
    assert bert.questions.told == []
    there = bert.windows.all[-1]
    qtbot.addWidget(there)
    there.questions = Answers()
    write(there, goal, "Von Bert.")
    there.actions_["save"].trigger()
    there.actions_["send-versions"].trigger()
    quiet(qtbot, there)
    assert there.questions.told == []
    other = next(
        node for node in anna.controller.session.document.root.walk()
        if node.tag == "goal" and node.id != goal
    )  # fmt: skip
    anna.actions_["fetch-versions"].trigger()
    # She goes on writing while it is on its way.
    write(anna, other.id, "Von Anna.")
    quiet(qtbot, anna)
    quiet(qtbot, anna)
    assert anna.questions.told == []
    document = anna.controller.session.document
    assert document.node(goal).child("statement").content == ("Von Bert.",)
    assert document.node(other.id).child("statement").content == ("Von Anna.",)
    assert not anna.controller.session.is_modified
    anna.actions_["undo"].trigger()
    assert anna.controller.session.document.node(goal) != document.node(goal)


def test_saving_and_a_new_status_keep_what_is_due(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    panel = keep(qtbot, window, "Anfang")
    metadata = window.controller.session.document.root.child("metadata")
    wanted = "adopted" if metadata.get("status") != "adopted" else "in-house"
    window.controller.set_attribute(metadata.id, "status", wanted)
    window.actions_["save"].trigger()
    quiet(qtbot, window)
    assert len(panel.timeline.model.shown) == 2
    assert panel.timeline.model.shown[0].said.occasion == "status"


@pytest.fixture
def made() -> list[Version]:
    from datetime import UTC, timedelta

    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Version(
            f"{number:040}", f"{number:040}", (), start + timedelta(hours=number),
            Author("M. Muster"),
            Particulars(f"Stand {number}", "decision" if number % 3 else "working"),
        )
        for number in range(30, 0, -1)
    ]  # fmt: skip


def test_the_model_of_versions_keeps_its_promises(made):
    model = VersionsModel(Translator("de"), LIGHT)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(made[2:], made[:2])
    model.narrow(Wanted(kind="decision"))
    model.count({made[4].id: {"reworded": 2}}, is_whole=True)
    model.set_theme(DARK)
    assert {each.kind for each in model.shown} == {"decision"}
    model.narrow(Wanted(words=("stand", "30")))
    assert [each.name for each in model.shown] == ["Stand 30"]
    assert model.is_state(model.shown[0])
    model.narrow(Wanted(with_states=False))
    assert len(model.shown) == 28
    model.show([], [])
    assert model.rowCount() == 0


def test_what_is_kept_elsewhere_is_shown_without_being_asked_for(qtbot, tmp_path):
    path = sample_copy(tmp_path, "landkreis-2030.xml")
    window = opened(qtbot, path)
    panel = keep(qtbot, window, "Anfang")
    author, now = Author("Kommandozeile"), datetime.now().astimezone()
    keep_file(path, Particulars("Von anderswo"), author, now)
    names = panel.timeline.model
    qtbot.waitUntil(lambda: [e.name for e in names.shown][:1] == ["Von anderswo"], timeout=_LONG)
    quiet(qtbot, window)
    choose(panel, 1)
    keep_file(path, Particulars("Noch einmal"), author, now)
    window.panels.sides.show_side("problems")
    panel.hide()
    quiet(qtbot, window)
    window.actions_["show-versions"].trigger()
    qtbot.waitUntil(lambda: [e.name for e in names.shown][:1] == ["Noch einmal"], timeout=_LONG)
    assert [each.name for each in panel.timeline.chosen] == ["Anfang"]


@pytest.mark.parametrize("is_looked_at", [False, True])
def test_an_export_of_a_frozen_version_bears_its_fingerprint(qtbot, tmp_path, is_looked_at):
    path = sample_copy(tmp_path, "landkreis-2030.xml")
    window = opened(qtbot, path)
    panel = keep(qtbot, window, "Vorlage", 3)
    frozen = window
    if is_looked_at:
        write(window, a_goal(window).id, "Danach geändert.")
        keep(qtbot, window, "Weiter")
        choose(panel, 1)
        panel.timeline.buttons["open"].click()
        quiet(qtbot, window)
        frozen = window.windows.all[-1]
        qtbot.addWidget(frozen)
    frozen.actions_["export"].trigger()
    asked = next(each for each in frozen.findChildren(ExportDialog) if each.isVisible())
    asked.form.ending.setCurrentIndex(asked.form.ending.findData(".html"))
    type_over(qtbot, asked.target.line, str(tmp_path / "aus.html"))
    asked.go.click()
    qtbot.waitUntil(asked.outcome.isVisible, timeout=_LONG)
    quiet(qtbot, window)
    history = open_history(path)
    proof = prove_export(history, tmp_path / "aus.html")
    assert proof.version is not None
    assert (proof.version.name, proof.is_proved) == ("Vorlage", True)
