"""Where the history of a strategy lies, and opening it.

A file that lies in somebody's working tree (and is not ignored there) has its history in that
repository, on the branch that is checked out. Any other file has a bare repository of its own
beside it, in the hidden folder ``.<name>.versions``; it is made whole elsewhere and then renamed,
so that half of one never stands there.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pygit2

from strategy_editor.errors import CannotRead, CannotWrite
from strategy_editor.versions.faults import Busy, readable, told
from strategy_editor.versions.soundness import look_through

BRANCH = "main"
_ENDING = ".versions"
_PRIVATE = "strategy-editor"
"""The folder in a repository's own one for what is of this workstation only."""
_ROOT = re.compile(rb"<(?:\w+:)?strategy\b[^>]*?\sid=[\"']([^\"']+)")
_HEAD = 1 << 20
"""Bytes of a file within which its root begins."""
_CONNECT_SECONDS, _ANSWER_SECONDS = 20, 60


def _set_up_library() -> None:
    """What holds for all repositories of this process."""
    # Written is written: objects and references are on the disk before a name points at them.
    pygit2.settings.enable_fsync_gitdir(True)
    # A share belongs to whoever made it. libgit2 runs nothing that a repository's settings name.
    pygit2.settings.owner_validation = False
    pygit2.settings.server_connect_timeout = _CONNECT_SECONDS * 1000
    pygit2.settings.server_timeout = _ANSWER_SECONDS * 1000


_set_up_library()


@dataclass(frozen=True)
class History:
    """An open history of one strategy file.

    ``inside`` is the file's path in the repository, ``branch`` the full name of the reference
    that versions are kept on; ``former`` are paths that it had in older versions.
    """

    file: Path
    git: pygit2.Repository
    inside: str
    branch: str
    is_embedded: bool
    former: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """The repository's own folder."""
        return Path(self.git.path)

    @property
    def common_folder(self) -> Path:
        """The folder with objects and branches: another one where there are linked trees."""
        with suppress(OSError):
            return (self.folder / (self.folder / "commondir").read_text().strip()).resolve()
        return self.folder

    @property
    def private_folder(self) -> Path:
        """Where index and lock of this workstation lie."""
        return self.common_folder / _PRIVATE

    @property
    def key(self) -> str:
        """What tells this file's references from those of other files in the repository."""
        if self.is_embedded:
            return "own"
        return sha256(self.inside.encode()).hexdigest()[:12]

    @property
    def head(self) -> str | None:
        """The id of the newest version on the branch; None where there is none yet."""
        with readable(self.file):
            reference = self.git.references.get(self.branch)
            return str(reference.target) if reference is not None else None

    def private_reference(self, kind: str) -> str:
        """Return the name of a reference that is never sent."""
        return f"refs/strategy-editor/{self.key}/{kind}"

    def private_references(self, kind: str) -> dict[str, str]:
        """Return what the references of a kind lead to, by what stands behind it in their names."""
        begins, references = self.private_reference(kind), self.git.references
        return {
            name.removeprefix(begins): str(references[name].target)
            for name in references
            if name.startswith(begins)
        }


def embedded_folder(file: Path) -> Path:
    """Return where the history of a file lies that has one of its own."""
    target = Path(os.path.realpath(file))
    return target.with_name(f".{target.name}{_ENDING}")


def find(file: Path) -> History | None:
    """Open the history of a file; None where it has none. Raises ``HistoryDamaged``."""
    folder = embedded_folder(file)
    with readable(file):
        if folder.is_dir() and any(folder.iterdir()):
            found: History | None = _embedded(file, folder)
        else:
            found = _in_working_tree(file)
            if found is None and _adopt(file, folder):
                found = _embedded(file, folder)
    if found is not None:
        look_through(found.common_folder)
    return found


def _adopt(file: Path, folder: Path) -> bool:
    """Let a file that was renamed keep its history, which nobody sees and so nobody renames.

    A history beside it is its own where the file it was made for is gone, and the newest version
    there has the same id; where there are several of that kind nothing is done.
    """
    if not file.is_file():
        return False
    orphans = [
        each for each in folder.parent.glob(f".*{_ENDING}")
        if each.is_dir() and not each.with_name(each.name[1 : -len(_ENDING)]).exists()
    ]  # fmt: skip
    if not orphans:
        return False
    own = _root_id(file.read_bytes())
    fitting = [each for each in orphans if own is not None and _newest_id(each) == own]
    if len(fitting) != 1:
        return False
    fitting[0].rename(folder)
    return True


