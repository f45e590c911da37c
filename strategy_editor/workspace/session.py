"""One open document: what it is now, how it came to be, where it lies.

A session returns and raises; it never notifies. The window's controller tells the views.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

from strategy_editor.document.document import Document
from strategy_editor.document.index import ParentIndex
from strategy_editor.document.node import COMMENT, Node
from strategy_editor.editing.history import History, Step
from strategy_editor.editing.reanchoring import follow_edit
from strategy_editor.errors import UserError
from strategy_editor.schema.catalog import VERSION, current_schema, is_older
from strategy_editor.storage.locking import Lock
from strategy_editor.storage.reading import Opened, Stamp, read
from strategy_editor.storage.rewriting import Rewriter
from strategy_editor.storage.writing import drive_of, is_same_file
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.saving import Save, Saved, backup_of

if TYPE_CHECKING:
    from strategy_editor.recovery.recorder import Recorder

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
        self._drive = drive_of(path) if path is not None else None
        self._index = ParentIndex(document.root)
        document = replace(document, shared_index=self._index)
        self._history = History(document)
        self._saved = document
        self._opened = document
        self._recorder: Recorder | None = None
        self._rewriter = Rewriter(self.schema.mixed_tags)
        self._baseline: Node | None = None
        self.baseline_name = ""
        """What the state to compare with is called, empty where it has no name."""
        self.read_only = "newer" if opened.newer_version else ""
        """Why it is to be looked at only: ``newer``, ``locked``, ``version``, or empty."""
        self.lock: Lock | None = None
        self.suggested: Path | None = None
        """What to suggest as the name of a document without a file."""
        self.called = ""
        """What a document without a file is called, where it has a name."""
        self.adopted: Callable[[], None] | None = None
        """Called once the document is kept for recovery: what it came from is no longer needed."""
        self._is_in_file = True

    @classmethod
    def open(cls, path: Path) -> Session:
        """Open a file; raises what ``storage.reading.read`` raises, but accepts newer versions."""
        return cls(read(path, accept_newer=True), path)

    @classmethod
    def mended(cls, opened: Opened, path: Path) -> Session:
        """Return a session on what was mended as text: its file holds something else yet."""
        session = cls(opened, path)
        session._is_in_file = False
        session.mark_modified()
        return session

    @property
    def document(self) -> Document:
        """The present revision."""
        return self._history.document

    @property
    def is_read_only(self) -> bool:
        """Whether the document is to be looked at only."""
        return bool(self.read_only)

    @property
    def stamp(self) -> Stamp | None:
        """What the file was when it was last read or saved."""
        return self._stamp

    @property
    def drive(self) -> int | None:
        """The drive that the file was on when it was read or saved last."""
        return self._drive

    @property
    def recorder(self) -> Recorder:
        """What keeps this document for recovery."""
        if self._recorder is None:
            # Loaded with the first edit: the window starts without it.
            from strategy_editor.recovery.recorder import Recorder

            self._recorder = Recorder(
                self._opened, file=self.path, stamp=self._stamp, media=self.media_base,
                is_in_file=self._is_in_file,
            )  # fmt: skip
        return self._recorder

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
        return self._record(_edited(old, edit), step, merge_key)

    def _record(self, new: Document, step: Step, merge_key: object = None) -> bool:
        old = self.document
        if _is_same(new, old):
            return False
        self._history.record(new, step, merge_key)
        self._index.follow(old.root, new.root)
        return True

    def amend(self, step: Step, edit: Edit) -> bool:
        """Make an edit that tidies up after the last step, as a part of it."""
        old = self.document
        new = _edited(old, edit)
        if _is_same(new, old):
            return False
        self._history.amend(new, step)
        self._index.follow(old.root, self.document.root)
        return True

    def is_unfinished(self, node_id: str, field: str) -> bool:
        """Whether the last step is typing in this field that is still going on."""
        return self._history.is_unfinished(node_id, field)

    def mark_modified(self) -> None:
        """Let the present revision count as not saved: the file holds something else."""
        self._saved = replace(self.document, prolog=(*self.document.prolog, Node(COMMENT)))

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
        self._let_edit()

    @property
    def baseline(self) -> Node:
        """The root that "changed since" refers to: one that was chosen, else that of the file."""
        if self._baseline is not None:
            return self._baseline
        saved = self._saved.root
        return saved if saved.tag == self._opened.root.tag else self._opened.root

    def set_baseline(self, root: Node | None, name: str = "") -> None:
        """Let "changed since" refer to a root, or to what was opened or saved last for None."""
        self._baseline, self.baseline_name = root, name

    def mark_unsaved(self) -> None:
        """Count the present revision as one that no file holds."""
        self._saved = replace(self._saved, root=Node("nothing"))

    @property
    def migrates_from(self) -> str:
        """The version of the file's vocabulary, where saving now writes a later one; or empty."""
        saved = self._saved.root.get("version")
        return saved if is_older(saved) and self.document.root.get("version") != saved else ""

    def saving(
        self, path: Path | None = None, *, backup: str = "beside", overwrite: bool = False
    ) -> Save:
        """Return the saving of the present revision, to its file or to another.

        ``overwrite`` writes over a file of ours that somebody else has changed.
        """
        target = path if path is not None else self.path
        assert target is not None
        own = path is None or (self.path is not None and is_same_file(path, self.path))
        return Save(
            self.document,
            target,
            self._stamp if own and not overwrite else None,
            self.media_base,
            backup_of(target, backup),
            self._recorder.secure_base if self._recorder is not None else lambda: None,
            # Whoever names a place means it, whatever was there before.
            self._drive if path is None else None,
            self._rewriter.to_bytes,
        )

    def saved(self, save: Save, outcome: Saved) -> None:
        """Take over that a saving was done: its file is the document's from now on."""
        self._stamp, self._drive = outcome.stamp, drive_of(save.path)
        self._saved = save.document
        self.path = self.media_base = save.path
        self._let_edit()
        self._history.close_step()

    def take_over(self, opened: Opened) -> None:
        """Go on with the file as it is now; what was here is a step back."""
        document = replace(opened.document, shared_index=self._index)
        self.close_step()
        self._record(document, Step("edit.reloaded"))
        self._saved, self._stamp = self.document, opened.stamp

    @property
    def last_saved(self) -> Document | None:
        """What the file held when it was last read or saved; None where there is no file."""
        return self._saved if self.path is not None and self._stamp is not None else None

    def take_merged(self, document: Document, opened: Opened | None) -> None:
        """Go on with what became of a merge; what was here is a step back.

        ``opened`` is our own file as it is now, where that went into it.
        """
        self.close_step()
        self._record(replace(document, shared_index=self._index), Step("edit.merged"))
        if opened is not None:
            self._saved, self._stamp = opened.document, opened.stamp

    def take_recovered(self, document: Document, stamp: Stamp | None) -> None:
        """Go on with what was kept of an earlier run; the file is a step back.

        ``stamp`` is the file that it was made from: saving over another one is refused.
        """
        recovered = replace(document, shared_index=self._index)
        self._record(recovered, Step("edit.recovered"))
        if stamp is not None:
            self._stamp = stamp

    @property
    def is_recorded(self) -> bool:
        """Whether something of this document was kept for recovery."""
        return self._recorder is not None and self._recorder.has_begun

    def picture_base(self) -> Path:
        """Return the file beside which pictures may be put, in its ``media_folder``.

        Without a file that is in the recovery folder, so that pictures survive a crash as texts
        do; those of a sample or template are taken there first. Saving takes them along.
        """
        if self.path is not None:
            return self.path
        base = self.recorder.media_base
        if self.media_base is not None and self.media_base != base:
            known = media_folder(self.media_base)
            if known.is_dir():
                copytree(known, media_folder(base), dirs_exist_ok=True)
        self.media_base = base
        return base

    def end(self) -> None:
        """The document is left: what is unsaved was discarded and is put aside for a while.

        Touches the disk; may be called on any thread, once nothing changes any more.
        """
        if self.lock is not None:
            self.lock.release()
        if self._recorder is None:
            return
        if self.is_modified:
            self._recorder.write(self.document, is_modified=True)
            self._recorder.discard()
        else:
            self._recorder.remove()

    def _let_edit(self) -> None:
        """A lock of somebody else's holds for their file only."""
        self.read_only = "newer" if self.newer_version else ""

    def keeping_saved(self) -> Callable[[], None]:
        """Return what tells the recovery folder of a saving; to be called on any thread."""
        recorder, document, is_modified = self._recorder, self.document, self.is_modified
        path, stamp = self.path, self._stamp

        def tell() -> None:
            # A disk that refuses is told when the next change is kept.
            if recorder is not None and path is not None and stamp is not None:
                with suppress(OSError, UserError):
                    recorder.saved(document, path, stamp, is_modified=is_modified)

        return tell

    def save(self) -> None:
        """Write the document to its file; raises ``CannotWrite`` and keeps everything then."""
        save = self.saving()
        self.saved(save, save.run())

    def save_as(self, path: Path) -> None:
        """Write the document to another file, which is its file from then on."""
        save = self.saving(path)
        self.saved(save, save.run())


def _edited(old: Document, edit: Edit) -> Document:
    """Edit a document; one of an earlier vocabulary becomes one of ours by that."""
    new = follow_edit(old, edit(old))
    if new.root is old.root or not is_older(new.root.get("version")):
        return new
    return new.with_root(new.root.with_attribute("version", VERSION))


def _is_same(one: Document, other: Document) -> bool:
    """Whether nothing was edited between two revisions, in the root or around it."""
    return one.root is other.root and (one.prolog, one.epilog, one.namespaces) == (
        other.prolog,
        other.epilog,
        other.namespaces,
    )
