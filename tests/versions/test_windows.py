"""What Windows does differently, through fakes of what it has."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from strategy_editor.versions import guard
from strategy_editor.versions.address import read_address
from strategy_editor.versions.repository import hide
from tests.versions.repositories import begun, keep_as, text


class Msvcrt:
    """Locks of bytes, as the C library of Windows has them."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self) -> None:
        self.held: dict[tuple[int, int], int] = {}

    def locking(self, handle: int, mode: int, count: int) -> None:
        where = (os.fstat(handle).st_ino, os.lseek(handle, 0, os.SEEK_CUR))
        assert count == 1
        if mode == self.LK_UNLCK:
            assert self.held.pop(where) == handle
        elif self.held.setdefault(where, handle) != handle:
            raise PermissionError(13, "Permission denied")


@pytest.fixture
def windows(monkeypatch):
    fake = Msvcrt()
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(guard, "os", SimpleNamespace(**{**vars(os), "name": "nt"}))
    return fake


def test_one_writer_at_a_time(windows, tmp_path):
    one, other = (os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT) for _ in range(2))
    try:
        assert guard.try_lock(one)
        assert not guard.try_lock(other)
        # What is written into the file stays readable, and is written where it belongs.
        os.write(one, b"4711")
        assert os.pread(other, 10, 0) == b"4711"
        guard.unlock(one)
        assert guard.try_lock(other)
        guard.unlock(other)
    finally:
        os.close(one)
        os.close(other)


def test_keeping_versions(windows, tmp_path):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    assert windows.held == {}
    assert (history.private_folder / "writing").read_bytes() == b""


def test_the_folder_is_hidden(monkeypatch, tmp_path):
    asked = []
    kernel = SimpleNamespace(SetFileAttributesW=lambda path, bits: asked.append((path, bits)))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr("strategy_editor.versions.repository.os", SimpleNamespace(name="nt"))
    hide(tmp_path)
    assert asked == [(str(tmp_path), 2)]


@pytest.mark.parametrize("path", ["C:\\Freigabe\\team.git", "c:/Freigabe/team.git",
                                  "\\\\server\\share\\team.git"])  # fmt: skip
def test_paths_of_windows_are_folders_and_no_servers(path):
    assert read_address(path).folder is not None


@pytest.mark.parametrize(
    ("typed", "url", "user", "secret"),
    [
        ("https://a:b%40c@git.example.org/x.git", "https://git.example.org/x.git", "a", "b@c"),
        ("ssh://git@git.example.org:2222/x.git", "ssh://git@git.example.org:2222/x.git", "git", ""),
        ("git@git.example.org:team/x.git", "git@git.example.org:team/x.git", "", ""),
        ("https://[::1]:8443/x.git", "https://[::1]:8443/x.git", "", ""),
    ],
)
def test_addresses(typed, url, user, secret):
    found = read_address(f" {typed}\n")
    assert (found.url, found.user, found.secret, found.folder) == (url, user, secret, None)


def test_a_token_is_sent_in_the_open_to_this_machine_only():
    assert read_address("http://git.example.org/x").is_open
    assert not read_address("http://127.0.0.1:80/x").is_open
    assert not read_address("https://git.example.org/x").is_open
    assert read_address(str(Path("x"))).folder == Path("x").absolute()
