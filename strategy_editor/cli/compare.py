"""``compare``: what differs between two editions or states, as text, JSON or HTML."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import DONE, ERRORS_FOUND, Outcome
from strategy_editor.comparison.changes import Comparison, as_json
from strategy_editor.comparison.compare import compare
from strategy_editor.comparison.layout import DuplicateId, refuse_duplicates
from strategy_editor.document.document import Document
from strategy_editor.errors import CannotRead, CannotWrite, UserError
from strategy_editor.exchange.report.html import html_report
from strategy_editor.exchange.report.text import text_report
from strategy_editor.i18n import text
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import is_same_file, replace_file


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("old", metavar="OLD", type=Path, key="old")
    parser.option("new", metavar="NEW", type=Path, key="new")
    parser.option("--format", choices=("text", "json", "html"), default=None)
    parser.option("-o", "--out", metavar="OUT", type=Path, default=None)
    parser.option("--exit-code", action="store_true")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Compare two files and print or write the result."""
    out: Path | None = arguments.out
    if out is not None and any(is_same_file(out, each) for each in (arguments.old, arguments.new)):
        raise CannotWrite("error.same-file", out)
    old, new = read(arguments.old).document, read(arguments.new).document
    comparison = compare_files(old, new, arguments.old, arguments.new)
    report = rendered(comparison, old, new, format_for(arguments.format, out), language)
    if out is None:
        print(report, end="" if report.endswith("\n") else "\n")
    else:
        # A file name may hold bytes that are no characters; it must not end the program.
        replace_file(out, report.encode("utf-8", "replace"))
        print(text(language, "cli.wrote", path=out))
    return Outcome(ERRORS_FOUND if arguments.exit_code and comparison.differs else DONE)


def compare_files(old: Document, new: Document, old_path: Path, new_path: Path) -> Comparison:
    """Compare two documents; raise ``CannotRead`` naming the file in which ids are not unique."""
    for document, path in ((old, old_path), (new, new_path)):
        try:
            refuse_duplicates(document.root)
        except DuplicateId as error:
            raise CannotRead("error.duplicate-id", path, id=str(error)) from None
    return compare(old, new, old_path.name, new_path.name)


def rendered(comparison: Comparison, old: Document, new: Document, form: str, language: str) -> str:
    """Return the comparison as ``text``, ``json`` or ``html``."""
    match form:
        case "json":
            return json.dumps(as_json(comparison), ensure_ascii=False, indent=2) + "\n"
        case "html":
            return html_report(comparison, old, new, language)
        case "text":
            return text_report(comparison, old, new, language)
        case _:
            raise UserError("error.unknown-format", path=form, known="text, json, html")


def format_for(wished: str | None, out: Path | None) -> str:
    """Return the form that was asked for, else that of the target's ending, else text."""
    if wished is not None:
        return wished
    endings = {".json": "json", ".html": "html", ".htm": "html"}
    return endings.get(out.suffix.lower(), "text") if out is not None else "text"
