"""Measure and print: ``python -m tests.bench [--quick] [--json FILE] [NAME …]``."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.compare import comparing_editions
from tests.bench.measure import FULL, QUICK, Effort, Row
from tests.bench.merging import merging
from tests.bench.outlining import outlining
from tests.bench.processes import checking, starting, typing
from tests.bench.reading import reading
from tests.bench.redline import redlining
from tests.bench.stress_file import (
    StressFile,
    editing,
    live_check,
    memory,
    opening,
    outline,
    saving,
)
from tests.bench.versioning import versioning
from tests.bench.views import opening_comparison
from tests.bench.word_export import word

FORMAT = "strategy-bench/1"
ON_STRESS_FILE: dict[str, Callable[[StressFile], Iterator[Row]]] = {
    "opening": opening,
    "editing": editing,
    "outline": outline,
    "outlining": outlining,
    "live-check": live_check,
    "saving": saving,
    "merge": merging,
    "memory": memory,
    "reading": reading,
}
IN_PROCESSES: dict[str, Callable[[Effort], Iterator[Row]]] = {
    "starting": starting,
    "compare": comparing_editions,
    "comparison-view": opening_comparison,
    "checking": checking,
    "typing": typing,
    "versions": versioning,
    "word": word,
    "redline": redlining,
}
NAMES = (*ON_STRESS_FILE, *IN_PROCESSES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for, all without names, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="small and once: does it run at all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    wanted = parser.parse_args(arguments)
    unknown = [name for name in wanted.names if name not in NAMES]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    effort = QUICK if wanted.quick else FULL
    rows = list(measured(wanted.names or NAMES, effort))
    print(table(rows, effort))
    if wanted.json:
        wanted.json.write_text(_json(rows, effort), encoding="utf-8")
    return 0


def measured(names: Sequence[str], effort: Effort) -> Iterator[Row]:
    """Yield the rows of the measurements; processes first, while this one is still small."""
    for name in (each for each in IN_PROCESSES if each in names):
        yield from IN_PROCESSES[name](effort)
    chosen = [name for name in ON_STRESS_FILE if name in names]
    if chosen:
        stress = StressFile(effort)
        try:
            for name in chosen:
                yield from ON_STRESS_FILE[name](stress)
        finally:
            stress.close()


def table(rows: Sequence[Row], effort: Effort) -> str:
    """Return the rows as text in columns."""
    lines = [("what", "ours", "cpu", "limit or peer", "ratio", "goal", "how")]
    lines += [
        (
            row.what,
            f"{row.ours:.2f} {row.unit}",
            "" if row.cpu is None else f"{row.cpu:.2f}",
            "" if row.peer is None else f"{row.peer:.2f} {row.unit} ({row.peer_name})",
            "" if row.ratio is None else f"{row.ratio:.2f}",
            _goal(row),
            row.how,
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    printed = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    printed.insert(1, "  ".join("-" * width for width in widths))
    printed.append(f"Stress file: {effort.blocks} blocks. {_machine()}")
    return "\n".join(printed)


def _goal(row: Row) -> str:
    if row.goal is None:
        return ""
    unit = "" if row.ratio is not None else f" {row.unit}"
    return f"<= {row.goal:g}{unit}: {'met' if row.is_met else 'MISSED'}"


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}."


def _json(rows: Sequence[Row], effort: Effort) -> str:
    shape = {
        "format": FORMAT,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "effort": asdict(effort),
        "rows": [{**asdict(row), "met": row.is_met} for row in rows],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
