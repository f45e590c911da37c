"""Versions as the window uses them: a renamed file, single changes from the past."""

from __future__ import annotations

import shutil

from strategy_editor.comparison.taking import take
from strategy_editor.storage.reading import read
from strategy_editor.versions.repository import embedded_folder, find, open_history
from strategy_editor.versions.timeline import find_version, versions
from strategy_editor.workspace.versioning import changes_back, timeline
from tests.short import paragraph, section, small_strategy
from tests.versions.repositories import begun, git, keep_as, text, xml

TWO = xml(small_strategy(section("s1", paragraph("p1", "Eins."), paragraph("p2", "Zwei."))))


def test_single_changes_of_an_old_version_are_taken(tmp_path):
    history = begun(tmp_path, TWO)
    keep_as(history, TWO, "Alt")
    history.file.write_bytes(TWO.replace(b"Eins.", b"Neu eins.").replace(b"Zwei.", b"Neu zwei."))
    draft = read(history.file).document
    back = changes_back(history, find_version(history, "Alt"), draft)
    assert {change.id for change in back.changes} == {"p1", "p2"}
    (one,) = [change for change in back.changes if change.id == "p2"]
    taken = take(back, draft, [one])
    assert (taken.node("p1").text, taken.node("p2").text) == ("Neu eins.", "Zwei.")


def test_a_renamed_file_keeps_its_history(tmp_path):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    new = history.file.rename(tmp_path / "strategie-final.xml")
    assert [each.name for each in timeline(new).versions] == ["Erste"]
    assert embedded_folder(new).is_dir()
    keep_as(open_history(new), text("Zwei"), "Zweite")
    assert [each.name for each in timeline(new).versions] == ["Zweite", "Erste"]


def test_a_copy_and_another_strategy_adopt_nothing(tmp_path):
    history = begun(tmp_path)
    keep_as(history, text("Eins"), "Erste")
    copy = shutil.copy(history.file, tmp_path / "kopie.xml")
    assert find(copy) is None
    history.file.unlink()
    other = tmp_path / "andere.xml"
    other.write_bytes(text("Eins").replace(b'id="s"', b'id="other"'))
    assert find(other) is None
    assert find(copy) is not None


def test_a_file_renamed_by_a_developer_keeps_its_history(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "a.xml").write_bytes(text("Eins"))
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "First")
    (tmp_path / "docs").mkdir()
    git(tmp_path, "mv", "a.xml", "docs/b.xml")
    git(tmp_path, "commit", "-qm", "Move")
    (tmp_path / "docs" / "b.xml").write_bytes(text("Zwei"))
    git(tmp_path, "commit", "-qam", "Reword")
    history = open_history(tmp_path / "docs" / "b.xml")
    assert [each.name for each in versions(history)] == ["Reword", "First"]
