"""Proving that a history, or a state, is what it was when it was kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha1

import pygit2

from strategy_editor.errors import UserError
from strategy_editor.storage.fingerprint import fingerprint_of
from strategy_editor.versions.faults import told
from strategy_editor.versions.keeping import FROZEN
from strategy_editor.versions.repository import History
from strategy_editor.versions.soundness import look_at
from strategy_editor.versions.timeline import version_at, versions
from strategy_editor.versions.version import Version

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is; what it raises ends the work."""


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was kept.

    ``kind`` is ``unreadable`` (the version or what it needs is lost or damaged), ``altered``
    (the bytes do not have the fingerprint that was kept with them), or ``removed`` (a frozen
    version is no longer a part of the history). ``name`` may be empty where it is lost too.
    """

    kind: str
    version: str
    name: str = ""


@dataclass(frozen=True)
class Proof:
    """How many versions were looked at, how many of them are frozen, and what is wrong."""

    versions: int
    frozen: int
    faults: tuple[Fault, ...]


def verify_history(history: History, progress: Progress = lambda _done, _all: None) -> Proof:
    """Read every version again, object by object, and hold it against its ids and fingerprint.

    An id of Git is the hash of what it names, down to the bytes of each version and up to the
    newest one, so whoever knows the newest id or a printed fingerprint has a proof.
    """
    faults: list[Fault] = []
    known: list[Version] = []
    try:
        known = versions(history)
    except UserError:
        faults += _broken_chain(history)
        if not faults:
            raise
    checked: dict[str, str] = {}
    for done, version in enumerate(known):
        progress(done, len(known))
        fault = _fault_of(history, version, checked)
        if fault is not None:
            faults.append(fault)
    faults += _removed(history, {each.id for each in known})
    progress(len(known), len(known))
    return Proof(len(known), sum(each.is_frozen for each in known), tuple(faults))


def _fault_of(history: History, version: Version, checked: dict[str, str]) -> Fault | None:
    if not _is_whole(history, version.id) or not _is_whole(history, version.content):
        return Fault("unreadable", version.id, version.name)
    if version.said.fingerprint:
        if version.content not in checked:
            checked[version.content] = fingerprint_of(_read(history, version.content)[1])
        if checked[version.content] != version.said.fingerprint:
            return Fault("altered", version.id, version.name)
    return None


def _broken_chain(history: History) -> list[Fault]:
    """The first commit that cannot be followed any further."""
    pending = [history.head or ""]
    seen: set[str] = set()
    while pending:
        commit_id = pending.pop()
        if commit_id in seen:
            continue
        seen.add(commit_id)
        if not _is_whole(history, commit_id):
            return [Fault("unreadable", commit_id)]
        commit = history.git[commit_id].peel(pygit2.Commit)
        if not _is_whole(history, str(commit.tree_id)):
            return [Fault("unreadable", commit_id, version_name(commit))]
        pending += map(str, commit.parent_ids)
    return []


def version_name(commit: pygit2.Commit) -> str:
    """Return the first line of a commit's message."""
    return commit.message.partition("\n")[0].strip()


def _removed(history: History, known: set[str]) -> list[Fault]:
    """Frozen versions that this workstation remembers and the history no longer has."""
    prefix = history.private_reference(FROZEN)
    found: list[Fault] = []
    with told(history.file):
        for name in list(history.git.references):
            commit = name.removeprefix(prefix)
            if name.startswith(prefix) and commit not in known:
                found.append(Fault("removed", commit, _name_of(history, commit)))
    return found


def _name_of(history: History, commit: str) -> str:
    return version_at(history, commit).name if _is_whole(history, commit) else ""


def _is_whole(history: History, name: str) -> bool:
    """Whether an object is there and has the hash that it is called by."""
    try:
        kind, data = _read(history, name)
    except (pygit2.GitError, KeyError, ValueError, OSError):
        return False
    digest = sha1(
        b"%s %d\0" % (_KINDS[pygit2.enums.ObjectType(kind)], len(data)), usedforsecurity=False
    )
    digest.update(data)
    return digest.hexdigest() == name


def _read(history: History, name: str) -> tuple[int, bytes]:
    look_at(history.common_folder, name)
    return history.git.odb.read(pygit2.Oid(hex=name))


_KINDS = {
    pygit2.enums.ObjectType.COMMIT: b"commit",
    pygit2.enums.ObjectType.TREE: b"tree",
    pygit2.enums.ObjectType.BLOB: b"blob",
    pygit2.enums.ObjectType.TAG: b"tag",
}
