"""``export``: Word documents from a strategy."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import Outcome
from strategy_editor.document.dates import parse_day
from strategy_editor.errors import CannotWrite, UserError
from strategy_editor.i18n import text
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import is_same_file
from strategy_editor.workspace.exporting import export_word
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.wording import Wording

KINDS = ("strategy",)
ENDINGS = (".docx",)


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("file", metavar="FILE", type=Path, key="file")
    parser.option("-o", "--out", metavar="OUT", type=Path, required=True)
    parser.option("--kind", choices=KINDS, default=KINDS[0])
    parser.option("--author", default="")
    parser.option("--date", metavar="ISO", default="")
    parser.option("--draft", action="store_true")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Write the export; the target is replaced whole or not at all."""
    out: Path = arguments.out
    if out.suffix.lower() not in ENDINGS:
        raise CannotWrite("error.unknown-format", out, known=", ".join(ENDINGS))
    if is_same_file(out, arguments.file):
        raise CannotWrite("error.same-file", out)
    created = _created(arguments.date)
    document = read(arguments.file).document
    media = media_folder(arguments.file)
    missing = export_word(
        document, out, media, created, author=arguments.author, draft=arguments.draft
    )
    wording = Wording(document, language)
    for figure in missing:
        place = wording.place(figure)
        print(text(language, "export.missing-picture", place=place, path=media), file=sys.stderr)
    print(text(language, "cli.wrote", path=out))
    return Outcome()


def _created(value: str) -> datetime:
    if not value:
        return datetime.now(UTC).replace(microsecond=0)
    day = parse_day(value)
    if day is not None:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise UserError("error.bad-date", value=value) from None
