"""Sending versions to a team's repository and fetching them from there.

Nothing is ever forced: what is sent either goes on from what the server has, or is refused. The
server's branch is fetched by no configured rule and noted in a reference of our own (``server``),
so that a history that was rewritten there is noticed and takes nothing along.
Each call may take long and gives the interpreter back; ``Hooks`` tell how far it is and end it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pygit2
from pygit2.enums import CredentialType

from strategy_editor.errors import UserError
from strategy_editor.versions.address import Address, read_address
from strategy_editor.versions.credentials import SystemTokens, Tokens, ssh_keys
from strategy_editor.versions.faults import HistoryDamaged, Moved, told
from strategy_editor.versions.keeping import writing
from strategy_editor.versions.objects import move_reference
from strategy_editor.versions.others import missing, note_others
from strategy_editor.versions.repository import BRANCH, History, setting
from strategy_editor.versions.sharing import make_share, send_to_share
from strategy_editor.versions.soundness import look_through_all

_REMOTE, _OURS = "origin", "strategy-editor"


class CannotConnect(UserError):
    """The server cannot be reached, refuses us, or holds no repository under the address."""


class Rewritten(CannotConnect):
    """The server's history is no longer the one that was fetched before."""


@dataclass(frozen=True)
class Hooks:
    """How far a transfer is, and whether it is to go on.

    ``progress`` is called with the objects done and all in all, both 0 where nothing is counted.
    What it raises ends the work and comes out of the call.
    """

    progress: Callable[[int, int], None] = lambda _done, _whole: None


@dataclass(frozen=True)
class Connection:
    """The team's repository of a history: where it is, and the branch there."""

    address: Address
    remote: str
    branch: str


@dataclass
class _Talk(pygit2.RemoteCallbacks):
    """One conversation with a server."""

    address: Address
    tokens: Tokens
    hooks: Hooks
    refusals: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._keys: list[tuple[str, str]] | None = None
        self._asked_agent = self._gave_token = False

    def credentials(
        self, url: str, username_from_url: str | None, allowed_types: CredentialType
    ) -> pygit2.UserPass | pygit2.Keypair | pygit2.Username:
        user = username_from_url or self.address.user or "git"
        if allowed_types & CredentialType.SSH_KEY:
            return self._key(user)
        if allowed_types & CredentialType.USERPASS_PLAINTEXT:
            return self._token()
        return pygit2.Username(user)

    def _token(self) -> pygit2.UserPass:
        if self.address.is_open:
            raise CannotConnect("error.versions-insecure", address=self.address.url)
        token = self.tokens.token(self.address.url)
        if token is None:
            raise CannotConnect("error.versions-no-token", address=self.address.url)
        if self._gave_token:
            raise CannotConnect("error.versions-refused", address=self.address.url)
        self._gave_token = True
        return pygit2.UserPass(token.user, token.secret)

    def _key(self, user: str) -> pygit2.Keypair:
        if not self._asked_agent and (os.environ.get("SSH_AUTH_SOCK") or sys.platform == "win32"):
            self._asked_agent = True
            return pygit2.KeypairFromAgent(user)
        if self._keys is None:
            self._keys = ssh_keys(Path.home())
        if not self._keys:
            raise CannotConnect("error.versions-refused-key", address=self.address.url)
        public, private = self._keys.pop(0)
        return pygit2.Keypair(user, public, private, "")

    def certificate_check(self, certificate: None, valid: bool, host: bytes) -> bool:
        # Without this an unknown key of a host would be taken.
        if not valid:
            url, name = self.address.url, host.decode(errors="replace")
            is_web = url.startswith("http")
            key = "error.versions-unknown-certificate" if is_web else "error.versions-unknown-host"
            raise CannotConnect(key, address=name, url=url)
        return True

    def transfer_progress(self, stats: pygit2.remotes.TransferProgress) -> None:
        self.hooks.progress(stats.received_objects, stats.total_objects)

    def sideband_progress(self, string: str) -> None:
        self.hooks.progress(0, 0)

    def push_transfer_progress(
        self, objects_pushed: int, total_objects: int, bytes_pushed: int
    ) -> None:
        self.hooks.progress(objects_pushed, total_objects)

    def push_update_reference(self, refname: str, message: str) -> None:
        if message:
            self.refusals.append(message)


def connection_of(history: History) -> Connection:
    """Return where a history is connected to; raise ``CannotConnect`` where it is not."""
    branch = history.branch.removeprefix("refs/heads/")
    git = history.git
    remote = setting(git, "strategy-editor.remote") or setting(git, f"branch.{branch}.remote")
    url = setting(git, f"remote.{remote}.url") if remote else ""
    if not url:
        raise CannotConnect("error.versions-not-connected", path=str(history.file))
    there = setting(git, "strategy-editor.branch") or setting(git, f"branch.{branch}.merge")
    return Connection(read_address(url), remote, there.removeprefix("refs/heads/") or branch)


