"""Sending versions to a team's repository and fetching them from there.

Nothing is ever forced: what is sent either goes on from what the server has, or is refused. The
server's branch is fetched by no configured rule and noted in a reference of our own (``server``),
so that a history that was rewritten there is noticed and takes nothing along.
Each call may take long and gives the interpreter back; ``Hooks`` tell how far it is and end it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import pygit2

from strategy_editor.errors import UserError
from strategy_editor.versions.address import Address, read_address
from strategy_editor.versions.credentials import SystemTokens, Tokens
from strategy_editor.versions.faults import HistoryDamaged, Moved, told
from strategy_editor.versions.keeping import writing
from strategy_editor.versions.objects import move_reference
from strategy_editor.versions.others import missing, note_others
from strategy_editor.versions.repository import BRANCH, History, setting
from strategy_editor.versions.sharing import make_share, send_to_share
from strategy_editor.versions.soundness import look_through_all
from strategy_editor.versions.talking import LACKING, SILENT, CannotConnect, Hooks, Talk, network

_REMOTE, _OURS = "origin", "strategy-editor"


class Rewritten(CannotConnect):
    """The server's history is no longer the one that was fetched before."""


@dataclass(frozen=True)
class Connection:
    """The team's repository of a history: where it is, and the branch there."""

    address: Address
    remote: str
    branch: str


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
    history: History, typed: str, hooks: Hooks = SILENT, tokens: Tokens | None = None
) -> Connection:
    """Connect a history to a repository, once that answers; make a file share that is not there.

    The settings are written last, so that a server that does not answer changes nothing.
    """
    address = read_address(typed)
    if address.folder is not None:
        make_share(history, address.folder)
    talk = Talk(address, tokens or SystemTokens(), hooks)
    with told(history.file), network(talk):
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
    history: History, hooks: Hooks = SILENT, tokens: Tokens | None = None, *, rejoin: bool = False
) -> str | None:
    """Fetch the server's versions and return the id of its newest commit; None for none.

    Nothing of ours moves. Raises ``Rewritten`` where the server no longer has what was fetched
    before, unless ``rejoin`` says that both are to be joined; ``CannotConnect`` else.
    """
    connection = connection_of(history)
    talk = Talk(connection.address, tokens or SystemTokens(), hooks)
    name = f"refs/heads/{connection.branch}"
    if connection.address.folder is not None:
        look_through_all(connection.address.folder, history.git.__contains__)
    with told(history.file), network(talk):
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
    talk: Talk,
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
            with told(history.file), network(talk):
                remote.fetch([begins + each for each in new], callbacks=talk, proxy=True)
        note_others(history, tips)


def send(history: History, hooks: Hooks = SILENT, tokens: Tokens | None = None) -> str | None:
    """Send the branch and return the id of its newest commit; None where there is none.

    Raises ``Moved`` where the server has versions that are not ours yet: fetch, join, try again.
    """
    connection = connection_of(history)
    head = history.head
    if head is None:
        return None
    look_through_all(history.common_folder)
    _refuse_rewritten(history, connection, tokens or SystemTokens())
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
    talk = Talk(connection.address, tokens, hooks)
    remote = history.git.remotes.create_anonymous(connection.address.url)
    refspec = f"{history.branch}:refs/heads/{connection.branch}"
    try:
        with network(talk):
            remote.push([refspec], callbacks=talk, proxy=True)
    except CannotConnect as error:
        if error.key == LACKING:
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
    try:
        there = _tip_there(history, connection, tokens)
    except CannotConnect:
        return False
    return there is not None and not is_within(history, there, history.head or there)


def _refuse_rewritten(history: History, connection: Connection, tokens: Tokens) -> None:
    """Sending would quietly bring back what somebody took away on the server."""
    seen = server_tip(history)
    there = _tip_there(history, connection, tokens) if seen is not None else None
    if seen is None or there is None or pygit2.Oid(hex=there) not in history.git:
        return
    if not is_within(history, seen, there):
        raise Rewritten("error.versions-rewritten", address=connection.address.url)


def _tip_there(history: History, connection: Connection, tokens: Tokens) -> str | None:
    talk = Talk(connection.address, tokens, SILENT)
    with told(history.file), network(talk):
        heads = history.git.remotes.create_anonymous(connection.address.url).list_heads(talk)
    name = f"refs/heads/{connection.branch}"
    return next((str(each.oid) for each in heads if each.name == name), None)


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
