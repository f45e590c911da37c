"""``versions show``: what one version is, and what it changed.

JSON shape ``strategy-version/1``: ``{"format": …, "file": …, "version": {…}, "comparison": null
or an object of the shape strategy-comparison/1 against the version before}``. With ``--xml`` the
bytes of the file come out as they were kept, and nothing else.
"""

from __future__ import annotations

import argparse
import sys

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json, version_shape
from strategy_editor.cli.outcome import Outcome
from strategy_editor.comparison.changes import as_json
from strategy_editor.exchange.report.text import text_report
from strategy_editor.i18n import text
from strategy_editor.storage.fingerprint import printed
from strategy_editor.versions.repository import History, open_history
from strategy_editor.versions.timeline import content_of, pick
from strategy_editor.versions.version import Version
from strategy_editor.workspace.version_wording import line_of
from strategy_editor.workspace.versioning import all_versions, compare_versions

FORMAT = "strategy-version/1"


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)
    parser.option("version", metavar="NAME", key="version-asked")
    parser.option("--xml", action="store_true", key="version-xml")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Print what the version is."""
    history = open_history(arguments.file)
    known = all_versions(history)
    version = pick(known, arguments.version)
    before = next((each for each in known if each.id in version.parents[:1]), None)
    if arguments.xml:
        sys.stdout.buffer.write(content_of(history, version))
    elif arguments.format == "json":
        print_json(_shape(history, version, before))
    else:
        print("\n".join(_lines(history, version, before, language)))
    return Outcome()


def _shape(history: History, version: Version, before: Version | None) -> dict[str, object]:
    comparison = None
    if before is not None:
        comparison = as_json(compare_versions(history, before, version)[0])
    return {
        "format": FORMAT,
        "file": str(history.file),
        "version": version_shape(version),
        "comparison": comparison,
    }


def _lines(history: History, version: Version, before: Version | None, language: str) -> list[str]:
    lines = [line_of(version, language)]
    if version.said.note:
        lines += ["", version.said.note]
    if version.said.fingerprint:
        lines += [
            "",
            text(language, "versions.fingerprint", value=printed(version.said.fingerprint)),
        ]
    if before is not None:
        lines += ["", text_report(*compare_versions(history, before, version), language).rstrip()]
    return lines
