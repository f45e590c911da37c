"""LibreOffice as a converter, where it is installed.

It ends with 0 for an input that it could not read, and two calls on one profile disturb each
other without a word: so each call has a profile of its own in a temporary folder, and what counts
is whether the output is there.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from strategy_editor.diagnosis.tools import find_libreoffice
from strategy_editor.errors import UserError
from strategy_editor.exchange.odt_traces import without_traces

_SECONDS = 300
"""A document of two thousand pages takes half a minute."""
_LOOKS = 0.1
"""Seconds between two looks at whether it is done."""
Waiting = Callable[[], None]
"""Called over and over while LibreOffice runs; what it raises ends LibreOffice."""


def convert(word: bytes, ending: str, waiting: Waiting = lambda: None) -> bytes:
    """Return a Word document in another format; ``ending`` is that format's, without a dot.

    Raises ``UserError`` where LibreOffice is missing, fails or takes too long.
    """
    program = find_libreoffice()
    if not program:
        raise UserError("error.no-libreoffice")
    # On Windows the program may hold its files a moment longer than it runs.
    with TemporaryDirectory(prefix="strategy-editor-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "document.docx", folder / f"document.{ending}"
        source.write_bytes(word)
        call = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", ending, "--outdir", name, str(source),
        ]  # fmt: skip
        _run(call, waiting)
        if not target.is_file():
            raise UserError("error.libreoffice-failed")
        made = target.read_bytes()
    return without_traces(made) if ending == "odt" else made


def _run(call: list[str], waiting: Waiting) -> None:
    own_group = sys.platform != "win32"
    try:
        process = subprocess.Popen(
            call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=own_group
        )
    except OSError:
        raise UserError("error.libreoffice-failed") from None
    latest = monotonic() + _SECONDS
    try:
        while not _has_ended(process):
            waiting()
            if monotonic() > latest:
                raise UserError("error.libreoffice-slow", seconds=_SECONDS)
    finally:
        if process.poll() is None:
            _stop(process)


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(_LOOKS)
    except subprocess.TimeoutExpired:
        return False
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: its first process is only a starter."""
    with suppress(OSError):
        if sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.wait()
