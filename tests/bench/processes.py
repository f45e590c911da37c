"""Whole processes, each beside the least that its libraries need for the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import schema_path
from strategy_editor.storage.writing import write
from tests.bench.measure import (
    ROOT,
    SEED,
    Effort,
    Row,
    Taken,
    installed,
    longest,
    middle,
    most,
    paired,
)  # fmt: skip
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
            yield most(f"key to painted field, {name}", found["keys"], goal)
            yield most(f"… while saving and filtering, {name}", found["busy"])
            yield longest(f"longest stall while typing, {name}", found["turns"], 33.0)
            yield middle(f"another goal's form, {name}", found["forms"], 30.0)


def _typed(path: Path, keys: int, home: str) -> dict[str, list[Taken]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.typing_window", str(path), str(keys)],
        cwd=ROOT, env=installed(home), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    figures = json.loads(done.stdout.splitlines()[-1])
    return {name: [Taken(*each) for each in times] for name, times in figures.items()}


def _row(
    what: str, effort: Effort, ours: list[str], peer: list[str], peer_name: str, goal: float
) -> Row:
    with tempfile.TemporaryDirectory(prefix="strategy-bench-") as home:
        times = paired(effort.pairs, ours, peer, installed(home))
    how = f"medians of {effort.pairs} pairs"
    ours_taken, peer_taken, ratio = times
    return Row(what, ours_taken.wall, "ms", how, peer_taken, peer_name, ratio, goal, ours_taken.cpu)
