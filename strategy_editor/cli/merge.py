"""``merge``: one strategy out of a base and the files that grew from it, as text or JSON.

JSON shape ``strategy-merge/1``::

    {"format": "strategy-merge/1", "out": …, "base": …, "names": [ours, theirs, …],
     "summary": {"taken": n, "conflicts": n, "settled": n},
     "doubtful": [name of a side that has hardly anything in common with the base, …],
     "taken": [{"kind": …, "id": …, "field": …, "place": …, "by": [name, …]}, …],
     "conflicts": [{"id": …, "kind": …, "target": …, "field": …, "place": …,
                    "variants": [{"side": "base" | "ours" | "theirs", "by": [name, …],
                                  "value": text, XML or null,
                                  "parent": id or null, "after": id or null}, …]}, …],
     "settled": [{"conflict": id, "take": …, "by": …}, …],
     "failed": [{"conflict": id, "message": …}, …], "unknown": [id, …]}

The kinds of what was taken and of conflicts are described in ``merging.conflict``, choices in
``merging.choices``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import DONE, ERRORS_FOUND, Outcome
from strategy_editor.errors import CannotWrite
from strategy_editor.i18n import text
from strategy_editor.merging.choices import read_choices
from strategy_editor.merging.conflict import Conflict, Variant
from strategy_editor.storage.writing import is_same_file, write
from strategy_editor.workspace.merge_wording import MergeWording, ledger
from strategy_editor.workspace.merging import Merged, merge_files, read_side, take_pictures
from strategy_editor.workspace.wording import error_text

FORMAT = "strategy-merge/1"


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("base", metavar="BASE", type=Path, key="base")
    parser.option("ours", metavar="OURS", type=Path, key="ours")
    parser.option("theirs", metavar="THEIRS", type=Path, nargs="+", key="theirs")
    parser.option("-o", "--out", metavar="OUT", type=Path, required=True)
    parser.option("--choices", metavar="FILE", type=Path, default=None)
    parser.option("--format", choices=("text", "json"), default="text", key="merge-format")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Merge files into a new one and print the ledger."""
    out: Path = arguments.out
    paths: list[Path] = [arguments.base, arguments.ours, *arguments.theirs]
    if any(is_same_file(out, each) for each in (*paths, arguments.choices) if each is not None):
        raise CannotWrite("error.same-file", out)
    choices = read_choices(arguments.choices) if arguments.choices is not None else None
    base, ours, *theirs = [read_side(each) for each in paths]
    merged = merge_files(base, ours, theirs, choices)
    write(merged.document, out)
    unread = take_pictures(paths[1:], out)
    if arguments.format == "json":
        print(json.dumps(as_json(merged, base.path, out, language), ensure_ascii=False, indent=2))
    else:
        print("\n".join([*_report(merged, base.path, out, language)]))
    for error in unread:
        print(error_text(error, language))
    return Outcome(ERRORS_FOUND if merged.conflicts else DONE)


def as_json(merged: Merged, base: Path, out: Path, language: str) -> dict[str, object]:
    """Return the result in the documented shape."""
    wording = MergeWording(merged.document, language, merged.base)
    conflicts, settled = merged.conflicts, merged.settled
    done = settled.done if settled is not None else ()
    failed = settled.failed if settled is not None else ()
    return {
        "format": FORMAT,
        "out": str(out),
        "base": str(base),
        "names": list(merged.names),
        "summary": {
            "taken": len(merged.taken), "conflicts": len(conflicts), "settled": len(done),
        },
        "doubtful": list(merged.doubtful),
        "taken": [
            {
                "kind": each.kind, "id": each.target, "field": each.field,
                "place": wording.place(each.target, each.field), "by": list(each.by),
            }
            for each in merged.taken
        ],
        "conflicts": [_conflict(each, wording) for each in conflicts],
        "settled": [
            {"conflict": conflict.id, "take": choice.take, "by": choice.by}
            for conflict, choice in done
        ],
        "failed": [
            {"conflict": conflict.id, "message": error_text(error, language)}
            for conflict, error in failed
        ],
        "unknown": list(settled.unknown) if settled is not None else [],
    }  # fmt: skip


def _report(merged: Merged, base: Path, out: Path, language: str) -> Sequence[str]:
    ours, *theirs = merged.names
    values = {"ours": ours, "theirs": ", ".join(theirs), "base": base.name}
    return [
        text(language, "merge.title", **values), "",
        *ledger(merged, language), "",
        text(language, "cli.wrote", path=out),
    ]  # fmt: skip


def _conflict(conflict: Conflict, wording: MergeWording) -> dict[str, object]:
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "target": conflict.target,
        "field": conflict.field,
        "place": wording.place(conflict.target, conflict.field),
        "variants": [_variant(each) for each in conflict.variants],
    }


def _variant(variant: Variant) -> dict[str, object]:
    return {
        "side": variant.side,
        "by": list(variant.by),
        "value": variant.value,
        "parent": variant.place.parent if variant.place is not None else None,
        "after": variant.place.after if variant.place is not None else None,
    }
