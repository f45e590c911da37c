"""Objects of a repository that are not whole, kept from the library, which would never return.

libgit2 reads on for ever in a loose object that ends too soon, as a copy that broke off or a full
disk leaves it, and holds the interpreter meanwhile. So what lies loose is inflated here before it
is read there. What is not whole is set aside under another name: to Git it is missing then, which
can be told, and is written anew when the same is kept again.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

_SMALL = 1 << 16
"""Bytes up to which loose objects are always looked at; larger ones are before they are read."""
_PIECE = 1 << 20
_DIGITS = 40
_ASIDE = ".damaged"


def look_through(folder: Path) -> None:
    """Set aside the small loose objects of a repository that are not whole."""
    _look_through(folder, lambda _name: True)


def look_through_all(folder: Path, spared: Callable[[str], bool] = lambda _name: False) -> None:
    """Set aside all loose objects that are not whole, before the library chooses what it reads.

    ``spared`` says of a large object, by its id, that the library will not read it. What a process
    has seen once it does not inflate again.
    """
    _look_through(folder, spared)


def _look_through(folder: Path, spared: Callable[[str], bool]) -> None:
    with suppress(OSError), os.scandir(folder / "objects") as found:
        for each in found:
            if len(each.name) == 2 and each.is_dir():
                _look_into(each.path, each.name, spared)


def look_at(folder: Path, name: str) -> None:
    """Set one loose object aside where it is not whole; any other is left as it is."""
    path = folder / "objects" / name[:2] / name[2:]
    with suppress(OSError):
        _look(str(path), path.stat())


def _look_into(folder: str, begins: str, spared: Callable[[str], bool]) -> None:
    with os.scandir(folder) as found:
        for each in found:
            if len(each.name) == _DIGITS - 2:
                known = each.stat()
                if known.st_size < _SMALL or not spared(begins + each.name):
                    _look(each.path, known)


def _look(path: str, known: os.stat_result) -> None:
    if not _is_whole(path, known.st_size, known.st_mtime_ns):
        Path(path).replace(f"{path}{_ASIDE}")


@lru_cache(maxsize=1 << 16)
def _is_whole(path: str, _size: int, _changed: int) -> bool:
    """Whether a file inflates to its end; size and time are what it was when that was asked."""
    inflate = zlib.decompressobj()
    try:
        with Path(path).open("rb") as file:
            while piece := file.read(_PIECE):
                while piece:
                    inflate.decompress(piece, _PIECE)
                    piece = inflate.unconsumed_tail
    except zlib.error:
        return False
    return inflate.eof
