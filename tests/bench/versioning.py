"""Versions beside real Git: keeping a large one, a thousand of them, a colleague's day."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pygit2

from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read_bytes
from strategy_editor.storage.writing import write
from strategy_editor.versions.index import Index
from strategy_editor.versions.keeping import advance, keep, write_commit
from strategy_editor.versions.packing import pack
from strategy_editor.versions.repository import History, begin, open_history
from strategy_editor.versions.timeline import versions
from strategy_editor.versions.tracing import element_history
from strategy_editor.versions.version import Author, Particulars
from strategy_editor.workspace.keeping import content_from
from strategy_editor.workspace.versioning import timeline
from tests.bench.measure import SEED, Effort, Row, against, installed, median, milliseconds
from tests.bench.views import opening_history
from tests.stress.grow import grow
from tests.versions.colleagues import colleague
from tests.versions.servers import web_server

_SAMPLE = shipped("samples") / "egov-2014.xml"
_ANNA = Author("Anna", "anna@example.org")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_WORDS = ("der", "Behörde", "Strategie", "bis", "Land", "neue", "Ziele", "und", "Akte")
_KB = 1024


def versioning(effort: Effort) -> Iterator[Row]:
    """All measurements of versions; the folders go afterwards."""
    with tempfile.TemporaryDirectory(prefix="strategy-bench-") as name:
        folder = Path(name)
        yield from _keeping(folder, effort)
        yield from _many(folder, 25 * effort.edits)
        yield from _a_day(folder, effort)


def _keeping(folder: Path, effort: Effort) -> Iterator[Row]:
    file = folder / "stress.xml"
    document = grow(effort.blocks, SEED)
    # Its modules are compiled once, as those of an installed program are.
    _keep_by_command(folder, Path(shutil.copy(_SAMPLE, folder)), "Fassung")
    ours, git, whole, stalls, idle = [], [], [], [], []
    for number in range(max(3, effort.rounds // 2)):
        root = document.root.with_attribute("xml:lang", f"de-{number}")
        write(document.with_root(root), file)
        git.append(milliseconds(partial(_with_git, folder / f"git{number}", file)))
        history = begin(file)
        with _Heartbeat() as beat:
            ours.append(milliseconds(partial(_keep, history, number)))
        stalls.append(beat.longest)
        with _Heartbeat() as beat:
            time.sleep(ours[-1] / 1000)
        idle.append(beat.longest)
        whole.append(milliseconds(partial(_keep_by_command, folder, file, f"Fassung {number}")))
    how = f"median of {len(ours)}"
    peer = median(git)
    name = "git add, git commit"
    yield against("keep the stress file after saving", how, name, ours=median(ours), peer=peer,
                  goal=1.5)  # fmt: skip
    yield Row("longest stall of another thread meanwhile", median(stalls), "ms", how,
              median(idle), "while nothing is done")  # fmt: skip
    yield against("versions keep, whole process", how, name, ours=median(whole), peer=peer)


def _keep_by_command(folder: Path, file: Path, name: str) -> None:
    command = [sys.executable, "-m", "strategy_editor", "versions", "keep", str(file)]
    _run([*command, "--name", name], installed(str(folder)))


def _keep(history: History, number: int) -> None:
    content = content_from(history.file, read_bytes(history.file), is_canonical=True)
    keep(history, content, Particulars(f"Stand {number}"), _ANNA, _NOW)


def _with_git(folder: Path, file: Path) -> None:
    if not folder.exists():
        folder.mkdir()
        _run(["git", "init", "-q", str(folder)])
    (folder / file.name).write_bytes(file.read_bytes())
    identity = ["-c", "user.name=Anna", "-c", "user.email=anna@example.org"]
    _run(["git", "-C", str(folder), "add", file.name])
    _run(["git", "-C", str(folder), *identity, "commit", "-q", "-m", "Stand"])


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


class _Heartbeat:
    """A thread that wants the interpreter every millisecond, and how long it had to wait."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._beat)

    def __enter__(self) -> _Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._done.is_set():
            start = time.perf_counter()
            time.sleep(0.001)
            self.longest = max(self.longest, (time.perf_counter() - start) * 1000 - 1)


