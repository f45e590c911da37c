"""``doctor``: what this machine has, what it lacks, and how to get it."""

from __future__ import annotations

import argparse

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import DONE, ERRORS_FOUND, Outcome
from strategy_editor.diagnosis.tools import Tool, tools
from strategy_editor.i18n import text


def add_arguments(_parser: Parser) -> None:
    """The command has no arguments of its own."""


def run(_arguments: argparse.Namespace, language: str) -> Outcome:
    """List everything; the exit code is 1 where something needed is missing."""
    complete = True
    for tool in tools():
        print(_line(tool, language))
        complete = complete and bool(tool.version or not tool.needed)
    print(text(language, "doctor.complete" if complete else "doctor.incomplete"))
    return Outcome(DONE if complete else ERRORS_FOUND)


def _line(tool: Tool, language: str) -> str:
    if tool.version:
        return text(language, "doctor.found", name=tool.name, version=tool.version)
    key = "doctor.missing-needed" if tool.needed else "doctor.missing"
    values = dict(tool.values)
    remedy = text(language, tool.remedy, **values, name=tool.name) if tool.remedy else ""
    return text(language, key, name=tool.name, remedy=remedy)
