"""Records of one line each, with a checksum: what cannot be trusted ends the journal."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

Json = Any
"""What JSON holds."""
_HEAD = len(b"00000000 00000000 ")


def framed(payload: str) -> bytes:
    """Return a record as it stands in the journal: length, checksum, JSON of one line."""
    data = payload.encode("ascii")
    return b"%08x %08x %s\n" % (len(data), crc32(data), data)


def append(path: Path, record: bytes, size: int) -> int:
    """Write a record behind the first ``size`` bytes, down to the disk; return the new size.

    Where that fails the journal is what it was: what was half written is cut off next time.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.ftruncate(handle, size)
        os.lseek(handle, size, os.SEEK_SET)
        rest = memoryview(record)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    return size + len(record)


def records(data: bytes) -> Iterator[Json]:
    """Yield what the records hold, up to the end or the first that is damaged."""
    at = 0
    while True:
        payload = _payload(data, at)
        if payload is None:
            return
        try:
            value = json.loads(payload)
        except (ValueError, RecursionError):
            return
        yield value
        at += _HEAD + len(payload) + 1


def last_record(data: bytes) -> Json:
    """Return what the last record holds that can be trusted, without reading those before."""
    at, found = 0, None
    while (payload := _payload(data, at)) is not None:
        at += _HEAD + len(payload) + 1
        found = payload
    try:
        return None if found is None else json.loads(found)
    except (ValueError, RecursionError):
        return None


def _payload(data: bytes, at: int) -> bytes | None:
    head = data[at : at + _HEAD]
    try:
        length, checksum = int(head[:8], 16), int(head[9:17], 16)
    except ValueError:
        return None
    payload = data[at + _HEAD : at + _HEAD + length]
    whole = len(payload) == length and data[at + _HEAD + length : at + _HEAD + length + 1] == b"\n"
    return payload if whole and crc32(payload) == checksum else None
