"""Which documents were open at the end of the last run, and where the user was in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from strategy_editor.errors import UserError
from strategy_editor.storage.writing import replace_file


@dataclass(frozen=True)
class Place:
    """A window: its file, where it stood on the screen, what was shown and selected."""

    file: str
    geometry: str = ""
    view: str = ""
    selected: str = ""


def session_path() -> Path:
    """Return where the last session is kept."""
    from platformdirs import user_state_path

    return user_state_path("strategy-editor", appauthor=False) / "session.json"


def load_places(path: Path | None = None) -> list[Place]:
    """Return the windows of the last run whose file is still there; none where that is unknown."""
    try:
        stored = json.loads((path or session_path()).read_bytes())
        places = [Place(**each) for each in stored["windows"]]
        texts = all(isinstance(value, str) for each in places for value in asdict(each).values())
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return []
    return [each for each in places if Path(each.file).is_file()] if texts else []


def save_places(places: Sequence[Place], path: Path | None = None) -> None:
    """Write the windows down; a folder that cannot be written loses nothing but them."""
    target = path or session_path()
    text = json.dumps({"windows": [asdict(each) for each in places]}, indent=1)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, text.encode("utf-8"))
    except (OSError, UserError):
        return
