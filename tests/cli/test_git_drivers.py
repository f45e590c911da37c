"""Real Git with our drivers, configured as the README says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from strategy_editor.document.document import Document
from strategy_editor.merging.stored import conflicts_in
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from tests.cli.calling import call
from tests.cli.test_merge import TEXT, strategy

ROOT = Path(__file__).resolve().parents[2]
FILE = "strategie.xml"


class Repository:
    """A repository whose configuration comes from the README."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        tools = folder / ".tools"
        tools.mkdir(parents=True)
        program = tools / "strategy-editor"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m strategy_editor "$@"\n')
        program.chmod(0o755)
        self.environment = {
            **os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
            "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "",
            "LC_MESSAGES": "", "LANG": "en_GB.UTF-8",
            **{f"GIT_{who}_{what}": f"{who}@example.org" for who in ("AUTHOR", "COMMITTER")
               for what in ("NAME", "EMAIL")},
        }  # fmt: skip
        self.git("init", "-q", "-b", "main")
        subprocess.run(
            ["sh", "-euc", configuration()], cwd=folder, env=self.environment, check=True
        )

    def git(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, document: Document) -> None:
        write(document, self.folder / FILE)
        self.git("add", FILE, ".gitattributes")
        self.git("commit", "-q", "-m", "state")

    def branches(self, base: Document, ours: Document, theirs: Document) -> None:
        self.commit(base)
        self.git("checkout", "-q", "-b", "other")
        self.commit(theirs)
        self.git("checkout", "-q", "main")
        self.commit(ours)

    @property
    def document(self) -> Document:
        return read(self.folder / FILE).document


def configuration() -> str:
    """The two lines that the README gives for Git."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- git -->\n```sh\n(.*?)```", readme, re.DOTALL)
    assert found is not None
    lines = found[1].strip().splitlines()
    assert len(lines) == 2
    return "\n".join(lines)


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


def test_merging_without_conflict(repository):
    ours = strategy(TEXT.replace("alle", "viele"))
    repository.branches(strategy(TEXT), ours, strategy(TEXT.replace("2018", "2020"), "Neu."))
    repository.git("merge", "-q", "--no-edit", "other")
    expected = TEXT.replace("alle", "viele").replace("2018", "2020")
    assert repository.document.node("p").text == expected
    assert "m0" in repository.document
    assert repository.git("status", "--porcelain", "-uno") == ""


def test_merging_with_a_conflict(repository):
    base, ours, theirs = (TEXT, TEXT.replace("2018", "2019"), TEXT.replace("2018", "2020"))
    repository.branches(*map(strategy, (base, ours, theirs)))
    said = repository.git("merge", "--no-edit", "other", code=1)
    assert "CONFLICT" in said
    assert FILE in said
    (conflict,) = conflicts_in(repository.document.root)
    assert conflict.variant("theirs").value == theirs
    assert repository.document.node("p").text == ours
    assert repository.git("status", "--porcelain", "-uno").startswith("UU")


def test_a_file_that_both_have_added(repository):
    (repository.folder / "read.me").write_text("x")
    repository.git("add", "read.me", ".gitattributes")
    repository.git("commit", "-q", "-m", "first")
    repository.git("checkout", "-q", "-b", "other")
    repository.commit(strategy(TEXT, "eins"))
    repository.git("checkout", "-q", "main")
    repository.commit(strategy(TEXT, "eins", "zwei"))
    repository.git("merge", "-q", "--no-edit", "other")
    assert repository.document == strategy(TEXT, "eins", "zwei")


def test_what_cannot_be_read_is_left_as_it_is(repository):
    repository.branches(strategy(TEXT), strategy(TEXT, "a"), strategy(TEXT, "b"))
    repository.git("checkout", "-q", "other")
    (repository.folder / FILE).write_text("<strategy")
    repository.git("commit", "-q", "-am", "broken")
    repository.git("checkout", "-q", "main")
    before = (repository.folder / FILE).read_bytes()
    repository.git("merge", "--no-edit", "other", code=1)
    assert (repository.folder / FILE).read_bytes() == before


def test_differences_can_be_read(repository):
    repository.commit(strategy(TEXT))
    write(strategy(TEXT.replace("2018", "2020"), "Neu."), repository.folder / FILE)
    said = repository.git("diff")
    assert "[-2018-]{+2020+}" in said
    assert "<paragraph" not in said
    repository.git("commit", "-qam", "next")
    logged = repository.git("log", "-p", "-1")
    assert f"+    Paragraph: {TEXT.replace('2018', '2020')}" in logged
    assert "<paragraph" not in logged


def test_differences_of_what_is_no_strategy(repository):
    repository.commit(strategy(TEXT))
    path = repository.folder / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("</strategy>", ""), encoding="utf-8")
    assert "-</strategy>" in repository.git("diff")


def test_new_and_deleted_files(repository):
    repository.commit(strategy(TEXT))
    repository.git("rm", "-q", FILE)
    assert FILE in repository.git("diff", "--cached")
    repository.git("commit", "-q", "-m", "gone")
    write(strategy(TEXT), repository.folder / FILE)
    repository.git("add", FILE)
    assert FILE in repository.git("diff", "--cached")


@pytest.mark.parametrize("command", ["git-merge", "git-diff"])
def test_what_is_not_there_is_said_in_a_sentence(capsys, tmp_path, command):
    missing = [tmp_path / "missing.xml"] * (3 if command == "git-merge" else 1)
    answer = call(capsys, command, *missing)
    assert answer.code == 2
    assert "missing.xml" in answer.sentence()
    assert call(capsys, "git-diff", "a", "b").code == 2
    assert "%O %A %B" in call(capsys, "git-merge", "--help").out
