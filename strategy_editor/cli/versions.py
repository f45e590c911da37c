"""``versions``: the history of a strategy; the first argument names what to do with it."""

from __future__ import annotations

import argparse
from argparse import REMAINDER
from importlib import import_module

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import Outcome

ACTIONS = (
    "keep", "list", "show", "compare", "restore", "history", "search", "verify", "connect", "send",
    "fetch",
)  # fmt: skip


def add_arguments(parser: Parser) -> None:
    """Declare the action; what follows it is for the action itself."""
    parser.option("action", choices=ACTIONS, key="versions-action")
    parser.option("rest", nargs=REMAINDER, metavar="…", key="versions-rest")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Run the action with the arguments that follow it."""
    action = import_module(f"strategy_editor.cli.history.{arguments.action}_")
    parser = Parser(f"versions {arguments.action}", language)
    action.add_arguments(parser)
    outcome: Outcome = action.run(parser.parse_args(arguments.rest), language)
    return outcome
