"""Comparing two editions: time, memory, what is found, and others' programs on the same files."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree
from xmldiff import main as xmldiff
from xmldiff.diff import Differ

from strategy_editor.comparison.changes import Comparison
from strategy_editor.comparison.compare import compare
from strategy_editor.document.document import Document
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import to_document
from tests.bench.measure import ROOT, SEED, Effort, Row, against
from tests.stress.edits import HARD_RATES, RATES
from tests.stress.grow import FEWEST, grow
from tests.stress.truth import Truth, new_edition

_SMALL = 1000
"""Elements at which xmldiff's default settings end within a minute."""


@dataclass(frozen=True)
class Editions:
    """Two editions as bytes and as loaded, each on its own, and what was done."""

    old_bytes: bytes
    new_bytes: bytes
    truth: Truth

    @property
    def loaded(self) -> tuple[Document, Document]:
        """Both documents as they are after opening the files: they share nothing."""
        return _loaded(self.old_bytes), _loaded(self.new_bytes)


def editions(blocks: int, rates: Mapping[str, float], ids: str) -> Editions:
    """Make two editions."""
    old = grow(max(blocks, FEWEST), SEED)
    new, truth = new_edition(old, rates, SEED, ids)
    mixed = current_schema().mixed_tags
    return Editions(to_bytes(old, mixed), to_bytes(new, mixed), truth)


def _loaded(data: bytes) -> Document:
    return to_document(etree.fromstring(data).getroottree())


def comparing_editions(effort: Effort) -> Iterator[Row]:
    """Everything about comparing; times are those of the processor, the best of some rounds."""
    rounds = min(5, effort.rounds)
    kept = editions(effort.blocks, RATES, "keep")
    yield from _against_parsing("compare, ids kept", kept, rounds, 4.0)
    yield from _against_xmldiff(effort)
    yield from _xmldiff_pairs(effort)
    yield from _found(effort, rounds)
    yield _growth(effort, rounds)
    yield from _memory(kept)


def _against_parsing(what: str, pair: Editions, rounds: int, goal: float) -> Iterator[Row]:
    old, new = pair.loaded
    gc.collect()
    gc.freeze()
    parsing = _best(rounds, partial(_parse, pair))
    ours = _best(rounds, lambda: compare(old, new))
    gc.unfreeze()
    yield against(what, f"best of {rounds}", "lxml parses both", ours=ours, peer=parsing, goal=goal)


def _parse(pair: Editions) -> None:
    etree.fromstring(pair.old_bytes)
    etree.fromstring(pair.new_bytes)


