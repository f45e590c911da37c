"""Whether a file is what was kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from strategy_editor.comparison.compare import compare
from strategy_editor.storage.reading import read_bytes
from strategy_editor.versions.content import canonical_form, document_of
from strategy_editor.versions.objects import blob_id
from strategy_editor.versions.repository import History
from strategy_editor.versions.timeline import versions
from strategy_editor.versions.version import Version
from strategy_editor.workspace.versioning import document_at


@dataclass(frozen=True)
class FileState:
    """The file beside its history.

    ``equals`` is the newest version that holds what the file holds, ``frozen`` the newest frozen
    one, ``changes`` those of the file against the newest version, by kind.
    """

    newest: Version | None
    equals: Version | None
    frozen: Version | None
    changes: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_altered(self) -> bool:
        """Whether the file should be what the newest version is, since that one is frozen."""
        return self.equals is None and self.newest is not None and self.newest.is_frozen


def state_of(history: History) -> FileState:
    """Hold the file against the versions; raises ``CannotRead`` where it is no strategy."""
    data = read_bytes(history.file)
    document = document_of(data, history.file)
    contents = {blob_id(data), blob_id(canonical_form(document))}
    known = versions(history)
    newest = known[0] if known else None
    equals = next((each for each in known if each.content in contents), None)
    frozen = next((each for each in known if each.is_frozen), None)
    changes: Mapping[str, int] = {}
    if equals is None and newest is not None:
        changes = compare(document_at(history, newest), document).summary
    return FileState(newest, equals, frozen, changes)
