"""What happened to which element in which version, kept for looking up.

A small database beside the references of this workstation (``index-….sqlite3``). It holds nothing
that the history does not: it is brought up to date when it is asked, and made anew where it is
missing, damaged, or from another version of the program. Where it cannot be written it lives in
memory for as long as it is needed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from strategy_editor.errors import UserError
from strategy_editor.versions.content import canonical_form, document_of
from strategy_editor.versions.differing import KINDS, Counts, differences
from strategy_editor.versions.elements import Element, LineReader, State, fields_of
from strategy_editor.versions.repository import History
from strategy_editor.versions.timeline import content_of
from strategy_editor.versions.version import Version

_FORMAT = "3"
_TABLES = (
    "CREATE TABLE format (number TEXT)",
    "CREATE TABLE versions (number INTEGER PRIMARY KEY, id TEXT UNIQUE, counts TEXT)",
    "CREATE TABLE states (id INTEGER PRIMARY KEY, element TEXT, digest INTEGER, tag TEXT,"
    " fields TEXT, UNIQUE (element, digest))",
    "CREATE TABLE changes"
    " (element TEXT, version INTEGER, kinds TEXT, before INTEGER, after INTEGER)",
    "CREATE INDEX changes_of_element ON changes (element)",
)
_TO_KEEP_READ = 8
"""States of the file held in memory; a history is mostly a line."""

_AT_ONCE = 25
"""Versions after which other processes get their turn to write."""
_turns: dict[Path, Lock] = {}
_turns_lock = Lock()

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Wording:
    """What an element says: texts by field, see ``elements.fields_of``."""

    tag: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Happened:
    """What a version did to an element; ``before`` and ``after`` are None where it is not there.

    ``kinds`` are those of a comparison: ``added``, ``removed``, ``moved``, ``retyped``,
    ``reworded``, ``attribute``, ``markup``.
    """

    element: str
    version: str
    kinds: tuple[str, ...]
    before: Wording | None
    after: Wording | None


class Index:
    """The index of one history; close it after use, or use it in ``with``."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._reader = LineReader()
        self._read: dict[str, State] = {}
        self._path = history.private_folder / f"index-{history.key}.sqlite3"
        self._database = self._opened()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def update(
        self, versions: Sequence[Version], progress: Progress = lambda _done, _whole: None
    ) -> None:
        """Take in the versions (newest first) that it does not know yet.

        A version whose bytes are lost or no strategy counts as one in which nothing happened.
        What ``progress`` raises ends the work; what was taken in stays.
        """
        with _turn(self._path):
            try:
                self._take_missing(versions, progress)
            except sqlite3.Error:
                # The disk is full, or the file was taken away while it was open.
                self._database.close()
                self._database = self._connected(None)
                self._take_missing(versions, progress)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return the numbers of changes by kind, by version id."""
        rows = self._database.execute("SELECT id, counts FROM versions")
        return {version: json.loads(counts) for version, counts in rows}

    def happened_to(self, element: str) -> list[Happened]:
        """Return what happened to an element, in no particular order."""
        rows = self._database.execute(
            "SELECT changes.element, versions.id, kinds, b.tag, b.fields, a.tag, a.fields"
            " FROM changes JOIN versions ON number = version"
            " LEFT JOIN states AS b ON b.id = before LEFT JOIN states AS a ON a.id = after"
            " WHERE changes.element = ?",
            (element,),
        )
        return [
            Happened(name, version, tuple(kinds.split()), _wording(*row[:2]), _wording(*row[2:]))
            for name, version, kinds, *row in rows
        ]

    def elements_with(self, folded: str) -> list[str]:
        """Return the ids of elements of which any wording ever contained a casefolded text."""
        rows = self._database.execute("SELECT element, fields FROM states")
        # Folding all texts of a history takes a moment; keeping them folded would double it.
        found = (
            element
            for element, fields in rows
            if any(folded in fold(text) for text in json.loads(fields).values())
        )
        return list(dict.fromkeys(found))

    def touched_by(self, versions: Iterable[str]) -> dict[str, list[str]]:
        """Return the ids of the elements that versions changed, by version id."""
        found: dict[str, list[str]] = {}
        for version in versions:
            rows = self._database.execute(
                "SELECT element FROM changes JOIN versions ON number = version WHERE id = ?",
                (version,),
            )
            found[version] = [element for (element,) in rows]
        return found

    def _take_missing(self, versions: Sequence[Version], progress: Progress) -> None:
        known = self._known()
        missing = [each for each in reversed(versions) if each.id not in known]
        contents = {each.id: each for each in versions}
        try:
            for done, version in enumerate(missing, 1):
                progress(done - 1, len(missing))
                self._take(version, contents)
                if done % _AT_ONCE == 0:
                    self._database.commit()
            progress(len(missing), len(missing))
        finally:
            # A full disk: what could not be written is looked for once more the next time.
            with suppress(sqlite3.Error):
                self._database.commit()

    def _opened(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(exist_ok=True)
            return self._connected(self._path)
        except (sqlite3.OperationalError, OSError):
            # In use by another for long, or not to be written: that one must not lose its file.
            return self._connected(None)
        except sqlite3.DatabaseError:
            pass
        try:
            self._path.unlink(missing_ok=True)
            return self._connected(self._path)
        except (sqlite3.Error, OSError):
            return self._connected(None)

    def _connected(self, path: Path | None) -> sqlite3.Connection:
        database = sqlite3.connect(path or ":memory:", timeout=5)
        try:
            # It can be made anew: a power cut may cost it, but nobody waits for the disk.
            database.execute("PRAGMA synchronous = OFF")
            if not _has_tables(database):
                # Another may be at it, too: whoever comes second finds the tables made.
                database.execute("BEGIN IMMEDIATE")
                if not _has_tables(database):
                    for table in _TABLES:
                        database.execute(table)
                    database.execute("INSERT INTO format VALUES (?)", (_FORMAT,))
                database.commit()
        except BaseException:
            database.close()
            raise
        return database

    def _known(self) -> set[str]:
        return {version for (version,) in self._database.execute("SELECT id FROM versions")}

    def _take(self, version: Version, known: dict[str, Version]) -> None:
        parents = [self._state_of(known[each]) for each in version.parents if each in known]
        now = self._state_of(version, parents[0] if parents else None).elements
        before = [each.elements for each in parents]
        changes = differences(before, now)
        found = Counts()
        for each in changes:
            found.update(each.counts)
        counts = {kind: found[kind] for kind in KINDS if found[kind]}
        taken = self._database.execute(
            "INSERT OR IGNORE INTO versions (id, counts) VALUES (?, ?)",
            (version.id, json.dumps(counts)),
        )
        if not taken.rowcount:
            # Another process was faster.
            return
        number = taken.lastrowid
        rows = [
            (
                each.id,
                number,
                " ".join(each.kinds),
                self._state(each.before),
                self._state(each.after),
            )
            for each in changes
        ]
        self._database.executemany("INSERT INTO changes VALUES (?, ?, ?, ?, ?)", rows)

    def _state_of(self, version: Version, before: State | None = None) -> State:
        known = self._read.get(version.content)
        if known is None:
            known = self._read_state(version, before)
            if len(self._read) >= _TO_KEEP_READ:
                del self._read[next(iter(self._read))]
            self._read[version.content] = known
        return known

    def _read_state(self, version: Version, before: State | None) -> State:
        try:
            data = content_of(self._history, version)
            try:
                return self._reader.read(data, before)
            except ValueError:
                canonical = canonical_form(document_of(data, self._history.file))
                return self._reader.read(canonical, before)
        except (UserError, ValueError):
            return State({}, [], [])

    def _state(self, element: Element | None) -> int | None:
        if element is None:
            return None
        digest = element.digest
        key = (element.id, digest)
        found = self._database.execute(
            "SELECT id FROM states WHERE element = ? AND digest = ?", key
        ).fetchone()
        if found is not None:
            return int(found[0])
        fields = json.dumps(fields_of(element), ensure_ascii=False)
        done = self._database.execute(
            "INSERT INTO states (element, digest, tag, fields) VALUES (?, ?, ?, ?)",
            (*key, element.tag, fields),
        )
        return done.lastrowid


def _has_tables(database: sqlite3.Connection) -> bool:
    """Tell whether a database has our tables, not whether it is empty; raises where it is not ours.

    Raises:
        sqlite3.DatabaseError: it is no database, or one of another format.
    """
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if not names:
        return False
    if "format" in names and database.execute("SELECT number FROM format").fetchall() == [
        (_FORMAT,)
    ]:
        return True
    raise sqlite3.DatabaseError("another format")


def _turn(path: Path) -> Lock:
    """What lets one index of this process after the other take in versions, each only once."""
    with _turns_lock:
        return _turns.setdefault(path, Lock())


def fold(text: str) -> str:
    """Return a text for looking things up: small letters, white space as one blank."""
    return " ".join(text.casefold().split())


def _wording(tag: str | None, fields: str | None) -> Wording | None:
    return Wording(tag, json.loads(fields)) if tag is not None and fields is not None else None
