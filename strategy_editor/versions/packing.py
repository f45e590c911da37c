"""Putting many loose objects into one pack: small, and quick to send.

libgit2 searches for what a state could be a difference from, which takes half a minute for a
thousand; here it is known, it is the next newer version. The newest is stored whole and so is one
in a hundred and twenty. A pack is written, flushed and read back before the loose objects go, so
that at any moment each object is there once at least. Only repositories of our own are packed;
those of developers are their Git's business.

The form is Git's: https://git-scm.com/docs/pack-format.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path

import pygit2
from pygit2.enums import ObjectType

from strategy_editor.storage.writing import flush_folder
from strategy_editor.versions.delta import delta, size_bytes
from strategy_editor.versions.faults import HistoryDamaged, told
from strategy_editor.versions.keeping import writing
from strategy_editor.versions.repository import History
from strategy_editor.versions.soundness import look_at

MANY_LOOSE = 400
"""From this number of loose objects on packing is due; a version makes three."""
MANY_PACKS = 12
"""From this number on all of them are made into one."""
_LONGEST_CHAIN = 120
_OFFSET_DELTA = 6
_UNSETTLED = 3600
"""Seconds within which a pack stays: what a transfer brought may have no reference yet."""
_SMALL = 512
"""Bytes below which a difference saves nothing."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Packed:
    """What packing did."""

    objects: int
    size: int


def is_packing_due(history: History) -> bool:
    """Whether there are many loose objects; looks at one folder out of 256, as Git does."""
    folder = history.common_folder / "objects" / "17"
    few = len(list(folder.iterdir())) if folder.is_dir() else 0
    return history.is_embedded and few * 256 > MANY_LOOSE


def pack(
    history: History, progress: Progress = lambda _done, _whole: None, *, wholly: bool = False
) -> Packed | None:
    """Pack what is loose, or everything where there are many packs or ``wholly`` says so.

    Returns None where there is nothing to do, or the repository is not ours. What ``progress``
    raises ends the work and leaves everything as it was.
    """
    if not history.is_embedded or history.head is None:
        return None
    with writing(history):
        loose = _loose(history)
        packs = sorted(_pack_folder(history).glob("pack-*.pack"))
        wholly = (wholly and len(packs) > 1) or len(packs) >= MANY_PACKS
        wanted = [name for name in _in_order(history) if wholly or name in loose]
        if not wanted:
            return None
        written = _write_pack(history, wanted, progress)
        _check(history, written, wanted)
        _clear(history, [loose[name] for name in wanted if name in loose])
        if wholly:
            _drop_packs([old for old in packs if old != written])
        return Packed(len(wanted), written.stat().st_size)


def _pack_folder(history: History) -> Path:
    return history.common_folder / "objects" / "pack"


def _loose(history: History) -> dict[str, Path]:
    folders = (history.common_folder / "objects").glob("[0-9a-f][0-9a-f]")
    return {
        folder.name + file.name: file
        for folder in folders
        for file in folder.iterdir()
        if len(file.name) == 38
    }


def _in_order(history: History) -> list[str]:
    """All objects that a reference leads to: commits, trees, then files, the newest of each first.

    So the states of the file stand one after the other, each to be told from the one before it.
    """
    git = history.git
    commits: dict[str, None] = {}
    trees: dict[str, None] = {}
    files: dict[str, dict[str, None]] = {}
    tips = {str(git.references[name].target) for name in git.references if name != "HEAD"}
    order = pygit2.enums.SortMode.TOPOLOGICAL | pygit2.enums.SortMode.TIME
    walk = git.walk(None, order)
    for tip in sorted(tips):
        walk.push(pygit2.Oid(hex=tip))
    for commit in walk:
        commits[str(commit.id)] = None
        _gather(commit.tree, "", trees, files)
    names = [*commits, *trees]
    for name in sorted(files):
        names += files[name]
    return list(dict.fromkeys(names))


def _gather(
    tree: pygit2.Tree, above: str, trees: dict[str, None], files: dict[str, dict[str, None]]
) -> None:
    if str(tree.id) in trees:
        return
    trees[str(tree.id)] = None
    for each in tree:
        path = f"{above}/{each.name}"
        if isinstance(each, pygit2.Tree):
            _gather(each, path, trees, files)
        elif isinstance(each, pygit2.Blob):
            files.setdefault(path, {})[str(each.id)] = None


@dataclass
class _Previous:
    """The object that the next one may be told from."""

    kind: int = 0
    data: bytes = b""
    offset: int = 0
    chain: int = 0


@dataclass
class _Pack:
    """A pack being written, and what its index will say."""

    file: Path
    entries: list[tuple[bytes, int, int]] = field(default_factory=list)
    """Id, check sum and place of each object."""
    digest: bytes = b""


