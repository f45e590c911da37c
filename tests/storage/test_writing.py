"""At any moment the old file is there whole, or the new one; never neither, never a leftover."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

import pytest

from strategy_editor.errors import CannotWrite, ChangedOnDisk
from strategy_editor.storage import writing
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import keep_copy, replace_file, replace_files, write
from tests.short import section, small_strategy

OLD, NEW = b"what was there", b"what is to be there"


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "strategy.xml"
    path.write_bytes(OLD)
    return path


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr(writing.time, "sleep", waits.append)
    return waits


def failing(code: int, *, times: int = 1000):
    left = [times]

    def fail(*_args, **_kwargs):
        left[0] -= 1
        if left[0] < 0:
            return
        raise OSError(code, os.strerror(code))

    return fail


def refused(target: Path) -> str:
    """Try to write; nothing may have changed, nothing be left. Return the key of the sentence."""
    before = sorted(target.parent.iterdir())
    with pytest.raises(CannotWrite) as caught:
        replace_file(target, NEW)
    assert sorted(target.parent.iterdir()) == before
    if target.is_file():
        assert target.read_bytes() == OLD
    return caught.value.key


def test_a_file_is_replaced(target):
    replace_file(target, NEW)
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize("step", ["fsync", "fdopen", "replace", "chmod"])
def test_a_full_disk_at_any_step_leaves_the_old_file(target, monkeypatch, step, code):
    owner = Path if step in ("replace", "chmod") else os
    monkeypatch.setattr(owner, step, failing(code))
    assert refused(target) == "error.disk-full"


def test_a_disk_that_fills_up_while_writing_leaves_the_old_file(target, monkeypatch):
    real = os.fdopen

    def opened(handle, mode):
        file = real(handle, mode, buffering=0)

        class Full:
            def __enter__(self):
                return self

            def __exit__(self, *_rest):
                file.close()

            def write(self, data):
                file.write(data[:3])
                raise OSError(errno.ENOSPC, "full")

        return Full()

    monkeypatch.setattr(os, "fdopen", opened)
    assert refused(target) == "error.disk-full"


def test_a_disk_without_room_for_one_of_several_files_leaves_all(tmp_path, monkeypatch):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"old")
    done = []

    def full(handle: int) -> None:
        done.append(handle)
        if len(done) > 1:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite) as raised:
        replace_files({one: b"new", two: b"new"})

    assert raised.value.path == two
    assert one.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [one]


def test_a_read_only_folder_leaves_the_old_file(target, monkeypatch):
    for code in (errno.EACCES, errno.EROFS, errno.EPERM):
        monkeypatch.setattr(tempfile, "mkstemp", failing(code))
        assert refused(target) == "error.not-writable"


def test_a_read_only_file_is_left_alone(target, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refused(target) == "error.not-writable"


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_access_rights_are_respected_as_the_system_has_them(target):
    target.chmod(0o444)
    assert refused(target) == "error.not-writable"


def test_any_other_fault_of_the_disk_leaves_the_old_file(target, monkeypatch):
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL))
    assert refused(target) == "error.cannot-write"


@pytest.mark.parametrize("code", [errno.EIO, errno.ESTALE, errno.EHOSTDOWN, errno.ETIMEDOUT])
@pytest.mark.parametrize("step", ["fsync", "fdopen", "replace"])
def test_a_drive_that_is_gone_leaves_the_old_file_and_is_named(target, monkeypatch, step, code):
    owner = Path if step == "replace" else os
    monkeypatch.setattr(owner, step, failing(code))
    assert refused(target) == "error.drive-away"


def test_a_name_that_is_too_long_is_named(target):
    with pytest.raises(CannotWrite) as caught:
        replace_file(target.with_name("x" * 300 + ".xml"), NEW)
    assert caught.value.key == "error.name-too-long"
    assert list(target.parent.iterdir()) == [target]


def test_a_copy_is_kept_but_never_one_of_nothing(target):
    copy = target.with_name("strategy.xml~")
    keep_copy(target, copy)
    assert copy.read_bytes() == OLD
    target.write_bytes(b"")
    keep_copy(target, copy)
    target.unlink()
    keep_copy(target, copy)
    assert copy.read_bytes() == OLD


def test_a_folder_is_no_file(tmp_path):
    assert refused(tmp_path) == "error.is-directory"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_is_neither_waited_for_nor_replaced(tmp_path):
    pipe = tmp_path / "pipe.xml"
    os.mkfifo(pipe)
    for call in (lambda: replace_file(pipe, NEW), lambda: keep_copy(pipe, tmp_path / "copy")):
        with pytest.raises(CannotWrite) as caught:
            call()
        assert caught.value.key == "error.not-a-file"
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CannotWrite) as caught:
        replace_file(tmp_path / "missing" / "a.xml", NEW)
    assert caught.value.key == "error.no-such-folder"


def test_a_file_in_the_place_of_the_folder_is_named(target):
    with pytest.raises(CannotWrite) as caught:
        replace_file(target / "a.xml", NEW)
    assert caught.value.key == "error.no-such-folder"


def test_a_file_held_open_elsewhere_is_tried_again(target, monkeypatch, no_waiting):
    """As on Windows, where another program may hold the target for a moment."""
    real, fail = Path.replace, failing(errno.EACCES, times=3)

    def replace(self, other):
        fail()
        return real(self, other)

    monkeypatch.setattr(Path, "replace", replace)
    replace_file(target, NEW)
    assert target.read_bytes() == NEW
    assert len(no_waiting) == 3


def test_a_file_held_open_for_good_is_left_alone(target, monkeypatch, no_waiting):
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES))
    assert refused(target) == "error.not-writable"
    assert 0 < sum(no_waiting) < 2


def test_a_folder_that_cannot_be_flushed_does_not_matter(target, monkeypatch):
    real = os.fsync

    def flush(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no")
        real(handle)

    monkeypatch.setattr(os, "fsync", flush)
    replace_file(target, NEW)
    assert target.read_bytes() == NEW


def test_an_interruption_leaves_the_old_file(target, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(target, NEW)
    assert list(target.parent.iterdir()) == [target]
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_are_kept(target, mode):
    target.chmod(mode)
    replace_file(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_new_file_gets_the_permissions_that_new_files_get(tmp_path):
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    replace_file(tmp_path / "new.xml", NEW)
    assert (tmp_path / "new.xml").stat().st_mode == ordinary.stat().st_mode


def test_a_link_stays_a_link(target, tmp_path):
    link = tmp_path / "link.xml"
    link.symlink_to(target.name)
    replace_file(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def test_a_link_to_nothing_creates_what_it_points_to(tmp_path):
    link = tmp_path / "link.xml"
    link.symlink_to("new.xml")
    replace_file(link, NEW)
    assert link.is_symlink()
    assert (tmp_path / "new.xml").read_bytes() == NEW


def test_a_link_to_itself_gives_way_to_the_file(tmp_path):
    link = tmp_path / "link.xml"
    link.symlink_to(link)
    replace_file(link, NEW)
    assert link.read_bytes() == NEW


@pytest.mark.parametrize("name", ["x" * 251 + ".xml", "ä" * 125 + ".xml"])
def test_the_longest_names_can_be_written(tmp_path, name):
    replace_file(tmp_path / name, NEW)
    assert (tmp_path / name).read_bytes() == NEW


def test_a_name_that_is_too_long_gets_a_sentence(tmp_path):
    with pytest.raises(CannotWrite):
        replace_file(tmp_path / ("x" * 300), NEW)


DOCUMENT = small_strategy(section("x"))


def test_writing_says_what_the_file_then_is(tmp_path):
    path = tmp_path / "a.xml"
    stamp = write(DOCUMENT, path)
    opened = read(path)
    assert opened.stamp == stamp
    assert opened.document == DOCUMENT


def test_a_file_that_somebody_else_wrote_is_left_alone(tmp_path):
    path = tmp_path / "a.xml"
    stamp = write(DOCUMENT, path)
    for other in (path.read_bytes() + b" ", path.read_bytes().replace(b"Small", b"Smoll")):
        path.write_bytes(other)
        with pytest.raises(ChangedOnDisk):
            write(DOCUMENT, path, stamp)
        assert path.read_bytes() == other


def test_a_file_written_anew_with_the_same_bytes_has_not_changed(tmp_path):
    path = tmp_path / "a.xml"
    stamp = write(DOCUMENT, path)
    path.write_bytes(path.read_bytes())
    assert write(DOCUMENT, path, stamp) == stamp


def test_a_file_that_vanished_is_written_anew(tmp_path):
    path = tmp_path / "a.xml"
    stamp = write(DOCUMENT, path)
    path.unlink()
    assert write(DOCUMENT, path, stamp) == stamp
    assert read(path).document == DOCUMENT


def test_a_folder_in_the_place_of_the_file_is_left_alone(tmp_path):
    path = tmp_path / "a.xml"
    stamp = write(DOCUMENT, path)
    path.unlink()
    path.mkdir()
    with pytest.raises(CannotWrite):
        write(DOCUMENT, path, stamp)
    assert path.is_dir()


def test_a_folder_that_may_no_longer_be_looked_into_gets_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / "a.xml"
    stamp = write(DOCUMENT, path)
    fail = failing(errno.EACCES)
    monkeypatch.setattr(Path, "stat", fail)
    monkeypatch.setattr(os, "stat", fail)
    monkeypatch.setattr(tempfile, "mkstemp", fail)
    with pytest.raises(CannotWrite):
        write(DOCUMENT, path, stamp)
