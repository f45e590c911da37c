"""``kill -9`` at any moment: history as before or complete, no word lost, and work goes on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from strategy_editor.storage.reading import read
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.states import states
from strategy_editor.versions.timeline import content_of, versions
from strategy_editor.versions.verifying import verify_history
from tests.versions.actor import ACTIONS
from tests.versions.colleagues import Colleague, colleague
from tests.versions.repositories import fsck, git
from tests.versions.servers import WebServer, web_server
from tests.versions.writing import beginning

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"w\d+[a-z]+")


def prepare(folder: Path, server: WebServer | None) -> None:
    anna = colleague(folder, "Anna")
    anna.write(beginning())
    anna.keep("Erste")
    if server is not None:
        anna.connect(server.address)
        anna.send()
        colleague(folder, "Bernd").connect(server.address)


def act_and_kill(action: str, folder: Path, delay: float) -> list[str]:
    """Let a process act from its first told line on for some time; return what it told."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.versions.actor", action, str(folder)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    told: list[str] = []
    begun = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line.endswith("\n"):
                told.append(line.strip())
            begun.set()

    listener = threading.Thread(target=listen)
    listener.start()
    begun.wait(60)
    time.sleep(delay)
    process.kill()
    process.wait()
    listener.join()
    assert process.stderr is not None
    errors = process.stderr.read()
    process.stdout.close()
    process.stderr.close()
    assert told, errors
    assert "Traceback" not in errors, errors
    return told


def words(told: list[str], name: str) -> set[str]:
    return {line for line in told if WORD.fullmatch(line) and line.endswith(name)}


def words_in(data: bytes) -> set[str]:
    return set(WORD.findall(data.decode()))


def is_sound(person: Colleague) -> None:
    history = person.history
    proof = verify_history(history)
    assert proof.faults == ()
    for version in versions(history):
        assert content_of(history, version).endswith(b"</strategy>\n")
    fsck(history)


def judge_keep(folder: Path, told: list[str], _server: WebServer | None) -> None:
    anna = Colleague("Anna", folder / "anna", minutes=500)
    is_sound(anna)
    kept = sum(line.startswith("kept") for line in told)
    assert kept <= len(versions(anna.history)) - 1 <= kept + 1
    assert words(told, "anna") <= words_in(anna.file.read_bytes())
    newest = content_of(anna.history, versions(anna.history)[0])
    assert words_in(newest) <= words_in(anna.file.read_bytes())
    anna.keep("Danach")
    assert words(told, "anna") <= words_in(content_of(anna.history, versions(anna.history)[0]))


def judge_restore(folder: Path, told: list[str], _server: WebServer | None) -> None:
    anna = Colleague("Anna", folder / "anna", minutes=500)
    is_sound(anna)
    assert anna.names == ["Erste"]
    assert read(anna.file)
    for out in anna.folder.glob("out*.xml"):
        assert out.read_bytes() == beginning()
    known = [content_of(anna.history, each.version) for each in states(anna.history)]
    somewhere = words_in(b"".join([anna.file.read_bytes(), *known]))
    assert words(told, "anna") <= somewhere
    anna.keep("Danach")


def judge_team(folder: Path, told: list[str], server: WebServer | None) -> None:
    assert server is not None
    anna = Colleague("Anna", folder / "anna", minutes=500)
    bernd = Colleague("Bernd", folder / "bernd", minutes=600)
    is_sound(anna)
    is_sound(bernd)
    git(server.repository, "fsck", "--strict")
    for person in (anna, bernd):
        assert words(told, person.name.lower()) <= words_in(person.file.read_bytes())
    for person in (anna, bernd):
        person.send()
    anna.fetch()
    assert anna.file.read_bytes() == bernd.file.read_bytes()
    expected = words(told, "anna") | words(told, "bernd")
    assert expected <= words_in(anna.file.read_bytes())
    assert git(server.repository, "show", "main:strategie.xml").encode() == anna.file.read_bytes()
    is_sound(anna)


JUDGES = {"keep": judge_keep, "restore": judge_restore, "send": judge_team, "fetch": judge_team}


def kill_often(folder: Path, action: str, times: int, seed: int) -> Iterator[None]:
    random = Random(seed)
    for number in range(times):
        place = folder / f"{number}"
        place.mkdir()
        delay = random.uniform(0.0, 0.9)
        if action in ("keep", "restore"):
            prepare(place, None)
            JUDGES[action](place, act_and_kill(action, place, delay), None)
        else:
            with web_server(place / "server") as server:
                prepare(place, server)
                told = act_and_kill(action, place, delay)
                JUDGES[action](place, told, server)
        yield


@pytest.mark.slow
@pytest.mark.parametrize("action", ACTIONS)
def test_killed_five_times(tmp_path, action):
    assert sum(1 for _ in kill_often(tmp_path, action, 5, time.time_ns())) == 5


@pytest.mark.kill
@pytest.mark.slow
@pytest.mark.parametrize("action", ACTIONS)
def test_killed_fifty_times(tmp_path, action):
    assert sum(1 for _ in kill_often(tmp_path, action, 50, time.time_ns())) == 50


def test_an_open_history_sees_what_another_process_did(tmp_path):
    prepare(tmp_path, None)
    anna = Colleague("Anna", tmp_path / "anna")
    history = open_history(anna.file)
    assert len(versions(history)) == 1
    anna.keep("Zweite")
    assert len(versions(history)) == 2
