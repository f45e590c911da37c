"""A strategy that several work on: the server's versions, ours, and the file, brought together.

Both sides' work is merged by structure; what cannot be decided stays in the document as data.
Everything is computed before anything moves, and the order in which it moves makes every moment a
good one: first the draft is safe as a working state, then the branch moves, then the file.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from strategy_editor.errors import CannotRead, UserError
from strategy_editor.merging.conflict import Conflict
from strategy_editor.merging.stored import conflicts_in
from strategy_editor.storage.reading import read_bytes
from strategy_editor.storage.writing import replace_file
from strategy_editor.versions.address import read_address
from strategy_editor.versions.content import canonical_form, document_of
from strategy_editor.versions.credentials import GivenToken, SystemTokens, Token, Tokens, token_of
from strategy_editor.versions.faults import Moved
from strategy_editor.versions.joining import Joined, draft_after, join, settle_draft, strategies_in
from strategy_editor.versions.keeping import Kept, keep
from strategy_editor.versions.remote import Connection, connect, fetch, send, server_tip
from strategy_editor.versions.repository import (
    History,
    begin,
    embedded_folder,
    open_history,
    renamed,
)
from strategy_editor.versions.states import keep_state
from strategy_editor.versions.talking import CannotConnect, Hooks
from strategy_editor.versions.timeline import content_of, head_version, held, version_at
from strategy_editor.versions.version import Author, Particulars, Version
from strategy_editor.workspace.joined_states import merging_of
from strategy_editor.workspace.keeping import content_from
from strategy_editor.workspace.versioning import restore_pictures

TRIES = 8
"""How often sending is tried while colleagues are faster."""


@dataclass(frozen=True)
class Sentences:
    """What is written for versions and states that nobody names."""

    merged: str
    before_sending: str
    before_fetching: str


@dataclass(frozen=True)
class Work:
    """Who works when, and how they are told: all that the functions below need to know."""

    author: Author
    now: datetime
    sentences: Sentences
    hooks: Hooks = field(default_factory=Hooks)
    tokens: Tokens | None = None


@dataclass(frozen=True)
class Fetched:
    """What fetching brought: see ``Joined``; the file's content, and what is open in it.

    ``draft`` is what the file holds now, in the canonical form; ``is_changed`` says whether that
    is something else than before, ``conflicts`` are all that are open in it.
    """

    joined: Joined
    draft: bytes
    is_changed: bool
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class Connected:
    """What connecting found: whether the server has versions; ``fetched`` where it made a file.

    ``not_kept`` says why a token that the server took could not be kept.
    """

    connection: Connection
    has_versions: bool
    fetched: Fetched | None
    not_kept: UserError | None = None


@dataclass(frozen=True)
class Sent:
    """What sending did: the newest version that the server has now, and what had to be fetched."""

    version: Version
    kept: Version | None
    fetched: tuple[Fetched, ...]
    conflicts: tuple[Conflict, ...]


def connect_file(path: Path, typed: str, work: Work, secret: Token | None = None) -> Connected:
    """Connect a strategy to a team's repository; a file that is not there comes from the server.

    A token, given or typed into the address, is kept in the keyring once the server took it.
    Raises ``CannotConnect`` and ``UserError``; nothing is connected then.
    """
    address = read_address(typed)
    if secret is None and address.secret:
        secret = token_of(address.user, address.secret)
    is_new = not embedded_folder(path).exists()
    history = begin(path)
    tokens = GivenToken(secret) if secret is not None else work.tokens
    try:
        connection = connect(history, typed, work.hooks, tokens)
        tip = fetch(history, work.hooks, tokens)
        history = named_as_there(history)
        fetched = None
        if not path.exists():
            fetched = bring_after(history, work)
    except BaseException:
        if is_new and history.is_embedded and history.head is None:
            shutil.rmtree(embedded_folder(path), ignore_errors=True)
        raise
    not_kept = None
    if secret is not None:
        try:
            (work.tokens or SystemTokens()).keep(connection.address.url, secret)
        except UserError as error:
            not_kept = error
    return Connected(connection, tip is not None, fetched, not_kept)


def named_as_there(history: History) -> History:
    """Let the strategy have the path under which the server knows it, or does so now."""
    tip = server_tip(history)
    if tip is None or not history.is_embedded or held(history, tip) is not None:
        return history
    found = strategies_in(history, tip)
    if history.file.exists():
        ours = document_of(read_bytes(history.file), history.file).root.id
        found = {path: root_id for path, root_id in found.items() if root_id == ours}
    elif len(found) != 1:
        names = ", ".join(found) or "–"
        raise CannotConnect("error.versions-which-strategy", path=str(history.file), known=names)
    return renamed(history, next(iter(found))) if found else history


def fetch_file(path: Path, work: Work, *, rejoin: bool = False) -> Fetched:
    """Fetch what colleagues sent and bring the file after it, on the disk.

    Raises ``CannotConnect`` (see ``remote``), ``CannotRead``, ``CannotWrite``; the file is as it
    was then, and the history too or complete.
    """
    history = open_history(path)
    fetch(history, work.hooks, work.tokens, rejoin=rejoin)
    return bring_after(history, work)


def bring_after(history: History, work: Work) -> Fetched:
    """Join what was fetched, and write the file that comes of it.

    Ends what a process began that was killed in between, too; needs no server.
    """
    history = named_as_there(history)
    before = _draft_on_disk(history)
    fetched = join_draft(history, before, work)
    if fetched.is_changed or before is None:
        replace_file(history.file, fetched.draft)
    head = history.head
    if head is not None:
        restore_pictures(history, head, fetched.draft, history.file)
    settle_draft(history)
    return fetched


def join_draft(history: History, draft: bytes | None, work: Work) -> Fetched:
    """Join what was fetched and return what the draft becomes; writes no file.

    ``draft`` is the strategy as it is being worked on, canonical; None where there is none yet.
    Whoever calls writes the result to the file and then calls ``settle_draft``.
    """
    if draft is not None:
        keep_state(history, draft, work.sentences.before_fetching, work.author, work.now)
    said = Particulars(work.sentences.merged, occasion="merge")
    theirs = _name_of_theirs(history)
    merging = merging_of(history.file, work.author.name, theirs, lambda: work.hooks.progress(0, 0))
    joined = join(history, merging, said, work.author, work.now)
    newest = head_version(history)
    if newest is None:
        if draft is None:
            raise CannotRead("error.versions-server-empty", history.file)
        return Fetched(joined, draft, is_changed=False, conflicts=())
    after = draft_after(history, draft, merging) if draft is not None else None
    if after is None:
        after = content_of(history, newest)
    return Fetched(joined, after, after != draft, _conflicts(history.file, after))


def send_file(path: Path, work: Work) -> Sent:
    """Send all versions; what the file holds beyond them is kept first, what others sent joined.

    Raises what ``fetch_file`` raises, and ``CannotConnect`` where the server refuses.
    """
    history = open_history(path)
    fetched = [bring_after(history, work)]
    history = open_history(path)
    kept = _keep_before_sending(history, work)
    for _ in range(TRIES):
        try:
            tip = send(history, work.hooks, work.tokens)
        except Moved:
            fetch(history, work.hooks, work.tokens)
            fetched.append(bring_after(history, work))
            # It may have another name there now.
            history = open_history(path)
            _keep_before_sending(history, work)
            continue
        if tip is None:
            break
        arrived = tuple(each for each in fetched if each.joined.kind != "nothing")
        new = kept.version if kept is not None and kept.is_new else None
        return Sent(version_at(history, tip), new, arrived, fetched[-1].conflicts)
    raise CannotConnect("error.versions-always-faster", path=str(path))


def _keep_before_sending(history: History, work: Work) -> Kept | None:
    data = read_bytes(history.file)
    said = Particulars(work.sentences.before_sending, occasion="sending")
    return keep(history, content_from(history.file, data), said, work.author, work.now)


def _draft_on_disk(history: History) -> bytes | None:
    if not history.file.exists():
        return None
    return canonical_form(document_of(read_bytes(history.file), history.file))


def _conflicts(path: Path, data: bytes) -> tuple[Conflict, ...]:
    # Reading a whole strategy only to find that there are none takes a tenth of a second.
    if b"<conflicts" not in data:
        return ()
    return tuple(conflicts_in(document_of(data, path).root))


def _name_of_theirs(history: History) -> str:
    tip = server_tip(history)
    return version_at(history, tip).author.name if tip is not None else ""
