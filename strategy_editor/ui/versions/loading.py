"""What the views of versions show, read away from the window: pure functions, no widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.i18n import text
from strategy_editor.versions.index import Index, Progress
from strategy_editor.versions.remote import connection_of, unsent
from strategy_editor.versions.repository import History, find, open_history
from strategy_editor.versions.talking import CannotConnect
from strategy_editor.versions.timeline import versions
from strategy_editor.versions.tracing import (
    Apart,
    AtWork,
    ElementChange,
    Said,
    element_history,
    search_versions,
    who_works_apart,
    who_works_where,
)
from strategy_editor.versions.verifying import verify_history
from strategy_editor.versions.version import Version
from strategy_editor.workspace.proving import FileState, state_of
from strategy_editor.workspace.version_wording import changed_lines, changes_text, fault_text
from strategy_editor.workspace.versioning import Timeline, document_at, timeline

_LATELY = timedelta(days=14)
"""How far back work counts as going on."""


@dataclass(frozen=True)
class Mark:
    """By what a history is known to be as it was: its references, and the folders they lie in."""

    references: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """The time line of a file; ``address`` is empty where nothing is connected.

    ``timeline`` is None where the file has no history. ``at_work`` is who changed what lately,
    ``apart`` who did on other lines of the server; ``unsent`` counts versions it does not have.
    """

    timeline: Timeline | None
    address: str = ""
    at_work: tuple[AtWork, ...] = ()
    apart: tuple[Apart, ...] = ()
    unsent: int = 0
    is_counted: bool = False
    mark: Mark = Mark()


def mark_of(path: Path) -> Mark:
    """Return the mark of a file's history; takes a millisecond."""
    history = find(path)
    return _mark(history) if history is not None else Mark()


def _mark(history: History) -> Mark:
    """The branch and the working states; keeping something changes a file in their folders."""
    states = history.private_reference("states")
    named = [name for name in history.git.references if name.startswith(states)]
    common = history.common_folder
    folders = (common, (common / history.branch).parent, (common / states))
    return Mark(
        (history.head or "", *sorted(named)), tuple(each for each in folders if each.is_dir())
    )


def load(path: Path, now: datetime, progress: Progress | None = None) -> Loaded:
    """Return the time line of a file; with ``progress`` the numbers of changes are up to date.

    What ``progress`` raises ends the counting; what was counted by then is known the next time.
    """
    history = find(path)
    if history is None:
        return Loaded(None)
    mark = _mark(history)
    counted = progress is not None
    found = timeline(path, counted=counted, progress=progress or _say_nothing)
    address = address_of(history)
    loaded = Loaded(found, address, is_counted=counted, mark=mark)
    if not address:
        return loaded
    loaded = replace(loaded, unsent=_unsent(history, found))
    if not counted:
        return loaded
    since = now - _LATELY
    with Index(history) as index:
        working = who_works_where(index, found.versions, since)
        apart = who_works_apart(history, index, found.versions, since)
    return replace(loaded, at_work=tuple(working), apart=tuple(apart))


def _unsent(history: History, found: Timeline) -> int:
    """How many versions the server was not seen to have."""
    return len(unsent(history) & {each.id for each in found.versions})


def _say_nothing(_done: int, _whole: int) -> None:
    """Nothing is counted."""


def address_of(history: History) -> str:
    """Return what a history is connected to; empty where it is not."""
    try:
        return connection_of(history).address.url
    except CannotConnect:
        return ""


def past_of_element(path: Path, element: str, progress: Progress) -> list[ElementChange]:
    """Return what became of an element, the newest first; nothing where there is no history."""
    history = find(path)
    if history is None:
        return []
    known = versions(history)
    with Index(history) as index:
        index.update(known, progress)
        return element_history(index, known, element)


def said_ever(path: Path, wanted: str, progress: Progress) -> list[Said]:
    """Return where and since when any version said a text."""
    history = find(path)
    if history is None:
        return []
    known = versions(history)
    with Index(history) as index:
        index.update(known, progress)
        return search_versions(index, known, wanted)


def reading_of(path: Path, version: Version) -> partial[Document]:
    """Return what reads a version, to be called on any thread; raises ``CannotRead``."""
    return partial(_document, path, version)


def _document(path: Path, version: Version) -> Document:
    return document_at(open_history(path), version)


def verified(path: Path, language: str) -> list[str]:
    """Verify the history and the file against it; return the findings in words."""
    history = open_history(path)
    proof = verify_history(history)
    if proof.faults:
        return [fault_text(each, language) for each in proof.faults]
    counts = {"count": proof.versions, "frozen": proof.frozen}
    state = state_of(history)
    changed = changed_lines(state.changed if state.is_altered else (), language)
    return [text(language, "versions.verified", **counts), _told(state, language), *changed]


def _told(state: FileState, language: str) -> str:
    if state.equals is not None:
        return text(language, "versions.file-equals", name=state.equals.name)
    key = "versions.file-altered" if state.is_altered else "versions.file-draft"
    name = state.newest.name if state.newest is not None else ""
    return text(language, key, name=name, changes=changes_text(state.changes, language))
