"""Versions that nobody asks for: when something leaves the house, and while work goes on.

Callers are on the way to something else, so a strategy without a history costs them two looks at
the disk, and Git is loaded only where there is one.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.storage.fingerprint import fingerprint

if TYPE_CHECKING:
    from strategy_editor.versions.keeping import Kept
    from strategy_editor.versions.states import State


def may_have_history(path: Path) -> bool:
    """Whether a file has a history, or lies in somebody's repository; asks the disk only."""
    target = Path(os.path.realpath(path))
    # One of another name may be that of this file before it was renamed.
    beside = any(target.parent.glob(".*.versions"))
    return beside or any((folder / ".git").exists() for folder in target.parents)


def frozen_fingerprint(path: Path, document: Document) -> str:
    """Return what exports of a strategy bear: its fingerprint where it is a frozen version.

    A history that cannot be read does not keep anybody from exporting.
    """
    if not may_have_history(path):
        return ""
    # Git takes a fifth of a second to load, see above.
    from strategy_editor.versions.repository import find
    from strategy_editor.versions.timeline import versions

    try:
        history = find(path)
        known = versions(history) if history is not None else []
    except UserError:
        return ""
    own = fingerprint(document)
    return own if any(each.said.fingerprint == own for each in known) else ""


def left_the_house(
    path: Path, sentence: str, author: str, now: datetime, document: Document | None = None
) -> Kept | None:
    """Keep the file as it is because it was exported for others, under a sentence that says so.

    ``document`` is what was exported, where the file need not hold just that. Returns None where
    there is no history; the newest version where that holds just this.
    """
    if not may_have_history(path):
        return None
    from strategy_editor.workspace.keeping import author_named, keep_on

    return keep_on(path, "export", sentence, author_named(author), now, document)


def was_saved(
    path: Path, document: Document, data: bytes, sentences: tuple[str, str], author: str,
    now: datetime,
) -> Kept | State | None:  # fmt: skip
    """Keep what was just saved: as a version where the document status changed, else as a state.

    ``data`` are the bytes of the file; ``sentences`` name the one and the other. A working state
    is kept in its rhythm only; None where nothing was due or there is no history.
    """
    if not may_have_history(path):
        return None
    from strategy_editor.workspace.keeping import (
        author_named,
        changed_status,
        keep_on,
        keep_working_state,
    )

    who = author_named(author)
    if changed_status(path, document) is not None:
        return keep_on(path, "status", sentences[0], who, now, is_canonical=True)
    return keep_working_state(path, data, sentences[1], who, now)
