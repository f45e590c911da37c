"""What the system refused, as our own errors: its numbers say why, its English words do not."""

from __future__ import annotations

import errno
from pathlib import Path

from strategy_editor.errors import CannotRead, CannotWrite

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_AWAY = {
    errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTDOWN,
    errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH, errno.ESTALE,
}  # fmt: skip
"""What systems say where a drive or a network has gone."""
_AWAY_ON_WINDOWS = {21, 53, 55, 59, 64, 67, 121, 1231, 1232}


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """Return why a file could not be written; ``detail`` are the system's words, where unknown."""
    if is_full(error):
        return CannotWrite("error.disk-full", path)
    if is_denied(error):
        return CannotWrite("error.not-writable", path)
    if error.errno == errno.ENAMETOOLONG:
        return CannotWrite("error.name-too-long", path)
    if _is_away(error):
        return CannotWrite("error.drive-away", path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return CannotWrite("error.no-such-folder", path)
    return CannotWrite("error.cannot-write", path, detail=error.strerror or "")


def cannot_read(path: Path, error: OSError | ValueError) -> CannotRead:
    """Return why a file could not be read; ``ValueError`` is raised for impossible names."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return CannotRead("error.not-found", path)
    if isinstance(error, PermissionError):
        return CannotRead("error.no-permission", path)
    if isinstance(error, IsADirectoryError):
        return CannotRead("error.is-directory", path)
    if isinstance(error, OSError) and _is_away(error):
        return CannotRead("error.source-away", path)
    return CannotRead("error.cannot-read", path, detail=getattr(error, "strerror", None) or error)


def is_full(error: OSError) -> bool:
    """Whether there is no room."""
    return error.errno in _FULL


def is_denied(error: OSError) -> bool:
    """Whether nobody, or not this user, may write there."""
    return isinstance(error, PermissionError) or error.errno == errno.EROFS


def _is_away(error: OSError) -> bool:
    return error.errno in _AWAY or getattr(error, "winerror", None) in _AWAY_ON_WINDOWS
