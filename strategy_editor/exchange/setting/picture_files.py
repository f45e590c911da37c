"""Where a picture lies, if it can be taken."""

from __future__ import annotations

from pathlib import Path

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