def _many(folder: Path, count: int) -> Iterator[Row]:
    file = folder / "many" / "egov-2014.xml"
    file.parent.mkdir()
    newest = _thousand(file, count)
    history = open_history(file)
    packing = milliseconds(lambda: pack(history))
    size = sum(each.stat().st_size for each in history.folder.rglob("*") if each.is_file())
    limit = 3 * newest + 2 * _KB * count
    what = f"{count} versions of 2014, packed"
    yield against(what, "all files of the repository", "3 x newest + 2 KB each",
                  ours=size / _KB, peer=limit / _KB, goal=1.0, unit="KB")  # fmt: skip
    yield Row("packing them", packing, "ms", "once")
    known = versions(history)
    with Index(history) as index:
        yield Row(
            "index of them, made anew", milliseconds(lambda: index.update(known)), "ms", "once"
        )
    shown = [milliseconds(lambda: timeline(file)) for _ in range(5)]
    yield Row("list of them with counts", median(shown), "ms", "median of 5", goal=300.0)
    yield from opening_history(file)
    element = _busiest(history)
    traced = [milliseconds(partial(_trace, file, element)) for _ in range(5)]
    yield Row("history of one element", median(traced), "ms", "median of 5", goal=1000.0)


def _thousand(file: Path, count: int) -> int:
    """Versions with small edits; nothing is flushed to the disk, which is not what is measured."""
    history, random = begin(file), Random(SEED)
    pygit2.settings.enable_fsync_gitdir(False)
    lines = _SAMPLE.read_bytes().decode().split("\n")
    wordy = [
        at
        for at, line in enumerate(lines)
        if "<paragraph" in line
        and "<" not in line[40:-12]
        and line.partition(">")[2].count(" ") > 3
    ]
    head = None
    for number in range(count):
        at = random.choice(wordy)
        tag, end, text = lines[at].partition(">")
        words = text.split(" ")
        place = random.randrange(max(1, len(words) - 12), len(words) - 1)
        words[place:place] = random.choices(_WORDS, k=3)
        lines[at] = tag + end + " ".join(words)
        data = "\n".join(lines).encode()
        files = {history.inside: str(history.git.create_blob(data))}
        said = Particulars(f"Fassung {number}")
        now = _NOW + timedelta(minutes=17 * number)
        commit = write_commit(history, files, said, _ANNA, now, [head] if head else [])
        advance(history, head, commit, files)
        head = commit
    pygit2.settings.enable_fsync_gitdir(True)
    file.write_bytes(data)
    return len(data)


def _busiest(history: History) -> str:
    with Index(history) as index:
        touched = [name for names in index.touched_by(
            each.id for each in versions(history)[:-1]
        ).values() for name in names]  # fmt: skip
    return max(set(touched), key=touched.count)


def _trace(file: Path, element: str) -> None:
    history = open_history(file)
    known = versions(history)
    with Index(history) as index:
        index.update(known)
        assert element_history(index, known, element)


def _a_day(folder: Path, effort: Effort) -> Iterator[Row]:
    """Twenty versions of a colleague and work of our own on the same document."""
    fetched, busy = [], []
    for number in range(max(2, effort.rounds // 2)):
        place = folder / f"day{number}"
        place.mkdir()
        with web_server(place / "server") as server:
            anna = colleague(place, "Anna")
            anna.write(_SAMPLE.read_bytes())
            anna.keep("Erste")
            anna.connect(server.address)
            anna.send()
            bernd = colleague(place, "Bernd")
            bernd.connect(server.address)
            elements = [
                node.id for node in anna.document.root.walk()
                if node.tag == "paragraph" and node.id and "<" not in node.text
            ]  # fmt: skip
            _work(bernd, elements[::7][:20], keeps=True)
            bernd.send()
            _work(anna, elements[3::11][:10], keeps=False)
            anna.keep("Eigene Arbeit")
            start = time.thread_time()
            fetched.append(milliseconds(anna.fetch))
            busy.append((time.thread_time() - start) * 1000)
            assert "von Bernd" in anna.file.read_text()
    how = f"median of {len(fetched)}, 20 versions, loopback"
    yield Row("fetch and merge a colleague's day", median(fetched), "ms", how, goal=1000.0)
    yield Row("… of this, computing", median(busy), "ms", "time of the thread's processor")


def _work(person: object, elements: list[str], *, keeps: bool) -> None:
    for element in elements:
        person.reword(element, f"Neu gefasst von {person.name}.")  # type: ignore[attr-defined]
        if keeps:
            person.keep(f"Fassung {element}")  # type: ignore[attr-defined]
