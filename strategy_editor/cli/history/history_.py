"""``versions history``: how one element came to be, word by word, with who and when.

JSON shape ``strategy-element-history/1``::

    {"format": …, "file": …, "element": id,
     "changes": [{"version": {…}, "kinds": [kind, …],
                  "fields": [{"field": …, "old": …, "new": …,
                              "words": [{"kind": "same" | "old" | "new", "text": …}, …]}, …]}, …]}

The newest comes first. Kinds and fields are those of ``compare``; ``tag@name`` is the attribute
of a field.
"""

from __future__ import annotations

import argparse
import textwrap

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json, version_shape
from strategy_editor.cli.outcome import Outcome
from strategy_editor.exchange.report.text import WIDTH, marked_words
from strategy_editor.i18n import text
from strategy_editor.storage.reading import read_bytes
from strategy_editor.versions.content import document_of
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.tracing import ElementChange, FieldChange
from strategy_editor.workspace.past import past_field_label, past_of, past_value, place_of
from strategy_editor.workspace.version_wording import line_of
from strategy_editor.workspace.wording import Wording

FORMAT = "strategy-element-history/1"


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)
    parser.option("element", metavar="ELEMENT", key="version-element")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Print what became of the element, the newest first."""
    history = open_history(arguments.file)
    element, found = past_of(history, arguments.element)
    if arguments.format == "json":
        print_json(_shape(str(arguments.file), element, found))
        return Outcome()
    wording = Wording(document_of(read_bytes(history.file), history.file), language)
    tag = found[0].tag if found else ""
    print(place_of(wording, element, tag))
    if not found:
        print(text(language, "versions.element-unchanged"))
    for change in found:
        print("\n".join(_lines(change, wording)))
    return Outcome()


def _shape(file: str, element: str, found: list[ElementChange]) -> dict[str, object]:
    changes = [
        {
            "version": version_shape(each.version),
            "kinds": list(each.kinds),
            "fields": [
                {"field": field.field, "old": field.old, "new": field.new,
                 "words": [{"kind": word.kind, "text": word.text} for word in field.words]}
                for field in each.fields
            ],
        }
        for each in found
    ]  # fmt: skip
    return {"format": FORMAT, "file": file, "element": element, "changes": changes}


def _lines(change: ElementChange, wording: Wording) -> list[str]:
    lines = ["", line_of(change.version, wording.language)]
    kinds = ", ".join(text(wording.language, f"kind.{kind}") for kind in change.kinds)
    lines.append(f"  {kinds}")
    for field in change.fields:
        lines += textwrap.wrap(
            _said(change.tag, field, wording), WIDTH, initial_indent="    ",
            subsequent_indent="    ", break_long_words=False,
        )  # fmt: skip
    return lines


def _said(tag: str, field: FieldChange, wording: Wording) -> str:
    label = past_field_label(wording, tag, field.field)
    if "@" in field.field:
        old, new = (past_value(wording, tag, field.field, each) for each in (field.old, field.new))
        said = f"{old or '–'} → {new or '–'}"
    else:
        said = marked_words(field.words)
    return f"{label}: {said}" if label else said
