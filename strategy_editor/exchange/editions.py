"""What exports of two editions are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from strategy_editor.document.document import Document

Progress = Callable[[int, int], None]
"""Told how many of all steps are done; what it raises ends the work."""


@dataclass(frozen=True)
class Edition:
    """A strategy with the folder of its pictures."""

    document: Document
    media: Path | None = None
