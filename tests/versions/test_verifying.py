"""Whoever alters a history is found out, and what is altered is named."""

from __future__ import annotations

import zlib

import pytest

from strategy_editor.versions.objects import blob_id
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.verifying import verify_history
from tests.versions.repositories import begun, git, keep_as, text


@pytest.fixture
def history(tmp_path):
    made = begun(tmp_path)
    keep_as(made, text("Eins"), "Vorlage", kind="submission")
    keep_as(made, text("Zwei"), "Zwischenstand", minutes=1)
    keep_as(made, text("Drei"), "Beschluss", kind="decision", minutes=2)
    return made


def object_file(history, name):
    return history.folder / "objects" / name[:2] / name[2:]


def faults(history):
    proof = verify_history(open_history(history.file))
    return [(each.kind, each.name) for each in proof.faults]


def test_what_nobody_touched_is_proved(history):
    proof = verify_history(history)
    assert (proof.versions, proof.frozen, proof.faults) == (3, 2, ())


def test_it_says_how_far_it_is(history):
    told = []
    verify_history(history, lambda done, whole: told.append((done, whole)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_other_bytes_under_an_old_name_are_found(history):
    file = object_file(history, blob_id(text("Zwei")))
    file.chmod(0o644)
    forged = text("Zwo")
    file.write_bytes(zlib.compress(b"blob %d\0" % len(forged) + forged))
    assert faults(history) == [("unreadable", "Zwischenstand")]


def test_a_history_written_anew_is_found_by_its_fingerprints(history):
    """With real Git and all hashes right: only the fingerprint in the message is not."""
    folder = history.file.parent / "forged"
    git(history.file.parent, "clone", "-q", history.folder, folder)
    (folder / "strategie.xml").write_bytes(text("Gefälscht"))
    git(folder, "commit", "-qa", "--amend", "-C", "HEAD")
    git(folder, "push", "-q", "--force", history.folder, "main:refs/heads/forged")
    git(history.folder, "update-ref", "refs/heads/main", "refs/heads/forged")
    assert faults(history) == [("altered", "Beschluss"), ("removed", "Beschluss")]


def test_a_frozen_version_taken_out_of_the_history_is_remembered(history):
    git(history.folder, "update-ref", "refs/heads/main", "main~1")
    assert faults(history) == [("removed", "Beschluss")]


@pytest.mark.parametrize("lost", ["commit", "tree", "blob"])
def test_a_lost_object_is_named(history, lost):
    name = git(history.folder, "rev-parse", {"commit": "main~1", "tree": "main~1^{tree}",
                                             "blob": "main~1:strategie.xml"}[lost])  # fmt: skip
    object_file(history, name.strip()).unlink()
    found = faults(history)
    assert found[0][0] == "unreadable"
    assert found[0][1] == ("" if lost == "commit" else "Zwischenstand")
