"""What a version is: a state of the strategy with its name, kind, note, author and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

KINDS = (
    "working", "in-house", "inter-ministry", "submission", "decision", "publication",
)  # fmt: skip
FROZEN_KINDS = frozenset({"submission", "decision", "publication"})
"""Kinds of versions that carry a fingerprint and are proved by ``verifying``."""
OCCASIONS = ("found", "export", "sending", "status", "merge", "draft")
"""Why a version was kept that nobody named: the file was not canonical, it left the house for
others or for the server, its document status changed, two histories became one, or a working
state on its way (``draft``)."""
SHORT = 8
"""Digits of an id that are shown."""


@dataclass(frozen=True)
class Author:
    """Who keeps a version."""

    name: str
    email: str = ""


@dataclass(frozen=True)
class Particulars:
    """What is said of a state when it is kept.

    ``kind`` is one of ``KINDS``. ``occasion`` is empty for a version that somebody named, else
    one of ``OCCASIONS``; ``fingerprint`` is that of the canonical form, for frozen kinds.
    """

    name: str
    kind: str = "working"
    note: str = ""
    occasion: str = ""
    fingerprint: str = ""


@dataclass(frozen=True)
class Version:
    """A kept state. ``id`` is that of the Git commit, ``content`` that of the file's bytes."""

    id: str
    content: str
    parents: tuple[str, ...]
    when: datetime
    author: Author
    said: Particulars
    is_foreign: bool = False
    """Whether another program than this one made it."""

    @property
    def name(self) -> str:
        """What the version is called; for one that nobody named, what was written of it."""
        return self.said.name

    @property
    def kind(self) -> str:
        """One of ``KINDS``."""
        return self.said.kind

    @property
    def is_frozen(self) -> bool:
        """Whether it was submitted, decided or published."""
        return self.said.kind in FROZEN_KINDS

    @property
    def is_named(self) -> bool:
        """Whether somebody gave it its name."""
        return not self.said.occasion and not self.is_foreign

    @property
    def short_id(self) -> str:
        """The beginning of the id."""
        return self.id[:SHORT]
