"""``versions send``: send all versions to the team's repository.

JSON shape ``strategy-versions-sent/1``: ``{"format": …, "file": …, "version": {…} the newest that
the server has now, "kept": null or the version that was kept before sending, "fetched": [what was
brought meanwhile, see ``team``], "conflicts": [… all that are open in the file]}``. Exit code 1
where conflicts are open.
"""

from __future__ import annotations

import argparse

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json, version_shape
from strategy_editor.cli.history.team import (
    conflict_shapes,
    fetched_lines,
    fetched_shape,
    work_of,
)
from strategy_editor.cli.outcome import DONE, ERRORS_FOUND, Outcome
from strategy_editor.i18n import text
from strategy_editor.workspace.keeping import tidy
from strategy_editor.workspace.teamwork import Sent, send_file
from strategy_editor.workspace.version_wording import line_of

FORMAT = "strategy-versions-sent/1"


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Send, and say what the server has now."""
    sent = send_file(arguments.file, work_of(language))
    tidy(arguments.file)
    if arguments.format == "json":
        print_json(_shape(str(arguments.file), sent))
    else:
        for fetched in sent.fetched:
            print("\n".join(fetched_lines(fetched, language)))
        print(text(language, "versions.sent"))
        print(f"  {line_of(sent.version, language)}")
    return Outcome(ERRORS_FOUND if sent.conflicts else DONE)


def _shape(file: str, sent: Sent) -> dict[str, object]:
    return {
        "format": FORMAT,
        "file": file,
        "version": version_shape(sent.version),
        "kept": version_shape(sent.kept) if sent.kept is not None else None,
        "fetched": [fetched_shape(each) for each in sent.fetched],
        "conflicts": conflict_shapes(sent.conflicts),
    }
