"""What earlier runs of the program left behind, and bringing it back."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.errors import CannotRead
from strategy_editor.recovery.about import About, read_about, write_about
from strategy_editor.recovery.folder import JOURNAL, recovery_folder
from strategy_editor.recovery.journal import last_record, records
from strategy_editor.recovery.patch import DoesNotFit, patched
from strategy_editor.recovery.recorder import BASE
from strategy_editor.storage.owner import Owner, is_running, this_program
from strategy_editor.storage.reading import Stamp, read, read_bytes, stamp_of

KEEP_DISCARDED = timedelta(days=14)
_BEAT_LIMIT = 300
"""Seconds of silence after which a program at another machine counts as ended."""


@dataclass(frozen=True)
class Offer:
    """Unsaved work of an earlier run."""

    folder: Path
    about: About
    changed_at: datetime
    is_text: bool = False
    """Whether it is the text of a file that was being mended, no document yet."""

    @property
    def is_discarded(self) -> bool:
        """Whether the user threw it away."""
        return bool(self.about.discarded)


@dataclass(frozen=True)
class Recovered:
    """The document as it was, and what became of its file since."""

    document: Document
    file_state: str
    """``same``, ``changed``, ``missing``, ``unreadable``, or ``none`` where it never had a file."""


def offers(root: Path | None = None) -> list[Offer]:
    """Return what is there to be recovered, newest first; folders without any are cleared away.

    What running programs keep is theirs and not offered.
    """
    folder = root or recovery_folder()
    try:
        entries = sorted(each for each in folder.iterdir() if each.is_dir())
    except OSError:
        return []
    found = [offer for each in entries if (offer := _offer(each)) is not None]
    return sorted(found, key=lambda each: each.changed_at, reverse=True)


def _offer(folder: Path) -> Offer | None:
    about = read_about(folder) or About(Owner("", this_program().host, 0))
    journal = folder / JOURNAL
    try:
        if not about.discarded and _is_alive(about.owner, journal):
            return None
        record = last_record(journal.read_bytes())
        changed = datetime.fromtimestamp(float(record["at"]), UTC)
        unsaved, is_text = bool(record["modified"]), "text" in record
    except FileNotFoundError:
        if about.owner.process:
            shutil.rmtree(folder, ignore_errors=True)
        return None
    except (OSError, LookupError, TypeError, ValueError):
        return None
    if not unsaved or _is_over(about):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return Offer(folder, about, changed, is_text)


def _is_alive(owner: Owner, journal: Path) -> bool:
    running = is_running(owner)
    if running is not None:
        return running
    return time.time() - journal.stat().st_mtime < _BEAT_LIMIT


def _is_over(about: About) -> bool:
    try:
        return datetime.now(UTC) - datetime.fromisoformat(about.discarded) > KEEP_DISCARDED
    except (ValueError, TypeError):
        return False


def recover(offer: Offer) -> Recovered:
    """Return the newest state that can be brought back.

    Raises ``CannotRead`` where there is none, because its base is gone or the journal is damaged.
    """
    state = file_state(offer.about)
    document = _base(offer)
    found: Document | None = None
    for record in records(read_bytes(offer.folder / JOURNAL)):
        try:
            document = found = patched(document, record["change"])
        except (DoesNotFit, LookupError, TypeError):
            break
    if found is None:
        raise CannotRead("error.cannot-recover", offer.about.file or offer.folder)
    return Recovered(found, state)


def recovered_text(offer: Offer) -> str:
    """Return the text that was kept; raises ``CannotRead`` where it is damaged."""
    record = last_record(read_bytes(offer.folder / JOURNAL))
    try:
        return str(record["text"])
    except (LookupError, TypeError):
        raise CannotRead("error.cannot-recover", offer.about.file or offer.folder) from None


def _base(offer: Offer) -> Document | None:
    """The file as it was read: our copy, else the file itself while it is the same."""
    base = offer.about.base
    candidates = [offer.folder / BASE]
    if offer.about.base_file is not None:
        candidates.append(offer.about.base_file)
    for path in candidates:
        try:
            opened = read(path, accept_newer=True)
        except CannotRead:
            continue
        if base is None or opened.stamp == base:
            return opened.document
    return None


def file_state(about: About) -> str:
    """Return what became of the file since it was last read or saved."""
    if about.file is None:
        return "none"
    try:
        if not about.file.exists():
            return "missing"
    except OSError:
        return "unreadable"
    return "same" if _stamp(about.file) == about.stamp else "changed"


def _stamp(path: Path) -> Stamp | None:
    try:
        return stamp_of(read_bytes(path))
    except CannotRead:
        return None


def discard(offer: Offer) -> None:
    """Put an offer aside; it can still be brought back for a while."""
    day = datetime.now(UTC).isoformat(timespec="seconds")
    write_about(offer.folder, replace(offer.about, discarded=day))


def forget(offer: Offer) -> None:
    """Take an offer away for good: its work is safe elsewhere."""
    shutil.rmtree(offer.folder, ignore_errors=True)
