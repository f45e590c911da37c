"""A user's settings: one small JSON file in the user's configuration folder.

Each field says beside it what it means and which values it takes. A value of the file that is
not one of them counts as not chosen; what this version of the program does not know is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from strategy_editor.errors import UserError
from strategy_editor.storage.writing import replace_file

Json = Any
Check = Callable[[Any], Any]
"""Returns the value of a field from what JSON holds; raises ``ValueError`` for another."""
_CHECK = "check"
_MOST_KEYS, _LONGEST_KEYS = 500, 80
MOST_RECENT = 12
"""How many files the list of recent files holds."""


def _one_of(*choices: str) -> dict[str, Check]:
    def check(value: Json) -> str:
        if value not in choices:
            raise ValueError(value)
        return str(value)

    return {_CHECK: check}


def _number(least: int, most: int) -> dict[str, Check]:
    def check(value: Json) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(value)
        return value

    return {_CHECK: check}


def _text(longest: int = 4096) -> dict[str, Check]:
    def check(value: Json) -> str:
        if not isinstance(value, str) or len(value) > longest or "\0" in value:
            raise ValueError(value)
        return value

    return {_CHECK: check}


def _flag() -> dict[str, Check]:
    def check(value: Json) -> bool:
        if not isinstance(value, bool):
            raise ValueError(value)
        return value

    return {_CHECK: check}


def _texts(most: int) -> dict[str, Check]:
    def check(value: Json) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(value)
        good = [each for each in value if isinstance(each, str) and each and "\0" not in each]
        return tuple(dict.fromkeys(good))[:most]

    return {_CHECK: check}


def _keys() -> dict[str, Check]:
    def check(value: Json) -> dict[str, str]:
        if not isinstance(value, dict):
            raise ValueError(value)
        good = {
            name: keys
            for name, keys in value.items()
            if isinstance(keys, str) and len(keys) < _LONGEST_KEYS
        }
        return dict(list(good.items())[:_MOST_KEYS])

    return {_CHECK: check}


def _object() -> dict[str, Check]:
    def check(value: Json) -> dict[str, Json]:
        if not isinstance(value, dict):
            raise ValueError(value)
        return value

    return {_CHECK: check}


@dataclass(frozen=True)
class Settings:
    """What a user chose; the defaults hold where nothing was chosen or the file is damaged."""

    language: str = field(default="", metadata=_one_of("", "de", "en"))
    """Language of the window; empty follows the system."""
    theme: str = field(default="system", metadata=_one_of("system", "light", "dark"))
    """Colours: those of the system, light or dark."""
    folder: str = field(default="", metadata=_text())
    """Folder of the file opened or saved last, to begin with when asking for one."""
    author: str = field(default="", metadata=_text(200))
    """Name under which annotations and versions are written; empty takes the login name."""
    font_size: int = field(default=0, metadata=_number(0, 32))
    """Points of the window's font; 0 follows the system."""
    autosave_seconds: int = field(default=0, metadata=_number(0, 3600))
    """Seconds between savings that nobody asked for; 0 saves only when asked.

    Independent of this, what is typed is kept for recovery every second.
    """
    backup: str = field(default="beside", metadata=_one_of("beside", "folder", "none"))
    """Where the version saved before is kept: ``name.xml~`` beside the file, a folder of the
    user's (see ``workspace.saving.backup_folder``), or nowhere."""
    restore_session: bool = field(default=True, metadata=_flag())
    """Whether a start without files opens those that were open at the end of the last run."""
    recent_files: tuple[str, ...] = field(default=(), metadata=_texts(MOST_RECENT))
    """Files opened or saved lately, the latest first; kept up by ``workspace.recent``."""
    profile: str = field(default="sachsen", metadata=_one_of("sachsen", "plain"))
    """Profile that a new strategy begins with; see ``workspace.starting.PROFILES``."""
    keys: Mapping[str, str] = field(default_factory=dict, metadata=_keys())
    """Keys that differ from the usual ones, by the key of the action; empty for none."""
    text_zoom: int = field(default=100, metadata=_number(50, 300))
    """Size of the reading text in per cent."""
    text_width: str = field(default="normal", metadata=_one_of("narrow", "normal", "wide", "page"))
    """Width of the reading text's column; ``page`` is that of printed paper."""
    text_serif: bool = field(default=False, metadata=_flag())
    """Whether the reading text is set with serifs."""
    cabinet: Mapping[str, Any] = field(default_factory=dict, metadata=_object())
    """Form of the cabinet submission where the organisation has none; see
    ``exchange.reading.submission_form``."""
    export: Mapping[str, Any] = field(default_factory=dict, metadata=_object())
    """What was chosen for the export last; see ``workspace.export_choices``."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """What the file holds beyond this; written back as it was."""


def checked(name: str, value: Json) -> Json:
    """Return a field's value as settings hold it; raise ``ValueError`` where it takes no such."""
    for each in fields(Settings):
        if each.name == name and _CHECK in each.metadata:
            return each.metadata[_CHECK](value)
    raise ValueError(name)


def settings_path() -> Path:
    """Return where the settings are kept."""
    from platformdirs import user_config_path

    return user_config_path("strategy-editor") / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; what cannot be understood counts as not chosen."""
    try:
        stored = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    chosen: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    known = {each.name for each in fields(Settings)} - {"unknown"}
    for name, value in stored.items():
        if name not in known:
            unknown[name] = value
            continue
        try:
            chosen[name] = checked(name, value)
        except (ValueError, TypeError):
            continue
    return Settings(**chosen, unknown=unknown)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings; a folder that cannot be written loses nothing but them."""
    target = path or settings_path()
    values = {each.name: getattr(settings, each.name) for each in fields(Settings)}
    unknown = values.pop("unknown")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**unknown, **values}, indent=1, ensure_ascii=False)
        replace_file(target, text.encode("utf-8", "surrogatepass"))
    except (OSError, UserError):
        return
