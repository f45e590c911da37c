"""A user's settings: one small JSON file in the user's configuration folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from strategy_editor.errors import UserError
from strategy_editor.storage.writing import replace_file


@dataclass(frozen=True)
class Settings:
    """What a user chose; the defaults hold where nothing was chosen or the file is damaged."""

    language: str = ""
    theme: str = "system"
    folder: str = ""


def settings_path() -> Path:
    """Return where the settings are kept."""
    from platformdirs import user_config_path

    return user_config_path("strategy-editor") / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; what cannot be understood counts as not chosen."""
    try:
        stored = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    known = {field.name for field in fields(Settings)}
    texts = {
        name: value for name, value in stored.items() if name in known and isinstance(value, str)
    }
    return Settings(**texts)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings; a folder that cannot be written loses nothing but them."""
    target = path or settings_path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(settings), indent=1, ensure_ascii=False)
        replace_file(target, text.encode("utf-8"))
    except (OSError, UserError):
        return