def connect(
    history: History, typed: str, hooks: Hooks = Hooks(), tokens: Tokens | None = None
) -> Connection:
    """Connect a history to a repository, once that answers; make a file share that is not there.

    The settings are written last, so that a server that does not answer changes nothing.
    """
    address = read_address(typed)
    if address.folder is not None:
        make_share(history, address.folder)
    talk = _Talk(address, tokens or SystemTokens(), hooks)
    with told(history.file), _network(talk):
        heads = history.git.remotes.create_anonymous(address.url).list_heads(talk)
    branch = _branch_there(heads, history)
    with writing(history):
        is_other = not _is_connected_to(history, address, branch)
        remote = _remote_for(history, address)
        git, ours = history.git, history.branch.removeprefix("refs/heads/")
        if not setting(git, f"branch.{ours}.remote"):
            git.config[f"branch.{ours}.remote"] = remote
            git.config[f"branch.{ours}.merge"] = f"refs/heads/{branch}"
        git.config["strategy-editor.remote"] = remote
        git.config["strategy-editor.branch"] = f"refs/heads/{branch}"
        if is_other:
            _forget(history, "server")
    return Connection(address, remote, branch)


def fetch(
    history: History, hooks: Hooks = Hooks(), tokens: Tokens | None = None, *, rejoin: bool = False
) -> str | None:
    """Fetch the server's versions and return the id of its newest commit; None for none.

    Nothing of ours moves. Raises ``Rewritten`` where the server no longer has what was fetched
    before, unless ``rejoin`` says that both are to be joined; ``CannotConnect`` else.
    """
    connection = connection_of(history)
    talk = _Talk(connection.address, tokens or SystemTokens(), hooks)
    name = f"refs/heads/{connection.branch}"
    if connection.address.folder is not None:
        look_through_all(connection.address.folder, history.git.__contains__)
    with told(history.file), _network(talk):
        remote = history.git.remotes.create_anonymous(connection.address.url)
        remote.fetch([name], callbacks=talk, proxy=True)
        heads = remote.list_heads(connect=False)
    _look_around(history, remote, heads, name, talk)
    tip = next((str(each.oid) for each in heads if each.name == name), None)
    if tip is None:
        return None
    with writing(history):
        known = server_tip(history)
        if known is not None and not rejoin and not is_within(history, known, tip):
            raise Rewritten("error.versions-rewritten", address=connection.address.url)
        _note_server(history, connection, tip)
    return tip


def _look_around(
    history: History, remote: pygit2.Remote, heads: list[pygit2.remotes.RemoteHead], ours: str,
    talk: _Talk,
) -> None:  # fmt: skip
    """Fetch what else is on a server; nobody asked for it, so it may fail."""
    begins = "refs/heads/"
    tips = {
        name.removeprefix(begins): str(each.oid)
        for each in heads
        if (name := each.name or "").startswith(begins) and name != ours
    }
    with suppress(UserError):
        new = missing(history, tips)
        if new:
            with told(history.file), _network(talk):
                remote.fetch([begins + each for each in new], callbacks=talk, proxy=True)
        note_others(history, tips)


def send(history: History, hooks: Hooks = Hooks(), tokens: Tokens | None = None) -> str | None:
    """Send the branch and return the id of its newest commit; None where there is none.

    Raises ``Moved`` where the server has versions that are not ours yet: fetch, join, try again.
    """
    connection = connection_of(history)
    head = history.head
    if head is None:
        return None
    look_through_all(history.common_folder)
    with told(history.file):
        if connection.address.folder is not None:
            send_to_share(history, connection.address.folder, connection.branch, head)
        else:
            _push(history, connection, tokens or SystemTokens(), hooks)
    with writing(history):
        _note_server(history, connection, head)
    return head


def server_tip(history: History) -> str | None:
    """Return the commit that the server's branch had when it was last seen."""
    found = history.git.references.get(history.private_reference("server"))
    return str(found.target) if found is not None else None


def unsent(history: History) -> set[str]:
    """Return the commits of the branch that the server was not seen to have."""
    head, there = history.head, server_tip(history)
    if head is None or head == there:
        return set()
    with told(history.file):
        walk = history.git.walk(head)
        if there is not None:
            walk.hide(pygit2.Oid(hex=there))
        return {str(each.id) for each in walk}


