"""The steps of fetching and sending that run away from the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from strategy_editor.comparison.since import sharing
from strategy_editor.document.document import Document
from strategy_editor.versions.content import canonical_form, document_of
from strategy_editor.versions.faults import Moved
from strategy_editor.versions.joining import settle_draft
from strategy_editor.versions.remote import fetch, send
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.version import Particulars
from strategy_editor.workspace.joined_states import merged_document
from strategy_editor.workspace.keeping import keep_file, tidy
from strategy_editor.workspace.teamwork import Fetched, Work, join_draft, named_as_there
from strategy_editor.workspace.versioning import restore_pictures


@dataclass(frozen=True)
class Brought:
    """What fetching made of a draft: ``document`` is None where nothing came for it."""

    draft: Document
    fetched: Fetched
    document: Document | None


def transfer(path: Path, work: Work, *, rejoin: bool = False) -> None:
    """Fetch what is on the server; nothing of ours moves."""
    fetch(open_history(path), work.hooks, work.tokens, rejoin=rejoin)


def brought(path: Path, draft: Document, work: Work) -> Brought:
    """Join what was transferred and return what the draft becomes; writes pictures, no file."""
    history = named_as_there(open_history(path))
    fetched = join_draft(history, canonical_form(draft), work)
    if history.head is not None:
        restore_pictures(history, history.head, fetched.draft, path)
    document = document_of(fetched.draft, path) if fetched.is_changed else None
    if document is not None:
        document = document.with_root(sharing(document.root, draft.root))
    return Brought(draft, fetched, document)


def rebased(path: Path, came: Brought, now: Document, names: tuple[str, str]) -> Brought:
    """Bring what came into a draft in which somebody went on writing meanwhile."""
    assert came.document is not None
    merged = merged_document(path, [came.draft, now, came.document], names)
    document = merged.with_root(sharing(merged.root, now.root))
    return replace(came, draft=now, document=document)


def settle(path: Path) -> None:
    """Take down that the file holds now what was joined."""
    settle_draft(open_history(path))


def sent(path: Path, work: Work) -> bool:
    """Keep what the file holds, and send; return False where others were faster."""
    said = Particulars(work.sentences.before_sending, occasion="sending")
    keep_file(path, said, work.author, work.now)
    try:
        send(open_history(path), work.hooks, work.tokens)
    except Moved:
        return False
    tidy(path)
    return True
