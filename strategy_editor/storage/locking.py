"""Who has a file open: a small file beside it, ``.~lock.NAME#``, in the manner of LibreOffice.

It is a word to people and not a barrier: where it cannot be written, nothing else fails.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from strategy_editor.storage.owner import UNKNOWN, Owner, is_running, this_program

_PROGRAM = "strategy-editor"
_FIELD = re.compile(r"((?:[^\\,;]|\\.)*)[,;]")
_LARGEST = 4096


@dataclass(frozen=True)
class Holder:
    """Somebody who has a file open, since when, as written in the lock file."""

    owner: Owner
    since: str = ""


class Lock:
    """Our lock on a file; ``release`` takes it away."""

    def __init__(self, file: Path | None, content: bytes = b"") -> None:
        self._file = file
        self._content = content

    @property
    def is_written(self) -> bool:
        """Whether others can see it."""
        return self._file is not None

    def release(self) -> None:
        """Take the lock away, unless somebody has put theirs in its place."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                if file.read_bytes() == self._content:
                    file.unlink()


def lock_file(path: Path) -> Path:
    """Return where the lock of a file lies."""
    target = Path(os.path.realpath(path))
    return target.with_name(f".~lock.{target.name}#")


def holder(path: Path) -> Holder | None:
    """Return who else has a file open; None for nobody, us, or a program that has ended."""
    found = _read(lock_file(path))
    if found is None or found.owner == this_program() or is_running(found.owner) is False:
        return None
    return found


def take(path: Path) -> Lock:
    """Write our lock, over whatever is there: ask ``holder`` first."""
    file = lock_file(path)
    content = _content(this_program())
    temporary = file.with_name(f"{file.name}{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        return Lock(None)
    return Lock(file, content)


def _content(owner: Owner) -> bytes:
    since = datetime.now().astimezone().strftime("%d.%m.%Y %H:%M")
    token = f"{_PROGRAM}:{owner.process}:{owner.started}"
    fields = ("", owner.user, owner.host, since, token)
    escaped = (re.sub(r"([\\,;])", r"\\\1", each) for each in fields)
    return (",".join(escaped) + ";").encode("utf-8", "replace")


def _read(file: Path) -> Holder | None:
    try:
        with file.open("rb") as opened:
            text = opened.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return None
    fields = [re.sub(r"\\(.)", r"\1", each) for each in _FIELD.findall(text)]
    if not text.strip():
        # Begun by somebody and not written: nobody that could be named.
        return None
    fields += [""] * (5 - len(fields))
    _, user, host, since, token = fields[:5]
    kind, _, rest = token.partition(":")
    process, _, started = rest.partition(":")
    if kind == _PROGRAM and process.isdigit():
        return Holder(Owner(user, host, int(process), started), since)
    # Another program's lock: it may run anywhere.
    return Holder(Owner(user, host, UNKNOWN), since)
