"""Keeps the text of a file that is no strategy yet while it is being mended by hand."""

from __future__ import annotations

import json
import time
from pathlib import Path

from strategy_editor.recovery.about import About, write_about
from strategy_editor.recovery.folder import JOURNAL, RecoveryFolder
from strategy_editor.recovery.journal import framed
from strategy_editor.storage.owner import this_program
from strategy_editor.storage.reading import Stamp
from strategy_editor.storage.writing import replace_file


class TextRecorder(RecoveryFolder):
    """The recovery folder of a text: its journal has one record, which holds the newest text.

    As ``Recorder``: nothing is written before the first change, any thread may call, and what is
    raised (``OSError`` or ``UserError``) means that this text is not yet safe.
    """

    def __init__(self, file: Path, stamp: Stamp | None, root: Path | None = None) -> None:
        super().__init__(About(this_program(), title=file.name, file=file, stamp=stamp), root)
        self._written: str | None = None

    @property
    def has_begun(self) -> bool:
        """Whether anything was written."""
        return self._written is not None

    def write(self, text: str) -> None:
        """Make a text safe, in the place of the one before."""
        with self._lock:
            if self._gone or text == self._written:
                return
            if self._written is None:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_about(self.folder, self._about)
            record = {"at": round(time.time(), 3), "modified": True, "text": text}
            replace_file(self.folder / JOURNAL, framed(json.dumps(record)))
            self._written = text
