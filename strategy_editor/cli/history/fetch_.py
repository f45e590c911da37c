"""``versions fetch``: bring what colleagues sent, and the file after it.

JSON shape ``strategy-versions-fetched/1``: ``{"format": …, "file": …, and the fields of what a
server brought, see ``team``}``. Exit code 1 where conflicts are open in the file.
"""

from __future__ import annotations

import argparse

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json
from strategy_editor.cli.history.team import fetched_lines, fetched_shape, work_of
from strategy_editor.cli.outcome import DONE, ERRORS_FOUND, Outcome
from strategy_editor.workspace.teamwork import fetch_file

FORMAT = "strategy-versions-fetched/1"


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)
    parser.option("--rejoin", action="store_true", key="version-rejoin")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Fetch, join, and say what came."""
    fetched = fetch_file(arguments.file, work_of(language), rejoin=arguments.rejoin)
    if arguments.format == "json":
        print_json({"format": FORMAT, "file": str(arguments.file), **fetched_shape(fetched)})
    else:
        print("\n".join(fetched_lines(fetched, language)))
    return Outcome(ERRORS_FOUND if fetched.conflicts else DONE)
