"""What was unfolded and selected in each file, from one session to the next."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from strategy_editor.errors import UserError
from strategy_editor.storage.writing import replace_file

MOST_FILES = 40
MOST_IDS = 3000
"""Of one file; whoever unfolds more finds the rest folded."""


@dataclass(frozen=True)
class Folding:
    """The element that was selected in a file, and those that were unfolded."""

    selected: str = ""
    unfolded: tuple[str, ...] = ()


def folding_path() -> Path:
    """Return where all files' folding is kept."""
    from platformdirs import user_state_path

    return user_state_path("strategy-editor", appauthor=False) / "folding.json"


def load_folding(file: Path, path: Path | None = None) -> Folding | None:
    """Return what was unfolded and selected in a file; None where that is unknown."""
    return _load(path or folding_path()).get(str(file.absolute()))


def save_folding(file: Path, folding: Folding, path: Path | None = None) -> None:
    """Keep the folding of a file, the latest of so many; where that fails nothing else is lost."""
    target, name = path or folding_path(), str(file.absolute())
    kept = _load(target)
    kept.pop(name, None)
    bounded = Folding(folding.selected, folding.unfolded[:MOST_IDS])
    kept = dict([(name, bounded), *kept.items()][:MOST_FILES])
    text = json.dumps({"files": {each: asdict(value) for each, value in kept.items()}}, indent=1)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, text.encode("utf-8"))
    except (OSError, UserError):
        return


def _load(path: Path) -> dict[str, Folding]:
    try:
        stored = json.loads(path.read_bytes())
        return {
            str(name): Folding(str(value["selected"]), tuple(map(str, value["unfolded"])))
            for name, value in stored["files"].items()
        }
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}
