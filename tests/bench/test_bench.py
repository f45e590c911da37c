"""The measurements run and print every row; what they say is not asserted."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.bench.__main__ import NAMES, main
from tests.bench.measure import ROOT, Row

ROWS = [
    "start to the painted window", "check a strategy, whole process", "open the stress file",
    "edit a text", "edit a text, undo", "insert a paragraph", "insert a paragraph, undo",
    "move a measure", "move a measure, undo", "delete a measure", "delete a measure, undo",
    "outline follows a text", "outline follows a new section", "scroll the outline",
    "stall while filtering", "stall while resetting the filter", "check everything the first time",
    "check after an edit", "save the stress file", "save it again after an edit",
    "of this, the canonical form",
    "memory of the open stress file",
    "compare, ids kept", "compare beside xmldiff, best setting", "compare beside xmldiff, default",
    "changes told, ids kept, 400", "compare, no common ids", "compare, four times as large",
    "memory of a comparison", "wrong pairs, xmldiff", "pairs not found, xmldiff",
    *(
        f"{what}, {ids}, 400"
        for ids in ("no common ids", "ids shuffled", "ids renumbered")
        for what in ("wrong pairs", "pairs not found")
    ),
    "moved not found, no common ids, 400", "moved and edited not found, no common ids, 400",
    "rewritten not found, no common ids, 400",
    *(f"worse than without ids, ids {how}, 400" for how in ("shuffled", "renumbered")),
    "key to painted field, 2014", "key to painted field, stress",
    "… while saving and filtering, 2014", "… while saving and filtering, stress",
    "longest stall while typing, 2014", "longest stall while typing, stress",
    "another goal's form, 2014", "another goal's form, stress",
    "first page of the text", "jump in the text", "scroll the text", "memory of the text view",
    "text follows an edit, flat", "key press to text in place, 2014",
    "key press to text in place, stress",
    "merge two editions", "… from files to a file", "… git merge-file",
    "wrong of 18 cases merged", "git merge-file: right", "git merge-file: needless conflicts",
    "git merge-file: silent errors", "git merge-file: ids twice",
    "Word, 20 paragraphs", "Word, 20 paragraphs, obvious", "cabinet submission, 2014",
    "strategy as Word, 2014",
    "keep the stress file after saving", "longest stall of another thread meanwhile",
    "versions keep, whole process", "75 versions of 2014, packed", "packing them",
    "index of them, made anew", "list of them with counts", "history of one element",
    "synopsis of the samples", "redline with proof", "redline with proof, four times as large",
    "memory of a redline",
    *(f"{what}, redline{who}" for who in ("", ", Docxodus")
      for what in ("moves made and not found", "paragraphs that differ")),
    "history panel, opened first", "… longest turn of the event loop",
    "comparison side by side, first page",
    "fetch and merge a colleague's day", "… of this, computing",
]  # fmt: skip

COUNTED = ("cases", "moves", "paragraphs", "%", "‰")
"""Units of what went wrong, of which none is best."""


@pytest.mark.slow
def test_a_quick_run_prints_every_row(tmp_path):
    out = tmp_path / "bench.json"
    command = [sys.executable, "-m", "tests.bench", "--quick", "--json", str(out)]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, timeout=1200
    )
    assert (done.returncode, done.stderr) == (0, "")
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert figures["format"] == "strategy-bench/1"
    assert {row["what"] for row in figures["rows"]} == {*ROWS}
    for row in figures["rows"]:
        assert row["what"] in done.stdout
        assert row["ours"] > 0 or row["unit"] in COUNTED
        assert row["ours"] >= 0


def test_an_unknown_name_is_refused(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["everything"])
    assert stop.value.code == 2
    assert all(name in capsys.readouterr().err for name in NAMES[:1])


def test_a_goal_is_held_against_the_ratio_or_the_value():
    assert Row("a", 900.0, "ms", "once", 400.0, "peer", 2.25, 2.5).is_met
    assert not Row("a", 1.2, "ms", "once", goal=1.0).is_met
    assert Row("a", 1.2, "ms", "once").is_met is None
