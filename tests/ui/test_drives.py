"""Drives that go and folders that may not be written: said before it matters, nothing misplaced."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from strategy_editor.storage import locking
from strategy_editor.storage.owner import Owner, this_program
from strategy_editor.ui import watching
from strategy_editor.ui.watching import Watch
from strategy_editor.workspace import saving
from tests.ui.window_kit import Answers, make_window, opened, sample_copy, settle

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    return opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))


def looked(qtbot, window):
    window.findChild(Watch).look()
    qtbot.waitUntil(lambda: bool(window.notices.text("disk")), timeout=60_000)
    return window.notices.text("disk")


def test_a_drive_that_is_gone_is_told_and_its_folder_is_not_filled(qtbot, window, monkeypatch):
    session = window.controller.session
    path = session.path
    window.controller.set_field(session.document.root.child("metadata").id, "title", ("Neu",))
    path.unlink()
    monkeypatch.setattr(watching, "drive_of", lambda _path: -1)
    monkeypatch.setattr(saving, "drive_of", lambda _path: -1)
    assert "Laufwerk" in looked(qtbot, window)
    window.questions = Answers()
    window.actions_["save"].trigger()
    assert window.questions.chosen_from[0][0] == "not-saved"
    assert "Laufwerk" in window.questions.chosen_from[0][2]["reason"]
    assert not path.exists()
    assert session.is_modified
    # It is back, with the file or without: saving goes on.
    monkeypatch.undo()
    window.actions_["save"].trigger()
    assert path.exists()
    assert not session.is_modified


def test_what_may_not_be_written_is_said_before_somebody_writes(qtbot, window, monkeypatch):
    monkeypatch.setattr(watching, "may_be_written", lambda _path: False)
    assert "schreibgeschützt" in looked(qtbot, window)
    window.controller.session.read_only = "newer"
    window.notices.withdraw("disk")
    window.findChild(Watch).look()
    qtbot.wait(50)
    assert not window.notices.text("disk")


def test_a_file_that_others_have_left_can_be_edited(qtbot, tmp_path, monkeypatch):
    path = sample_copy(tmp_path, "landkreis-2030.xml")
    other = Owner("anna", "anderswo", this_program().process)
    with monkeypatch.context() as patched:
        patched.setattr(locking, "this_program", lambda: other)
        lock = locking.take(path)
    window = make_window(qtbot)
    window.questions = Answers(choices=["read-only"])
    assert window.open_path(path)
    settle(qtbot, window)
    assert window.controller.session.is_read_only
    lock.release()
    assert "nicht mehr" in looked(qtbot, window)
    buttons = window.notices.findChildren(QPushButton)
    next(each for each in buttons if each.property("way") == "notice.edit").click()
    assert not window.controller.session.is_read_only
    assert window.controller.session.lock is not None
