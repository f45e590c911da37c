"""Making one history of ours and the server's, and bringing the working file after it.

How contents are merged is the caller's: a function of three states' bytes. It is called before
anything moves, so what it raises leaves all as it was.

Which version the working file was made from is remembered (``keeping.draft_base``). Where that is
not the newest one, because a process was killed between moving the branch and writing the file,
the file is merged with what came since, whenever it is looked at next; doing so twice does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import pygit2

from strategy_editor.errors import CannotRead, UserError
from strategy_editor.storage.reading import parse
from strategy_editor.versions.content import document_of
from strategy_editor.versions.faults import Busy, HistoryDamaged, told
from strategy_editor.versions.keeping import (
    advance,
    draft_base,
    is_moved_by_us,
    note_draft,
    picture_path,
    remember_frozen,
    write_commit,
    writing,
)
from strategy_editor.versions.objects import write_blob
from strategy_editor.versions.remote import is_within, server_tip
from strategy_editor.versions.repository import History
from strategy_editor.versions.timeline import blob_bytes, held, versions, walk_tree
from strategy_editor.versions.version import Author, Particulars, Version

Merge = Callable[[bytes, bytes, bytes], bytes]
"""Base, ours, theirs: what they are together, in the canonical form."""


@dataclass(frozen=True)
class Joined:
    """What became of joining.

    ``kind`` is ``nothing``, ``forward`` (the server went on from what we have) or ``merged``;
    ``arrived`` are the versions that are new here, the newest first.
    """

    kind: str
    head: str | None
    arrived: tuple[Version, ...] = ()


def join(
    history: History, merge: Merge, said: Particulars, author: Author, now: datetime
) -> Joined:
    """Let our branch hold what the server was last seen to have; ``said`` is for a merge.

    Raises ``CannotRead`` where the server has no strategy under the file's path, ``Busy`` where
    somebody's working tree would have to change other files, and what ``merge`` raises.
    """
    with writing(history):
        return _Joining(history, merge).join(said, author, now)


def draft_after(history: History, draft: bytes, merge: Merge) -> bytes:
    """Return what the working file should hold now: ``draft`` with what came since it was made.

    ``draft`` is in the canonical form. Returns it as it is where nothing came.
    """
    with told(history.file):
        head = history.head
        now = _content(history, head) if draft_base(history) != head else None
        if now is None or now == draft:
            return draft
        base = _content(history, _base_of_draft(history, draft))
        if base is None or base == draft:
            return now
        return draft if base == now else merge(base, draft, now)


def settle_draft(history: History) -> None:
    """Take down that the working file was made from the newest version."""
    with told(history.file):
        head = history.head
        if head is None or draft_base(history) == head:
            return
    with writing(history):
        note_draft(history, head)


def _base_of_draft(history: History, draft: bytes) -> str | None:
    head = history.head
    if head is None:
        return None
    if not history.is_embedded and _is_brought_by_git(history, head):
        return head
    base = draft_base(history)
    if base is None:
        return nearest(history, draft, versions(history))
    return base if is_within(history, base, head) else head


def _is_brought_by_git(history: History, head: str) -> bool:
    """Whether somebody's pulling or switching, and not this program, put the file where it is."""
    return not is_moved_by_us(history, head) and _staged(history) == held(history, head)


def nearest(history: History, data: bytes, known: Sequence[Version]) -> str | None:
    """Return the version that bytes most likely came from: the one with most lines in common."""
    wanted = frozenset(data.splitlines())
    best, most = None, -1.0
    for version in known:
        lines = frozenset(blob_bytes(history, version.content).splitlines())
        share = len(lines & wanted) / max(len(lines | wanted), 1)
        if share > most:
            best, most = version.id, share
        if share == 1.0:
            break
    return best


def strategies_in(history: History, commit: str) -> dict[str, str]:
    """Return the paths of the strategies that a commit holds, with the id of each."""
    found: dict[str, str] = {}
    for path, blob in walk_tree(history.git[commit].peel(pygit2.Tree)):
        if path.lower().endswith(".xml"):
            with suppress(UserError):
                document = document_of(blob_bytes(history, blob), history.file)
                found[path] = document.root.id or ""
    return found


def _staged(history: History) -> str | None:
    index = history.git.index
    index.read(True)
    try:
        return str(index[history.inside].id)
    except KeyError:
        return None


