"""What stands in the way: a lock of another program, a full disk, parts that are lost."""

from __future__ import annotations

import os
import time

import pygit2
import pytest

from strategy_editor.errors import UserError
from strategy_editor.i18n import LANGUAGES
from strategy_editor.versions.faults import Busy, HistoryDamaged
from strategy_editor.versions.talking import CannotConnect
from strategy_editor.workspace.wording import error_text
from tests.versions.colleagues import colleague
from tests.versions.repositories import begun, keep_as, text


def refused(error: type[UserError], work):
    """What is raised, once it was seen that there are words for it."""
    with pytest.raises(error) as caught:
        work()
    for language in LANGUAGES:
        assert "{" not in error_text(caught.value, language)
    return caught.value


def test_a_lock_of_another_program_stays_however_often_we_meet_it(tmp_path):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    lock = history.folder / "refs" / "heads" / "main.lock"
    lock.touch()
    for _ in range(3):
        error = refused(Busy, lambda: keep_as(history, text("Zwei"), "Zweite"))
        assert error.key == "error.versions-locked"
        assert lock.exists()


def test_a_lock_that_was_left_long_ago_is_named(tmp_path):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    lock = history.folder / "refs" / "heads" / "main.lock"
    lock.touch()
    long_ago = time.time() - 3600
    os.utime(lock, (long_ago, long_ago))
    error = refused(Busy, lambda: keep_as(history, text("Zwei"), "Zweite"))
    assert error.key == "error.versions-lock-left"
    assert lock.samefile(str(error.values["lock"]))
    lock.unlink()
    keep_as(history, text("Zwei"), "Zweite")


def test_a_disk_that_is_full_while_something_arrives(tmp_path, monkeypatch):
    anna = colleague(tmp_path, "Anna")
    anna.write(text("Eins"))
    anna.keep("Erste")
    anna.connect(tmp_path / "share.git")
    anna.send()
    before = anna.file.read_bytes()

    def full(*_arguments, **_more):
        raise pygit2.GitError("failed to write out pack file: No space left on device")

    monkeypatch.setattr(pygit2.remotes.Remote, "fetch", full)
    error = refused(CannotConnect, anna.fetch)
    assert error.key == "error.versions-no-room"
    assert anna.file.read_bytes() == before
    assert anna.names == ["Erste"]


def test_a_lost_version_is_told_without_gits_words(tmp_path):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    name = str(history.head)
    for file in (history.folder / "objects" / name[:2]).iterdir():
        file.chmod(0o644)
        file.unlink()
    error = refused(HistoryDamaged, lambda: keep_as(begun(tmp_path), text("Zwei"), "Zweite"))
    assert error.key == "error.versions-lacks"
