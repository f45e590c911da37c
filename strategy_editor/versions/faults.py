"""What Git could not do, as one of the errors that a user can meet."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pygit2

from strategy_editor.errors import CannotRead, CannotWrite, UserError
from strategy_editor.storage.refused import is_denied, is_full

_FULL_WORDS = ("No space left", "not enough space", "Disk quota", "File too large", "disk is full")
_DENIED_WORDS = ("Permission denied", "Read-only file system", "Access is denied")
_FOREIGN_WORDS = (
    "unknown object format",
    "unsupported extension",
    "unsupported repository version",
)
_LACKING_WORDS = "object not found"
_LOCK_FILE = re.compile(r"'([^']+\.lock)'")
_STALE = 600
"""Seconds after which nobody is at work behind a lock file any more."""
_LOCKED_WORDS = ("failed to lock file", "is locked", "locked for writing")


class HistoryDamaged(CannotRead):
    """A repository that Git cannot read, wholly or in part."""


class Busy(CannotWrite):
    """Another program holds the repository, or is in the middle of something there."""


class Moved(Exception):
    """The branch is no longer where it was when the work began; try again."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what Git and the system raise into errors about the history of a file."""
    try:
        yield
    except UserError:
        raise
    except OSError as error:
        raise _of_system(path, error) from None
    except KeyError:
        # What is asked for by its id is not there.
        raise HistoryDamaged("error.versions-lacks", path) from None
    except (pygit2.GitError, ValueError) as error:
        raise _of_git(path, str(error)) from None


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Whatever Git says while a repository is opened: it is damaged."""
    try:
        yield
    except (pygit2.GitError, KeyError, ValueError) as error:
        detail = str(error)
        foreign = any(words in detail for words in _FOREIGN_WORDS)
        key = "error.versions-unsupported" if foreign else "error.versions-damaged"
        raise HistoryDamaged(key, path, detail=detail) from None


def _of_system(path: Path, error: OSError) -> UserError:
    if is_full(error):
        return CannotWrite("error.versions-disk-full", path)
    if is_denied(error):
        return CannotWrite("error.versions-not-writable", path)
    # libgit2's own errors come as OSError too, without a number.
    return _of_git(path, error.strerror or str(error))


def _of_git(path: Path, detail: str) -> UserError:
    if any(words in detail for words in _FULL_WORDS):
        return CannotWrite("error.versions-disk-full", path)
    if any(words in detail for words in _LOCKED_WORDS):
        return _locked(path, detail)
    if any(words in detail for words in _DENIED_WORDS):
        return CannotWrite("error.versions-not-writable", path)
    if _LACKING_WORDS in detail:
        return HistoryDamaged("error.versions-lacks", path)
    return HistoryDamaged("error.versions-damaged", path, detail=detail)


def _locked(path: Path, detail: str) -> Busy:
    """Another program writes, or was ended while it did and left its lock file."""
    named = _LOCK_FILE.search(detail)
    if named is not None:
        with suppress(OSError):
            if time.time() - Path(named[1]).stat().st_mtime > _STALE:
                return Busy("error.versions-lock-left", path, lock=named[1])
    return Busy("error.versions-locked", path)
