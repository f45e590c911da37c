"""A fault in tracked changes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Flaw:
    """The rule that is broken, the part of the package, and an id, a name or a text there."""

    rule: str
    part: str
    detail: str
