"""The versions of a file in order, finding one by what it is called, and its bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pygit2
from pygit2.enums import SortMode

from strategy_editor.errors import CannotRead, UserError
from strategy_editor.versions.faults import HistoryDamaged, told
from strategy_editor.versions.message import read_message, subject_of
from strategy_editor.versions.repository import History
from strategy_editor.versions.soundness import look_at
from strategy_editor.versions.version import Author, Version

_LEAST_DIGITS = 4


def versions(history: History, tip: str | None = None) -> list[Version]:
    """Return the versions up to a commit, the newest first; up to the branch's end without one.

    A commit is a version where it changes the file, or was kept by this program for it; a commit
    that joins histories and takes the file from one side is none. ``parents`` of a version are
    the versions it came from, however many other commits lie between.
    """
    end = tip or history.head
    if end is None:
        return []
    with told(history.file):
        found = _Walk(history).versions(end)
        former = _path_before(history, found[-1]) if found else None
        while former is not None:
            history = replace(history, former=(*history.former, former))
            found = _Walk(history).versions(end)
            former = _path_before(history, found[-1])
        return found


def _path_before(history: History, first: Version) -> str | None:
    """The path of the file before it was renamed in somebody's repository, as Git would tell."""
    if history.is_embedded:
        return None
    paths = (history.inside, *history.former)
    for parent in history.git[first.id].peel(pygit2.Commit).parents:
        for path, blob in walk_tree(parent.peel(pygit2.Tree)):
            if blob == first.content and path not in paths:
                return path
    return None


def walk_tree(tree: pygit2.Tree, above: str = "") -> list[tuple[str, str]]:
    """Return all files of a tree with the ids of their bytes, by path."""
    found: list[tuple[str, str]] = []
    for each in tree:
        path = f"{above}{each.name}"
        if isinstance(each, pygit2.Tree):
            found += walk_tree(each, path + "/")
        else:
            found.append((path, str(each.id)))
    return found


def version_at(history: History, commit_id: str) -> Version:
    """Return the version that a commit is; its parents are the commit's own."""
    with told(history.file):
        commit = history.git[commit_id].peel(pygit2.Commit)
        content = _held(history, commit)
        return _version(commit, content or "", tuple(map(str, commit.parent_ids)))


def head_version(history: History) -> Version | None:
    """Return the newest version; None where there is none yet."""
    found = versions(history)
    return found[0] if found else None


def find_version(history: History, asked: str) -> Version:
    """Return the version of a name, or of an id or its beginning.

    Of several with one name the newest counts. Raises ``UserError`` where there is none, or
    where the beginning of an id fits more than one.
    """
    return pick(versions(history), asked)


def pick(known: list[Version], asked: str) -> Version:
    """Return the version out of a list that a name, or the beginning of an id, means."""
    wanted = " ".join(asked.split())
    exactly = [each for each in known if each.name == wanted]
    named = exactly or [each for each in known if each.name.casefold() == wanted.casefold()]
    if named:
        return min(named, key=lambda each: not each.is_named)
    digits = wanted.lower()
    by_id = [each for each in known if each.id.startswith(digits)]
    if len(digits) >= _LEAST_DIGITS and by_id:
        if len(by_id) > 1:
            raise UserError("error.versions-ambiguous", value=asked)
        return by_id[0]
    raise UserError("error.versions-unknown", value=asked)


def content_of(history: History, version: Version) -> bytes:
    """Return the bytes of the file in a version; raise ``HistoryDamaged`` where they are lost."""
    return blob_bytes(history, version.content)


def blob_bytes(history: History, blob: str) -> bytes:
    """Return the bytes of an object."""
    look_at(history.common_folder, blob)
    with told(history.file):
        try:
            found = history.git[blob]
        except KeyError:
            raise HistoryDamaged("error.versions-incomplete", history.file) from None
        if not isinstance(found, pygit2.Blob):
            raise CannotRead("error.versions-not-a-file", history.file)
        return found.data


def file_at(history: History, commit_id: str, inside: str) -> bytes | None:
    """Return the bytes of any file of a commit; None where it does not hold it."""
    with told(history.file):
        blob = content_id(history.git[commit_id], inside)
    return blob_bytes(history, blob) if blob is not None else None


def held(history: History, commit_id: str) -> str | None:
    """Return the id of the strategy's bytes in a commit, under whatever path it had there."""
    return _held(history, history.git[commit_id])


def _held(history: History, commit: pygit2.Object | pygit2.Commit) -> str | None:
    found = content_id(commit, history.inside)
    for path in history.former:
        found = found or content_id(commit, path)
    return found


def content_id(commit: pygit2.Object | pygit2.Commit, inside: str) -> str | None:
    """Return the id of the file's bytes in a commit; None where it does not hold the file."""
    found: object = commit.peel(pygit2.Tree)
    for part in inside.split("/"):
        if not isinstance(found, pygit2.Tree):
            return None
        found = entry(found, part)
    return str(found.id) if isinstance(found, pygit2.Blob) else None


def entry(tree: pygit2.Tree, name: str) -> object:
    """Return what a folder holds under a name; None where there is no such."""
    try:
        return tree[name]
    except KeyError:
        return None


class _Walk:
    """From the oldest commit to the newest, with what each stands for."""

    def __init__(self, history: History) -> None:
        self._git = history.git
        self._history = history
        self._paths = ("", history.inside, *history.former)
        self._contents: dict[str, str | None] = {}
        self._stands_for: dict[str, tuple[str, ...]] = {}
        self._found: list[Version] = []

    def versions(self, end: str) -> list[Version]:
        order = SortMode.TOPOLOGICAL | SortMode.TIME | SortMode.REVERSE
        for commit in self._git.walk(end, order):
            self._take(commit)
        self._found.reverse()
        return self._found

    def _take(self, commit: pygit2.Commit) -> None:
        key = str(commit.id)
        content = _held(self._history, commit)
        before = [str(parent) for parent in commit.parent_ids]
        self._contents[key] = content
        same = [each for each in before if self._contents.get(each) == content]
        if content is not None and (not same or self._is_kept(commit)):
            parents = self._versions_of(before)
            self._found.append(_version(commit, content, parents))
            self._stands_for[key] = (key,)
        else:
            self._stands_for[key] = self._versions_of(same[:1] or before)

    def _is_kept(self, commit: pygit2.Commit) -> bool:
        """Whether this program kept this file, if only to give its state a name."""
        read = read_message(commit.message)
        return read is not None and read[1] in self._paths

    def _versions_of(self, commits: list[str]) -> tuple[str, ...]:
        found = (each for commit in commits for each in self._stands_for.get(commit, ()))
        return tuple(dict.fromkeys(found))


def _version(commit: pygit2.Commit, content: str, parents: tuple[str, ...]) -> Version:
    message = commit.message
    read = read_message(message)
    said = read[0] if read is not None else subject_of(message)
    author = commit.author
    return Version(
        str(commit.id),
        content,
        parents,
        _moment(author.time, author.offset),
        Author(author.name, author.email),
        said,
        is_foreign=read is None,
    )


def _moment(seconds: int, minutes: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, timezone(timedelta(minutes=minutes)))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
