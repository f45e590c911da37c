"""Saving as a value: what is to be written where, to be run away from the window."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.errors import CannotWrite, ChangedOnDisk, UserError
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import Stamp, stamp_of
from strategy_editor.storage.refused import cannot_write
from strategy_editor.storage.writing import drive_of, has_changed, keep_copy, replace_file
from strategy_editor.workspace.media import media_folder

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""
_LONGEST_NAME = 80


def proposed_name(document: Document, otherwise: str) -> str:
    """Return what a new strategy's file may be called: as its title, on every system."""
    metadata = document.root.child("metadata")
    title = title_of(metadata) if metadata is not None else ""
    cut = shortened(_NOT_IN_NAMES.sub(" ", title), _LONGEST_NAME).rstrip("…")
    name = " ".join(cut.split()).strip(" .")
    return f"{name}.xml" if name and not _DEVICES.fullmatch(name) else otherwise


def canonical(document: Document) -> bytes:
    """Return the canonical form of a document."""
    return to_bytes(document, current_schema().mixed_tags)


@dataclass(frozen=True)
class Saved:
    """What became of saving; ``backup_error`` says why the old version could not be kept."""

    stamp: Stamp
    backup_error: UserError | None = None


@dataclass(frozen=True)
class Save:
    """One saving of one revision. ``run`` touches nothing that the window works on."""

    document: Document
    path: Path
    expected: Stamp | None
    """What the file has to be still; None writes over whatever is there."""
    media_base: Path | None
    backup: Path | None
    """Where the version before is kept; None keeps none."""
    before: Callable[[], None] = lambda: None
    """Called before the file is touched."""
    drive: int | None = None
    """The drive that the file was on; where it is gone, its folder is not another's to fill."""
    form: Callable[[Document], bytes] = canonical
    """What gives the canonical form; one that knows the document's last saving is quicker."""

    def run(self) -> Saved:
        """Write the file; raise ``CannotWrite`` or ``ChangedOnDisk`` and leave all as it was."""
        data = self.form(self.document)
        if self.expected is not None and has_changed(self.path, self.expected):
            raise ChangedOnDisk(self.path)
        if self.drive is not None and not self.path.exists() and drive_of(self.path) != self.drive:
            raise CannotWrite("error.drive-away", self.path)
        self.before()
        backup_error = self._keep_backup()
        self._take_pictures()
        replace_file(self.path, data)
        return Saved(stamp_of(data), backup_error)

    def _keep_backup(self) -> UserError | None:
        if self.backup is None:
            return None
        try:
            keep_copy(self.path, self.backup)
        except CannotWrite as error:
            return error
        return None

    def _take_pictures(self) -> None:
        """Copy the pictures beside the new file; one that is there already is the same."""
        if self.media_base is None:
            return
        source, target = media_folder(self.media_base), media_folder(self.path)
        if source == target or not source.is_dir():
            return
        for picture in sorted(source.iterdir()):
            copy = target / picture.name
            if picture.is_file() and not copy.exists():
                try:
                    target.mkdir(exist_ok=True)
                    replace_file(copy, picture.read_bytes())
                except OSError as error:
                    raise cannot_write(copy, error) from None


def backup_of(path: Path, where: str) -> Path | None:
    """Return where the version before of a file is kept: ``where`` as in the settings."""
    if where == "none":
        return None
    if where == "folder":
        place = sha256(str(path.absolute().parent).encode("utf-8", "surrogatepass")).hexdigest()
        return backup_folder() / place[:12] / path.name
    return path.with_name(path.name + "~")


def backup_folder() -> Path:
    """Return the user's folder for backups; in it there is one for each folder of files."""
    from platformdirs import user_state_path

    return user_state_path("strategy-editor", appauthor=False) / "backups"
