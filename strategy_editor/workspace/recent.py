"""Files that were opened lately."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from strategy_editor.storage.writing import is_same_file
from strategy_editor.workspace.settings import MOST_RECENT, Settings


def remembered(settings: Settings, path: Path) -> Settings:
    """Return the settings with a file as the latest, its folder as the one to begin with."""
    absolute = path.absolute()
    others = without(settings, absolute).recent_files
    latest = (str(absolute), *others)[:MOST_RECENT]
    return replace(settings, recent_files=latest, folder=str(absolute.parent))


def without(settings: Settings, path: Path) -> Settings:
    """Return the settings without a file in the list."""
    kept = tuple(each for each in settings.recent_files if not is_same_file(Path(each), path))
    return replace(settings, recent_files=kept)


def cleared(settings: Settings) -> Settings:
    """Return the settings with an empty list."""
    return replace(settings, recent_files=())
