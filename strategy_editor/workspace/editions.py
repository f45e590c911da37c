"""The editions at hand: files beside the open one that come before or after it.

Files are told apart by the ids that stand in their heads, and only those that belong to the
chain of the open strategy are read whole. What cannot be read is no edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.lineage.chain import Editions
from strategy_editor.lineage.roster import Edition, edition_of
from strategy_editor.storage.reading import read

_HEAD = 512 * 1024
"""Bytes within which a file names itself and its predecessors."""
_MOST = 200
"""Files in a folder that are looked at, the youngest first."""
_ROOT = re.compile(rb"<(?:[\w.-]+:)?strategy\b([^>]*)>")
_PREDECESSOR = re.compile(rb"<(?:[\w.-]+:)?predecessor\b([^>]*)>")
_ID = re.compile(rb"\sid\s*=\s*[\"']([^\"']+)[\"']")
_DOCUMENT = re.compile(rb"\sdocument\s*=\s*[\"']([^\"']+)[\"']")


@dataclass(frozen=True)
class AtHand:
    """An edition that was read, and the file that it is in."""

    document: Document
    path: Path
    edition: Edition
    """The same prepared for checking a roster against it."""


@dataclass(frozen=True)
class _Head:
    path: Path
    root_id: str
    predecessors: frozenset[str]


def editions_at_hand(
    document: Document, path: Path | None, chosen: Iterable[Path] = ()
) -> dict[str, AtHand]:
    """Return the other editions of a strategy by the id of their root.

    Looks beside ``path`` and beside each chosen file; where several files hold the same edition
    a chosen one counts, else the youngest. Reads the disk; raises nothing.
    """
    chosen = tuple(chosen)
    heads: dict[str, _Head] = {}
    for each in (*chosen, *_beside(path, chosen)):
        head = _head(each)
        if head is not None and head.root_id != document.root.id:
            heads.setdefault(head.root_id, head)
    own = _Head(path or Path(), document.root.id or "", frozenset(_named(document)))
    found: dict[str, AtHand] = {}
    for head in _chain(own, heads):
        try:
            other = read(head.path, accept_newer=True).document
        except UserError:
            continue
        found[head.root_id] = AtHand(other, head.path, edition_of(other))
    return found


def with_own(editions: Mapping[str, AtHand], document: Document) -> Editions:
    """Return all editions at hand, the open document as it is now among them."""
    others = {key: each.document for key, each in editions.items()}
    return others | {document.root.id or "": document}


def predecessors_of(editions: Mapping[str, AtHand], document: Document) -> tuple[AtHand, ...]:
    """Return the editions at hand that a document names as its predecessors, in their order."""
    return tuple(editions[each] for each in _named(document) if each in editions)


def _beside(path: Path | None, chosen: Iterable[Path]) -> list[Path]:
    folders = dict.fromkeys(each.parent for each in (path, *chosen) if each is not None)
    files: list[tuple[float, Path]] = []
    for folder in folders:
        try:
            files += [(each.stat().st_mtime, each) for each in folder.glob("*.xml")]
        except OSError:
            continue
    files.sort(key=lambda pair: (-pair[0], pair[1].name))
    return [each for _, each in files[:_MOST]]


def _head(path: Path) -> _Head | None:
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
    except OSError:
        return None
    root = _ROOT.search(data)
    own = _ID.search(root[1]) if root is not None else None
    if own is None:
        return None
    named = (_DOCUMENT.search(each) for each in _PREDECESSOR.findall(data))
    predecessors = frozenset(_text(each[1]) for each in named if each is not None)
    return _Head(path, _text(own[1]), predecessors)


def _chain(own: _Head, heads: Mapping[str, _Head]) -> Iterator[_Head]:
    """The editions that hang together with the own one, backwards and forwards."""
    known, pending = {own.root_id}, [own]
    while pending:
        head = pending.pop()
        near = [heads[each] for each in sorted(head.predecessors) if each in heads]
        near += [each for each in heads.values() if head.root_id in each.predecessors]
        for each in near:
            if each.root_id not in known:
                known.add(each.root_id)
                pending.append(each)
                yield each


def _named(document: Document) -> list[str]:
    lineage = document.root.child("lineage")
    found = lineage.children_of("predecessor") if lineage is not None else []
    return list(dict.fromkeys(each.get("document") for each in found))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
