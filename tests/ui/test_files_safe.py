"""Saving, locks, several windows and recovery, as a user meets them."""

from __future__ import annotations

import errno
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from strategy_editor.recovery.about import read_about, write_about
from strategy_editor.recovery.folder import recovery_folder
from strategy_editor.recovery.offers import offers
from strategy_editor.storage.locking import lock_file
from strategy_editor.storage.owner import Owner, this_program
from strategy_editor.storage.reading import read
from strategy_editor.ui.choosing import ChoiceDialog
from strategy_editor.ui.questions import Unsaved
from strategy_editor.ui.recovery import keeping
from strategy_editor.ui.recovery.offering import Offering
from strategy_editor.ui.restoring import Restoring, open_others
from strategy_editor.workspace import saving
from strategy_editor.workspace import settings as settings_module
from strategy_editor.workspace.last_session import load_places
from strategy_editor.workspace.settings import Settings
from tests.ui.window_kit import Answers, make_window, opened, sample_copy

pytestmark = pytest.mark.gui

ELSEWHERE = b",Anna,pc-17,24.11.2026 01:00,strategy-editor:77:123;"


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for name in ("STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path))


def goal_of(window) -> str:
    root = window.session.document.root
    return next(each.id for each in root.walk() if each.tag == "goal")


def edit(window, title: str = "Neu") -> None:
    assert window.controller.set_field(goal_of(window), "title", (title,))


def title(document) -> str:
    return next(each for each in document.root.walk() if each.tag == "goal").text_of("title")


def failing(code):
    def fail(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    return fail


def test_saving_keeps_the_version_before(window):
    path = window.session.path
    before = path.read_bytes()
    edit(window)
    window.actions_["save"].trigger()
    assert path.with_name(path.name + "~").read_bytes() == before
    assert title(read(path).document) == "Neu"


def test_backups_go_where_the_settings_say(window):
    path = window.session.path
    window.keep(replace(window.settings, backup="none"))
    edit(window)
    window.actions_["save"].trigger()
    assert not path.with_name(path.name + "~").exists()
    before = path.read_bytes()
    window.keep(replace(window.settings, backup="folder"))
    edit(window, "Noch neuer")
    window.actions_["save"].trigger()
    kept = saving.backup_of(path, "folder")
    assert kept.read_bytes() == before
    assert kept.is_relative_to(saving.backup_folder())


def test_a_backup_that_fails_is_told_once_and_does_not_keep_from_saving(window):
    path = window.session.path
    path.with_name(path.name + "~").mkdir()
    for text in ("eins", "zwei"):
        edit(window, text)
        window.actions_["save"].trigger()
        assert title(read(path).document) == text
        told = window.notices.text("backup")
        assert ("Sicherungskopie" in told) is (text == "eins")
        window.notices.withdraw("backup")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.ESTALE])
def test_whatever_the_disk_does_the_text_stays_and_a_way_out_is_offered(
    window, monkeypatch, tmp_path, code
):
    path = window.session.path
    before = path.read_bytes()
    edit(window)
    elsewhere = tmp_path / "andere.xml"
    window.questions = Answers(choices=["retry", "save-as"], save_answer=elsewhere)
    real, calls = Path.replace, []

    def replace_file(self, target):
        calls.append(target)
        if Path(target).name == path.name:
            raise OSError(code, os.strerror(code))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace_file)
    monkeypatch.setattr("strategy_editor.storage.writing.time.sleep", lambda _seconds: None)
    window.actions_["save"].trigger()
    assert [each[0] for each in window.questions.chosen_from] == ["not-saved", "not-saved"]
    assert path.read_bytes() == before
    assert title(read(elsewhere).document) == "Neu"
    assert window.session.path == elsewhere
    assert not window.session.is_modified


def test_a_folder_that_is_gone_leaves_the_text_and_the_window(window, tmp_path):
    path = window.session.path
    edit(window)
    window.session.path = tmp_path / "weg" / path.name
    window.questions = Answers()
    window.actions_["save"].trigger()
    assert window.questions.chosen_from[0][0] == "not-saved"
    assert window.session.is_modified
    assert title(window.session.document) == "Neu"


def test_typing_goes_on_while_a_slow_drive_is_written_and_stays_unsaved(window, monkeypatch):
    path = window.session.path
    edit(window, "vorher")
    began, go_on = threading.Event(), threading.Event()
    real = saving.replace_file

    def slow(target, data):
        if target == path:
            began.set()
            assert go_on.wait(60)
        real(target, data)

    monkeypatch.setattr(saving, "replace_file", slow)

    def look():
        if began.is_set():
            timer.stop()
            edit(window, "während")
            go_on.set()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    window.actions_["save"].trigger()
    assert title(read(path).document) == "vorher"
    assert title(window.session.document) == "während"
    assert window.session.is_modified