def _content(history: History, commit: str | None) -> bytes | None:
    if commit is None:
        return None
    blob = held(history, commit)
    return blob_bytes(history, blob) if blob is not None else None


class _Joining:
    """One joining, in a history that is held."""

    def __init__(self, history: History, merge: Merge) -> None:
        self._history = history
        self._merge = merge

    def join(self, said: Particulars, author: Author, now: datetime) -> Joined:
        history = self._history
        head, server = history.head, server_tip(history)
        if server is None or (head is not None and is_within(history, server, head)):
            return Joined("nothing", head)
        known = {each.id for each in versions(history)}
        theirs = self._their_content(server)
        if head is None or is_within(history, head, server):
            kind, new = "forward", server
            files = self._files(server)
            self._refuse_other_files(head, server)
        else:
            kind, files = "merged", {}
            new = self._merged(head, server, theirs, files, (said, author, now))
        advance(history, head, new, files)
        arrived = tuple(each for each in versions(history) if each.id not in known)
        for each in arrived:
            if each.is_frozen:
                remember_frozen(history, each.id)
        return Joined(kind, new, arrived)

    def _their_content(self, server: str) -> bytes | None:
        """The server's file, None where it has none yet; anything else there is refused."""
        history = self._history
        try:
            theirs = _content(history, server)
            if theirs is not None:
                parse(history.file, theirs)
        except HistoryDamaged:
            raise
        except CannotRead:
            raise CannotRead(
                "error.versions-server-no-strategy", history.file, name=history.inside
            ) from None
        return theirs

    def _merged(
        self, head: str, server: str, theirs: bytes | None, files: dict[str, str],
        about: tuple[Particulars, Author, datetime],
    ) -> str:  # fmt: skip
        history = self._history
        ours = _content(history, head)
        assert ours is not None
        base = self._base(head, server, ours, theirs)
        if theirs is None or base == theirs:
            result = ours
        elif base == ours:
            result = theirs
        else:
            result = self._merge(base if base is not None else theirs, ours, theirs)
        files.update({**self._files(server), **self._files(head)})
        files[history.inside] = write_blob(history, result)
        said, author, now = about
        beside = server if history.is_embedded else self._beside(head, server)
        return write_commit(history, files, said, author, now, [head, server], beside=beside)

    def _base(self, head: str, server: str, ours: bytes, theirs: bytes | None) -> bytes | None:
        """What both went on from; histories that never met go on from the likeliest version."""
        history = self._history
        common = _common(history, head, server)
        if common is not None:
            return _content(history, common)
        if theirs is None:
            return None
        one, other = (document_of(each, history.file).root.id for each in (ours, theirs))
        if one != other:
            raise UserError("error.versions-other-strategy", path=str(history.file))
        first = versions(history)[-1]
        data = blob_bytes(history, first.content)
        return _content(history, nearest(history, data, versions(history, server)))

    def _files(self, commit: str) -> dict[str, str]:
        """The strategy and its pictures in a commit, by path."""
        history = self._history
        prefix = picture_path(history, "").rstrip("/") + "/"
        found: dict[str, str] = {}
        tree = history.git[commit].peel(pygit2.Tree)
        blob = held(history, commit)
        if blob is not None:
            found[history.inside] = blob
        found |= {path: name for path, name in walk_tree(tree) if path.startswith(prefix)}
        return found

    def _refuse_other_files(self, head: str | None, server: str) -> None:
        if not self._history.is_embedded and self._others(head) != self._others(server):
            raise Busy("error.versions-other-files", self._history.file)

    def _beside(self, head: str, server: str) -> str:
        """In somebody's working tree other files stay; where they would not, Git has to do it."""
        common = _common(self._history, head, server)
        if self._others(common) != self._others(server):
            raise Busy("error.versions-other-files", self._history.file)
        return head

    def _others(self, commit: str | None) -> dict[str, str]:
        if commit is None:
            return {}
        ours = self._files(commit)
        tree = self._history.git[commit].peel(pygit2.Tree)
        return {path: name for path, name in walk_tree(tree) if path not in ours}


def _common(history: History, one: str, other: str) -> str | None:
    """The commit that two histories went on from; None for histories that never met."""
    found = history.git.merge_base(pygit2.Oid(hex=one), pygit2.Oid(hex=other))
    return str(cast("pygit2.Oid | None", found) or "") or None
