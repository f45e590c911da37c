"""``new``: a valid, nearly empty strategy."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import Outcome
from strategy_editor.document.characters import clean
from strategy_editor.errors import CannotWrite
from strategy_editor.i18n import text
from strategy_editor.storage.writing import write
from strategy_editor.workspace.starting import PROFILES, default_title, new_strategy


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("out", metavar="OUT.xml", type=Path, key="new-out")
    parser.option("--title", default="")
    parser.option("--profile", choices=PROFILES, default=PROFILES[0])


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Write the file; an existing one is never replaced."""
    if os.path.lexists(arguments.out):
        raise CannotWrite("error.exists", arguments.out)
    title = clean(arguments.title).strip() or default_title(language)
    document = new_strategy(title, arguments.profile, language, date.today())
    write(document, arguments.out)
    print(text(language, "cli.wrote", path=arguments.out))
    return Outcome()
