"""What was chosen for an export, remembered in the settings for the next one.

The settings hold it as an object: ``kind``, ``ending``, ``preset`` (see ``workspace.presets``),
``bound``, and ``bases``, by the strategy's file the earlier edition that it was compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from strategy_editor.workspace.export_jobs import KINDS
from strategy_editor.workspace.presets import Preset, preset_from, preset_values

_MOST_BASES = 30
_SUFFIXES = {"cabinet": "-kabinettsvorlage", "redline": "-aenderungsfassung"}


@dataclass(frozen=True)
class ExportChoices:
    """What was chosen; ``bases`` are paths by paths."""

    kind: str = "strategy"
    ending: str = ".docx"
    preset: Preset = field(default_factory=Preset)
    is_bound: bool = False
    bases: Mapping[str, str] = field(default_factory=dict)

    def base_of(self, path: Path | None) -> str:
        """Return the earlier edition that a strategy was compared with last, or nothing."""
        return self.bases.get(str(path), "")


def choices_from(stored: Mapping[str, Any]) -> ExportChoices:
    """Return the choices that settings hold; what is not understood is not chosen."""
    kind = stored.get("kind")
    kind = kind if isinstance(kind, str) and kind in KINDS else "strategy"
    ending = stored.get("ending")
    formats = KINDS[kind].formats
    bases = stored.get("bases")
    good = {
        each: base
        for each, base in (bases.items() if isinstance(bases, dict) else ())
        if isinstance(base, str) and "\0" not in base
    }
    return ExportChoices(
        kind=kind,
        ending=ending if ending in formats else formats[0],
        preset=preset_from(stored.get("preset")),
        is_bound=stored.get("bound") is True,
        bases=good,
    )


def choices_stored(choices: ExportChoices) -> dict[str, Any]:
    """Return choices as settings hold them; of the earlier editions the latest."""
    return {
        "kind": choices.kind,
        "ending": choices.ending,
        "preset": preset_values(choices.preset),
        "bound": choices.is_bound,
        "bases": dict(list(choices.bases.items())[-_MOST_BASES:]),
    }


def suggested_name(base: Path, kind: str, ending: str) -> Path:
    """Return the file that is proposed for an export of a strategy's file."""
    return base.with_name(f"{base.stem}{_SUFFIXES.get(kind, '')}{ending}")
