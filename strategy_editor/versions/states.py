"""Working states: what nobody named, kept now and then on this workstation only.

Each is a commit of its own on top of the version it was made after, under a reference that is
never sent; thinning takes references away, and packing then what they alone held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from strategy_editor.versions.faults import told
from strategy_editor.versions.keeping import write_commit, writing
from strategy_editor.versions.objects import blob_id, move_reference, write_blob
from strategy_editor.versions.repository import History
from strategy_editor.versions.timeline import held, version_at
from strategy_editor.versions.version import Author, Particulars, Version

RHYTHM = timedelta(minutes=10)
"""How long a working state stands before the next is kept."""
_STEPS = (
    (timedelta(hours=4), timedelta(0)),
    (timedelta(days=2), timedelta(hours=1)),
    (timedelta(days=30), timedelta(days=1)),
    (timedelta(days=365), timedelta(days=7)),
)
"""Up to which age how far apart states are left; older ones go."""
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class State:
    """A working state and the reference that holds it."""

    reference: str
    version: Version


def is_due(known: Iterable[datetime], now: datetime) -> bool:
    """Whether it is time for another working state."""
    return all(now - moment >= RHYTHM for moment in known)


def keep_state(
    history: History, data: bytes, name: str, author: Author, now: datetime
) -> State | None:
    """Keep a working state; None where the newest version or state holds just these bytes.

    The rhythm is the caller's business, see ``is_due``: before fetching or restoring one is kept
    whatever the time.
    """
    with writing(history):
        blob = blob_id(data)
        head = history.head
        if head is not None and held(history, head) == blob:
            return None
        known = _states(history)
        if known and known[0].version.content == blob:
            return None
        write_blob(history, data)
        said = Particulars(name, occasion="draft")
        parents = [head] if head is not None else []
        commit = write_commit(history, {history.inside: blob}, said, author, now, parents)
        stamp = now.astimezone(UTC).strftime(_STAMP)
        reference = history.private_reference(f"states/{stamp}-{commit[:8]}")
        move_reference(history, reference, commit, None, whatever=True)
        for old in to_drop([each.version.when for each in known], now):
            history.git.references.delete(known[old].reference)
        return State(reference, version_at(history, commit))


def states(history: History) -> list[State]:
    """Return the working states, the newest first."""
    with told(history.file):
        return _states(history)


def to_drop(moments: list[datetime], now: datetime) -> list[int]:
    """Return the positions of the moments (newest first) that thinning takes away.

    The newest of each stretch of time stays, counted from a fixed beginning, so that thinning
    again takes nothing that it left the time before.
    """
    dropped: list[int] = []
    taken: set[tuple[timedelta, int]] = set()
    for position, moment in enumerate(moments):
        age = now - moment
        spacing = next((apart for until, apart in _STEPS if age <= until), None)
        if spacing is None:
            dropped.append(position)
        elif spacing:
            stretch = (spacing, int(moment.timestamp() // spacing.total_seconds()))
            if stretch in taken:
                dropped.append(position)
            taken.add(stretch)
    return dropped


def _states(history: History) -> list[State]:
    kept = history.private_references("states/")
    return [
        State(history.private_reference(f"states/{name}"), version_at(history, kept[name]))
        for name in sorted(kept, reverse=True)
    ]
