"""Keeping a version: objects first, then the one step that makes them part of the history.

A process that is killed anywhere before that step leaves objects that nothing points at, which
Git takes for none; after it the version is there whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

import pygit2

from strategy_editor.errors import UserError
from strategy_editor.storage.fingerprint import fingerprint_of
from strategy_editor.versions.content import Content, canonical_form, document_of
from strategy_editor.versions.faults import Moved, told
from strategy_editor.versions.guard import sole_writer
from strategy_editor.versions.message import message_of, one_line
from strategy_editor.versions.objects import (
    blob_id,
    move_reference,
    write_blob,
    write_object,
    write_tree,
)
from strategy_editor.versions.repository import History, refuse_unfinished, setting
from strategy_editor.versions.timeline import blob_bytes, held, version_at
from strategy_editor.versions.version import FROZEN_KINDS, Author, Particulars, Version

FROZEN = "frozen/"
"""Beginning of the references by which this workstation remembers frozen versions."""
_NOBODY = "?"


@dataclass(frozen=True)
class Kept:
    """What became of keeping.

    ``is_new`` is False where the newest version already holds these bytes and nobody named them
    anew; ``as_found`` is the version with the bytes of a file that was not canonical.
    """

    version: Version
    is_new: bool = True
    as_found: Version | None = None


def keep(
    history: History, content: Content, said: Particulars, author: Author, now: datetime
) -> Kept:
    """Keep a state as the newest version of the branch.

    Raises ``UserError`` for a version without a name, ``CannotWrite`` where it cannot be written
    (full disk, no rights, another writer), ``HistoryDamaged``; the history is as before then.
    """
    if not one_line(said.name):
        raise UserError("error.versions-nameless")
    with writing(history):
        return _keep(history, content, said, author, now)


@contextmanager
def writing(history: History) -> Iterator[None]:
    """Be the only one of this program who writes to a history, with errors put into ours."""
    with (
        told(history.file),
        sole_writer(history.private_folder, history.file, _leftovers(history)),
    ):
        refuse_unfinished(history)
        yield


def _keep(
    history: History, content: Content, said: Particulars, author: Author, now: datetime
) -> Kept:
    head = history.head
    blob = write_blob(history, content.canonical, content.ahead)
    before = held(history, head) if head is not None else None
    if said.occasion and before == blob and head is not None:
        note_draft(history, head)
        return Kept(version_at(history, head), is_new=False)
    pictures = _pictures(history, content)
    tip, found = head, None
    if content.as_found is not None and _is_to_be_kept_as_found(history, before, content.as_found):
        raw = write_blob(history, content.as_found)
        told_of = replace(said, occasion="found", kind="working", note="")
        files = {**pictures, history.inside: raw}
        found = tip = write_commit(history, files, told_of, author, now, _parents(tip))
    if said.kind in FROZEN_KINDS:
        said = replace(said, fingerprint=fingerprint_of(content.canonical))
    files = {**pictures, history.inside: blob}
    commit = write_commit(history, files, said, author, now, _parents(tip))
    advance(history, head, commit, files)
    note_draft(history, commit)
    if said.kind in FROZEN_KINDS:
        remember_frozen(history, commit)
    as_found = version_at(history, found) if found is not None else None
    return Kept(version_at(history, commit), as_found=as_found)


def write_commit(
    history: History,
    files: dict[str, str],
    said: Particulars,
    author: Author,
    now: datetime,
    parents: list[str],
    *,
    beside: str | None = None,
) -> str:
    """Write a commit that nothing points at yet.

    Other files are those of the commit ``beside``, else of the first parent.
    """
    git = history.git
    first = beside or (parents[0] if parents else None)
    base = git[first].peel(pygit2.Tree) if first is not None else None
    tree = write_tree(history, base, files)
    who = signature(history, author, now)
    message = message_of(said, history.inside)
    commit = git.create_commit_string(who, who, message, tree, [*parents])
    # Its stub calls it an id, as for a commit that is written.
    return write_object(history, b"commit", str(commit).encode())


def advance(history: History, expected: str | None, commit: str, files: dict[str, str]) -> None:
    """Let the branch end with a commit; raise ``Moved`` where it no longer ends as expected.

    In somebody's working tree the entries of our files in Git's index follow, and no others, as
    with ``git commit --only``. They come first: killed between, the files merely look staged.
    """
    if history.head != expected:
        raise Moved
    if commit == expected:
        return
    if not history.is_embedded:
        _point(history, "moved", commit)
        _stage(history.git, files)
    if not move_reference(history, history.branch, commit, expected):
        raise Moved


def note_draft(history: History, commit: str) -> None:
    """Remember which version the working file was made from."""
    if draft_base(history) != commit:
        _point(history, "draft", commit)


def remember_frozen(history: History, commit: str) -> None:
    """Let this workstation know for ever that there was this frozen version."""
    _point(history, FROZEN + commit, commit)


def is_moved_by_us(history: History, commit: str) -> bool:
    """Whether this program, and not Git itself, let the branch end with a commit."""
    known = history.git.references.get(history.private_reference("moved"))
    return known is not None and str(known.target) == commit


def draft_base(history: History) -> str | None:
    """Return the commit that the working file was made from, as far as is known."""
    known = history.git.references.get(history.private_reference("draft"))
    return str(known.target) if known is not None else None


def signature(history: History, author: Author, now: datetime) -> pygit2.Signature:
    """Return who and when as Git writes it; Git refuses empty names and some signs in them."""
    name = _plain(author.name) or _NOBODY
    configured = _plain(setting(history.git, "user.email"))
    email = configured or _plain(author.email) or "strategy-editor@localhost"
    moment = now if now.tzinfo is not None else now.astimezone()
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset is not None else 0
    return pygit2.Signature(name, email, int(moment.timestamp()), minutes)


def picture_path(history: History, name: str) -> str:
    """Return the path in the repository of a picture that lies in ``<name>.media``."""
    inside = PurePosixPath(history.inside)
    return str(inside.with_name(inside.stem + ".media") / name)


def _pictures(history: History, content: Content) -> dict[str, str]:
    return {
        picture_path(history, name): write_blob(history, data)
        for name, data in content.pictures.items()
    }


def _point(history: History, kind: str, commit: str) -> None:
    name = history.private_reference(kind)
    move_reference(history, name, commit, None, whatever=True)


def _parents(tip: str | None) -> list[str]:
    return [tip] if tip is not None else []


def _is_to_be_kept_as_found(history: History, before: str | None, raw: bytes) -> bool:
    """Once: where the history before is canonical, what differs is layout alone."""
    if before is None:
        return True
    if before == blob_id(raw):
        return False
    data = blob_bytes(history, before)
    try:
        return canonical_form(document_of(data, history.file)) != data
    except UserError:
        return True


def _stage(git: pygit2.Repository, files: dict[str, str]) -> None:
    index = git.index
    index.read(True)
    for path, blob in files.items():
        mode = index[path].mode if path in index else pygit2.enums.FileMode.BLOB
        index.add(pygit2.IndexEntry(path, pygit2.Oid(hex=blob), mode))
    index.write()


def _leftovers(history: History) -> list[Path]:
    """Lock files that a killed writer of ours may have left."""
    common = history.common_folder
    locks = [common / f"{history.branch}.lock", common / "packed-refs.lock"]
    locks += [common / "config.lock", history.folder / "HEAD.lock"]
    if not history.is_embedded:
        locks.append(history.folder / "index.lock")
    private = common / "refs" / "strategy-editor"
    if private.is_dir():
        locks += private.rglob("*.lock")
    remotes = common / "refs" / "remotes"
    if remotes.is_dir():
        locks += remotes.rglob("*.lock")
    return locks


def _plain(text: str) -> str:
    return one_line(text).translate({ord(sign): None for sign in "<>"}).strip(" .,;:\"'")
