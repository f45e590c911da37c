"""Start a command, or the window where no command is named."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from strategy_editor.cli.main import COMMANDS, run, take_language
from strategy_editor.i18n import LANGUAGES, preferred_language, text

_NOT_ASKED = "-"
"""Stands where no language was asked for."""


def main() -> int:
    """Run the program with the arguments of the process and return its exit code."""
    # Nothing that a command or the start of a window makes is garbage in circles; looking for
    # some would take a tenth of the time. The window collects on its own (see ui.garbage).
    gc.disable()
    asked, rest = take_language(sys.argv[1:], _NOT_ASKED)
    is_asked = asked != _NOT_ASKED
    language = asked if is_asked else preferred_language(os.environ)
    is_file = bool(rest) and _names_a_file(rest[0])
    if language not in LANGUAGES or (rest and not is_file):
        outcome = run(rest, language)
        if outcome.open_file is None:
            return outcome.code
        return _window([outcome.open_file], language, is_asked=is_asked, after_demo=True)
    return _window([Path(each) for each in rest], language, is_asked=is_asked)


def _names_a_file(argument: str) -> bool:
    """Whether the first argument is a file to open: a mistyped command is none."""
    if argument in COMMANDS or argument.startswith("-"):
        return False
    path = Path(argument)
    return bool(path.suffix) or len(path.parts) > 1 or path.exists()


def _window(
    files: list[Path], language: str, *, is_asked: bool = False, after_demo: bool = False
) -> int:
    """Open the window, or say in one sentence why that is not possible."""
    from strategy_editor.diagnosis.display import obstacle

    found = obstacle()
    if found is not None:
        sentence = text(language, found.key, **dict(found.values))
        print(sentence, file=sys.stdout if after_demo else sys.stderr)
        return 0 if after_demo else 2
    from strategy_editor.ui.importing import read_no_sources

    read_no_sources()
    from strategy_editor.ui.app import start

    code = start(files, language, is_asked=is_asked)
    # The window is closed and all is saved: taking its parts down one by one, and every module
    # after them, would only keep the user waiting.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
