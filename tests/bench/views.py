"""Views of the window when they are first looked at, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from strategy_editor.storage.writing import write
from tests.bench.measure import ROOT, SEED, Effort, Row, Taken, installed, longest, middle
from tests.stress.edits import RATES
from tests.stress.grow import grow
from tests.stress.truth import new_edition

_TIMES = 3


def opening_history(file: Path) -> Iterator[Row]:
    """The panel of the history on a file that has one, as it comes up when first looked at."""
    with tempfile.TemporaryDirectory(prefix="strategy-bench-") as home:
        found = _opened_again(home, "versions", file)
    yield middle("history panel, opened first", [each["opened"] for each in found], 300.0)
    yield longest("… longest turn of the event loop", [each["stall"] for each in found])


def opening_comparison(effort: Effort) -> Iterator[Row]:
    """The stress document beside its edited edition."""
    with tempfile.TemporaryDirectory(prefix="strategy-bench-") as home:
        old, new = (Path(home) / name for name in ("old.xml", "new.xml"))
        document = grow(effort.blocks, SEED)
        write(document, old)
        write(new_edition(document, RATES, SEED, "keep")[0], new)
        found = _opened_again(home, "comparison", new, old)
    yield middle("comparison side by side, first page", [each["opened"] for each in found])
    yield longest("… longest turn of the event loop", [each["stall"] for each in found], 33.0)


def _opened_again(home: str, view: str, *files: Path) -> list[dict[str, Taken]]:
    """Several times; the one before them, in which modules are compiled, is not counted."""
    return [_opened(home, view, *files) for _ in range(_TIMES + 1)][1:]


def _opened(home: str, view: str, *files: Path) -> dict[str, Taken]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.view_window", view, *map(str, files)],
        cwd=ROOT, env=installed(home), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    figures = json.loads(done.stdout.splitlines()[-1])
    return {name: Taken(*each) for name, each in figures.items()}
