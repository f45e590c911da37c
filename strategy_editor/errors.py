"""What can go wrong through no fault of the program, as values that the faces put into words."""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """Something a user can meet and mend.

    ``key`` names a sentence in the message catalogue, ``values`` fill it.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class CannotRead(UserError):
    """A file that cannot be read as a strategy, or not at all."""

    def __init__(self, key: str, path: Path, **values: object) -> None:
        super().__init__(key, path=path, **values)
        self.path = path


class NotWellFormed(CannotRead):
    """A file that is not well-formed XML; ``line`` and ``column`` say where, from 1."""

    def __init__(self, path: Path, line: int, column: int, reason: str) -> None:
        super().__init__("error.not-well-formed", path, line=line, column=column, reason_key=reason)
        self.line = line
        self.column = column


class NewerVersion(CannotRead):
    """A file written in a later version of the vocabulary than this program knows."""


class CannotWrite(UserError):
    """A file that could not be written; what was there before is untouched."""

    def __init__(self, key: str, path: Path, **values: object) -> None:
        super().__init__(key, path=path, **values)
        self.path = path


class ChangedOnDisk(CannotWrite):
    """The file is not the one that was read: somebody else has written it meanwhile."""

    def __init__(self, path: Path) -> None:
        super().__init__("error.changed-on-disk", path)
