"""Times, and the rows of the table they go into."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

SEED = 1
"""Of the stress file, so that figures can be compared over time."""
ROOT = Path(__file__).resolve().parents[2]
_LIMIT = 120
"""Seconds after which a process is taken to hang."""


@dataclass(frozen=True)
class Effort:
    """How much to do: blocks of the stress file, rounds in a process, pairs of processes."""

    blocks: int
    rounds: int
    pairs: int
    edits: int


FULL = Effort(blocks=20_000, rounds=9, pairs=15, edits=40)
QUICK = Effort(blocks=400, rounds=1, pairs=1, edits=3)


@dataclass(frozen=True)
class Row:
    """One line of the table; a goal is a ratio to the peer or, without one, the value itself.

    ``ours`` and ``peer`` are in ``unit``; a row without ``goal`` is for information. ``cpu`` is
    what of ``ours`` was computing: far less than that says that others kept the machine busy.
    """

    what: str
    ours: float
    unit: str
    how: str
    peer: float | None = None
    peer_name: str = ""
    ratio: float | None = None
    goal: float | None = None
    cpu: float | None = None

    @property
    def measured(self) -> float:
        """What the goal is held against."""
        return self.ours if self.ratio is None else self.ratio

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        return None if self.goal is None else self.measured <= self.goal


def against(what: str, how: str, peer_name: str, *, ours: float, peer: float,
            goal: float | None = None, unit: str = "ms") -> Row:  # fmt: skip
    """Return a row in which the ratio is that of the two values."""
    return Row(what, ours, unit, how, peer, peer_name, ours / peer, goal)


class Taken(NamedTuple):
    """Milliseconds that something took, and those in which its thread was computing."""

    wall: float
    cpu: float


def taken(work: Callable[[], object]) -> Taken:
    """Time one call."""
    start, computed = time.perf_counter(), time.thread_time()
    work()
    cpu = time.thread_time() - computed
    return Taken((time.perf_counter() - start) * 1000, cpu * 1000)


def swept(work: Callable[[], object]) -> Taken:
    """Time one call; rubbish of earlier ones is swept up before."""
    gc.collect()
    return taken(work)


def milliseconds(work: Callable[[], object]) -> float:
    """Time one call by the clock, rubbish swept up before."""
    return swept(work).wall


def longest(what: str, times: Sequence[Taken], goal: float | None = None) -> Row:
    """Return the row of the worst of several calls, by the clock and by computing."""
    wall, cpu = (max(each) for each in zip(*times, strict=True))
    how = "once" if len(times) == 1 else f"longest of {len(times)}"
    return Row(what, wall, "ms", how, goal=goal, cpu=cpu)


def middle(what: str, times: Sequence[Taken], goal: float | None = None) -> Row:
    """Return the row of the medians of several calls."""
    wall, cpu = (median(each) for each in zip(*times, strict=True))
    return Row(what, wall, "ms", f"median of {len(times)}", goal=goal, cpu=cpu)


def most(what: str, times: Sequence[Taken], goal: float | None = None) -> Row:
    """Return the row of what 95 of 100 calls stay below."""
    wall, cpu = (sorted(each)[int(len(each) * 0.95)] for each in zip(*times, strict=True))
    return Row(what, wall, "ms", f"p95 of {len(times)}", goal=goal, cpu=cpu)


def best_in_turns(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Return the best time of each work, done in turns so that a busy moment hits all."""
    times = [[milliseconds(work) for work in works] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def paired(
    pairs: int, ours: Sequence[str], peer: Sequence[str], environment: dict[str, str]
) -> tuple[Taken, float, float]:
    """Run two commands in turns; return both median times and the median of the ratios.

    Each command runs once before, so that files are cached and compiled.
    """
    for command in (ours, peer):
        _run(command, environment)
    times = [(_run(ours, environment), _run(peer, environment)) for _ in range(pairs)]
    return (
        Taken(median([one.wall for one, _ in times]), median([one.cpu for one, _ in times])),
        median([other.wall for _, other in times]),
        median([one.wall / other.wall for one, other in times]),
    )


def apart(home: str) -> dict[str, str]:
    """The environment of a process without a screen and with settings of its own."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    own = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return {**os.environ, **dict.fromkeys(names, home), **own}


def installed(home: str) -> dict[str, str]:
    """The same with compiled modules: an installed program has them; those go into ``home``."""
    environment = apart(home) | {"PYTHONPYCACHEPREFIX": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _run(command: Sequence[str], environment: dict[str, str]) -> Taken:
    start, computed = time.perf_counter(), _of_children()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    # Waiting with a time limit would look only every fiftieth of a second.
    guard = threading.Timer(_LIMIT, process.kill)
    guard.start()
    code = process.wait()
    elapsed = (time.perf_counter() - start) * 1000
    guard.cancel()
    if code != 0:
        raise subprocess.CalledProcessError(code, list(command))
    return Taken(elapsed, _of_children() - computed)


def _of_children() -> float:
    """Milliseconds that processes which have ended were computing."""
    times = os.times()
    return (times.children_user + times.children_system) * 1000
