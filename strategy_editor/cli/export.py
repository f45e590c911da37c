"""``export``: a strategy as Word, PDF, HTML or ODT, and the documents about it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import ERRORS_FOUND, Outcome
from strategy_editor.errors import UserError
from strategy_editor.exchange.options import CLASSIFICATIONS
from strategy_editor.i18n import text
from strategy_editor.storage.reading import read
from strategy_editor.workspace.export_jobs import KINDS, Done, ExportJob, make_export, moment_of
from strategy_editor.workspace.exporting import ledger_text
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.occasions import left_the_house
from strategy_editor.workspace.presets import Preset, find_preset, save_preset
from strategy_editor.workspace.submitting import gap_text
from strategy_editor.workspace.wording import Wording, error_text


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("file", metavar="FILE", type=Path, key="file")
    parser.option("-o", "--out", metavar="OUT", type=Path, required=True)
    parser.option("--kind", choices=tuple(KINDS), default=next(iter(KINDS)))
    parser.option("--base", metavar="OLD", type=Path, key="export-base")
    parser.option("--oldest", metavar="OLDEST", type=Path)
    parser.option("--reason", action="store_true")
    parser.option("--bound", action="store_true")
    parser.option("--incomplete", action="store_true")
    parser.option("--preset", metavar="NAME", default="")
    parser.option("--save-preset", metavar="NAME", default="")
    parser.option("--template", metavar="T.docx", default=None)
    parser.option("--style", metavar="KEY=NAME", action="append", default=[])
    parser.option("--author", default=None)
    parser.option("--date", metavar="ISO", default="")
    parser.option("--draft", action="store_true", default=None)
    parser.option("--classification", choices=CLASSIFICATIONS, default=None)
    parser.option("--recipient", metavar="NAME", default=None)
    parser.option("--annotations", action="store_true", default=None)
    parser.option("--line-numbers", action="store_true", default=None)
    parser.option("--fingerprint", action="store_true", default=None)
    parser.option("--page-numbers", action="store_true", default=None)
    parser.option("--parts", metavar="LIST", default=None)


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Write the export; a target is replaced whole or not at all."""
    preset = _preset(arguments)
    created = moment_of(arguments.date)
    document, media = read(arguments.file).document, media_folder(arguments.file)
    job = ExportJob(
        kind=arguments.kind, document=document, media=media, out=arguments.out, preset=preset,
        created=created, language=language, source=arguments.file, base=arguments.base,
        oldest=arguments.oldest, is_explained=arguments.reason,
        is_bound=arguments.bound, may_lack=arguments.incomplete, styles=_styles(arguments.style),
    )  # fmt: skip
    done = make_export(job)
    if arguments.save_preset:
        save_preset(arguments.save_preset, preset)
    wording = Wording(document, language)
    for entry in done.ledger:
        print(ledger_text(entry, wording, media), file=sys.stderr)
    for path in done.written:
        print(text(language, "cli.wrote", path=path))
    if done.written:
        _keep_version(arguments, preset.author, language)
    return _told(done, language)


def _keep_version(arguments: argparse.Namespace, author: str, language: str) -> None:
    """Keep what was exported; a history that refuses it is told and undoes no export."""
    sentence = text(language, "versions.exported", name=arguments.out.name)
    try:
        left_the_house(arguments.file, sentence, author, datetime.now().astimezone())
    except UserError as error:
        print(error_text(error, language), file=sys.stderr)


def _told(done: Done, language: str) -> Outcome:
    """Say what a submission lacks; it counts as an error where nothing was written for it."""
    if not done.gaps:
        return Outcome()
    key = "cli.submission-incomplete" if done.written else "cli.submission-refused"
    print(text(language, key, count=len(done.gaps)), file=sys.stderr)
    for gap in done.gaps:
        print(f"- {gap_text(gap, language)}", file=sys.stderr)
    return Outcome() if done.written else Outcome(ERRORS_FOUND)


def _preset(arguments: argparse.Namespace) -> Preset:
    """Return the preset that was named, changed by what was asked for besides it."""
    preset = find_preset(arguments.preset) if arguments.preset else Preset()
    names = (
        "author", "draft", "classification", "recipient", "annotations", "line_numbers",
        "fingerprint", "page_numbers", "template",
    )  # fmt: skip
    asked = {name: getattr(arguments, name) for name in names}
    chosen = {name: value for name, value in asked.items() if value is not None}
    if arguments.parts is not None:
        chosen["parts"] = tuple(each.strip() for each in arguments.parts.split(",") if each.strip())
    return replace(preset, **chosen)


def _styles(said: Sequence[str]) -> dict[str, str]:
    styles = {}
    for each in said:
        key, sign, name = each.partition("=")
        if not sign:
            raise UserError("error.style-unclear", value=each)
        styles[key.strip()] = name.strip()
    return styles
