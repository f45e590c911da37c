"""Call the program as a user does, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from strategy_editor.cli.main import run, take_language


@dataclass(frozen=True)
class Answer:
    """What a call left behind."""

    code: int
    out: str
    err: str

    def sentence(self) -> str:
        """The one sentence that a failed call says, wherever it says it."""
        said = (self.out + self.err).strip()
        assert "Traceback" not in self.out + self.err
        assert len(said.splitlines()) == 1, said
        assert said.endswith((".", "?", "!", "help")), said
        return said


def call(capsys: pytest.CaptureFixture[str], *arguments: object, language: str = "en") -> Answer:
    """Run a command in this process."""
    asked, rest = take_language([str(each) for each in arguments], language)
    capsys.readouterr()
    code = run(rest, asked).code
    said = capsys.readouterr()
    return Answer(code, said.out, said.err)


def process(
    *arguments: object, environment: dict[str, str | None] | None = None, timeout: float = 60
) -> Answer:
    """Run the program in a process of its own."""
    return _answer([sys.executable, "-m", "strategy_editor", *map(str, arguments)],
                   environment, timeout)  # fmt: skip


def python(code: str, *arguments: object) -> Answer:
    """Run some Python in a fresh interpreter."""
    return _answer([sys.executable, "-c", code, *map(str, arguments)], None, 60)


def _answer(
    command: Sequence[str], environment: dict[str, str | None] | None, timeout: float
) -> Answer:
    changed = {**os.environ, "PYTHONUTF8": "1", **(environment or {})}
    asked = {name: value for name, value in changed.items() if value is not None}
    done = subprocess.run(
        command, env=asked, capture_output=True, encoding="utf-8", timeout=timeout, check=False
    )
    return Answer(done.returncode, done.stdout, done.stderr)