def test_closing_waits_for_a_saving_that_runs(window, monkeypatch):
    path = window.session.path
    edit(window, "vorher")
    began, go_on = threading.Event(), threading.Event()
    real = saving.replace_file

    def slow(target, data):
        if target == path:
            began.set()
            assert go_on.wait(60)
        real(target, data)

    monkeypatch.setattr(saving, "replace_file", slow)
    closed = []

    def look():
        if began.is_set():
            timer.stop()
            QTimer.singleShot(30, go_on.set)
            closed.append(window.close())

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    window.actions_["save"].trigger()
    assert closed == [True]
    assert window.questions.asked == []
    assert title(read(path).document) == "vorher"


def changed_by_others(window) -> bytes:
    path = window.session.path
    theirs = path.read_bytes().replace(b"</strategy>", b"<!-- andere --></strategy>")
    path.write_bytes(theirs)
    return theirs


def test_a_file_changed_by_others_can_be_compared_kept_beside_taken_or_overwritten(
    qtbot, window, tmp_path
):
    path = window.session.path
    edit(window, "meins")
    theirs = changed_by_others(window)

    window.questions = Answers(choices=["compare"])
    assert not window.files.save()
    assert window.panels.view == "comparison"
    panel = window.panels.panel("comparison")
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0, timeout=60_000)

    window.questions = Answers(choices=["theirs"])
    window.files.save()
    assert path.read_bytes() == theirs
    assert not window.session.is_modified
    assert title(window.session.document) != "meins"
    window.actions_["undo"].trigger()
    assert title(window.session.document) == "meins"

    changed_by_others(window)
    window.questions = Answers(choices=["keep-both"], save_answer=tmp_path / "beide.xml")
    assert window.files.save()
    assert title(read(tmp_path / "beide.xml").document) == "meins"
    assert title(read(path).document) != "meins"


def test_overwriting_others_keeps_theirs_as_a_backup(window):
    path = window.session.path
    edit(window, "meins")
    theirs = changed_by_others(window)
    window.questions = Answers(choices=["mine"])
    assert window.files.save()
    assert title(read(path).document) == "meins"
    assert path.with_name(path.name + "~").read_bytes() == theirs


def test_a_change_on_the_disk_is_said_and_can_be_loaded(qtbot, window):
    edit(window, "meins")
    changed_by_others(window)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: window.notices.text("disk") != "", timeout=20_000)
    assert window.session.path.name in window.notices.text("disk")
    buttons = window.notices.findChildren(QPushButton)
    next(each for each in buttons if each.property("way") == "notice.reload").click()
    assert window.notices.text("disk") == ""
    assert window.session.document.root == read(window.session.path).document.root


