"""``git-diff``: Git's diff driver for strategy files.

As ``diff.NAME.command`` Git calls it with the name of the file and, for both states, a file, a
hash and a mode (for a file without a state ``/dev/null``), and it prints what ``compare`` prints.
As ``diff.NAME.textconv`` it is called with one file and prints its text, a line for each element.
A state that is no readable strategy is compared line by line: Git's users must see something.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.compare import compare_files
from strategy_editor.cli.outcome import CANNOT, DONE, Outcome
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.errors import UserError
from strategy_editor.exchange.report.text import text_report
from strategy_editor.i18n import text
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.reading import read
from strategy_editor.workspace.wording import Wording

_STATES = 7
"""Arguments that Git gives for two states; two more follow for a file that was renamed."""


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("arguments", metavar="ARGUMENT", nargs="+", key="git-arguments")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Print what differs between two states, or the text of one."""
    given: list[str] = arguments.arguments
    if len(given) >= _STATES:
        sys.stdout.writelines(_between(given[0], Path(given[1]), Path(given[4]), language))
        return Outcome(DONE)
    if len(given) > 1:
        print(text(language, "merge.git-call"), file=sys.stderr)
        return Outcome(CANNOT)
    sys.stdout.writelines(f"{line}\n" for line in _text(Path(given[0]), language))
    return Outcome(DONE)


def _between(name: str, old: Path, new: Path, language: str) -> Iterator[str]:
    for path, key in ((old, "merge.git-added"), (new, "merge.git-removed")):
        if str(path) == os.devnull:
            yield text(language, key, name=name) + "\n"
            return
    try:
        before, after = read(old).document, read(new).document
        comparison = compare_files(before, after, Path(name), Path(name))
        yield text_report(comparison, before, after, language)
    except UserError:
        yield text(language, "merge.git-lines", name=name) + "\n"
        yield from unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}")


def _lines(path: Path) -> list[str]:
    read_text = path.read_bytes().decode("utf-8", "replace")
    return [line if line.endswith("\n") else line + "\n" for line in read_text.splitlines(True)]


def _text(path: Path, language: str) -> Iterator[str]:
    try:
        document = read(path, accept_newer=True).document
    except UserError:
        if not path.is_file():
            raise
        yield from path.read_bytes().decode("utf-8", "replace").splitlines()
        return
    yield from _elements(document, language)


def _elements(document: Document, language: str) -> Iterator[str]:
    """A line for each element and each of its texts, so that line by line is enough to read."""
    wording = Wording(document, language)
    mixed = current_schema().mixed_tags

    def lines(node: Node, depth: int) -> Iterator[str]:
        indent = "  " * depth
        if node.tag in mixed:
            yield f"{indent}{wording.label(node.tag)}: {' '.join(node.text.split())}"
            return
        values = ", ".join(
            f"{wording.attribute_label(node.tag, name)} {wording.value_text(node.tag, name, value)}"
            for name, value in node.attributes
            if name != "id"
        )
        number = wording.numbers.get(node.id or "", "")
        name = f"{wording.label(node.tag)} {number}".strip()
        yield f"{indent}{name}: {values}" if values else f"{indent}{name}"
        for child in node.children:
            yield from lines(child, depth + 1)

    yield from lines(document.root, 0)
