"""``git-merge``: Git's merge driver for strategy files.

Git calls it with the common ancestor, ours, theirs and the name of the file (``%O %A %B %P``)
and expects the result in the place of ours: 0 says that all is settled, 1 that conflicts are
open. These stand in the file, which is a valid strategy; the window settles them.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import DONE, ERRORS_FOUND, Outcome
from strategy_editor.i18n import text
from strategy_editor.storage.writing import write
from strategy_editor.workspace.merge_wording import MergeWording
from strategy_editor.workspace.merging import Named, merge_files, read_side, without_base


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("base", metavar="BASE", type=Path, key="base")
    parser.option("ours", metavar="OURS", type=Path, key="git-ours")
    parser.option("theirs", metavar="THEIRS", type=Path, key="theirs")
    parser.option("name", metavar="NAME", nargs="?", default="", key="git-name")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Merge into ours; what is open is told on the error output, beside Git's own words."""
    target: Path = arguments.ours
    ours, theirs = read_side(target), read_side(arguments.theirs)
    is_new = arguments.base.is_file() and not arguments.base.stat().st_size
    base = without_base(ours) if is_new else read_side(arguments.base)
    called = MergeWording(ours.document, language)
    sides = [
        replace(each, path=Path(called.side_name(side)))
        for each, side in ((ours, "ours"), (theirs, "theirs"))
    ]
    merged = merge_files(Named(Path(arguments.name), base.document), sides[0], sides[1:])
    write(merged.document, target)
    if merged.doubtful:
        print(text(language, "merge.doubtful", names=", ".join(merged.doubtful)), file=sys.stderr)
    if not merged.conflicts:
        return Outcome(DONE)
    wording = MergeWording(merged.document, language, merged.base)
    name = arguments.name or target.name
    print(text(language, "merge.git-conflicts", name=name, count=len(merged.conflicts)),
          file=sys.stderr)  # fmt: skip
    for conflict in merged.conflicts:
        print(f"  {wording.question(conflict)}", file=sys.stderr)
    return Outcome(ERRORS_FOUND)