def _write_pack(history: History, wanted: list[str], progress: Progress) -> Path:
    folder = _pack_folder(history)
    folder.mkdir(exist_ok=True)
    work = folder / f"tmp_pack_{os.getpid()}"
    index = folder / f"tmp_idx_{os.getpid()}"
    try:
        made = _Pack(work)
        _write_objects(history, wanted, made, progress)
        _write(index, _index_of(made))
        name = folder / f"pack-{made.digest.hex()}.pack"
        # Git looks for indexes, so the pack is there when it finds one.
        work.chmod(0o444)
        index.chmod(0o444)
        work.replace(name)
        index.replace(name.with_suffix(".idx"))
        flush_folder(folder)
        return name
    finally:
        for left in (work, index):
            _remove(left)


def _write_objects(history: History, wanted: list[str], made: _Pack, progress: Progress) -> None:
    digest = sha1(usedforsecurity=False)
    place = 0
    with made.file.open("wb") as file:

        def put(data: bytes) -> None:
            nonlocal place
            file.write(data)
            digest.update(data)
            place += len(data)

        put(b"PACK" + (2).to_bytes(4, "big") + len(wanted).to_bytes(4, "big"))
        previous = _Previous()
        for done, name in enumerate(wanted):
            progress(done, len(wanted))
            kind, data = _read(history, name)
            entry, previous = _entry(kind, data, place, previous)
            made.entries.append((bytes.fromhex(name), zlib.crc32(entry), place))
            put(entry)
        made.digest = digest.digest()
        put(made.digest)
        file.flush()
        os.fsync(file.fileno())


def _read(history: History, name: str) -> tuple[int, bytes]:
    try:
        look_at(history.common_folder, name)
        kind, data = history.git.odb.read(pygit2.Oid(hex=name))
    except KeyError:
        raise HistoryDamaged("error.versions-incomplete", history.file) from None
    return int(kind), data


def _entry(kind: int, data: bytes, place: int, previous: _Previous) -> tuple[bytes, _Previous]:
    """An object as it stands in the pack: as a difference from the one before where that pays."""
    can_differ = (
        kind == previous.kind == ObjectType.BLOB
        and len(data) > _SMALL
        and previous.chain < _LONGEST_CHAIN
    )
    if can_differ:
        difference = delta(previous.data, data)
        if len(difference) < len(data) // 2:
            head = _head(_OFFSET_DELTA, len(difference)) + _distance(place - previous.offset)
            entry = head + zlib.compress(difference, 9)
            return entry, _Previous(kind, data, place, previous.chain + 1)
    return _head(kind, len(data)) + zlib.compress(data, 6), _Previous(kind, data, place)


def _head(kind: int, size: int) -> bytes:
    first = kind << 4 | size & 0x0F
    rest = size >> 4
    return bytes([first | 0x80]) + size_bytes(rest) if rest else bytes([first])


def _distance(back: int) -> bytes:
    """How far back the base begins, in the form that Git has for that."""
    out = [back & 0x7F]
    back >>= 7
    while back:
        back -= 1
        out.append(back & 0x7F | 0x80)
        back >>= 7
    return bytes(reversed(out))


def _index_of(made: _Pack) -> bytes:
    """The index of a pack, version 2."""
    entries = sorted(made.entries)
    counts = [0] * 256
    for name, _check_sum, _place in entries:
        counts[name[0]] += 1
    total, fan = 0, bytearray()
    for count in counts:
        total += count
        fan += total.to_bytes(4, "big")
    far = [place for _name, _check_sum, place in entries if place >= 1 << 31]
    parts = [b"\xfftOc", (2).to_bytes(4, "big"), bytes(fan)]
    parts += [name for name, _check_sum, _place in entries]
    parts += [check_sum.to_bytes(4, "big") for _name, check_sum, _place in entries]
    parts += [_near(place, far).to_bytes(4, "big") for _name, _check_sum, place in entries]
    parts += [place.to_bytes(8, "big") for place in far]
    data = b"".join([*parts, made.digest])
    return data + sha1(data, usedforsecurity=False).digest()


def _near(place: int, far: list[int]) -> int:
    return place if place < 1 << 31 else 1 << 31 | far.index(place)


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def _check(history: History, written: Path, wanted: Iterable[str]) -> None:
    """Read every object back out of the pack alone; libgit2 compares its hash."""
    alone = pygit2.Odb()
    alone.add_backend(pygit2.OdbBackendPack(str(written.parent.parent)), 1)
    with told(history.file):
        for name in wanted:
            alone.read(pygit2.Oid(hex=name))


def _clear(history: History, files: list[Path]) -> None:
    for file in files:
        _remove(file)
    for folder in (history.common_folder / "objects").glob("[0-9a-f][0-9a-f]"):
        with suppress(OSError):
            folder.rmdir()


def _drop_packs(packs: list[Path]) -> None:
    for pack_file in packs:
        if time.time() - pack_file.stat().st_mtime > _UNSETTLED:
            _remove(pack_file.with_suffix(".idx"))
            _remove(pack_file)


def _remove(file: Path) -> None:
    with suppress(OSError):
        # Windows takes nothing away that is read-only; what is open stays until the next time.
        file.chmod(0o644)
        file.unlink()
