"""``versions connect``: share a history with colleagues through a repository of the team.

JSON shape ``strategy-versions-connected/1``: ``{"format": …, "file": …, "address": …,
"branch": …, "hasVersions": …, "fetched": null or an object as in ``team``}``.
"""

from __future__ import annotations

import argparse
import sys

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json
from strategy_editor.cli.history.team import fetched_lines, fetched_shape, work_of
from strategy_editor.cli.outcome import Outcome
from strategy_editor.i18n import text
from strategy_editor.versions.credentials import Token, token_of
from strategy_editor.workspace.teamwork import Connected, connect_file

FORMAT = "strategy-versions-connected/1"


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)
    parser.option("address", metavar="ADDRESS", key="version-address")
    parser.option("--token", action="store_true", key="version-token")
    parser.option("--user", default="", key="version-user")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Connect, and write the file where it comes from the server."""
    secret = _ask_token(arguments.user, language) if arguments.token else None
    connected = connect_file(arguments.file, arguments.address, work_of(language), secret)
    connection, fetched = connected.connection, connected.fetched
    if arguments.format == "json":
        brought = fetched_shape(fetched) if fetched is not None else None
        print_json({"format": FORMAT, "file": str(arguments.file),
                    "address": connection.address.url, "branch": connection.branch,
                    "hasVersions": connected.has_versions, "fetched": brought})  # fmt: skip
        return _ended(connected)
    print(text(language, "versions.connected", address=connection.address.url))
    if fetched is not None:
        print("\n".join(fetched_lines(fetched, language)))
    else:
        key = "versions.connected-fetch" if connected.has_versions else "versions.connected-send"
        print(text(language, key))
    return _ended(connected)


def _ended(connected: Connected) -> Outcome:
    """Connected is connected, but that the token has to be given again has to be known."""
    if connected.not_kept is not None:
        raise connected.not_kept
    return Outcome()


def _ask_token(user: str, language: str) -> Token:
    """Never as an argument, which other users of the machine could read."""
    if sys.stdin.isatty():
        import getpass  # Only who types a token at a terminal needs it.

        return token_of(user, getpass.getpass(text(language, "versions.ask-token") + " ").strip())
    return token_of(user, sys.stdin.readline().strip())
