"""What is typed into a file that is no XML outlives the program, as everything typed does."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QTextBrowser

from strategy_editor.errors import CannotWrite
from strategy_editor.recovery import text_recorder
from strategy_editor.recovery.about import read_about, write_about
from strategy_editor.recovery.folder import recovery_folder
from strategy_editor.recovery.lines import LineChange, changed_lines
from strategy_editor.recovery.offers import offers, recover, recovered_text
from strategy_editor.storage.owner import Owner, this_program
from strategy_editor.ui import ending
from strategy_editor.ui.questions import Unsaved
from strategy_editor.ui.recovery.offering import Offering
from tests.ui.window_kit import Answers, make_window, sample_copy, settle

pytestmark = pytest.mark.gui
ENDED = Owner("somebody", this_program().host, 2**22 + 1)


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for name in ("STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))


@pytest.fixture
def file(tmp_path):
    (tmp_path / "broken").mkdir()
    return sample_copy(tmp_path, "broken/syntax-ampersand.xml")


@pytest.fixture
def window(qtbot, file):
    made = make_window(qtbot)
    assert not made.open_path(file)
    return made


def kept() -> list[str]:
    """The texts that a program which ended now would have left."""
    folder = recovery_folder()
    if not folder.is_dir():
        return []
    for each in folder.iterdir():
        about = read_about(each)
        if about is not None:
            # The program itself may take the folder away at this moment.
            with suppress(CannotWrite):
                write_about(each, replace(about, owner=ENDED))
    return [recovered_text(each) for each in offers() if each.is_text]


def type_text(qtbot, window, text: str) -> None:
    editor = window.trouble.editor
    editor.setFocus()
    qtbot.keyClicks(editor, text)


def wait_for(qtbot, text: str) -> None:
    # Looking may take the folder away before anything is in it: it is made again after a while.
    qtbot.waitUntil(lambda: any(text in each for each in kept()), timeout=20_000)


def crashed(qtbot, window, text: str) -> None:
    """Type, and let the program end without a word."""
    type_text(qtbot, window, text)
    wait_for(qtbot, text)
    crash(window)


def crash(window) -> None:
    window.trouble.keeper.hand_over()
    window.trouble.editor.document().setModified(False)
    window.leave()


def offered(qtbot, window) -> Offering:
    offering = Offering(window)
    offering.look()
    qtbot.waitUntil(lambda: offering.dialog is not None)
    buttons = offering.dialog.buttons
    qtbot.waitUntil(lambda: buttons["restore"].isEnabled())
    return offering


def test_nothing_is_kept_of_a_file_that_was_only_looked_at(window):
    window.trouble.show_fault()
    window.trouble.close_file.click()
    assert kept() == []


def test_what_is_typed_is_offered_compared_and_brought_back(qtbot, window, file):
    before = file.read_bytes()
    crashed(qtbot, window, "mein Text ")
    second = make_window(qtbot)
    dialog = offered(qtbot, second).dialog
    assert file.name in dialog.list.item(0).text()
    dialog.buttons["compare"].click()
    assert "mein Text" in dialog.findChild(QTextBrowser).toPlainText()
    dialog.buttons["restore"].click()
    assert "mein Text " in second.trouble.editor.toPlainText()
    assert second.isWindowModified()
    assert file.read_bytes() == before
    # It is kept anew before the old folder goes.
    qtbot.waitUntil(lambda: len(list(recovery_folder().iterdir())) == 1)
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert "mein Text" in kept()[0]


def test_a_text_that_can_be_read_opens_as_a_document_that_is_kept(qtbot, window, file):
    mending = window.trouble
    text = mending.editor.toPlainText()
    line = text.splitlines()[30]
    mending.editor.setPlainText(text.replace(line, line.replace("&", "&amp;")))
    wait_for(qtbot, "&amp;")
    mending.retry.click()
    settle(qtbot, window)
    # Looking may take the new folder away before anything is in it: five seconds later it is
    # there again.
    qtbot.waitUntil(lambda: kept() == [] and len(offers()) == 1, timeout=20_000)
    assert recover(offers()[0]).document.root == window.session.document.root
    window.leave()


def test_a_restored_text_that_can_be_read_says_so(qtbot, window, file):
    mending = window.trouble
    text = mending.editor.toPlainText()
    line = text.splitlines()[30]
    mending.editor.setPlainText(text.replace(line, line.replace("&", "&amp;")))
    wait_for(qtbot, "&amp;")
    crash(window)
    second = make_window(qtbot)
    offered(qtbot, second).dialog.buttons["restore"].click()
    assert second.trouble.sentence.text() == "Dieser Text lässt sich lesen."


def test_a_file_that_somebody_mended_meanwhile_is_not_written_over(qtbot, window, file, tmp_path):
    mending = window.trouble
    text = mending.editor.toPlainText()
    line = text.splitlines()[30]
    mended = text.replace(line, line.replace("&", "&amp;"))
    file.write_bytes(mended.replace("E-Government", "E-GOVERNMENT").encode())
    theirs = file.read_bytes()
    mending.editor.setPlainText(mended)
    mending.retry.click()
    settle(qtbot, window)
    window.questions = Answers(choices=["cancel"])
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: bool(window.questions.chosen_from))
    assert file.read_bytes() == theirs
    window.leave()


def test_saving_the_text_ends_the_keeping(qtbot, window, tmp_path):
    type_text(qtbot, window, "mein Text ")
    wait_for(qtbot, "mein Text")
    window.questions = Answers(save_answer=tmp_path / "anders.xml")
    window.trouble.save.click()
    qtbot.waitUntil(lambda: kept() == [])


def test_a_text_thrown_away_is_kept_aside_for_a_while(qtbot, window):
    type_text(qtbot, window, "mein Text ")
    window.questions = Answers(unsaved_answer=Unsaved.DISCARD)
    mending = window.trouble
    mending.close_file.click()
    mending.keeper.wait()
    (offer,) = offers()
    assert offer.is_discarded
    assert "mein Text" in recovered_text(offer)


def test_a_program_told_to_stop_keeps_the_last_key(qtbot, window):
    type_text(qtbot, window, "mein Text")
    ending.keep_all(window.windows)
    assert any("mein Text" in each for each in kept())


def test_a_full_disk_is_told_and_forgotten_once_it_takes_the_text(qtbot, window, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = window.trouble.note.text()
    whole = text_recorder.replace_file
    monkeypatch.setattr(text_recorder, "replace_file", full)
    type_text(qtbot, window, "a")
    qtbot.waitUntil(lambda: window.trouble.note.text() != before, timeout=5000)
    monkeypatch.setattr(text_recorder, "replace_file", whole)
    window.trouble.keeper._timer.start(0)
    qtbot.waitUntil(lambda: window.trouble.note.text() == before, timeout=5000)


def test_a_file_opened_again_comes_forward_with_what_was_typed(qtbot, window, file):
    type_text(qtbot, window, "mein Text ")
    assert window.windows.open(file, window)
    assert len(window.windows.all) == 1
    assert "mein Text" in window.trouble.editor.toPlainText()


def test_lines_that_differ_are_told_with_their_place():
    assert changed_lines("a\nb\nc", "a\nb\nc") == ()
    assert changed_lines("a\nb\nc", "a\nx\ny\nc") == (LineChange(2, ("b",), ("x", "y")),)
    assert changed_lines("", "a") == (LineChange(1, (), ("a",)),)
    assert changed_lines("a\na", "a") == (LineChange(2, ("a",), ()),)


def test_a_damaged_text_is_told_not_shown(qtbot, window):
    crashed(qtbot, window, "mein Text ")
    (offer,) = offers()
    journal = offer.folder / "journal"
    journal.write_bytes(journal.read_bytes()[:-3])
    assert offers() == []
    assert journal.exists()
