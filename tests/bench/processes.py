"""Whole processes, each beside the least that its libraries need for the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import schema_path
from strategy_editor.storage.writing import write
from tests.bench.measure import ROOT, SEED, Effort, Row, paired
from tests.stress.grow import grow

_HERE = ROOT / "tests" / "bench"
_SAMPLE = str(shipped("samples") / "egov-2014.xml")


def checking(effort: Effort) -> Iterator[Row]:
    """``check`` of a real strategy, against parsing and validating it in bare Python."""
    ours = ["-m", "strategy_editor", "check", _SAMPLE]
    peer = [str(_HERE / "bare_check.py"), str(schema_path()), _SAMPLE]
    yield _row("check a strategy, whole process", effort, ours, peer, "lxml alone", 3.0)


def starting(effort: Effort) -> Iterator[Row]:
    """The window with a real strategy, painted, against an empty one."""
    ours = [str(_HERE / "own_window.py"), _SAMPLE]
    peer = [str(_HERE / "bare_window.py")]
    yield _row("start to the painted window", effort, ours, peer, "empty window", 2.5)


def typing(effort: Effort) -> Iterator[Row]:
    """Typing into a goal's statement, a real strategy and the stress file."""
    with tempfile.TemporaryDirectory(prefix="strategy-bench-") as folder:
        stress = Path(folder) / "stress.xml"
        write(grow(effort.blocks, SEED), stress)
        sample = Path(shutil.copy(_SAMPLE, folder))
        for path, name, goal in ((sample, "2014", 8.0), (stress, "stress", 16.0)):
            found = _typed(path, 6 * effort.rounds, folder)
            how = f"{6 * effort.rounds} keys, 70 ms apart"
            yield Row(f"key to painted field, p95, {name}", found["p95"], "ms", how, goal=goal)
            busy = "the same while saving and filtering"
            yield Row(f"… busy, p95, {name}", found["p95_busy"], "ms", busy)
            beat = "heartbeat; check, recovery, saving, filter"
            yield Row(f"longest stall while typing, {name}", found["stall"], "ms", beat, goal=33.0)
            yield Row(f"another goal's form, {name}", found["form"], "ms", "median of 7", goal=30.0)


def _typed(path: Path, keys: int, home: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.typing_window", str(path), str(keys)],
        cwd=ROOT, env=_environment(home), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _row(
    what: str, effort: Effort, ours: list[str], peer: list[str], peer_name: str, goal: float
) -> Row:
    with tempfile.TemporaryDirectory(prefix="strategy-bench-") as home:
        times = paired(effort.pairs, ours, peer, _environment(home))
    how = f"medians of {effort.pairs} pairs"
    return Row(what, times[0], "ms", how, times[1], peer_name, times[2], goal)


def _environment(home: str) -> dict[str, str]:
    """No screen, settings of its own, and compiled modules as an installed program has them."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    folders = dict.fromkeys(names, home)
    environment = {
        **os.environ,
        **folders,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": home,
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
