"""A repository on a file share, written to without a server.

libgit2 pushes into a folder by setting the branch there whatever it has become meanwhile, so two
colleagues could send over one another. Here the folder fetches what we have, and then its branch
is moved under Git's own lock, where it is still what we went on from.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pygit2

from strategy_editor.errors import CannotWrite
from strategy_editor.storage.refused import cannot_write
from strategy_editor.versions.faults import Moved
from strategy_editor.versions.repository import BRANCH, History
from strategy_editor.versions.soundness import look_through


def make_share(history: History, folder: Path) -> None:
    """Make a repository in a folder that is not there, or empty; leave any other as it is."""
    try:
        if folder.is_dir() and any(folder.iterdir()):
            return
        if not folder.parent.is_dir():
            raise CannotWrite("error.no-such-folder", folder)
        _make(folder)
    except OSError as error:
        raise cannot_write(folder, error) from None


def _make(folder: Path) -> None:
    work = tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent)
    try:
        git = pygit2.init_repository(work, bare=True, initial_head=BRANCH)
        git.config["receive.denyNonFastForwards"] = True
        git.free()
        with suppress(OSError):
            Path(work).chmod(folder.parent.stat().st_mode & 0o777)
        with suppress(OSError):
            folder.rmdir()
        Path(work).rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def send_to_share(history: History, folder: Path, branch: str, head: str) -> None:
    """Let a shared folder have our branch; raise ``Moved`` where it has what we have not."""
    look_through(folder)
    there = pygit2.Repository(str(folder))
    name = f"refs/heads/{branch}"
    known = there.references.get(name)
    if known is not None and str(known.target) == head:
        return
    if known is not None and not _goes_on(history, head, str(known.target)):
        raise Moved
    ours = str(history.common_folder.absolute())
    there.remotes.create_anonymous(ours).fetch([history.branch])
    if pygit2.Oid(hex=head) not in there:
        # Our branch moved on while it was copied; the next try has it.
        raise Moved
    if known is None:
        there.references.create(name, pygit2.Oid(hex=head))
        return
    try:
        # Compared under the lock of Git with what was looked up above.
        known.set_target(pygit2.Oid(hex=head), "strategy-editor")
    except pygit2.GitError:
        now = there.references.get(name)
        if now is not None and now.target != known.target:
            raise Moved from None
        raise


def _goes_on(history: History, head: str, from_: str) -> bool:
    earlier = pygit2.Oid(hex=from_)
    return earlier in history.git and history.git.descendant_of(pygit2.Oid(hex=head), earlier)
