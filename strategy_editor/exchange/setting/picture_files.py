"""Where a picture lies, if it can be taken."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from strategy_editor.exchange.raster import read_picture

MOST_BYTES = 20 * 1024 * 1024


def picture_file(media: Path | None, name: str) -> Path | None:
    """Return the path of a picture beside the strategy; None where it is missing or too large."""
    if media is None or not name or "/" in name or "\\" in name or name.startswith("."):
        return None
    path = media / name
    try:
        usable = path.is_file() and 0 < path.stat().st_size <= MOST_BYTES
    except OSError:
        return None
    return path if usable else None


def lack_of(path: Path | None, known: Container[str]) -> str:
    """Say what is wrong with a picture, as the key of a ledger's entry; empty where nothing is.

    ``known`` are the endings that can be shown.
    """
    if path is None or path.suffix.lower() not in known:
        return "missing-picture"
    picture = read_picture(path)
    return "picture-too-large" if picture is not None and picture.is_too_large else ""
