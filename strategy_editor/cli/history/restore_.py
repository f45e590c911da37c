"""``versions restore``: write a version as a new draft.

JSON shape ``strategy-versions-restored/1``: ``{"format": …, "file": …, "version": {…}, "written":
[path, …]}``, the strategy first and then the pictures that were not there; a version as ``versions
list`` has it.
"""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json, version_shape
from strategy_editor.cli.outcome import Outcome
from strategy_editor.i18n import text
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.timeline import pick
from strategy_editor.workspace.keeping import author_named
from strategy_editor.workspace.settings import load_settings
from strategy_editor.workspace.versioning import all_versions, restore

FORMAT = "strategy-versions-restored/1"


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)
    parser.option("version", metavar="NAME", key="version-asked")
    parser.option("-o", "--out", metavar="OUT", type=Path, required=True)


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Write the file; an existing one is replaced only where it is the strategy itself."""
    history = open_history(arguments.file)
    version = pick(all_versions(history), arguments.version)
    written = restore(
        history,
        version,
        arguments.out,
        name=text(language, "versions.before-restoring", name=version.name),
        author=author_named(load_settings().author),
        now=datetime.now().astimezone(),
    )
    if arguments.format == "json":
        print_json({"format": FORMAT, "file": str(arguments.file),
                    "version": version_shape(version),
                    "written": [str(path) for path in written]})  # fmt: skip
        return Outcome()
    for path in written:
        print(text(language, "cli.wrote", path=path))
    return Outcome()
