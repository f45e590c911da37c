"""Find the command, run it, put what went wrong into one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from strategy_editor import __version__
from strategy_editor.cli.outcome import CANNOT, DONE, Outcome
from strategy_editor.errors import UserError
from strategy_editor.i18n import LANGUAGES, text

if TYPE_CHECKING:
    from strategy_editor.cli.arguments import Parser

COMMANDS = (
    "demo", "new", "check", "compare", "merge", "lineage", "export", "versions",
    "git-diff", "git-merge", "doctor",
)  # fmt: skip


class Command(Protocol):
    """What the module of a command offers."""

    add_arguments: Callable[[Parser], None]
    run: Callable[..., Outcome]


def take_language(arguments: Sequence[str], default: str) -> tuple[str, list[str]]:
    """Return the language asked for with ``--lang`` and the arguments without it."""
    rest: list[str] = []
    language = default
    pending = iter(arguments)
    for argument in pending:
        if argument == "--":
            rest += [argument, *pending]
        elif argument == "--lang":
            language = next(pending, "")
        elif argument.startswith("--lang="):
            language = argument.partition("=")[2]
        else:
            rest.append(argument)
    return language, rest


def run(arguments: Sequence[str], language: str) -> Outcome:
    """Run the command that the first argument names; ``--lang`` was already taken out."""
    _speak_unicode()
    if language not in LANGUAGES:
        print(text("de", "cli.unknown-language", value=language), file=sys.stderr)
        return Outcome(CANNOT)
    first = arguments[0] if arguments else "--help"
    if first in ("-h", "--help"):
        print(program_help(language))
        return Outcome(DONE)
    if first == "--version":
        print(f"strategy-editor {__version__}")
        return Outcome(DONE)
    if first not in COMMANDS:
        key = "cli.unknown-option" if first.startswith("-") else "cli.unknown-command"
        print(text(language, key, value=first, known=", ".join(COMMANDS)), file=sys.stderr)
        return Outcome(CANNOT)
    return _run_command(first, arguments[1:], language)


def program_help(language: str) -> str:
    """Return the overview of all commands."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {text(language, f'cli.{name}.help')}" for name in COMMANDS]
    return "\n".join(
        [
            text(language, "cli.program.usage"),
            "",
            text(language, "cli.program.help"),
            "",
            *lines,
            "",
            text(language, "cli.program.examples"),
        ]
    )


def _run_command(name: str, arguments: Sequence[str], language: str) -> Outcome:
    # The window and what only looks at the program start without it.
    from strategy_editor.cli.arguments import Parser, use_language

    use_language(language)
    command: Command = import_module(f"strategy_editor.cli.{name.replace('-', '_')}")
    parser = Parser(name, language)
    command.add_arguments(parser)
    try:
        outcome = command.run(parser.parse_args(arguments), language)
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as stop:
        return Outcome(stop.code if isinstance(stop.code, int) else CANNOT)
    except UserError as error:
        say_error(error, language)
        return Outcome(CANNOT)
    except BrokenPipeError:
        _drop_output()
        return Outcome(DONE)
    except OSError as error:
        say_error(_cannot_write(error), language)
        _drop_output()
        return Outcome(CANNOT)
    except KeyboardInterrupt:
        print(text(language, "cli.cancelled"), file=sys.stderr)
        return Outcome(CANNOT)
    return outcome


def say_error(error: UserError, language: str) -> None:
    """Print an error's sentence."""
    from strategy_editor.workspace.wording import error_text

    print(error_text(error, language), file=sys.stderr)


def _cannot_write(error: OSError) -> UserError:
    """What the system refused in the end: a file where it names one, else our output."""
    from strategy_editor.storage.refused import cannot_write

    if error.filename is not None:
        return cannot_write(Path(error.filename), error)
    return UserError("error.no-output", detail=error.strerror or "")


def _drop_output() -> None:
    """Nobody takes our output; what is left of it must not fail once more when we end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_unicode() -> None:
    """A console or pipe with a narrow encoding must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
