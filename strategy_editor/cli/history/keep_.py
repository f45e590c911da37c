"""``versions keep``: keep the file as it is as a version.

JSON shape ``strategy-version-kept/1``: ``{"format": …, "file": …, "version": {…},
"new": true, "asFound": null or {…}}``.
"""

from __future__ import annotations

import argparse
from datetime import datetime

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json, version_shape
from strategy_editor.cli.outcome import Outcome
from strategy_editor.i18n import text
from strategy_editor.storage.fingerprint import printed
from strategy_editor.versions.version import KINDS, Particulars
from strategy_editor.workspace.keeping import author_named, keep_file, tidy
from strategy_editor.workspace.settings import load_settings
from strategy_editor.workspace.version_wording import kind_name

FORMAT = "strategy-version-kept/1"


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)
    parser.option("--name", required=True, key="version-name")
    parser.option("--kind", choices=KINDS, default=KINDS[0], key="version-kind")
    parser.option("--note", default="", key="version-note")
    parser.option("--author", default="", key="version-author")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Keep the version and say what it is called."""
    said = Particulars(arguments.name, arguments.kind, arguments.note)
    author = author_named(arguments.author or load_settings().author)
    kept = keep_file(arguments.file, said, author, datetime.now().astimezone())
    tidy(arguments.file)
    version = kept.version
    if arguments.format == "json":
        as_found = version_shape(kept.as_found) if kept.as_found is not None else None
        print_json({"format": FORMAT, "file": str(arguments.file), "new": kept.is_new,
                    "version": version_shape(version), "asFound": as_found})  # fmt: skip
        return Outcome()
    if kept.as_found is not None:
        print(text(language, "versions.kept-as-found", id=kept.as_found.short_id))
    kind = kind_name(version.kind, language)
    print(text(language, "versions.kept", name=version.name, kind=kind, id=version.short_id))
    if version.is_frozen:
        print(text(language, "versions.fingerprint", value=printed(version.said.fingerprint)))
    return Outcome()
