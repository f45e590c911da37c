"""What the larger questions say and answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from strategy_editor.editing.relocating import Where
from strategy_editor.search.names import Name


class OnRemoval(Enum):
    """What becomes of references to elements that are to be removed."""

    REMOVE = "remove"
    REDIRECT = "redirect"
    KEEP = "keep"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Referred:
    """Elements that are to be removed though others refer to them.

    ``referring`` names what refers to them. ``targets`` are the elements to which the references
    may point instead; without any, that is not offered. ``removable`` says whether the references
    can be taken away.
    """

    names: tuple[str, ...]
    referring: tuple[str, ...]
    targets: tuple[Name, ...]
    removable: bool


@dataclass(frozen=True)
class Missing:
    """An entry that arriving elements refer to and that is not here.

    ``choices`` are the answers, (value, words), the first of which is proposed.
    """

    key: str
    words: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Arriving:
    """Elements of another strategy: what of theirs is missing here, and what was found."""

    missing: tuple[Missing, ...]
    found: tuple[str, ...]


@dataclass(frozen=True)
class Moving:
    """Elements that are to go elsewhere: their names, the places, and which of them take them."""

    names: tuple[str, ...]
    targets: tuple[Name, ...]
    allows: Callable[[str, Where], bool]
    describe: Callable[[str, Where], str]
