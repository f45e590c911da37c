"""argparse in the user's language."""

from __future__ import annotations

import argparse
import json
from functools import cache
from typing import NoReturn

from strategy_editor.i18n import text
from strategy_editor.paths import shipped


@cache
def _sentences(language: str) -> dict[str, str]:
    path = shipped("resources") / "locale" / f"argparse.{language}.json"
    if not path.exists():
        return {}
    sentences: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return sentences


def use_language(language: str) -> None:
    """Let argparse speak a language; it takes its sentences from gettext's default domain."""
    sentences = _sentences(language)

    def one(message: str) -> str:
        return sentences.get(message, message)

    def many(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    argparse._ = one  # type: ignore[attr-defined]
    argparse.ngettext = many  # type: ignore[attr-defined]


class Parser(argparse.ArgumentParser):
    """A parser that shows its help with examples and ends with exit code 2 on a wrong call."""

    def __init__(self, command: str, language: str) -> None:
        super().__init__(
            prog=f"strategy-editor {command}".strip(),
            description=text(language, f"cli.{_key(command)}.help"),
            epilog=text(language, f"cli.{_key(command)}.examples"),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.language = language
        self.command = command
        self.add_argument("-h", "--help", action="help", help=text(language, "cli.option.help"))
        self.add_argument(
            "--lang", choices=("de", "en"), default=language, help=text(language, "cli.option.lang")
        )

    def option(self, *names: str, key: str = "", **settings: object) -> None:
        """Add an argument; its help stands in the catalogue under ``cli.option.<key>``."""
        name = key or names[-1].lstrip("-").replace("_", "-").lower()
        help_text = text(self.language, f"cli.option.{name}")
        self.add_argument(*names, help=help_text, **settings)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what was wrong with the call."""
        self.exit(2, text(self.language, "cli.wrong-call", message=message, call=self.prog) + "\n")


def _key(command: str) -> str:
    return command.replace(" ", "-") or "program"
