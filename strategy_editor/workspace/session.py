"""One open document: what it is now, how it came to be, where it lies.

A session returns and raises; it never notifies. The window's controller tells the views.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.document.index import ParentIndex
from strategy_editor.editing.history import History, Step
from strategy_editor.errors import CannotWrite
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.reading import Opened, Stamp, read
from strategy_editor.storage.writing import replace_file, write
from strategy_editor.workspace.media import media_folder

Edit = Callable[[Document], Document]


class Session:
    """The open document with its history, its file and the one index over it."""

    def __init__(self, opened: Opened, path: Path | None) -> None:
        document = opened.document
        self.schema = current_schema()
        self.path = path
        self.media_base = path
        self.newer_version = opened.newer_version
        self._stamp: Stamp | None = opened.stamp if path is not None else None
        self._index = ParentIndex(document.root)
        document = replace(document, shared_index=self._index)
        self._history = History(document)
        self._saved = document

    @classmethod
    def open(cls, path: Path) -> Session:
        """Open a file; raises what ``storage.reading.read`` raises, but accepts newer versions."""
        return cls(read(path, accept_newer=True), path)

    @property
    def document(self) -> Document:
        """The present revision."""
        return self._history.document

    @property
    def is_read_only(self) -> bool:
        """Whether the file is in a later version of the vocabulary, to be looked at only."""
        return bool(self.newer_version)

    @property
    def is_modified(self) -> bool:
        """Whether the present revision is another than the saved one; undo can lead back."""
        return not _is_same(self.document, self._saved)

    @property
    def undo_step(self) -> Step | None:
        """What undo would take back."""
        return self._history.undo_step

    @property
    def redo_step(self) -> Step | None:
        """What redo would do again."""
        return self._history.redo_step

    def apply(self, step: Step, edit: Edit, merge_key: object = None) -> bool:
        """Make an edit; return whether anything changed.

        Edits in a row with the same ``merge_key`` are one step, see ``History.record``. What the
        edit raises passes through, and nothing has changed then.
        """
        old = self.document
        new = edit(old)
        if _is_same(new, old):
            return False
        self._history.record(new, step, merge_key)
        self._index.follow(old.root, new.root)
        return True

    def amend(self, step: Step, edit: Edit) -> bool:
        """Make an edit that tidies up after the last step, as a part of it."""
        old = self.document
        new = edit(old)
        if _is_same(new, old):
            return False
        self._history.amend(new, step)
        self._index.follow(old.root, self.document.root)
        return True

    def close_step(self) -> None:
        """End a run of edits: the next is a step of its own."""
        self._history.close_step()

    def undo(self) -> Step | None:
        """Take back one step and return it; None where there is none."""
        step, old = self._history.undo_step, self.document.root
        self._index.follow(old, self._history.undo().root)
        return step

    def redo(self) -> Step | None:
        """Do one step again and return it; None where there is none."""
        step, old = self._history.redo_step, self.document.root
        self._index.follow(old, self._history.redo().root)
        return step

    def detach(self, media_base: Path) -> None:
        """Make the document one without a file; its pictures are still found beside the old."""
        self.path = None
        self._stamp = None
        self.media_base = media_base

    def save(self) -> None:
        """Write the document to its file; raises ``CannotWrite`` and keeps everything then."""
        assert self.path is not None
        self._write(self.path, self._stamp)

    def save_as(self, path: Path) -> None:
        """Write the document to another file, which is its file from then on."""
        self._write(path, None)
        self._take_pictures(path)
        self.path = self.media_base = path

    def _write(self, path: Path, expected: Stamp | None) -> None:
        document = self.document
        self._stamp = write(document, path, expected)
        self._saved = document
        self._history.close_step()

    def _take_pictures(self, path: Path) -> None:
        """Copy the pictures beside the new file; one that is there already is the same."""
        if self.media_base is None:
            return
        source, target = media_folder(self.media_base), media_folder(path)
        if source == target or not source.is_dir():
            return
        for picture in sorted(source.iterdir()):
            copy = target / picture.name
            if picture.is_file() and not copy.exists():
                try:
                    target.mkdir(exist_ok=True)
                    replace_file(copy, picture.read_bytes())
                except OSError as error:
                    detail = error.strerror or ""
                    raise CannotWrite("error.cannot-write", copy, detail=detail) from None


def _is_same(one: Document, other: Document) -> bool:
    """Whether nothing was edited between two revisions, in the root or around it."""
    return one.root is other.root and (one.prolog, one.epilog, one.namespaces) == (
        other.prolog,
        other.epilog,
        other.namespaces,
    )
