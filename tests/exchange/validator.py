"""Where the Open XML SDK validator from npm is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def sdk() -> str | None:
    """The validator from npm: named by the environment, or in the folder for such caches."""
    named = os.environ.get("OOXML_VALIDATOR")
    cache = Path(os.environ.get("STRATEGY_EDITOR_CACHE", Path.cwd() / "node_modules"))
    beside = cache / ".bin" / "ooxml-validator"
    return named or (str(beside) if beside.exists() else shutil.which("ooxml-validator"))
