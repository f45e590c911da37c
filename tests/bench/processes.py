"""Whole processes, each beside the least that its libraries need for the same."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import schema_path
from tests.bench.measure import ROOT, Effort, Row, paired

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


def _row(
    what: str, effort: Effort, ours: list[str], peer: list[str], peer_name: str, goal: float
) -> Row:
    with tempfile.TemporaryDirectory(prefix="strategy-bench-") as home:
        times = paired(effort.pairs, ours, peer, _environment(home))
    how = f"medians of {effort.pairs} pairs"
    return Row(what, times[0], "ms", how, times[1], peer_name, times[2], goal)


def _environment(home: str) -> dict[str, str]:
    """No screen, settings of its own, and compiled modules as an installed program has them."""
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home)
    environment = {
        **os.environ,
        **folders,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": home,
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