def is_within(history: History, commit: str, tip: str) -> bool:
    """Whether a commit is a part of the history that ends with another."""
    if commit == tip:
        return True
    one, other = pygit2.Oid(hex=tip), pygit2.Oid(hex=commit)
    return other in history.git and history.git.descendant_of(one, other)


def _push(history: History, connection: Connection, tokens: Tokens, hooks: Hooks) -> None:
    talk = _Talk(connection.address, tokens, hooks)
    remote = history.git.remotes.create_anonymous(connection.address.url)
    refspec = f"{history.branch}:refs/heads/{connection.branch}"
    try:
        with _network(talk):
            remote.push([refspec], callbacks=talk, proxy=True)
    except CannotConnect as error:
        if error.key == _LACKING:
            raise HistoryDamaged("error.versions-lacks", history.file) from None
        if _has_moved(history, connection, tokens):
            raise Moved from None
        raise
    if talk.refusals:
        if _has_moved(history, connection, tokens):
            raise Moved
        raise CannotConnect(
            "error.versions-server-refuses",
            address=connection.address.url, detail=talk.refusals[0],
        )  # fmt: skip


def _has_moved(history: History, connection: Connection, tokens: Tokens) -> bool:
    """Whether sending failed because the server has something that we have not joined yet."""
    talk = _Talk(connection.address, tokens, Hooks())
    try:
        with _network(talk):
            remote = history.git.remotes.create_anonymous(connection.address.url)
            heads = remote.list_heads(talk)
    except CannotConnect:
        return False
    name = f"refs/heads/{connection.branch}"
    there = next((str(each.oid) for each in heads if each.name == name), None)
    return there is not None and not is_within(history, there, history.head or there)


class _network:  # noqa: N801
    """What goes wrong while talking to a server, in words about the server."""

    def __init__(self, talk: _Talk) -> None:
        self._url = talk.address.url

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, UserError):
            return
        if isinstance(error, pygit2.AuthError):
            raise CannotConnect("error.versions-refused", address=self._url) from None
        if isinstance(error, pygit2.CertificateError):
            raise CannotConnect("error.versions-unknown-certificate", address=self._url) from None
        if isinstance(error, pygit2.GitError | ValueError | KeyError):
            key = _reason(str(error))
            raise CannotConnect(key, address=self._url, detail=str(error)) from None


_LACKING = "error.versions-server-lacks"
_REASONS = (
    (_LACKING, ("object not found",)),
    ("error.versions-refused", ("status code: 401", "status code: 403", "authenticat", "auth ")),
    ("error.versions-no-repository", ("status code: 404", "not found", "does not exist",
                                      "does not appear to be", "unsupported URL protocol")),
    ("error.versions-unreachable", ("resolve address", "failed to connect", "timed out",
                                    "unreachable", "Connection refused")),
    ("error.versions-no-room", ("No space left", "Disk quota", "File too large")),
)  # fmt: skip


def _reason(message: str) -> str:
    for key, words in _REASONS:
        if any(each.lower() in message.lower() for each in words):
            return key
    return "error.versions-broken-off"


def _branch_there(heads: list[pygit2.remotes.RemoteHead], history: History) -> str:
    """The branch that the server shows first, else the one of ours or the only one."""
    names = [each.name for each in heads if (each.name or "").startswith("refs/heads/")]
    shown = next((each.symref_target for each in heads if each.name == "HEAD"), None)
    for name in (shown, history.branch, *names):
        if name in names and name is not None:
            return name.removeprefix("refs/heads/")
    return (shown or f"refs/heads/{BRANCH}").removeprefix("refs/heads/")


def _is_connected_to(history: History, address: Address, branch: str) -> bool:
    """Whether what was last seen of the server was seen there."""
    try:
        before = connection_of(history)
    except UserError:
        return False
    return (before.address.url, before.branch) == (address.url, branch)


def _remote_for(history: History, address: Address) -> str:
    remotes = history.git.remotes
    for each in remotes:
        if each.url == address.url and each.name:
            return each.name
    known = set(remotes.names())
    name = _REMOTE if _REMOTE not in known or history.is_embedded else _OURS
    if name in known:
        remotes.set_url(name, address.url)
    else:
        remotes.create(name, address.url)
    return name


def _note_server(history: History, connection: Connection, tip: str) -> None:
    """Remember what the server has; ordinary Git learns of it too."""
    for name in (
        history.private_reference("server"),
        f"refs/remotes/{connection.remote}/{connection.branch}",
    ):
        move_reference(history, name, tip, None, whatever=True)


def _forget(history: History, kind: str) -> None:
    name = history.private_reference(kind)
    if name in history.git.references:
        history.git.references.delete(name)
