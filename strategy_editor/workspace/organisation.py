"""What an organisation rolled out to its users: one JSON file that the program only reads.

Its topics are objects of their own: ``presets`` (exports, see ``workspace.presets``) and
``cabinet`` (the form of the cabinet submission). What a topic means, its own module says; topics
that this version does not know are left alone.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from strategy_editor.errors import UserError

_NAMED = "STRATEGY_EDITOR_ORGANISATION"
_FILE = "organisation.json"


def organisation_path() -> Path:
    """Return where the organisation's file is: as the environment says, or where systems keep it.

    The folder is ``/etc/xdg/strategy-editor`` on Linux, ``C:\\ProgramData`` on Windows.
    """
    named = os.environ.get(_NAMED)
    if named:
        return Path(named)
    from platformdirs import site_config_path

    return site_config_path("strategy-editor", appauthor=False) / _FILE


def organisation_topic(name: str, path: Path | None = None) -> dict[str, Any]:
    """Return one topic of the organisation's file; empty where it has none or there is no file.

    Raises ``UserError`` for a file that cannot be understood: whoever rolled it out must hear of
    it, and a submission must not quietly leave the house in another form.
    """
    source = path or organisation_path()
    try:
        stored = json.loads(source.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError):
        raise UserError("error.organisation-damaged", path=source) from None
    topic = stored.get(name, {}) if isinstance(stored, dict) else None
    if not isinstance(topic, dict):
        raise UserError("error.organisation-damaged", path=source)
    return topic
