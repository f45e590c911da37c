"""The real process is killed at random moments while somebody types: what was lost?"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from strategy_editor.document.document import Document
from strategy_editor.paths import shipped
from strategy_editor.recovery.offers import offers, recover, recovered_text
from strategy_editor.storage.reading import read
from strategy_editor.validation.check import check
from strategy_editor.validation.problem import Severity
from tests.recovery.typist import typed

SAMPLE = "egov-2014.xml"
BROKEN = "broken/syntax-ampersand.xml"
MODES = ("plain", "saving", "new", "mending")
LOST_AT_MOST = 2.0
"""Seconds of typing."""
AT_ONCE = 2
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Killed:
    """What a process left, and what it had told until it was killed."""

    mode: str
    folder: Path
    at: float
    told: list[tuple[float, int]]
    errors: str

    @property
    def file(self) -> Path:
        return self.folder / SAMPLE

    @property
    def safe(self) -> int:
        """Keys that must not be lost."""
        return max((count for when, count in self.told if when < self.at - LOST_AT_MOST), default=0)


def sample(mode: str) -> Path:
    """The file that is typed into."""
    return shipped("samples") / (BROKEN if mode == "mending" else SAMPLE)


def type_and_kill(folder: Path, mode: str, delay: float) -> Killed:
    """Let the program type for some time from its first key on, then end it without warning."""
    folder.mkdir()
    file = shutil.copy(sample(mode), folder / SAMPLE)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    for name in ("STATE", "CONFIG", "DATA"):
        environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.recovery.typist", mode, str(file)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    lines: list[str] = []
    begun = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            begun.set()

    listener = threading.Thread(target=listen)
    listener.start()
    begun.wait(60)
    time.sleep(delay)
    at = time.time()
    process.kill()
    _, errors = process.wait(), process.stderr.read()
    listener.join()
    process.stdout.close()
    process.stderr.close()
    told = [tuple(map(float, line.split())) for line in lines if line.endswith("\n")]
    return Killed(mode, folder, at, [(when, int(count)) for when, count in told], errors)


def title(document: Document) -> str:
    return next(each for each in document.root.walk() if each.tag == "goal").text_of("title")


def keys(text: str) -> int | None:
    """How many keys stand there; None where it is the sample's own title."""
    return len(text) if text == typed(len(text)) else None


def judge(killed: Killed) -> None:
    story = f"{killed.mode}, {len(killed.told)} keys told, killed at {killed.at}"
    assert killed.told, killed.errors
    original = sample(killed.mode)
    if killed.mode == "mending":
        judge_text(killed, story)
        return
    on_disk = read(killed.file)
    if killed.mode != "saving":
        assert killed.file.read_bytes() == original.read_bytes(), story
    assert not [each for each in check(on_disk.document) if each.severity is Severity.ERROR]
    before = killed.file.read_bytes()
    found = offers(killed.folder / "state" / "strategy-editor" / "recovery")
    assert len(found) <= 1, story
    newest = keys(title(on_disk.document)) or 0
    if found:
        document = recover(found[0]).document
        newest = keys(title(document)) or 0
        assert_else_equal(document, read(original).document)
    assert newest >= killed.safe, f"{story}: {killed.safe} had to be there, {newest} are"
    assert newest <= len(killed.told) + 1, story
    assert killed.file.read_bytes() == before


def judge_text(killed: Killed, story: str) -> None:
    original = sample(killed.mode).read_text(encoding="utf-8")
    assert killed.file.read_text(encoding="utf-8") == original, story
    found = offers(killed.folder / "state" / "strategy-editor" / "recovery")
    assert len(found) <= 1, story
    text = recovered_text(found[0]) if found else original
    assert text.endswith(original), story
    newest = keys(text.removesuffix(original))
    assert newest is not None, story
    assert killed.safe <= newest <= len(killed.told) + 1, story


def assert_else_equal(document: Document, original: Document) -> None:
    """Nothing differs but the title, and the vocabulary that the first edit lifts."""
    goal = next(each.id for each in document.root.walk() if each.tag == "goal")
    plain = document.updated(goal, lambda node: original.node(goal) if node.id == goal else node)
    lifted = original.root.with_attribute("version", plain.root.get("version"))
    assert plain.root == lifted


def kill_often(folder: Path, count: int, seed: int) -> Iterator[Killed]:
    random = Random(seed)
    cases = [
        (folder / f"{n}", MODES[n % len(MODES)], random.uniform(0.05, 3.6)) for n in range(count)
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda case: type_and_kill(*case), cases)


@pytest.mark.slow
def test_a_killed_program_loses_at_most_two_seconds(tmp_path):
    for killed in kill_often(tmp_path, 10, time.time_ns()):
        judge(killed)


@pytest.mark.kill
@pytest.mark.slow
def test_a_program_killed_fifty_times_loses_at_most_two_seconds(tmp_path):
    judged = [judge(killed) for killed in kill_often(tmp_path, 50, time.time_ns())]
    assert len(judged) == 50


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_program_told_to_stop_keeps_every_key(tmp_path):
    folder = tmp_path / "stop"
    kill, subprocess.Popen.kill = subprocess.Popen.kill, subprocess.Popen.terminate
    try:
        killed = type_and_kill(folder, "plain", 0.5)
    finally:
        subprocess.Popen.kill = kill
    judge(killed)
    (offer,) = offers(folder / "state" / "strategy-editor" / "recovery")
    assert keys(title(recover(offer).document)) >= killed.told[-1][1]
    assert json.loads((offer.folder / "about.json").read_bytes())["discarded"] == ""
