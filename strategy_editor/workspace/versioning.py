"""Versions of a strategy file, read: the same for the window and the command line.

How they come about is in ``keeping``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from strategy_editor.comparison.changes import Comparison
from strategy_editor.comparison.compare import compare
from strategy_editor.document.document import Document
from strategy_editor.errors import CannotRead, CannotWrite, UserError
from strategy_editor.storage.reading import read_bytes
from strategy_editor.storage.refused import cannot_write
from strategy_editor.storage.writing import is_same_file, replace_file
from strategy_editor.versions.content import canonical_of, document_of
from strategy_editor.versions.index import Index
from strategy_editor.versions.keeping import picture_path
from strategy_editor.versions.packing import Progress
from strategy_editor.versions.repository import History, open_history
from strategy_editor.versions.states import State, keep_state, states
from strategy_editor.versions.timeline import (
    content_of,
    file_at,
    versions,
)
from strategy_editor.versions.version import Author, Version
from strategy_editor.workspace.keeping import picture_names
from strategy_editor.workspace.media import media_folder


@dataclass(frozen=True)
class Timeline:
    """All that a list of versions shows, the newest first.

    ``changes`` counts what each version changed by kind, by version id, as far as the index is;
    ``is_changed`` tells whether the file holds something else than the newest version.
    """

    versions: list[Version]
    states: list[State]
    changes: Mapping[str, Mapping[str, int]]
    is_changed: bool


def timeline(
    path: Path, *, counted: bool = True, progress: Progress = lambda _done, _whole: None
) -> Timeline:
    """Return the versions of a file; raise ``CannotRead`` where it has no history.

    ``counted`` brings the index up to date first. That takes some hundredths of a second for each
    version that it does not know; without it the window can show the rest at once. What
    ``progress`` raises ends it, and what was taken in by then stays.
    """
    history = open_history(path)
    known = versions(history)
    with Index(history) as index:
        if counted:
            index.update(known, progress)
        changes = index.counts()
    return Timeline(known, states(history), changes, _differs(path, history, known))


def all_versions(history: History) -> list[Version]:
    """Return the versions, and after them the working states of this workstation."""
    return versions(history) + [each.version for each in states(history)]


def document_at(history: History, version: Version) -> Document:
    """Return the strategy of a version; raise ``CannotRead`` where it holds none."""
    return document_of(content_of(history, version), history.file)


def compare_versions(
    history: History, old: Version, new: Version | None
) -> tuple[Comparison, Document, Document]:
    """Compare a version with another, or with the file as it is on the disk for None."""
    before = document_at(history, old)
    if new is None:
        after = document_of(read_bytes(history.file), history.file)
    else:
        after = document_at(history, new)
    name = history.file.name if new is None else new.name
    return compare(before, after, old.name, name), before, after


def changes_back(history: History, version: Version, draft: Document) -> Comparison:
    """Return what would turn a draft into a version, to take single changes of it into the draft.

    ``comparison.taking.take(changes, draft, [change, …])`` takes some with all that they need.
    """
    return compare(draft, document_at(history, version), history.file.name, version.name)


def restore(
    history: History, version: Version, out: Path, *, name: str, author: Author, now: datetime
) -> list[Path]:
    """Write a version, byte for byte, as a new file, with its pictures; return what was written.

    The history stays as it is. Over the strategy's own file it writes after the file was kept as
    a working state called ``name``; over any other file it does not write.
    """
    data = content_of(history, version)
    if is_same_file(out, history.file):
        if out.exists():
            keep_state(history, read_bytes(out), name, author, now)
    elif out.exists() or out.is_symlink():
        raise CannotWrite("error.exists", out)
    written = restore_pictures(history, version.id, data, out)
    replace_file(out, data)
    return [out, *written]


def restore_pictures(history: History, commit: str, data: bytes, out: Path) -> list[Path]:
    """Put the pictures that a version needs and kept beside a file; those there stay."""
    written: list[Path] = []
    folder = media_folder(out)
    if b"<figure" not in data:
        return written
    for name in picture_names(data):
        target = folder / name
        picture = file_at(history, commit, picture_path(history, name))
        if picture is None or target.exists():
            continue
        if not out.parent.is_dir():
            raise CannotWrite("error.no-such-folder", out)
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise cannot_write(folder, error) from None
        replace_file(target, picture)
        written.append(target)
    return written


def _differs(path: Path, history: History, known: list[Version]) -> bool:
    try:
        data = read_bytes(path)
    except CannotRead:
        return bool(known)
    if not known:
        return True
    kept = content_of(history, known[0])
    if kept == data:
        return False
    try:
        return canonical_of(data, path) != kept
    except UserError:
        return True