def test_saving_oneself_is_no_change_by_others(qtbot, window):
    edit(window)
    window.actions_["save"].trigger()
    done = []
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    window.controller.tasks.run("other", lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert window.notices.text("disk") == ""


@pytest.mark.parametrize("answer", ["read-only", "copy", "anyway", "cancel"])
def test_a_file_that_somebody_has_open_is_told_and_offered(qtbot, tmp_path, answer):
    path = sample_copy(tmp_path)
    lock_file(path).write_bytes(ELSEWHERE)
    window = make_window(qtbot)
    window.questions = Answers(choices=[answer])
    assert window.open_path(path) is (answer != "cancel")
    ((topic, _options, values),) = window.questions.chosen_from
    assert (topic, values["user"], values["host"]) == ("locked", "Anna", "pc-17")
    if answer == "read-only":
        assert not window.controller.set_field(goal_of(window), "title", ("X",))
        assert window.notices.text("read-only") != ""
    if answer == "copy":
        assert window.session.path is None
        assert window.session.suggested.parent == tmp_path
        edit(window)
    ours = lock_file(path).read_bytes() != ELSEWHERE
    assert ours is (answer == "anyway")


def test_the_lock_is_there_while_the_file_is_open_and_follows_it(qtbot, window, tmp_path):
    path = window.session.path
    assert this_program().host in lock_file(path).read_text(encoding="utf-8")
    window.questions = Answers(save_answer=tmp_path / "anders.xml")
    window.actions_["save-as"].trigger()
    assert not lock_file(path).exists()
    assert lock_file(tmp_path / "anders.xml").exists()
    assert window.close()
    assert not lock_file(tmp_path / "anders.xml").exists()


def test_each_document_has_a_window_and_a_file_only_one(qtbot, window, tmp_path):
    first = window.session.path
    second = sample_copy(tmp_path, "egov-2009.xml")
    windows = window.windows
    window.questions = Answers(open_answer=second)
    window.actions_["open"].trigger()
    other = windows.all[-1]
    qtbot.addWidget(other, before_close_func=lambda w: setattr(w, "questions", Answers()))
    assert [each.session.path for each in windows.all] == [first, second]
    assert windows.open(first, other)
    assert len(windows.all) == 2
    menu = other.menus.menu("window")
    menu.aboutToShow.emit()
    assert [each.text()[3:] for each in menu.actions()] == [first.name, second.name]
    assert [each.isChecked() for each in menu.actions()] == [False, True]
    assert window.close()
    assert [each.session.path for each in windows.all] == [second]
    assert other.close()


def test_quitting_asks_in_every_window_and_no_keeps_all_open(qtbot, window, tmp_path):
    windows = window.windows
    assert windows.open(sample_copy(tmp_path, "egov-2009.xml"), window)
    other = windows.all[-1]
    qtbot.addWidget(other)
    edit(window)
    edit(other)
    window.questions = Answers(unsaved_answer=Unsaved.SAVE)
    other.questions = Answers(unsaved_answer=Unsaved.CANCEL)
    window.actions_["quit"].trigger()
    assert len(windows.all) == 2
    other.questions = Answers(unsaved_answer=Unsaved.DISCARD)
    window.actions_["quit"].trigger()
    assert windows.all == []
    assert not window.session.is_modified


def test_a_setting_holds_in_all_windows(qtbot, window, tmp_path):
    windows = window.windows
    windows.open(sample_copy(tmp_path, "egov-2009.xml"), window)
    other = windows.all[-1]
    qtbot.addWidget(other)
    other.actions_["english"].trigger()
    assert window.menus.menu("file").title() == other.menus.menu("file").title() == "&File"
    assert settings_module.load_settings().language == "en"
    assert other.close()


def test_recent_files_open_and_missing_ones_can_be_taken_off(qtbot, window, tmp_path):
    here = window.session.path
    gone = tmp_path / "weg.xml"
    window.keep(replace(window.settings, recent_files=(str(here), str(gone))))
    menu = window.menus.menu("recent")
    menu.aboutToShow.emit()
    missing = next(each.menu() for each in menu.actions() if each.menu())
    missing.actions()[0].trigger()
    assert window.settings.recent_files == (str(here),)
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    assert window.settings.recent_files == ()
    menu.aboutToShow.emit()
    assert not menu.actions()[0].isEnabled()


def crash_with(window, qtbot, text: str) -> None:
    """Type, let it be kept, and leave as a crash does."""
    edit(window, text)
    qtbot.waitUntil(lambda: kept(text), timeout=20_000)


def kept(text: str) -> bool:
    journals = recovery_folder().glob("*/journal")
    return any(text.encode() in each.read_bytes() for each in journals)


def declare_dead() -> None:
    ended = Owner("jemand", this_program().host, 2**22 + 1)
    for folder in recovery_folder().iterdir():
        write_about(folder, replace(read_about(folder), owner=ended))


def offering_in(window, qtbot):
    offering = Offering(window)
    offering.look()
    qtbot.waitUntil(lambda: offering.dialog is not None, timeout=20_000)
    dialog = offering.dialog
    qtbot.waitUntil(lambda: dialog.buttons["restore"].isEnabled(), timeout=60_000)
    return dialog


def crashed(qtbot, path):
    """Leave work on a file as a crash does; return the first window of the next run."""
    first = opened(qtbot, path)
    crash_with(first, qtbot, "Verlorenes")
    declare_dead()
    first.windows.remove(first)
    window = make_window(qtbot)
    # Both runs are of one process here: the first must not be swept up in the midst of the second.
    window.run_before = first
    return window


def test_work_of_a_crashed_run_is_compared_and_restored(qtbot, tmp_path):
    path = sample_copy(tmp_path)
    before = path.read_bytes()
    window = crashed(qtbot, path)
    dialog = offering_in(window, qtbot)
    assert path.name in dialog.list.item(0).text()
    assert "1 Änderung" in dialog.list.item(0).text()
    dialog.buttons["compare"].click()
    assert "Verlorenes" in dialog.changes.toPlainText()
    dialog.buttons["restore"].click()
    assert not dialog.isVisible()
    assert window.session.path == path
    assert title(window.session.document) == "Verlorenes"
    assert window.session.is_modified
    assert path.read_bytes() == before
    qtbot.waitUntil(lambda: window.session.adopted is None, timeout=20_000)
    assert offers() == []
    window.actions_["undo"].trigger()
    assert title(window.session.document) != "Verlorenes"


def test_a_file_changed_since_the_crash_is_said_and_not_overwritten(qtbot, tmp_path):
    path = sample_copy(tmp_path)
    first = opened(qtbot, path)
    crash_with(first, qtbot, "Verlorenes")
    declare_dead()
    first.windows.remove(first)
    path.write_bytes(path.read_bytes() + b"<!-- andere -->\n")
    theirs = path.read_bytes()

    window = make_window(qtbot)
    dialog = offering_in(window, qtbot)
    assert "geändert" in dialog.list.item(0).text()
    dialog.buttons["restore"].click()
    window.questions = Answers()
    assert not window.files.save()
    assert window.questions.chosen_from[0][0] == "changed"
    assert path.read_bytes() == theirs


def test_a_document_without_a_file_is_restored_too_and_later_is_later(qtbot):
    first = make_window(qtbot)
    first.actions_["sample"].trigger()
    crash_with(first, qtbot, "Ohne Datei")
    declare_dead()
    window = make_window(qtbot)
    dialog = offering_in(window, qtbot)
    dialog.buttons["later"].click()
    assert len(offers()) == 1
    offering_in(window, qtbot).buttons["restore"].click()
    assert window.session.path is None
    assert title(window.session.document) == "Ohne Datei"
    assert window.session.is_modified


def test_what_is_saved_at_once_is_not_offered_again(qtbot, tmp_path):
    path = sample_copy(tmp_path)
    window = crashed(qtbot, path)
    offering_in(window, qtbot).buttons["restore"].click()
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not window.session.is_modified, timeout=20_000)
    assert "Verlorenes" in path.read_text("utf-8")
    qtbot.waitUntil(lambda: offers() == [], timeout=20_000)


