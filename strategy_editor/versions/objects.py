"""Writing what a version consists of: bytes, the folders that hold them, the commit, references.

Objects are written here and not by libgit2, whose calls hold Python's interpreter lock as long as
they take: 200 ms for the largest strategies, and longer where a disk is slow to flush. Hashing,
compressing, writing and flushing give it back. The result is the same: a loose object, whole and
on the disk before it gets its name. References are moved by libgit2, through calls that give the
lock back, too.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha1
from pathlib import Path
from threading import Thread

import pygit2
from pygit2.enums import FileMode

from strategy_editor.storage.writing import flush_folder
from strategy_editor.versions.repository import History
from strategy_editor.versions.soundness import look_at
from strategy_editor.versions.timeline import entry

_PIECE = 1 << 20


def blob_id(data: bytes) -> str:
    """Return the id that Git gives to the bytes of a file."""
    digest = sha1(b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


class Compressing(Thread):
    """Compresses the bytes of a file while they are looked at; gives the interpreter back."""

    def __init__(self, data: bytes) -> None:
        super().__init__(daemon=True)
        self._data = data
        self._done: list[bytes] | None = None
        self.start()

    def run(self) -> None:
        """Compress, on a thread of its own."""
        self._done = _compressed(_head(b"blob", self._data), self._data)

    def pieces(self) -> list[bytes]:
        """Return the object as it is written; waits until it is there."""
        self.join()
        return self._done or _compressed(_head(b"blob", self._data), self._data)


def write_blob(history: History, data: bytes, ahead: Compressing | None = None) -> str:
    """Write the bytes of a file as an object and return its id; ``ahead`` is of these bytes."""
    return write_object(history, b"blob", data, ahead)


def write_object(
    history: History, kind: bytes, data: bytes, ahead: Compressing | None = None
) -> str:
    """Write an object (``blob``, ``tree`` or ``commit``) and return its id."""
    head = _head(kind, data)
    digest = sha1(head, usedforsecurity=False)
    digest.update(data)
    name = digest.hexdigest()
    look_at(history.common_folder, name)
    if name in history.git:
        return name
    target = history.common_folder / "objects" / name[:2] / name[2:]
    target.parent.mkdir(exist_ok=True)
    handle, name_of_work = tempfile.mkstemp(prefix="tmp_obj_", dir=target.parent)
    work = Path(name_of_work)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in ahead.pieces() if ahead is not None else _compressed(head, data):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        work.chmod(0o444)
        work.replace(target)
    except BaseException:
        with suppress(OSError):
            work.unlink()
        raise
    flush_folder(target.parent)
    return name


def move_reference(
    history: History, name: str, target: str, expected: str | None, *, whatever: bool = False
) -> bool:
    """Let a reference name another commit; False, and nothing done, where it is not as expected.

    ``expected`` is None for a reference that is not there yet; compared under Git's own lock,
    unless ``whatever`` it was will do.
    """
    git = history.git
    with git.transaction() as transaction:
        transaction.lock_ref(name)
        known = git.references.get(name)
        now = str(known.target) if known is not None else None
        if now != expected and not whatever:
            return False
        transaction.set_target(name, target, message="strategy-editor")
    return True


def _head(kind: bytes, data: bytes) -> bytes:
    return b"%s %d\0" % (kind, len(data))


def _compressed(head: bytes, data: bytes) -> list[bytes]:
    compress = zlib.compressobj(1)
    view = memoryview(data)
    pieces = [compress.compress(head)]
    pieces += [compress.compress(view[at : at + _PIECE]) for at in range(0, len(data), _PIECE)]
    pieces.append(compress.flush())
    return pieces


def write_tree(history: History, base: pygit2.Tree | None, files: Mapping[str, str]) -> str:
    """Write a folder: that of ``base`` with some files put in, by path and id of their bytes."""
    entries = {each.raw_name or b"": (each.filemode, str(each.id)) for each in base or ()}
    below: dict[str, dict[str, str]] = {}
    for path, blob in files.items():
        folder, slash, rest = path.partition("/")
        if slash:
            below.setdefault(folder, {})[rest] = blob
        else:
            entries[path.encode()] = (_mode(base, path), blob)
    for name, inner in below.items():
        known = entry(base, name) if base is not None else None
        subtree = known if isinstance(known, pygit2.Tree) else None
        entries[name.encode()] = (FileMode.TREE, write_tree(history, subtree, inner))
    data = b"".join(
        b"%o %s\0" % (int(mode), name) + bytes.fromhex(object_id)
        for name, (mode, object_id) in sorted(entries.items(), key=_git_order)
    )
    return write_object(history, b"tree", data)


def _git_order(named: tuple[bytes, tuple[FileMode, str]]) -> bytes:
    """Git sorts a folder as if its name ended with a slash."""
    name, (mode, _object_id) = named
    return name + b"/" if mode == FileMode.TREE else name


def _mode(base: pygit2.Tree | None, name: str) -> FileMode:
    """An existing file keeps its mode; a link or folder of the name becomes a file."""
    known = entry(base, name) if base is not None else None
    if isinstance(known, pygit2.Blob) and known.filemode == FileMode.BLOB_EXECUTABLE:
        return FileMode.BLOB_EXECUTABLE
    return FileMode.BLOB
