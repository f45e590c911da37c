"""Named sets of export options: the organisation's, and those that a user keeps.

A user's are one JSON file beside the settings, ``export-presets.json``: an object of presets by
name. A value that is not of its kind counts as not chosen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from strategy_editor.errors import UserError
from strategy_editor.exchange.options import CLASSIFICATIONS
from strategy_editor.storage.writing import replace_file
from strategy_editor.workspace.organisation import organisation_topic
from strategy_editor.workspace.settings import settings_path

Json = Any
_FILE = "export-presets.json"
_TOPIC = "presets"
_LONGEST = 500


@dataclass(frozen=True)
class Preset:
    """What is chosen for an export; the fields are those of ``ExportOptions``.

    ``parts`` is empty for all. ``fingerprint`` prints that of the state at hand,
    ``page_numbers`` has the contents paginated by LibreOffice, ``template`` is the path of a
    Word file whose styles and margins are used.
    """

    author: str = ""
    draft: bool = False
    classification: str = ""
    recipient: str = ""
    annotations: bool = False
    line_numbers: bool = False
    fingerprint: bool = False
    page_numbers: bool = False
    parts: tuple[str, ...] = ()
    template: str = ""


def preset_path() -> Path:
    """Return where the user's presets are kept."""
    return settings_path().with_name(_FILE)


def load_presets(path: Path | None = None) -> dict[str, Preset]:
    """Return all presets by name; a user's takes the place of the organisation's of that name."""
    shared = organisation_topic(_TOPIC)
    own = _stored(path or preset_path())
    return {name: preset_from(values) for name, values in {**shared, **own}.items()}


def find_preset(name: str, path: Path | None = None) -> Preset:
    """Return a preset; raise ``UserError`` that names the others where there is none."""
    presets = load_presets(path)
    if name not in presets:
        known = ", ".join(sorted(presets)) or "–"
        raise UserError("error.unknown-preset", value=name, known=known)
    return presets[name]


def own_presets(path: Path | None = None) -> set[str]:
    """Return the names of the presets that the user keeps and may delete."""
    return set(_stored(path or preset_path()))


def preset_values(preset: Preset) -> dict[str, Json]:
    """Return what differs from the defaults, as JSON holds it."""
    values = {each.name: getattr(preset, each.name) for each in fields(Preset)}
    return {
        each.name: list(values[each.name]) if each.name == "parts" else values[each.name]
        for each in fields(Preset)
        if values[each.name] != each.default
    }


def preset_from(values: Json) -> Preset:
    """Return a preset from what JSON holds; a value that is not of its kind is not chosen."""
    if not isinstance(values, dict):
        return Preset()
    good = {
        each.name: _value(each.name, values[each.name], each.default)
        for each in fields(Preset)
        if each.name in values
    }
    return Preset(**good)


def save_preset(name: str, preset: Preset, path: Path | None = None) -> None:
    """Keep a preset under a name; only what differs from the defaults is written."""
    target = path or preset_path()
    stored = {**_stored(target), name: preset_values(preset)}
    _write(target, stored)


def delete_preset(name: str, path: Path | None = None) -> None:
    """Forget a user's preset; nothing happens where there is none of that name."""
    target = path or preset_path()
    stored = _stored(target)
    if stored.pop(name, None) is not None:
        _write(target, stored)


def _write(target: Path, stored: Mapping[str, Any]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(target, text.encode("utf-8", "surrogatepass"))


def _stored(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _value(name: str, value: Json, default: Json) -> Json:
    if name == "classification":
        return value if value in CLASSIFICATIONS else ""
    if isinstance(default, bool):
        return value if isinstance(value, bool) else default
    if isinstance(default, tuple):
        return tuple(each for each in value if isinstance(each, str)) if _is_list(value) else ()
    return value[:_LONGEST] if isinstance(value, str) and "\0" not in value else default


def _is_list(value: Json) -> bool:
    return isinstance(value, list)
