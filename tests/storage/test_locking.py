"""Who has a file open: seen by others, taken over from the dead, never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.storage import locking, owner
from strategy_editor.storage.locking import holder, lock_file, take
from strategy_editor.storage.owner import Owner, is_running, this_program

HOLD = """
import sys
from pathlib import Path
from strategy_editor.storage.locking import holder, take
lock = take(Path(sys.argv[1]))
print("taken", flush=True)
sys.stdin.readline()
lock.release()
print("released", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "Strategie, neu; x.xml"
    made.write_text("<x/>")
    return made


def start(path):
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


def test_another_program_sees_who_has_the_file_open_until_it_is_released(path):
    with start(path) as other:
        assert other.stdout.readline() == "taken\n"
        found = holder(path)
        assert (found.owner.process, found.owner.host) == (other.pid, this_program().host)
        assert found.owner.user == this_program().user
        assert found.since
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.stdout.readline() == "released\n"
        assert holder(path) is None
        assert not lock_file(path).exists()
        other.stdin.write("\n")


def test_the_lock_of_a_program_that_was_killed_is_nobodys(path):
    with start(path) as other:
        assert other.stdout.readline() == "taken\n"
        other.kill()
    assert lock_file(path).exists()
    assert holder(path) is None
    mine = take(path)
    assert mine.is_written
    mine.release()
    assert not lock_file(path).exists()


def test_our_own_lock_is_no_hindrance_and_lies_where_libreoffice_looks(path):
    lock = take(path)
    assert lock_file(path) == path.with_name(f".~lock.{path.name}#")
    assert holder(path) is None
    lock.release()
    lock.release()


def test_a_lock_that_somebody_else_wrote_meanwhile_is_left(path):
    lock = take(path)
    lock_file(path).write_bytes(b",other,elsewhere,24.11.2026 01:00,file:///x;")
    lock.release()
    assert holder(path).owner.user == "other"


def test_a_lock_from_another_machine_or_program_counts_until_the_user_says_otherwise(path):
    for content in (
        b",Anna,pc-17,24.11.2026 01:00,strategy-editor:77:123;",
        b",Anna,pc-17,24.11.2026 01:00,file:///home/anna/.config/libreoffice/4;",
    ):
        lock_file(path).write_bytes(content)
        found = holder(path)
        assert (found.owner.user, found.owner.host, found.since) == (
            "Anna", "pc-17", "24.11.2026 01:00",
        )  # fmt: skip


@given(st.binary(max_size=200))
def test_any_content_is_read_without_failing(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("lock") / "s.xml"
    lock_file(path).write_bytes(content)
    holder(path)


@given(st.text(max_size=12), st.text(max_size=12))
def test_names_survive_whatever_they_hold(user, host):
    name = Owner(user, host, 5, "7")
    content = locking._content(name).decode("utf-8")
    fields = [locking.re.sub(r"\\(.)", r"\1", x) for x in locking._FIELD.findall(content)]
    clean = [x.encode("utf-8", "replace").decode("utf-8") for x in (user, host)]
    if "\n" not in user + host:
        assert fields[1:3] == clean


def test_a_folder_that_cannot_be_written_does_no_harm(path, monkeypatch):
    def refuse(*_args):
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    lock = take(path)
    assert not lock.is_written
    lock.release()
    assert holder(path) is None


def test_a_process_with_the_same_number_is_not_the_one_that_locked():
    me = this_program()
    if me.started:
        assert is_running(replace(me, started="1")) is False


def test_on_windows_the_system_is_asked_and_no_signal_is_sent(monkeypatch):
    asked = []

    def answer(process):
        asked.append(process)
        return process == 5

    monkeypatch.setattr(owner.sys, "platform", "win32")
    monkeypatch.setattr(owner, "_windows_alive", answer)
    monkeypatch.setattr(owner, "_stat", lambda _process: [])
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("would end the process"))
    here = this_program()
    assert is_running(replace(here, process=5)) is True
    assert is_running(replace(here, process=6)) is False
    assert asked == [5, 6]
