"""Writing what a version consists of: the bytes of files, and the folders that hold them.

Bytes are written here and not by libgit2, whose call holds Python's interpreter lock as long as
it takes (200 ms for the largest strategies): hashing, compressing and writing give it back. The
result is the same: a loose object, whole and on the disk before it gets its name.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha1
from pathlib import Path

import pygit2

from strategy_editor.storage.writing import flush_folder
from strategy_editor.versions.repository import History
from strategy_editor.versions.timeline import entry

_PIECE = 1 << 20
_FILE_MODE = pygit2.enums.FileMode.BLOB
_FOLDER_MODE = pygit2.enums.FileMode.TREE


def blob_id(data: bytes) -> str:
    """Return the id that Git gives to the bytes of a file."""
    digest = sha1(b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def write_blob(history: History, data: bytes) -> str:
    """Write the bytes of a file as an object and return its id."""
    name = blob_id(data)
    if name in history.git:
        return name
    target = history.common_folder / "objects" / name[:2] / name[2:]
    target.parent.mkdir(exist_ok=True)
    handle, name_of_work = tempfile.mkstemp(prefix="tmp_obj_", dir=target.parent)
    work = Path(name_of_work)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in _compressed(data):
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


def _compressed(data: bytes) -> list[bytes]:
    compress = zlib.compressobj(1)
    view = memoryview(data)
    pieces = [compress.compress(b"blob %d\0" % len(data))]
    pieces += [compress.compress(view[at : at + _PIECE]) for at in range(0, len(data), _PIECE)]
    pieces.append(compress.flush())
    return pieces


def write_tree(
    git: pygit2.Repository, base: pygit2.Tree | None, files: Mapping[str, str]
) -> pygit2.Oid:
    """Write a folder: that of ``base`` with some files put in, by path and id of their bytes."""
    here = {path: blob for path, blob in files.items() if "/" not in path}
    below: dict[str, dict[str, str]] = {}
    for path, blob in files.items():
        folder, slash, rest = path.partition("/")
        if slash:
            below.setdefault(folder, {})[rest] = blob
    builder = git.TreeBuilder(base) if base is not None else git.TreeBuilder()
    for name, blob in here.items():
        builder.insert(name, pygit2.Oid(hex=blob), _mode(base, name))
    for name, inner in below.items():
        known = entry(base, name) if base is not None else None
        subtree = known if isinstance(known, pygit2.Tree) else None
        builder.insert(name, write_tree(git, subtree, inner), _FOLDER_MODE)
    return builder.write()


def _mode(base: pygit2.Tree | None, name: str) -> pygit2.enums.FileMode:
    """An existing file keeps its mode; a link or folder of the name becomes a file."""
    known = entry(base, name) if base is not None else None
    executable = pygit2.enums.FileMode.BLOB_EXECUTABLE
    if isinstance(known, pygit2.Blob) and known.filemode == executable:
        return executable
    return _FILE_MODE
