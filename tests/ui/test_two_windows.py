"""Two who write the same chapter at the same time, each in a window of a process of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from strategy_editor.paths import shipped
from tests.bench.measure import ROOT, apart
from tests.versions.colleagues import colleague
from tests.versions.repositories import fsck, git
from tests.versions.servers import web_server

pytestmark = [pytest.mark.gui, pytest.mark.scenario]
_SAMPLE = shipped("samples") / "landkreis-2030.xml"


class Window:
    """A writer's process."""

    def __init__(self, person, home: Path, seed: int, count: int) -> None:
        home.mkdir(mode=0o700)
        command = [sys.executable, "-m", "tests.ui.writer", person.file, person.name, seed, count]
        self._process = subprocess.Popen(
            list(map(str, command)), cwd=ROOT, env=apart(str(home)), encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.said: list[str] = []

    def wait(self) -> None:
        """Wait until it is ready, and take note of what it said."""
        for line in self._process.stdout:
            if line.strip() == "ready":
                return
            self.said.append(line.strip())
        raise AssertionError(self._process.stderr.read())

    def do(self, verb: str) -> None:
        self._process.stdin.write(f"{verb}\n")
        self._process.stdin.flush()
        self.wait()

    def end(self) -> None:
        out, _ = self._process.communicate("end\n", timeout=60)
        self.said += out.splitlines()

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


@pytest.fixture
def team(tmp_path):
    with web_server(tmp_path / "server") as server:
        anna, bert = colleague(tmp_path, "Anna"), colleague(tmp_path, "Bert")
        anna.write(_SAMPLE.read_bytes())
        anna.keep("Anfang")
        anna.connect(server.address)
        anna.send()
        bert.connect(server.address)
        yield anna, bert, server


@pytest.mark.parametrize("count", [6, pytest.param(25, marks=pytest.mark.long)])
def test_two_windows_that_write_the_same_chapter_end_with_one_text(team, tmp_path, count):
    anna, bert, server = team
    windows = [
        Window(person, tmp_path / f"home-{person.name}", seed, count)
        for seed, person in enumerate((anna, bert))
    ]
    try:
        for window in windows:
            window.wait()
        for window in (*windows, *windows):
            window.do("send")
            window.do("send")
        for window in windows:
            window.do("fetch")
            window.end()
    finally:
        for window in windows:
            window.kill()
    text = anna.file.read_text().replace(">", "> ")
    assert anna.file.read_bytes() == bert.file.read_bytes()
    assert "<conflict " not in text
    sentences = [each for window in windows for each in window.said]
    assert len(sentences) == 2 * count, sentences
    # Where both wordings are kept word by word, sentences may run into one another.
    assert [each for each in sentences if each.split()[0] not in text.split()] == []
    for person in (anna, bert):
        fsck(person.history)
    git(server.repository, "fsck", "--full", "--strict")
