"""Keeps what is typed: called away from the window, again and again while typing goes on."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.document.texts import title_of
from strategy_editor.errors import CannotRead, UserError
from strategy_editor.recovery.about import About, write_about
from strategy_editor.recovery.folder import JOURNAL, RecoveryFolder
from strategy_editor.recovery.journal import append, framed
from strategy_editor.recovery.patch import patch, whole
from strategy_editor.storage.owner import this_program
from strategy_editor.storage.reading import Stamp, read_bytes, stamp_of
from strategy_editor.storage.writing import replace_file

DOCUMENT = "document.xml"
"""Name that a document without a file would have, for its pictures to lie beside it."""
BASE = "base.xml"
_LARGEST = 8 * 1024 * 1024
"""Bytes after which the journal starts anew."""


class Recorder(RecoveryFolder):
    """The recovery folder of one open document; nothing is written before the first change.

    ``write`` and ``saved`` may be called on any thread, one at a time or not. What they raise
    (``OSError`` or ``UserError``) means that this change is not yet safe; the next call tries
    again with all that was not written.
    """

    def __init__(
        self,
        base: Document,
        *,
        file: Path | None = None,
        stamp: Stamp | None = None,
        media: Path | None = None,
        is_in_file: bool = True,
        root: Path | None = None,
    ) -> None:
        """``is_in_file``: the file holds the base, which need not be written down then."""
        base_stamp = stamp if file is not None else None
        about = About(
            this_program(), file=file, stamp=base_stamp, base=base_stamp, base_file=file,
            media=media,
        )  # fmt: skip
        super().__init__(about, root)
        has_base = is_in_file and file is not None and stamp is not None
        self._written: Document | None = base if has_base else None
        self._base_file = file if stamp is not None else None
        self._size = 0
        self._unsaved = False
        self._base_done = self._written is None

    @property
    def has_begun(self) -> bool:
        """Whether anything was written."""
        return bool(self._size)

    @property
    def media_base(self) -> Path:
        """Where the document of no file would lie, for pictures to be put beside it."""
        return self.folder / DOCUMENT

    def write(self, document: Document, *, is_modified: bool) -> None:
        """Make a revision safe."""
        with self._lock:
            is_news = document is not self._written or is_modified is not self._unsaved
            if is_news and not self._gone:
                self._write(document, is_modified=is_modified)
            self._secure_base()

    def secure_base(self) -> None:
        """Copy the file that the journal starts from, before it is written over."""
        with self._lock:
            if self._size:
                self._secure_base()

    def saved(self, document: Document, file: Path, stamp: Stamp, *, is_modified: bool) -> None:
        """The document was saved to a file; ``document`` is what it is now."""
        with self._lock:
            self._about = self._about.saved(file, stamp)
            if self._size and not self._gone:
                self._write(document, is_modified=is_modified)
                write_about(self.folder, self._about)

    def _write(self, document: Document, *, is_modified: bool) -> None:
        if self._written is None or self._size > _LARGEST:
            self._start_over(document, is_modified=is_modified)
            return
        record = framed(_stamped(patch(self._written, document), is_modified))
        self._begin(document)
        self._size = append(self.folder / JOURNAL, record, self._size)
        self._written, self._unsaved = document, is_modified

    def _begin(self, document: Document) -> None:
        """Make the folder, with all at hand that goes into it: an empty one is nobody's."""
        if self._size:
            return
        metadata = document.root.child("metadata")
        title = title_of(metadata) if metadata is not None else ""
        self._about = replace(self._about, title=title)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_about(self.folder, self._about)

    def _start_over(self, document: Document, *, is_modified: bool) -> None:
        """Begin the journal with the whole document, which needs no base."""
        record = framed(_stamped(whole(document), is_modified))
        self._begin(document)
        replace_file(self.folder / JOURNAL, record)
        self._size, self._written, self._base_done = len(record), document, True
        self._unsaved = is_modified

    def _secure_base(self) -> None:
        if self._base_done or self._gone or not self._size or self._base_file is None:
            return
        try:
            data = read_bytes(self._base_file)
        except CannotRead:
            data = b""
        if stamp_of(data) == self._about.base:
            replace_file(self.folder / BASE, data)
            self._base_done = True
            return
        # The file is gone or another by now; what was read of it is still known.
        assert self._written is not None
        self._start_over(self._written, is_modified=self._unsaved)


def is_refusal(error: Exception) -> bool:
    """Whether an error is one of the disk, not of the program."""
    return isinstance(error, OSError | UserError)


def _stamped(change: str, is_modified: bool) -> str:
    flag = "true" if is_modified else "false"
    return f'{{"at":{time.time():.3f},"modified":{flag},"change":{change}}}'
