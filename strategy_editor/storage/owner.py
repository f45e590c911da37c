"""Which process of which user at which machine something belongs to, and whether it still runs."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

UNKNOWN = -1
"""The number of a process that nobody told."""


@dataclass(frozen=True)
class Owner:
    """A running program: ``started`` tells it from a later one with the same number."""

    user: str
    host: str
    process: int
    started: str = ""


@cache
def this_program() -> Owner:
    """Return who this is."""
    import getpass

    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    return Owner(user, _host(), os.getpid(), _started(os.getpid()))


def _host() -> str:
    """The name of this machine, as ``socket.gethostname`` says, whose module takes long to load."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    import socket

    return socket.gethostname()


def is_running(owner: Owner) -> bool | None:
    """Whether an owner still runs; None where that cannot be known from here."""
    here = this_program()
    if owner.process == UNKNOWN or owner.host.casefold() != here.host.casefold():
        return None
    if owner.process <= 0:
        return False
    alive = _windows_alive(owner.process) if sys.platform == "win32" else _alive(owner.process)
    if not alive:
        return False
    started = _started(owner.process)
    return not (owner.started and started) or owner.started == started


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    # A child that has ended and was not yet asked for still has its number.
    return _state(process) != "Z"


def _stat(process: int) -> list[str]:
    """The fields of Linux behind the name of the program, which may hold blanks and brackets."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def _state(process: int) -> str:
    fields = _stat(process)
    return fields[0] if fields else ""


def _started(process: int) -> str:
    fields = _stat(process)
    return fields[19] if len(fields) > 19 else ""


def _windows_alive(process: int) -> bool:
    """Ask Windows, where a signal of 0 would end the process."""
    import ctypes

    query_limited_information, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(query_limited_information, False, process)
    if not handle:
        access_denied = 5
        return bool(kernel.GetLastError() == access_denied)
    try:
        code = ctypes.c_ulong()
        return not kernel.GetExitCodeProcess(handle, ctypes.byref(code)) or (
            code.value == still_active
        )
    finally:
        kernel.CloseHandle(handle)
