"""What is kept comes back byte for byte, is proper Git, and never half there."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pygit2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.errors import CannotWrite, UserError
from strategy_editor.storage.fingerprint import fingerprint_of
from strategy_editor.versions.content import prepared
from strategy_editor.versions.faults import Busy, HistoryDamaged
from strategy_editor.versions.keeping import keep, writing
from strategy_editor.versions.objects import blob_id, write_blob
from strategy_editor.versions.repository import embedded_folder, find, open_history
from strategy_editor.versions.timeline import content_of, find_version, versions
from strategy_editor.versions.version import KINDS, Author, Particulars
from tests.strategies import make_document
from tests.versions.repositories import ANNA, NOON, begun, fsck, git, keep_as, text, xml


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 50), st.sampled_from(KINDS)), min_size=1, max_size=6))
def test_every_kept_version_can_be_had_back_byte_for_byte(tmp_path_factory, kept):
    history = begun(tmp_path_factory.mktemp("history"))
    for number, (seed, kind) in enumerate(kept):
        keep_as(
            history, xml(make_document(seed, 30)), f"Fassung {number}", minutes=number, kind=kind
        )
    known = versions(history)
    assert [each.name for each in reversed(known)] == [f"Fassung {n}" for n in range(len(kept))]
    for version, (seed, kind) in zip(reversed(known), kept, strict=True):
        data = xml(make_document(seed, 30))
        assert content_of(history, version) == data
        assert version.kind == kind
        assert version.said.fingerprint == (fingerprint_of(data) if version.is_frozen else "")
        assert version.author == ANNA


def test_real_git_reads_it(tmp_path):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste", note="Bemerkung", kind="decision")
    keep_as(history, text("Zwei"), "Zweite", minutes=5)
    fsck(history)
    log = git(history.folder, "log", "--format=%an|%ae|%aI|%s", "main")
    assert log.splitlines() == [
        "Anna Beispiel|anna@example.org|2026-03-02T12:05:00+00:00|Zweite",
        "Anna Beispiel|anna@example.org|2026-03-02T12:00:00+00:00|Erste",
    ]
    difference = git(history.folder, "log", "-p", "-1", "--format=", "--unified=0", "main")
    changed = [line for line in difference.splitlines() if line[:1] in "+-"][2:]
    assert [line.strip() for line in changed] == [
        '-      <paragraph id="p1">Eins</paragraph>'.replace("      ", " " * 4),
        '+      <paragraph id="p1">Zwei</paragraph>'.replace("      ", " " * 4),
    ]
    git(tmp_path, "clone", "-q", history.folder, "clone")
    assert (tmp_path / "clone" / "strategie.xml").read_bytes() == text("Zwei")


def test_a_file_that_was_not_canonical_is_kept_as_it_was_once(tmp_path):
    history = begun(tmp_path)
    wild = text("Eins").replace(b"  <", b"\t\t<")
    kept = keep_as(history, wild, "Erste", kind="submission")
    assert kept.as_found is not None
    assert content_of(history, kept.as_found) == wild
    assert content_of(history, kept.version) == text("Eins")
    assert kept.as_found.said.occasion == "found"
    again = keep_as(history, text("Zwei").replace(b"  <", b"\t<"), "Zweite", minutes=1)
    assert again.as_found is None
    assert content_of(history, again.version) == text("Zwei")
    assert [each.is_named for each in versions(history)] == [True, True, False]


def test_a_name_for_a_state_that_is_kept_already_is_a_version_of_its_own(tmp_path):
    history = begun(tmp_path)
    first = keep_as(history, text("Eins"), "Erste").version
    second = keep_as(history, text("Eins"), "Kabinettsfassung", kind="decision", minutes=1).version
    assert second.parents == (first.id,)
    third = keep_as(history, text("Eins"), "Ausgabe", occasion="export", minutes=2)
    assert (third.is_new, third.version.id) == (False, second.id)
    assert len(versions(history)) == 2


def test_a_version_is_found_by_name_and_by_the_beginning_of_its_id(tmp_path):
    history = begun(tmp_path)
    first = keep_as(history, text("Eins"), "Stand nach der Ressortabstimmung").version
    second = keep_as(history, text("Zwei"), "Entwurf").version
    for asked in (first.name, f"  {first.name.upper()}\n", first.id, first.id[:7].upper()):
        assert find_version(history, asked).id == first.id
    newer = keep_as(history, text("Drei"), "Entwurf").version
    assert find_version(history, "Entwurf").id == newer.id != second.id
    for unknown in ("", "Ent", "zzzz", first.id[:3], first.id + "0"):
        with pytest.raises(UserError):
            find_version(history, unknown)


@pytest.mark.parametrize("name", ["", " \n", "\0\x07"])
def test_a_version_needs_a_name(tmp_path, name):
    history = begun(tmp_path)
    with pytest.raises(UserError, match="nameless"):
        keep_as(history, text("Eins"), name)
    assert history.head is None


@pytest.mark.parametrize("name", ["", "<>", "  .", "a<b>\nc\0", "Jürgen Groß", "\ud800"])
def test_any_author_can_be_written(tmp_path, name):
    history = begun(tmp_path)
    said = Particulars("Erste")
    keep(history, prepared(text("Eins"), history.file), said, Author(name, name), NOON)
    fsck(history)


def test_blobs_are_those_of_git(tmp_path):
    history = begun(tmp_path)
    for data in (b"", b"x", os.urandom(3_000_000)):
        assert write_blob(history, data) == blob_id(data) == str(history.git.create_blob(data))
        assert history.git[blob_id(data)].data == data
    keep_as(history, text("Eins"), "Erste")
    fsck(history)


def test_no_blob_is_left_half_when_writing_fails(tmp_path, monkeypatch):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    before = history.head

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="disk-full"):
        keep_as(history, text("Zwei"), "Zweite")
    monkeypatch.undo()
    assert history.head == before
    assert not list(history.folder.rglob("tmp_obj_*"))
    fsck(history)
    keep_as(history, text("Zwei"), "Zweite")


LIMITED = """
import resource, sys
from pathlib import Path
from strategy_editor.errors import CannotWrite
from tests.versions.repositories import keep_as, text
from strategy_editor.versions.repository import open_history
history = open_history(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    keep_as(history, text("Zwei " * 400), "Zweite", kind="decision")
except CannotWrite as error:
    print(error.key)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("limit", [0, 60, 150, 300])
def test_a_full_disk_leaves_the_history_as_before(tmp_path, limit):
    """The system itself refuses, at whatever file it is: lock, object, reference."""
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    done = subprocess.run([sys.executable, "-c", LIMITED, history.file, str(limit)],
                          capture_output=True, encoding="utf-8", check=True)  # fmt: skip
    assert done.stdout.strip() == "error.versions-disk-full", done.stdout + done.stderr
    assert [each.name for each in versions(history)] == ["Erste"]
    fsck(history)
    keep_as(history, text("Drei"), "Dritte")
    assert [each.name for each in versions(history)] == ["Dritte", "Erste"]


def test_a_folder_that_may_not_be_written_is_told(tmp_path, monkeypatch):
    history = begun(tmp_path)

    def refuse(*_arguments, **_settings):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(CannotWrite, match="not-writable"):
        keep_as(history, text("Eins"), "Erste")


def test_another_window_that_writes_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr("strategy_editor.versions.guard.PATIENCE", 0.1)
    history = begun(tmp_path)
    with writing(history), pytest.raises(Busy):
        keep_as(open_history(history.file), text("Eins"), "Erste")
    keep_as(history, text("Eins"), "Erste")


def test_locks_that_a_killed_process_left_are_taken_away(tmp_path, monkeypatch):
    monkeypatch.setattr("strategy_editor.versions.guard._GIT_WORKS_FOR", 0.05)
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    lock = history.folder / "refs" / "heads" / "main.lock"
    lock.write_text("")
    with pytest.raises(Busy):
        keep_as(history, text("Zwei"), "Zweite")
    # Not ours: nobody of us was killed.
    assert lock.exists()
    (history.private_folder / "writing").write_text("4711")
    keep_as(history, text("Zwei"), "Zweite")
    assert not lock.exists()
    assert [each.name for each in versions(history)] == ["Zweite", "Erste"]


def test_a_damaged_repository_is_told_in_one_word(tmp_path):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    (history.folder / "HEAD").write_text("nonsense")
    with pytest.raises(HistoryDamaged):
        find(history.file)
    (history.folder / "HEAD").unlink()
    with pytest.raises(HistoryDamaged):
        find(history.file)


def test_a_lost_version_does_not_hide_the_others(tmp_path):
    history = begun(tmp_path)
    first = keep_as(history, text("Eins"), "Erste").version
    second = keep_as(history, text("Zwei"), "Zweite").version
    (history.folder / "objects" / first.content[:2] / first.content[2:]).unlink()
    history = open_history(history.file)
    known = versions(history)
    assert [each.name for each in known] == ["Zweite", "Erste"]
    assert content_of(history, second) == text("Zwei")
    with pytest.raises(HistoryDamaged):
        content_of(history, first)
    keep_as(history, text("Drei"), "Dritte")


def test_half_a_repository_is_never_seen(tmp_path):
    left = tmp_path / ".strategie.xml.versions.abc.part"
    left.mkdir()
    (left / "HEAD").write_text("ref: refs/heads/main")
    history = begun(tmp_path)
    assert not left.exists()
    assert embedded_folder(history.file).is_dir()
    assert not [each for each in tmp_path.iterdir() if each.suffix == ".part"]


def test_the_library_itself_leaves_nothing_behind(tmp_path):
    """What a reference is compared with before it moves is what it was when we began."""
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    other = open_history(history.file)
    keep_as(other, text("Zwei"), "Zweite")
    keep_as(history, text("Drei"), "Dritte")
    assert [each.name for each in versions(other)] == ["Dritte", "Zweite", "Erste"]
    assert isinstance(replace(history), type(history))
    assert pygit2.settings.owner_validation is False
