"""``versions search``: where a text stands or ever stood, and since and until when.

JSON shape ``strategy-versions-search/1``::

    {"format": …, "file": …, "text": …,
     "hits": [{"element": id, "field": …, "text": the wording at its beginning,
               "since": {…}, "until": null where it still stands, else {…}}, …]}

What still stands comes first.
"""

from __future__ import annotations

import argparse

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json, version_shape
from strategy_editor.cli.outcome import Outcome
from strategy_editor.i18n import text
from strategy_editor.storage.reading import read_bytes
from strategy_editor.versions.content import document_of
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.tracing import Said
from strategy_editor.workspace.past import excerpt, place_of, said_in_past
from strategy_editor.workspace.version_wording import said_since
from strategy_editor.workspace.wording import Wording

FORMAT = "strategy-versions-search/1"
_LONGEST = 200


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)
    parser.option("text", metavar="TEXT", key="version-text")
    parser.option("--in", dest="within", metavar="ELEMENT", default="", key="version-within")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Print where the text stands or stood."""
    history = open_history(arguments.file)
    hits = said_in_past(history, arguments.text, arguments.within)
    if arguments.format == "json":
        print_json({"format": FORMAT, "file": str(arguments.file), "text": arguments.text,
                    "hits": [_shape(each) for each in hits]})  # fmt: skip
        return Outcome()
    wording = Wording(document_of(read_bytes(history.file), history.file), language)
    print(text(language, "versions.hits", count=len(hits)))
    for hit in hits:
        print("\n".join(_lines(hit, arguments.text, wording)))
    return Outcome()


def _shape(hit: Said) -> dict[str, object]:
    return {
        "element": hit.element,
        "field": hit.field,
        "text": hit.text,
        "since": version_shape(hit.since),
        "until": version_shape(hit.until) if hit.until is not None else None,
    }


def _lines(hit: Said, wanted: str, wording: Wording) -> list[str]:
    return [
        "",
        place_of(wording, hit.element, hit.tag),
        "  " + said_since(hit, wording.language),
        "    " + excerpt(hit, wanted, _LONGEST),
    ]
