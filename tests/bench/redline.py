"""Redlines: ours from loaded documents, with its proof, beside Docxodus on the two Word files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from strategy_editor.exchange.docx.export import word_export
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.synopsis import synopsis_export
from strategy_editor.exchange.docx.tracking.lint_ids import count_moves
from strategy_editor.exchange.docx.tracking.names import Decision
from strategy_editor.exchange.docx.tracking.resolving import resolve, stories_of
from strategy_editor.storage.reading import read
from tests.bench.compare import editions
from tests.bench.measure import ROOT, Effort, Row, against, swept
from tests.bench.redline_process import OPTIONS
from tests.stress.edits import RATES

_SMALLER = 4
"""The measured size is a quarter of the stress file: 5 000 blocks of 20 000."""


def redlining(effort: Effort) -> Iterator[Row]:
    """Time, memory, moves and exactness at a quarter of the blocks, and growth to all of them."""
    yield _synopsis(effort)
    with TemporaryDirectory() as name:
        folder = Path(name)
        blocks, rounds = effort.blocks // _SMALLER, min(2, effort.rounds)
        made = _written(folder, blocks)
        ours, computed, memory = _ours(folder, rounds)
        peer, peer_memory, output = _docxodus(folder, rounds)
        what = "redline with proof"
        row = against(what, f"{blocks} blocks, loaded documents to file; best of {rounds}",
                      "Docxodus on the Word files", ours=ours, peer=peer, goal=1 / 6,
                      unit="s")  # fmt: skip
        yield replace(row, cpu=computed)
        yield against("memory of a redline", "peak of the process", "Docxodus", ours=memory,
                      peer=peer_memory, goal=1 / 3, unit="MB")  # fmt: skip
        redline = folder.joinpath("out.docx").read_bytes()
        yield from _told(folder, made, redline, "redline", 0.0)
        yield from _told(folder, made, output, "redline, Docxodus", None)
        _written(folder, effort.blocks)
        _, larger, _ = _ours(folder, rounds)
        what = f"{what}, four times as large"
        how = f"computing, best of {rounds}"
        yield against(what, how, f"{blocks} blocks", ours=larger, peer=computed, goal=5.0, unit="s")


def _synopsis(effort: Effort) -> Row:
    """The Synopse of the two samples, from loaded documents to its bytes."""
    pair = [read(ROOT / "samples" / f"egov-{year}.xml").document for year in (2009, 2014)]
    times = [swept(lambda: synopsis_export(pair, OPTIONS)) for _ in range(effort.rounds + 1)][1:]
    best = min(times)
    how = f"2009 and 2014, best of {len(times)}"
    return Row("synopsis of the samples", best.wall, "ms", how, goal=500.0, cpu=best.cpu)


def _told(folder: Path, made: int, content: bytes, what: str, goal: float | None) -> Iterator[Row]:
    """How many moves are lost or too many, and how far both directions are from the editions."""
    moves, wrong = count_moves(stories_of(content)), float(_wrong(folder, content))
    how = "all accepted beside the new edition, all rejected beside the old one"
    yield Row(f"moves made and not found, {what}", abs(made - moves), "moves",
              f"{made} made, {moves} found", goal=goal)  # fmt: skip
    yield Row(f"paragraphs that differ, {what}", wrong, "paragraphs", how, goal=goal)


def _written(folder: Path, blocks: int) -> int:
    """Write two editions as strategies and as Word documents; return how many moves were made."""
    pair = editions(blocks, RATES, "keep")
    for name, data in (("old", pair.old_bytes), ("new", pair.new_bytes)):
        path = folder / f"{name}.xml"
        path.write_bytes(data)
        word = word_export(read(path).document, OPTIONS, None)
        folder.joinpath(f"{name}.docx").write_bytes(word.content)
    counts: dict[str, int] = pair.truth["counts"]  # type: ignore[assignment]
    return sum(count for kinds, count in counts.items() if "moved" in kinds)


def _ours(folder: Path, rounds: int) -> tuple[float, float, float]:
    files = [folder / name for name in ("old.xml", "new.xml", "out.docx")]
    seconds, computed, megabytes = _told_by("redline_process", files, rounds)
    return seconds, computed, megabytes


def _docxodus(folder: Path, rounds: int) -> tuple[float, float, bytes]:
    files = [folder / name for name in ("old.docx", "new.docx", "docxodus.docx")]
    seconds, megabytes = _told_by("docxodus_process", files, rounds)
    return seconds, megabytes, files[-1].read_bytes()


def _told_by(process: str, files: Sequence[Path], rounds: int) -> list[float]:
    command = [sys.executable, "-m", f"tests.bench.{process}", *map(str, files), str(rounds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures: list[float] = json.loads(done.stdout)
    return figures


def _wrong(folder: Path, content: bytes) -> int:
    wrong = 0
    for decision, name in ((Decision.ACCEPT, "new"), (Decision.REJECT, "old")):
        wanted = _texts(folder.joinpath(f"{name}.docx").read_bytes())
        found = _texts(resolve(content, decision))
        wrong += sum(one != other for one, other in zip(wanted, found, strict=False))
        wrong += abs(len(wanted) - len(found))
    return wrong


def _texts(content: bytes) -> list[str]:
    body = stories_of(content)["word/document.xml"][0]
    return ["".join(text.text or "" for text in each.iter(w("t"))) for each in body.iter(w("p"))]
