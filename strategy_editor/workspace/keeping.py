"""Keeping versions of a strategy file: the same for the window and the command line.

Nothing here asks or tells; whoever calls gives author, time and the name of what nobody named.
All of it may run away from the window, and what takes long there gives the interpreter back. It
is loaded with every command that keeps, so nothing of comparing and merging is loaded with it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path, PurePosixPath

from strategy_editor.document.document import Document
from strategy_editor.storage.owner import this_program
from strategy_editor.storage.reading import read_bytes
from strategy_editor.storage.writing import replace_file
from strategy_editor.versions.content import Content, canonical_form, prepared
from strategy_editor.versions.joining import draft_after, settle_draft
from strategy_editor.versions.keeping import Kept, keep
from strategy_editor.versions.packing import Progress, is_packing_due, pack
from strategy_editor.versions.repository import History, begin, find
from strategy_editor.versions.states import State, is_due, keep_state, states
from strategy_editor.versions.timeline import content_of, version_at, versions
from strategy_editor.versions.version import Author, Particulars
from strategy_editor.workspace.joined_states import merging_of
from strategy_editor.workspace.media import media_folder

_STATUS = re.compile(rb'<metadata\b(?:[^">]|"[^"]*")*?\sstatus="([^"]*)"')
_PICTURE = re.compile(rb'<figure\b(?:[^">]|"[^"]*")*?\sfile="([^"]*)"')
KIND_OF_STATUS = {
    "in-house": "in-house",
    "inter-ministry": "inter-ministry",
    "cabinet-submission": "submission",
    "adopted": "decision",
    "published": "publication",
}
"""The kind of version that a document becomes with a document status; ``working`` for others."""


def author_named(name: str) -> Author:
    """Return the author of a name; empty for whoever is logged in."""
    owner = this_program()
    return Author(name.strip() or owner.user, f"{owner.user or 'user'}@{owner.host or 'localhost'}")


def content_from(path: Path, data: bytes, *, is_canonical: bool = False) -> Content:
    """Return what is to be kept of a file's bytes, its pictures among it.

    ``is_canonical`` says that this program wrote just these bytes; that spares reading them.
    Raises ``CannotRead`` where they are no strategy.
    """
    content = Content(data) if is_canonical else prepared(data, path)
    pictures = _pictures(path, content.canonical)
    return replace(content, pictures=pictures)


def keep_file(path: Path, said: Particulars, author: Author, now: datetime) -> Kept:
    """Keep a file as it is on the disk; makes a history where there is none.

    A file that was not brought after what was fetched, because a process was killed, is so first.
    Raises ``CannotRead`` where the file is no strategy, and what ``keep`` raises.
    """
    data = read_bytes(path)
    content = content_from(path, data)
    history = begin(path)
    merging = merging_of(path, author.name, said.name)
    after = draft_after(history, content.canonical, merging)
    if after != content.canonical:
        keep_state(history, content.canonical, said.name, author, now)
        replace_file(path, after)
        settle_draft(history)
        content = content_from(path, after)
    return keep(history, content, said, author, now)


def keep_on(
    path: Path, occasion: str, name: str, author: Author, now: datetime,
    document: Document | None = None, *, is_canonical: bool = False,
) -> Kept | None:  # fmt: skip
    """Keep a version because something left the house or the document's status changed.

    ``occasion`` is ``export``, ``sending`` or ``status``; ``name`` is the sentence shown for it.
    ``document`` is what left, where the file does not hold just that; ``is_canonical`` says of the
    file what it says for ``content_from``. Only a strategy that has a history is kept, see
    ``is_wanted``, so None where it has none; nothing is kept twice.
    """
    history = find(path)
    if history is None or not is_wanted(history):
        return None
    data = read_bytes(path) if document is None else canonical_form(document)
    content = content_from(path, data, is_canonical=is_canonical or document is not None)
    kind = "working"
    if occasion == "status":
        kind = KIND_OF_STATUS.get(_status_in(content.canonical), kind)
    return keep(history, content, Particulars(name, kind, occasion=occasion), author, now)


def is_wanted(history: History) -> bool:
    """Whether somebody wants a history, so that versions may be kept unasked.

    In a repository that was made with Git for whatever else, nobody does before they have kept or
    fetched a version with this program: an export is no reason to commit to somebody's branch.
    """
    if history.head is None:
        return False
    return history.is_embedded or any(not each.is_foreign for each in versions(history))


def changed_status(path: Path, document: Document) -> tuple[str, str] | None:
    """Return the document status of the newest version and of a document, where they differ."""
    history = find(path)
    head = history.head if history is not None else None
    if history is None or head is None:
        return None
    metadata = document.root.child("metadata")
    before = _status_in(content_of(history, version_at(history, head)))
    after = metadata.get("status") if metadata is not None else ""
    return (before, after) if before != after else None


def keep_working_state(
    path: Path, data: bytes, name: str, author: Author, now: datetime
) -> State | None:
    """Keep a working state where one is due; None where not, or where there is no history."""
    history = find(path)
    if history is None or not (history.is_embedded or is_wanted(history)):
        return None
    latest = [each.version.when for each in states(history)[:1]]
    newest = history.head
    if newest is not None:
        latest.append(version_at(history, newest).when)
    if not is_due(latest, now):
        return None
    return keep_state(history, data, name, author, now)


def tidy(path: Path, progress: Progress = lambda _done, _whole: None) -> bool:
    """Pack the history of a file where that is due; return whether it was.

    Takes milliseconds for each version since the last time; what ``progress`` raises ends it.
    """
    history = find(path)
    if history is None or not is_packing_due(history):
        return False
    return pack(history, progress) is not None


def _status_in(data: bytes) -> str:
    """The document status in canonical bytes; reading all of them would hold up the window."""
    match = _STATUS.search(data)
    return unescape(match[1].decode()) if match else ""


def _pictures(path: Path, data: bytes) -> dict[str, bytes]:
    """The pictures that a strategy refers to, as far as they are there and can be read."""
    folder = media_folder(path)
    if not folder.is_dir() or b"<figure" not in data:
        return {}
    found: dict[str, bytes] = {}
    for name in picture_names(data):
        try:
            found[name] = (folder / name).read_bytes()
        except OSError:
            continue
    return found


def picture_names(data: bytes) -> list[str]:
    """The names of the picture files that canonical bytes refer to."""
    names = (unescape(each.decode()) for each in _PICTURE.findall(data))
    plain = (name for name in names if name and PurePosixPath(name.replace("\\", "/")).name == name)
    return list(dict.fromkeys(plain))
