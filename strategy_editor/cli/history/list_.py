"""``versions list``: the time line of a file.

JSON shape ``strategy-versions/1``::

    {"format": "strategy-versions/1", "file": …, "changed": whether the file holds something else
     than the newest version, "versions": [{…, "changes": {kind: count, …} }, …],
     "states": [{…}, …]}

Both lists begin with the newest. ``changes`` counts against the version before as ``compare`` does:
one for each field, with its kinds except ``renumbered``, which follows from the others; what was
split or merged counts as added and removed.
"""

from __future__ import annotations

import argparse

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json, version_shape
from strategy_editor.cli.outcome import Outcome
from strategy_editor.i18n import text
from strategy_editor.workspace.version_wording import line_of
from strategy_editor.workspace.versioning import Timeline, timeline

FORMAT = "strategy-versions/1"


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)
    parser.option("--states", action="store_true", key="version-states")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Print the versions, the newest first."""
    found = timeline(arguments.file)
    if arguments.format == "json":
        print_json(_shape(str(arguments.file), found))
    else:
        print("\n".join(_lines(found, language, with_states=arguments.states)))
    return Outcome()


def _shape(file: str, found: Timeline) -> dict[str, object]:
    return {
        "format": FORMAT,
        "file": file,
        "changed": found.is_changed,
        "versions": [
            {**version_shape(each), "changes": found.changes.get(each.id, {})}
            for each in found.versions
        ],
        "states": [version_shape(each.version) for each in found.states],
    }


def _lines(found: Timeline, language: str, *, with_states: bool) -> list[str]:
    lines = [line_of(each, language, found.changes.get(each.id)) for each in found.versions]
    if not lines:
        lines.append(text(language, "versions.empty"))
    elif found.is_changed:
        lines.insert(0, text(language, "versions.draft-changed"))
    if with_states:
        lines.append(text(language, "versions.states", count=len(found.states)))
        lines += [line_of(each.version, language) for each in found.states]
    return lines
