"""Pictures lie beside the strategy's file."""

from __future__ import annotations

from pathlib import Path


def media_folder(path: Path) -> Path:
    """Return the folder that holds a strategy file's pictures: ``<name>.media``."""
    return path.with_name(path.stem + ".media")
