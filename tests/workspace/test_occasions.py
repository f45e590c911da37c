"""Versions that nobody asks for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from strategy_editor.storage.reading import read
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.states import states
from strategy_editor.versions.timeline import versions
from strategy_editor.workspace.occasions import left_the_house, may_have_history, was_saved
from tests.versions.repositories import NOON, begun, git, keep_as, text


@pytest.fixture
def file(tmp_path):
    history = begun(tmp_path, text("Eins"))
    keep_as(history, text("Eins"), "Erste")
    return history.file


def saved(file, data, minutes):
    file.write_bytes(data)
    sentences = ("Neuer Stand: beschlossen", "Arbeitsstand")
    return was_saved(
        file, read(file).document, data, sentences, "Anna", NOON + timedelta(minutes=minutes)
    )


def test_saving_keeps_working_states_in_their_rhythm(file):
    assert saved(file, text("Zwei"), 5) is None
    assert saved(file, text("Drei"), 15) is not None
    assert saved(file, text("Vier"), 17) is None
    assert saved(file, text("Vier"), 30) is not None
    history = open_history(file)
    assert len(states(history)) == 2
    assert [each.name for each in versions(history)] == ["Erste"]


def test_another_document_status_is_a_version(file):
    adopted = text("Eins").replace(b'status="draft"', b'status="adopted"')
    saved(file, adopted, 1)
    newest = versions(open_history(file))[0]
    assert (newest.name, newest.kind, newest.said.occasion) == (
        "Neuer Stand: beschlossen", "decision", "status",
    )  # fmt: skip
    assert newest.said.fingerprint
    saved(file, adopted, 2)
    assert len(versions(open_history(file))) == 2


def test_without_a_history_nothing_happens(tmp_path):
    file = tmp_path / "strategie.xml"
    assert not may_have_history(file)
    assert saved(file, text("Eins"), 1) is None
    assert list(tmp_path.iterdir()) == [file]


def test_a_developers_repository_is_left_alone_until_somebody_keeps_a_version_there(tmp_path):
    """An export is no reason to commit to somebody's branch."""
    git(tmp_path, "init", "-q")
    file = tmp_path / "strategie.xml"
    file.write_bytes(text("Eins"))
    (tmp_path / "code.py").write_text("pass\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Import")
    git(tmp_path, "remote", "add", "origin", "https://example.org/else.git")
    before = git(tmp_path, "for-each-ref")
    file.write_bytes(text("Zwei"))
    assert left_the_house(file, "Ausgabe", "Anna", NOON) is None
    assert saved(file, text("Drei"), 60) is None
    assert git(tmp_path, "for-each-ref") == before
    assert git(tmp_path, "status", "--porcelain") == " M strategie.xml\n"
    keep_as(open_history(file), text("Drei"), "Erste eigene", minutes=61)
    file.write_bytes(text("Vier"))
    kept = left_the_house(file, "Ausgabe", "Anna", NOON + timedelta(minutes=62))
    assert kept is not None
    log = git(tmp_path, "log", "--format=%s", "--name-only", "-1").split("\n")
    assert log == ["Ausgabe", "", "strategie.xml", ""]
