"""A developer's ordinary repository: used as it is, and nothing else in it is touched."""

from __future__ import annotations

import pytest

from strategy_editor.versions.faults import Busy
from strategy_editor.versions.repository import begin, embedded_folder
from strategy_editor.versions.timeline import content_of, versions
from strategy_editor.versions.version import Author
from tests.versions.repositories import fsck, git, keep_as, text


@pytest.fixture
def tree(tmp_path):
    """A working tree with a strategy in a folder, a committed file, and changes under way."""
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "docs").mkdir()
    (folder / "docs" / "egov.xml").write_bytes(text("Eins"))
    (folder / "code.txt").write_text("one\n")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Import the strategy")
    (folder / "code.txt").write_text("two\n")
    git(folder, "add", "code.txt")
    (folder / "code.txt").write_text("three\n")
    (folder / "new.txt").write_text("untracked\n")
    return folder


def test_versions_are_commits_on_the_branch_and_nothing_else_is_touched(tree):
    file = tree / "docs" / "egov.xml"
    status = git(tree, "status", "--porcelain")
    staged = git(tree, "show", ":code.txt")
    file.write_bytes(text("Zwei"))
    history = begin(file)
    assert not history.is_embedded
    keep_as(history, text("Zwei"), "Zweite")
    assert not embedded_folder(file).exists()
    assert git(tree, "status", "--porcelain") == status
    assert git(tree, "show", ":code.txt") == staged
    assert git(tree, "show", "HEAD:code.txt") == "one\n"
    assert git(tree, "show", "--format=", "--name-only", "HEAD") == "docs/egov.xml\n"
    assert git(tree, "branch", "--list").split() == ["*", "main"]
    fsck(history)


def test_commits_of_others_are_versions_where_they_change_the_file(tree):
    file = tree / "docs" / "egov.xml"
    history = begin(file)
    git(tree, "commit", "-qam", "Unrelated")
    keep_as(history, text("Zwei"), "Zweite", kind="decision")
    file.write_bytes(text("Drei"))
    git(tree, "commit", "-qam", "Reword the goal\n\nBecause.")
    known = versions(history)
    assert [each.name for each in known] == ["Reword the goal", "Zweite", "Import the strategy"]
    assert [each.is_foreign for each in known] == [True, False, True]
    assert known[0].said.note == "Because."
    assert known[0].author == Author("Dev", "dev@example.org")
    assert known[1].parents == (known[2].id,)
    assert content_of(history, known[0]) == text("Drei")


def test_merges_of_others_join_the_versions(tree):
    file = tree / "docs" / "egov.xml"
    git(tree, "commit", "-qam", "Unrelated")
    git(tree, "switch", "-qc", "side")
    file.write_bytes(text("Seite"))
    git(tree, "commit", "-qam", "Side")
    git(tree, "switch", "-q", "main")
    (tree / "code.txt").write_text("four\n")
    git(tree, "commit", "-qam", "Code")
    git(tree, "merge", "-q", "--no-edit", "side")
    history = begin(file)
    assert [each.name for each in versions(history)] == ["Side", "Import the strategy"]


def test_two_strategies_in_one_repository_do_not_mix(tree):
    other = tree / "docs" / "other.xml"
    other.write_bytes(text("Andere"))
    here, there = begin(tree / "docs" / "egov.xml"), begin(other)
    keep_as(here, text("Eins"), "Name ohne Änderung")
    keep_as(there, text("Andere"), "Andere Strategie")
    assert [each.name for each in versions(there)] == ["Andere Strategie"]
    assert [each.name for each in versions(here)] == ["Name ohne Änderung", "Import the strategy"]


def test_a_file_that_the_repository_ignores_has_its_own_history(tree):
    (tree / ".gitignore").write_text("private.xml\n")
    file = tree / "private.xml"
    file.write_bytes(text("Eins"))
    history = begin(file)
    assert history.is_embedded
    assert history.folder == embedded_folder(file)


def test_a_repository_without_a_commit_works(tmp_path):
    git(tmp_path, "init", "-q")
    file = tmp_path / "egov.xml"
    file.write_bytes(text("Eins"))
    history = begin(file)
    keep_as(history, text("Eins"), "Erste")
    assert [each.name for each in versions(history)] == ["Erste"]
    assert git(tmp_path, "status", "--porcelain") == ""


def test_a_merge_in_progress_is_left_alone(tree):
    (tree / ".git" / "MERGE_HEAD").write_text(git(tree, "rev-parse", "HEAD"))
    history = begin(tree / "docs" / "egov.xml")
    with pytest.raises(Busy, match="unfinished"):
        keep_as(history, text("Zwei"), "Zweite")


def test_a_detached_head_is_told(tree):
    git(tree, "checkout", "-q", "--detach")
    with pytest.raises(Busy, match="detached"):
        begin(tree / "docs" / "egov.xml")


def test_an_index_that_git_holds_is_left_alone(tree):
    history = begin(tree / "docs" / "egov.xml")
    before = history.head
    (tree / ".git" / "index.lock").write_text("")
    with pytest.raises(Busy, match="locked"):
        keep_as(history, text("Zwei"), "Zweite")
    assert history.head == before
    assert (tree / ".git" / "index.lock").exists()


def test_a_linked_working_tree_shares_the_objects(tree):
    git(tree, "worktree", "add", "-q", "-b", "linked", "../linked")
    history = begin(tree.parent / "linked" / "docs" / "egov.xml")
    keep_as(history, text("Zwei"), "Zweite")
    assert git(tree, "log", "-1", "--format=%s", "linked") == "Zweite\n"
    assert git(tree.parent / "linked", "status", "--porcelain") == " M docs/egov.xml\n"