def _newest_id(folder: Path) -> bytes | None:
    look_through(folder)
    try:
        git = pygit2.Repository(str(folder))
        inside = setting(git, "strategy-editor.file")
        found = git.revparse_single(f"HEAD:{inside}")
    except (pygit2.GitError, KeyError, ValueError):
        return None
    return _root_id(found.data) if isinstance(found, pygit2.Blob) else None


def _root_id(data: bytes) -> bytes | None:
    match = _ROOT.search(data[:_HEAD])
    return match[1] if match else None


def open_history(file: Path) -> History:
    """Open the history of a file; raise ``CannotRead`` where it has none."""
    found = find(file)
    if found is None:
        raise CannotRead("error.versions-none", file)
    return found


def begin(file: Path) -> History:
    """Open the history of a file, and make one beside it where it has none."""
    found = find(file)
    if found is not None:
        return found
    folder = embedded_folder(file)
    with told(file):
        _make(folder)
    return _embedded(file, folder)


def _embedded(file: Path, folder: Path) -> History:
    git = pygit2.Repository(str(folder))
    name = Path(os.path.realpath(file)).name
    inside = setting(git, "strategy-editor.file") or name
    branch = git.references["HEAD"].raw_target
    former = tuple(setting(git, "strategy-editor.former").splitlines())
    return History(file, git, inside, _text(branch), is_embedded=True, former=former)


def _in_working_tree(file: Path) -> History | None:
    target = Path(os.path.realpath(file))
    if not target.parent.is_dir():
        raise CannotWrite("error.no-such-folder", file)
    found = pygit2.discover_repository(str(target.parent))
    if found is None:
        return None
    git = pygit2.Repository(found)
    if git.is_bare:
        return None
    inside = os.path.relpath(target, os.path.realpath(git.workdir))
    posix = PurePosixPath(Path(inside).as_posix())
    if posix.parts[0] in ("..", ".git") or git.path_is_ignored(str(posix)):
        return None
    return History(file, git, str(posix), _branch_of(git, file), is_embedded=False)


def setting(git: pygit2.Repository, name: str) -> str:
    """Return a value of Git's configuration, empty where there is none."""
    try:
        return git.config[name] or ""
    except KeyError:
        return ""


def _branch_of(git: pygit2.Repository, file: Path) -> str:
    if git.head_is_detached:
        raise Busy("error.versions-detached", file)
    return _text(git.references["HEAD"].raw_target)


def renamed(history: History, inside: str) -> History:
    """Let the file have another path in the repository from now on; returns the history anew."""
    former = dict.fromkeys((history.inside, *history.former))
    former.pop(inside, None)
    history.git.config["strategy-editor.file"] = inside
    history.git.config["strategy-editor.former"] = "\n".join(former)
    return open_history(history.file)


def refuse_unfinished(history: History) -> None:
    """Raise ``Busy`` where somebody is in the middle of a merge or the like."""
    if not history.is_embedded and history.git.state() != pygit2.enums.RepositoryState.NONE:
        raise Busy("error.versions-unfinished", history.file)


def _text(target: object) -> str:
    return target.decode() if isinstance(target, bytes) else str(target)


def _make(folder: Path) -> None:
    for left in folder.parent.glob(f"{folder.name}.*.part"):
        shutil.rmtree(left, ignore_errors=True)
    work = tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".part", dir=folder.parent)
    try:
        git = pygit2.init_repository(work, bare=True, initial_head=BRANCH)
        config = git.config
        config["core.autocrlf"] = False
        config["core.logAllRefUpdates"] = False
        config["receive.denyNonFastForwards"] = True
        config["strategy-editor.file"] = folder.name[1 : -len(_ENDING)]
        git.free()
        _share_rights(Path(work), folder.parent)
        try:
            Path(work).rename(folder)
        except OSError:
            # Another process was faster; theirs is as good.
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    hide(folder)


def _share_rights(work: Path, beside: Path) -> None:
    """A temporary folder is for its maker alone; this one is for whoever may use its place."""
    with suppress(OSError):
        work.chmod(beside.stat().st_mode & 0o777)


def hide(folder: Path) -> None:
    """Hide a folder where a leading point does not do so."""
    if os.name == "nt":
        import ctypes

        hidden = 0x2
        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
        kernel.SetFileAttributesW(str(folder), hidden)
