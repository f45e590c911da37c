"""``new``: a valid, nearly empty strategy, or the next edition of one."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import Outcome
from strategy_editor.document.characters import clean
from strategy_editor.document.dates import parse_day
from strategy_editor.errors import CannotWrite, UserError
from strategy_editor.i18n import text
from strategy_editor.lineage.edition import Beginning
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import is_same_file, write
from strategy_editor.workspace.lineage_words import edition_lines
from strategy_editor.workspace.starting import (
    PROFILES,
    begin_next,
    default_title,
    following,
    new_strategy,
)
from strategy_editor.workspace.wording import Wording

_MOST = 120
"""Letters of a label, such as the name of an edition, in the vocabulary."""


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("out", metavar="OUT.xml", type=Path, key="new-out")
    parser.option("--title", default="")
    parser.option("--profile", choices=PROFILES, default=PROFILES[0])
    parser.option("--from", metavar="OLD.xml", type=Path, dest="old", key="from")
    parser.option("--edition", default="")
    parser.option("--base-date", metavar="ISO", default="")
    parser.option("--until", metavar="ISO", default="")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Write the file; an existing one is never replaced."""
    if os.path.lexists(arguments.out):
        raise CannotWrite("error.exists", arguments.out)
    if arguments.old is not None:
        return _next_edition(arguments, language)
    title = clean(arguments.title).strip() or default_title(language)
    document = new_strategy(title, arguments.profile, language, date.today())
    write(document, arguments.out)
    print(text(language, "cli.wrote", path=arguments.out))
    return Outcome()


def _next_edition(arguments: argparse.Namespace, language: str) -> Outcome:
    if is_same_file(arguments.out, arguments.old):
        raise CannotWrite("error.same-file", arguments.out)
    old = read(arguments.old).document
    proposed = following(date.today())
    base = _day(arguments.base_date) or proposed.base
    beginning = Beginning(
        edition=" ".join(clean(arguments.edition).split())[:_MOST] or str(base.year),
        base=base,
        today=proposed.today,
        until=_day(arguments.until),
        title=clean(arguments.title).strip(),
    )
    save, ledger = begin_next(old, arguments.old, arguments.out, beginning)
    save.run()
    print(text(language, "cli.wrote", path=arguments.out))
    print("\n".join(edition_lines(ledger, Wording(save.document, language))))
    return Outcome()


def _day(value: str) -> date | None:
    day = parse_day(value)
    if value and day is None:
        raise UserError("error.bad-date", value=value)
    return day
