"""One writer at a time, and what a writer left that was killed.

Whoever changes a history holds a lock of the operating system on the file ``writing`` beside
it; such a lock goes with its process, so nothing of ours can be left over. While it is held the
file names the holder's start; found non-empty by the next one, the last holder was killed, and
lock files of Git that it left are taken away. Lock files of other programs are never touched.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from strategy_editor.versions.faults import Busy

PATIENCE = 20.0
"""Seconds to wait for another writer."""
_PAUSE = 0.02
_LOCKED_BYTE = 1 << 30
"""Windows lets nobody read what is locked, so a byte far behind the content is."""
_GIT_WORKS_FOR = 2.0
"""Seconds within which Git itself is done with a lock file of a reference."""


@contextmanager
def sole_writer(folder: Path, file: Path, leftovers: list[Path]) -> Iterator[None]:
    """Hold a history; ``leftovers`` are the lock files that a killed holder may have left.

    ``file`` is the strategy, for the error ``Busy`` after ``PATIENCE`` seconds.
    """
    folder.mkdir(exist_ok=True)
    handle = os.open(folder / "writing", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait_for(handle, file)
        if os.fstat(handle).st_size:
            _sweep(leftovers)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).encode())
        try:
            yield
        finally:
            # What failed was no kill: a lock file that it met is somebody else's.
            os.ftruncate(handle, 0)
    finally:
        with suppress(OSError):
            unlock(handle)
        os.close(handle)


def _wait_for(handle: int, file: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not try_lock(handle):
        if time.monotonic() > until:
            raise Busy("error.versions-busy", file)
        time.sleep(_PAUSE)


def _sweep(leftovers: list[Path]) -> None:
    for lock in leftovers:
        with suppress(OSError):
            # Git may have taken it since; it is done within a moment, a dead process never is.
            until = time.time() + _GIT_WORKS_FOR
            while lock.exists() and time.time() < until:
                if time.time() - lock.stat().st_mtime > _GIT_WORKS_FOR:
                    break
                time.sleep(_PAUSE)
            lock.unlink()


def try_lock(handle: int) -> bool:
    """Take the lock of an open file; False where another process holds it."""
    return _try_windows(handle) if os.name == "nt" else _try_posix(handle)


def unlock(handle: int) -> None:
    """Give the lock back."""
    if os.name == "nt":
        import msvcrt  # Only Windows has it.

        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl  # Only Windows has it not.

        fcntl.flock(handle, fcntl.LOCK_UN)


def _try_windows(handle: int) -> bool:
    import msvcrt

    os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    finally:
        os.lseek(handle, 0, os.SEEK_SET)
    return True


def _try_posix(handle: int) -> bool:
    """A network share that knows no locks is no reason not to write.

    Git's own lock files and the comparison before a reference moves still hold there.
    """
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
