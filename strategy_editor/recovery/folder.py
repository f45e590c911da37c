"""The folder in which one open document or text is kept until it is safe elsewhere."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from strategy_editor.recovery.about import About, write_about

JOURNAL = "journal"


def recovery_folder() -> Path:
    """Return where the recovery folders of this user are."""
    from platformdirs import user_state_path

    return user_state_path("strategy-editor", appauthor=False) / "recovery"


def new_folder(root: Path | None = None) -> Path:
    """Return a folder for something to be kept, which is not made yet."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    return (root or recovery_folder()) / f"{now}-{os.urandom(4).hex()}"


class RecoveryFolder:
    """A folder that is made with the first thing written to it; any thread may call."""

    def __init__(self, about: About, root: Path | None) -> None:
        self.folder = new_folder(root)
        self._about = about
        self._lock = Lock()
        self._gone = False

    @property
    def has_begun(self) -> bool:
        """Whether anything was written."""
        raise NotImplementedError

    def beat(self) -> None:
        """Show that the program still runs to one at another machine."""
        if self.has_begun and not self._gone:
            os.utime(self.folder / JOURNAL)

    def discard(self) -> None:
        """The user threw away what is here: keep it aside for a while."""
        with self._lock:
            if self.has_begun and not self._gone:
                day = datetime.now(UTC).isoformat(timespec="seconds")
                write_about(self.folder, replace(self._about, discarded=day))
            self._gone = True

    def remove(self) -> None:
        """All is safe elsewhere, or there is nothing to keep: take the folder away."""
        with self._lock:
            self._gone = True
            shutil.rmtree(self.folder, ignore_errors=True)
