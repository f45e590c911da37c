"""Where the files that ship with the program are, installed or in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def shipped(name: str) -> Path:
    """Return the folder ``resources``, ``schemas`` or ``samples``."""
    package = Path(__file__).resolve().parent
    installed = package / "_shipped" / name
    return installed if installed.is_dir() else package.parent / name
