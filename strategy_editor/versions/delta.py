"""One state as its difference from another, in the form that Git packs it.

A delta begins with both sizes; then follow instructions to copy a stretch of the base, or to
insert bytes (https://git-scm.com/docs/pack-format). States of a strategy differ in a few lines, so
lines are compared and not bytes: a millisecond for a file on which a search byte by byte takes
twenty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_COPY = 0xFFFFFF
_LONGEST_INSERT = 127


@dataclass(frozen=True)
class _Copy:
    start: int
    end: int


def delta(base: bytes, target: bytes) -> bytes:
    """Return the instructions that make ``target`` out of ``base``."""
    out = bytearray(size_bytes(len(base)) + size_bytes(len(target)))
    for stretch in _joined(_stretches(base, target)):
        if isinstance(stretch, _Copy):
            _put_copy(out, stretch)
        else:
            for at in range(0, len(stretch), _LONGEST_INSERT):
                piece = stretch[at : at + _LONGEST_INSERT]
                out.append(len(piece))
                out += piece
    return bytes(out)


def size_bytes(size: int) -> bytes:
    """Return a size as seven bits a byte, the lowest first."""
    out = bytearray()
    while size > 0x7F:
        out.append(size & 0x7F | 0x80)
        size >>= 7
    out.append(size)
    return bytes(out)


def _put_copy(out: bytearray, copy: _Copy) -> None:
    """Say where from and how much; only bytes that are not zero are written, after their bits."""
    for start in range(copy.start, copy.end, _LONGEST_COPY):
        length = min(_LONGEST_COPY, copy.end - start)
        said = start.to_bytes(4, "little") + length.to_bytes(3, "little")
        bits = sum(1 << bit for bit, byte in enumerate(said) if byte)
        out.append(0x80 | bits)
        out += bytes(byte for byte in said if byte)


def _joined(stretches: Iterator[_Copy | bytes]) -> Iterator[_Copy | bytes]:
    """Copies that go on where the last one ended are one; so are bytes that follow bytes."""
    last: _Copy | bytes = b""
    for each in stretches:
        if isinstance(each, bytes) and isinstance(last, bytes):
            last += each
        elif isinstance(each, _Copy) and isinstance(last, _Copy) and last.end == each.start:
            last = _Copy(last.start, each.end)
        else:
            if last:
                yield last
            last = each
    if last:
        yield last


def _stretches(base: bytes, target: bytes) -> Iterator[_Copy | bytes]:
    head = _common(base, target, from_end=False)
    tail = _common(base[head:], target[head:], from_end=True)
    if head:
        yield _Copy(0, head)
    yield from _lines_between(base, target, head, tail)
    if tail:
        yield _Copy(len(base) - tail, len(base))


def _lines_between(base: bytes, target: bytes, head: int, tail: int) -> Iterator[_Copy | bytes]:
    """What lies between the first and the last difference."""
    stop = len(base) - tail
    places: dict[bytes, int] = {}
    at = head
    for line in base[head:stop].splitlines(keepends=True):
        places.setdefault(line, at)
        at += len(line)
    following = head
    for line in target[head : len(target) - tail].splitlines(keepends=True):
        # A line that occurs often is best taken from where the last one ended.
        goes_on = base.startswith(line, following) and following + len(line) <= stop
        place = following if goes_on else places.get(line)
        if place is None:
            yield line
        else:
            following = place + len(line)
            yield _Copy(place, following)


def _common(one: bytes, other: bytes, *, from_end: bool) -> int:
    """How many bytes two files share at their beginning or end; halving, for comparing is cheap."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if from_end:
            equal = (
                one[len(one) - middle : len(one) - low]
                == other[len(other) - middle : len(other) - low]
            )
        else:
            equal = one[low:middle] == other[low:middle]
        low, high = (middle, high) if equal else (low, middle - 1)
    return low
