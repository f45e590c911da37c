"""Write files so that at any moment either the old or the new content is there, whole."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.errors import CannotRead, CannotWrite, ChangedOnDisk
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import Stamp, read_bytes, stamp_of
from strategy_editor.storage.refused import cannot_write

_REPLACE_TRIES = 5


def write(document: Document, path: Path, expected: Stamp | None = None) -> Stamp:
    """Write a document in the canonical form and return what the file now is.

    With ``expected``, raise ``ChangedOnDisk`` where the file is no longer that one; raise
    ``CannotWrite`` with the reason where writing fails. The old file is untouched then.
    """
    data = to_bytes(document, current_schema().mixed_tags)
    if expected is not None and has_changed(path, expected):
        raise ChangedOnDisk(path)
    replace_file(path, data)
    return stamp_of(data)


def keep_copy(path: Path, copy: Path) -> None:
    """Keep a file as it is under another name; raise ``CannotWrite`` where that fails.

    A file that is missing or empty is no version to keep, and never takes the place of one.
    """
    try:
        if not _may_be_replaced(path):
            raise CannotWrite("error.not-a-file", path)
        data = path.read_bytes()
        if not data:
            return
        copy.parent.mkdir(parents=True, exist_ok=True)
    except FileNotFoundError:
        return
    except OSError as error:
        raise cannot_write(copy, error) from None
    replace_file(copy, data)


def replace_file(path: Path, data: bytes) -> None:
    """Put a whole file in the place of another: temporary file, flush to disk, rename.

    A link is followed and stays a link; permissions are kept.
    """
    replace_files({path: data})


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Put whole files in the places of others, see ``replace_file``.

    All are on the disk before the first is renamed, so that one without room changes none. Raises
    ``CannotWrite`` with the path that failed.
    """
    staged: dict[Path, tuple[Path, Path]] = {}
    path = Path()
    try:
        for path, data in files.items():
            target = _target_of(path)
            handle, name = _temporary(target)
            staged[path] = (Path(name), target)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_mode(target))
        for path in files:
            _replace(*staged[path])
            flush_folder(staged.pop(path)[1].parent)
    except OSError as error:
        raise cannot_write(path, error) from None
    finally:
        for temporary, _ in staged.values():
            with suppress(OSError):
                temporary.unlink()


def _target_of(path: Path) -> Path:
    """Return the file that a path leads to; raise where it must not be replaced."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise CannotWrite("error.is-directory", path)
    if not _may_be_replaced(target):
        raise CannotWrite("error.not-a-file", path)
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only")
    return target


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; they need not exist."""
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


def drive_of(path: Path) -> int | None:
    """Return the number of the drive that holds a file's folder; None where that is not there.

    Where a drive is taken away, the empty folder that it hung on is on another.
    """
    try:
        return Path(os.path.realpath(path)).parent.stat().st_dev
    except OSError:
        return None


def may_be_written(path: Path) -> bool:
    """Whether this user may write a file and its folder, as far as the system says beforehand."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _may_be_replaced(path: Path) -> bool:
    """Whether a path is an ordinary file, or nothing yet; pipes and devices are left alone."""
    return path.is_file() or not path.exists()


def _temporary(target: Path) -> tuple[int, str]:
    # Loading it takes as long as opening a strategy, and only who saves needs it.
    import tempfile

    # Not the whole name: with the additions it might become longer than systems allow.
    prefix = f".{target.name[:40]}."
    return tempfile.mkstemp(prefix=prefix, suffix=".part", dir=target.parent)


def has_changed(path: Path, expected: Stamp) -> bool:
    """Whether a file is no longer the one it was; one that vanished is not another."""
    try:
        if path.stat().st_size != expected.size:
            return True
        return stamp_of(read_bytes(path)) != expected
    except (OSError, CannotRead):
        # A file that vanished is written anew: nobody's work is lost by that.
        return os.path.lexists(path)


def _mode(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _replace(temporary: Path, target: Path) -> None:
    """Rename; where another program holds the target open (Windows), try again for a moment."""
    for attempt in range(_REPLACE_TRIES):
        try:
            temporary.replace(target)
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
        else:
            return


def flush_folder(folder: Path) -> None:
    """Make the new name itself durable; not every system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
