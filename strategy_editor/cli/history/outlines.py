"""Versions as JSON.

A version, in all shapes::

    {"id": …, "name": …, "kind": "working" | "in-house" | "inter-ministry" | "submission" |
     "decision" | "publication", "note": …, "author": {"name": …, "email": …},
     "when": ISO 8601, "occasion": "" | "found" | "export" | "sending" | "status" | "merge" |
     "draft", "fingerprint": SHA-256 or "", "foreign": true where another program made it,
     "parents": [id, …]}
"""

from __future__ import annotations

import json
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.versions.version import Version


def add_file(parser: Parser, *, format_too: bool = True) -> None:
    """Declare the strategy file and the form of the output."""
    parser.option("file", metavar="FILE", type=Path, key="file")
    if format_too:
        parser.option("--format", choices=("text", "json"), default="text")


def version_shape(version: Version) -> dict[str, object]:
    """Return a version in the documented shape."""
    return {
        "id": version.id,
        "name": version.name,
        "kind": version.kind,
        "note": version.said.note,
        "author": vars(version.author),
        "when": version.when.isoformat(),
        "occasion": version.said.occasion,
        "fingerprint": version.said.fingerprint,
        "foreign": version.is_foreign,
        "parents": list(version.parents),
    }


def print_json(shape: dict[str, object]) -> None:
    """Print an object in the way of all our outputs."""
    print(json.dumps(shape, ensure_ascii=False, indent=2))