def test_what_is_taken_back_at_once_is_offered_again(qtbot, tmp_path):
    window = crashed(qtbot, sample_copy(tmp_path))
    offering_in(window, qtbot).buttons["restore"].click()
    window.actions_["undo"].trigger()
    assert not window.session.is_modified
    qtbot.wait(1500)
    assert len(offers()) == 1


def test_discarding_asks_and_can_be_taken_back(qtbot, tmp_path):
    first = opened(qtbot, sample_copy(tmp_path))
    crash_with(first, qtbot, "Verlorenes")
    declare_dead()
    window = make_window(qtbot)
    dialog = offering_in(window, qtbot)
    window.questions = Answers()
    dialog.buttons["discard"].click()
    assert [each.about.file for each in offers()] == [first.session.path]
    assert not offers()[0].is_discarded
    window.questions = Answers(choices=["discard"])
    dialog.buttons["discard"].click()
    assert not dialog.isVisible()
    assert offers()[0].is_discarded


def test_what_was_discarded_on_closing_can_be_restored_for_a_while(qtbot, window):
    edit(window, "Verworfenes")
    qtbot.waitUntil(lambda: kept("Verworfenes"), timeout=20_000)
    edit(window, "Verworfenes zuletzt")
    window.questions = Answers(unsaved_answer=Unsaved.DISCARD)
    assert window.close()
    (offer,) = offers()
    assert offer.is_discarded
    assert kept("Verworfenes zuletzt")


def test_nothing_is_left_of_a_document_that_was_saved(qtbot, window):
    edit(window)
    qtbot.waitUntil(lambda: kept("Neu"), timeout=20_000)
    window.actions_["save"].trigger()
    assert window.close()
    assert list(recovery_folder().iterdir()) == []


def test_a_disk_that_cannot_keep_anything_is_said_once_and_work_goes_on(
    qtbot, window, monkeypatch, tmp_path
):
    monkeypatch.setattr(keeping, "_AFTER_FAILURE", 20)
    blocked = tmp_path / "home" / "state"
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("keine Ablage")
    edit(window)
    qtbot.waitUntil(lambda: window.notices.text("recovery") != "", timeout=20_000)
    window.notices.withdraw("recovery")
    edit(window, "weiter")
    assert title(window.session.document) == "weiter"
    blocked.unlink()
    qtbot.waitUntil(lambda: kept("weiter"), timeout=20_000)
    assert window.notices.text("recovery") == ""