def _against_xmldiff(effort: Effort) -> Iterator[Row]:
    part = editions(effort.blocks // 4, RATES, "keep")
    old, new = part.loaded
    trees = etree.fromstring(part.old_bytes), etree.fromstring(part.new_bytes)
    options = {"uniqueattrs": ["id"], "fast_match": True}
    theirs = _best(1, lambda: xmldiff.diff_trees(*trees, diff_options=options))
    ours = _best(3, lambda: compare(old, new))
    # Its time grows with the square: all of the file takes it half an hour.
    yield against("compare beside xmldiff, best setting", "a quarter of the file, unique ids, once",
                  "xmldiff", ours=ours, peer=theirs, goal=0.1)  # fmt: skip
    small = editions(FEWEST if effort.blocks < _SMALL else _SMALL // 3, RATES, "keep")
    old, new = small.loaded
    trees = etree.fromstring(small.old_bytes), etree.fromstring(small.new_bytes)
    theirs = _best(1, lambda: xmldiff.diff_trees(*trees))
    ours = _best(5, lambda: compare(old, new))
    count = sum(1 for _ in trees[0].iter())
    yield against("compare beside xmldiff, default", f"{count} elements, once", "xmldiff",
                  ours=ours, peer=theirs, goal=1 / 300)  # fmt: skip


def _xmldiff_pairs(effort: Effort) -> Iterator[Row]:
    """What xmldiff takes for the same where no ids help; larger files take it many minutes."""
    small = editions(FEWEST if effort.blocks < _SMALL else _SMALL // 3, HARD_RATES, "strip")
    differ = Differ()
    differ.set_trees(etree.fromstring(small.old_bytes), etree.fromstring(small.new_bytes))
    got = {
        one.get("id"): other.get("id")
        for one, other, _ in differ.match()
        if one.get("id") and other.get("id")
    }
    pairs: list[tuple[str, str]] = small.truth["pairs"]  # type: ignore[assignment]
    wanted = dict(pairs)
    right = sum(wanted.get(old) == new for old, new in got.items())
    how = f"no common ids, {len(wanted)} pairs"
    yield Row("wrong pairs, xmldiff", 1000 * (1 - right / max(1, len(got))), "‰", how)
    yield Row("pairs not found, xmldiff", 1000 * (1 - right / len(wanted)), "‰", how)


def _found(effort: Effort, rounds: int) -> Iterator[Row]:
    """What is found, by kept ids, without any, and with ids that mislead."""
    for blocks in sorted({min(_SMALL, effort.blocks), effort.blocks}):
        wrong: dict[str, float] = {}
        for ids in ("keep", "strip", "shuffle", "renumber"):
            pair = editions(blocks, HARD_RATES, ids)
            comparison = compare(*pair.loaded)
            name = f"{_NAMES[ids]}, {blocks}"
            if ids == "keep":
                yield _no_more(name, comparison, pair.truth)
                continue
            precision, recall, by_kind = _quality(comparison, pair.truth)
            wrong[ids] = 2 - precision - recall
            yield Row(f"wrong pairs, {name}", 1000 * (1 - precision), "‰", "once", goal=4.0)
            yield Row(f"pairs not found, {name}", 1000 * (1 - recall), "‰", "once", goal=6.0)
            if ids == "strip":
                for kind, goal in (("moved", 0.0), ("moved and edited", 2.0), ("rewritten", 20.0)):
                    yield Row(f"{kind} not found, {name}", by_kind[kind], "%", "once", goal=goal)
            else:
                worse = max(0.0, wrong[ids] - wrong["strip"])
                yield Row(f"worse than without ids, {name}", 1000 * worse, "‰", "once", goal=0.0)
    plain = editions(effort.blocks, RATES, "strip")
    yield from _against_parsing("compare, no common ids", plain, rounds, 10.0)


_NAMES = {
    "keep": "ids kept", "strip": "no common ids", "shuffle": "ids shuffled",
    "renumber": "ids renumbered",
}  # fmt: skip


def _no_more(name: str, comparison: Comparison, truth: Truth) -> Row:
    """As few changes as were made: each counted once in each of its kinds."""
    made: Counter[str] = Counter()
    for entry in _done(truth):
        kinds = {_KINDS[each] for each in entry["did"] if each in _KINDS}
        made.update(kinds)
    told = sum(comparison.summary.get(kind, 0) for kind in set(_KINDS.values()))
    return against(f"changes told, {name}", "once", "made", ours=told, peer=made.total(), goal=1.0,
                   unit="")  # fmt: skip


_KINDS = {
    "inserted": "added", "deleted": "removed", "moved": "moved", "moved-away": "moved",
    "retyped": "retyped", "reworded": "reworded", "rewritten": "reworded", "split": "split",
    "merged": "merged",
}  # fmt: skip


def _quality(comparison: Comparison, truth: Truth) -> tuple[float, float, dict[str, float]]:
    """Precision and recall of pairs, and the percentage of each kind that was not found."""
    alignment = comparison.alignment
    olds = {node.id for node in alignment.old.root.walk() if node.id is not None}
    news = {node.id for node in alignment.new.root.walk() if node.id is not None}
    got = {alignment.original(each): each for each in olds & news}
    pairs: list[tuple[str, str]] = truth["pairs"]  # type: ignore[assignment]
    wanted = dict(pairs)
    right = sum(wanted.get(old) == new for old, new in got.items())
    missed: dict[str, list[bool]] = {"moved": [], "moved and edited": [], "rewritten": []}
    for entry in _done(truth):
        kind = _judged(entry["did"])
        if kind:
            missed[kind].append(got.get(entry["old"]) != entry["new"])
    shares = {kind: 100 * sum(each) / max(1, len(each)) for kind, each in missed.items()}
    return right / len(got), right / len(wanted), shares


def _judged(did: list[str]) -> str:
    if {"moved", "moved-away"}.intersection(did):
        return "moved and edited" if "reworded" in did else "moved" if len(did) == 1 else ""
    return "rewritten" if "rewritten" in did else ""


def _done(truth: Truth) -> list[dict]:
    return truth["done"]  # type: ignore[return-value]


def _growth(effort: Effort, rounds: int) -> Row:
    times = []
    for blocks in (effort.blocks // 4, effort.blocks):
        old, new = editions(blocks, RATES, "keep").loaded
        times.append(_best(rounds, lambda old=old, new=new: compare(old, new)))  # type: ignore[misc]
    return against("compare, four times as large", f"best of {rounds}", "a quarter",
                   ours=times[1], peer=times[0], goal=5.0)  # fmt: skip


def _memory(kept: Editions) -> Iterator[Row]:
    with TemporaryDirectory(prefix="strategy-bench-") as folder:
        paths = [Path(folder) / name for name in ("old.xml", "new.xml")]
        for path, data in zip(paths, (kept.old_bytes, kept.new_bytes), strict=True):
            path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.compare_memory", *map(str, paths)],
            cwd=ROOT, capture_output=True, check=True, text=True, timeout=600,
        )  # fmt: skip
    found = json.loads(done.stdout)
    if found is not None:
        loaded, more = found
        yield against("memory of a comparison", "once", "both documents", ours=max(0.01, more),
                      peer=loaded, goal=1.0, unit="MB")  # fmt: skip


def _best(rounds: int, work: Callable[[], object]) -> float:
    """Milliseconds of processor time, the best of some rounds: other programs run beside."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)
