"""``versions compare``: two versions, or a version with the file as it is.

The output is that of ``compare``: the same text, the same JSON and HTML.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.compare import format_for, rendered
from strategy_editor.cli.history.outlines import add_file
from strategy_editor.cli.outcome import DONE, ERRORS_FOUND, Outcome
from strategy_editor.errors import CannotWrite
from strategy_editor.i18n import text
from strategy_editor.storage.writing import is_same_file, replace_file
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.timeline import pick
from strategy_editor.workspace.versioning import all_versions, compare_versions


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser, format_too=False)
    parser.option("old", metavar="NAME", key="version-asked")
    parser.option("new", metavar="NAME2", nargs="?", default=None, key="version-other")
    parser.option("--format", choices=("text", "json", "html"), default=None)
    parser.option("-o", "--out", metavar="OUT", type=Path, default=None)
    parser.option("--exit-code", action="store_true")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Compare and print or write the result."""
    out: Path | None = arguments.out
    if out is not None and is_same_file(out, arguments.file):
        raise CannotWrite("error.same-file", out)
    history = open_history(arguments.file)
    known = all_versions(history)
    old = pick(known, arguments.old)
    new = pick(known, arguments.new) if arguments.new is not None else None
    comparison, before, after = compare_versions(history, old, new)
    report = rendered(comparison, before, after, format_for(arguments.format, out), language)
    if out is None:
        print(report, end="" if report.endswith("\n") else "\n")
    else:
        replace_file(out, report.encode("utf-8", "replace"))
        print(text(language, "cli.wrote", path=out))
    return Outcome(ERRORS_FOUND if arguments.exit_code and comparison.differs else DONE)