def test_the_file_saves_itself_where_that_is_wished(qtbot, window):
    path = window.session.path
    edit(window, "von selbst")
    window.keep(replace(window.settings, autosave_seconds=1))
    qtbot.waitUntil(lambda: not window.session.is_modified, timeout=20_000)
    assert title(read(path).document) == "von selbst"
    window.keep(replace(window.settings, autosave_seconds=0))


@pytest.mark.parametrize(
    ("topic", "options"),
    [("locked", ("read-only", "copy", "anyway")), ("not-saved", ("save-as", "retry")),
     ("changed", ("compare", "keep-both", "theirs", "mine"))],
)  # fmt: skip
def test_a_choice_is_made_by_button_and_escape_cancels(qtbot, language, topic, options):
    window = make_window(qtbot, language)
    values = {"name": "x.xml", "user": "Anna", "host": "pc", "since": "", "reason": "Voll."}
    for option in options:
        dialog = ChoiceDialog(window, window.translate, topic, options, **values)
        buttons = dialog.findChildren(QPushButton)
        assert [each.property("option") for each in buttons] == [*options, "cancel"]
        next(each for each in buttons if each.property("option") == option).click()
        assert dialog.answer == option
    dialog = ChoiceDialog(window, window.translate, topic, options, **values)
    dialog.reject()
    assert dialog.answer == "cancel"


@pytest.mark.parametrize("option", ["read-only", "copy", "anyway", "cancel"])
def test_enter_makes_the_choice_that_has_the_keyboard(qtbot, option):
    window = make_window(qtbot)
    values = {"name": "x.xml", "user": "Anna", "host": "pc", "since": ""}
    options = ("read-only", "copy", "anyway")
    dialog = ChoiceDialog(window, window.translate, "locked", options, **values)
    dialog.show()
    buttons = {each.property("option"): each for each in dialog.findChildren(QPushButton)}
    buttons[option].setFocus()
    qtbot.keyClick(buttons[option], Qt.Key.Key_Return)
    assert dialog.answer == option
    assert not dialog.isVisible()


def test_settings_of_the_kit_do_not_reach_the_user(qtbot, window):
    assert isinstance(window.settings, Settings)
    assert settings_module.settings_path().is_relative_to(os.environ["XDG_CONFIG_HOME"])


def test_the_welcome_page_offers_recent_files(qtbot, tmp_path):
    path = sample_copy(tmp_path)
    window = make_window(qtbot)
    window.keep(replace(window.settings, recent_files=(str(path), str(tmp_path / "weg.xml"))))
    rows = [
        each for each in window.welcome.findChildren(QPushButton) if path.parent.name in each.text()
    ]
    assert [each.isEnabled() for each in rows] == [True, False]
    assert "nicht gefunden" in rows[1].text()
    rows[0].click()
    assert window.session.path == path


def test_the_documents_of_the_last_run_are_open_again_where_they_were(qtbot, window, tmp_path):
    first, second = window.session.path, sample_copy(tmp_path, "egov-2009.xml")
    windows = window.windows
    restoring = Restoring(windows)
    windows.open(second, window)
    other = windows.all[-1]
    qtbot.addWidget(other)
    goals = [each.id for each in window.session.document.root.walk() if each.tag == "goal"]
    window.go_to(goals[3], "source")
    window.actions_["quit"].trigger()
    assert windows.all == []
    places = load_places()
    assert [Path(each.file) for each in places] == [first, second]

    again = make_window(qtbot)
    open_others(again.windows, places, again)
    assert [each.session.path for each in again.windows.all] == [first, second]
    assert (again.selected, again.view) == (goals[3], "source")
    qtbot.addWidget(again.windows.all[1])
    second.unlink()
    assert [Path(each.file) for each in load_places()] == [first]
    assert again.windows.all[1].close()
    del restoring


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"windows": [{"file": 1}]}'])
def test_a_damaged_list_of_the_last_run_opens_nothing(tmp_path, content):
    (tmp_path / "session.json").write_bytes(content)
    assert load_places(tmp_path / "session.json") == []


def test_the_first_saving_of_an_older_file_says_so_in_words_of_the_desk(qtbot, tmp_path):
    (tmp_path / "broken").mkdir()
    path = sample_copy(tmp_path, "broken/no-lead.xml")
    window = opened(qtbot, path)
    goal = next(each for each in window.session.document.root.walk() if each.tag == "goal")
    window.controller.structure.several.duplicate([goal.id])
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: bool(window.notices.text("migrated")))
    said = window.notices.text("migrated")
    assert "älteren Fassung dieses Programms" in said
    assert "Vokabular" not in said
