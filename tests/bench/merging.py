"""Merging two editions of the stress file with planted cases, Git's line merge beside it."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from strategy_editor.merging.stored import with_conflicts
from strategy_editor.merging.three_way import MergeResult, merge
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.validation.check import schema_problems
from tests.bench.measure import SEED, Row, against, best_in_turns
from tests.bench.stress_file import StressFile
from tests.merging.judging import wrong_cases
from tests.stress.three import three_sides

_ID = re.compile(r' id="(\w+)"')


def merging(stress: StressFile) -> Iterator[Row]:
    """From three loaded documents to a validated one, against parsing the three files."""
    ours, theirs, truth = three_sides(stress.document, SEED)
    paths = [stress.folder / f"merge-{name}.xml" for name in ("base", "ours", "theirs")]
    for path, document in zip(paths, (stress.document, ours, theirs), strict=True):
        write(document, path)
    documents = [read(path).document for path in paths]
    out = stress.folder / "merged.xml"
    results: list[MergeResult] = []
    rounds = max(1, stress.effort.rounds // 3)
    best = best_in_turns(
        rounds,
        lambda: results.append(merge(documents[0], documents[1], documents[2])),
        lambda: [etree.parse(path) for path in paths],
        lambda: _from_files(paths, out),
        lambda: _git(paths),
    )
    how, parsing = f"best of {rounds}", "lxml: parse the three"
    cases = len(truth["cases"])  # type: ignore[arg-type]
    yield against("merge two editions", how, parsing, ours=best[0], peer=best[1], goal=10.0)
    yield against("… from files to a file", how, parsing, ours=best[2], peer=best[1])
    yield against("… git merge-file", how, parsing, ours=best[3], peer=best[1])
    wrong = len(wrong_cases(results[0], truth))
    wrong += len(schema_problems(results[0].document)) + _doubles(results[0])
    yield Row(f"wrong of {cases} cases merged", wrong, "cases", "planted", goal=0.0)
    for what, count in _judged(_git(paths), truth).items():
        yield Row(f"git merge-file: {what}", count, "cases", f"of {cases} planted")


def _from_files(paths: list[Path], out: Path) -> None:
    base, ours, theirs = (read(path).document for path in paths)
    result = merge(base, ours, theirs)
    write(with_conflicts(result.document, result.conflicts), out)


def _doubles(result: MergeResult) -> int:
    ids = Counter(node.id for node in result.document.root.walk() if node.id is not None)
    return sum(count > 1 for count in ids.values())


def _git(paths: list[Path]) -> str:
    base, ours, theirs = map(str, paths)
    command = ["git", "merge-file", "-p", "-q", "--diff3", ours, base, theirs]
    return subprocess.run(command, capture_output=True, check=False).stdout.decode()


def _judged(merged: str, truth: dict[str, object]) -> dict[str, int]:
    """What a merge by lines has made of the cases: right, in conflict, wrong, or there twice."""
    clean: dict[str, list[tuple[str, str]]] = {}
    disputed: set[str] = set()
    inside, before = False, ""
    for line in merged.splitlines():
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            inside = line[0] == "<"
            continue
        found = _ID.search(line)
        if found is None:
            continue
        if inside:
            disputed.add(found[1])
        else:
            clean.setdefault(found[1], []).append((line.strip(), before))
        before = found[1]
    counted = Counter(_outcome(case, clean, disputed) for case in truth["cases"])  # type: ignore[attr-defined]
    counted["ids twice"] = sum(len(lines) > 1 for lines in clean.values())
    kinds = ("right", "needless conflicts", "silent errors", "ids twice")
    return {kind: counted[kind] for kind in kinds}


def _outcome(
    case: dict[str, object], clean: dict[str, list[tuple[str, str]]], disputed: set[str]
) -> str:
    node_id, expected = str(case["id"]), case["expected"]
    if case["case"] == "insertions":
        inserted = set(expected["inserted"])  # type: ignore[index]
        if inserted & disputed:
            return "needless conflicts"
        return "right" if inserted <= clean.keys() else "silent errors"
    if node_id in disputed:
        return "right" if case["conflict"] else "needless conflicts"
    lines = clean.get(node_id, [])
    if case["conflict"] or len(lines) != 1:
        return "silent errors"
    is_right = lines[0] == (expected["xml"], expected["after"])  # type: ignore[index]
    return "right" if is_right else "silent errors"
