"""What a command leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DONE = 0
ERRORS_FOUND = 1
CANNOT = 2


@dataclass(frozen=True)
class Outcome:
    """The exit code, and the file that a window is to be opened on afterwards."""

    code: int = DONE
    open_file: Path | None = None
