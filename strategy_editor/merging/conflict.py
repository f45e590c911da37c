"""Conflicts as data: what several revisions made of one thing, with all that they made of it.

The kinds are

* ``text``: running text, that of the element itself (``field`` empty) or of one of its fields;
* ``attribute``: the value of an attribute, ``field`` is ``@name``;
* ``part``: a field with attributes of its own, a comment or a foreign element, as XML;
* ``existence``: one removed the element, another changed it or put something into it;
* ``place``: moved to different places;
* ``element``: the changes of both together would not be valid, or both made it another kind.

Until somebody decides, the document holds our version; of an ``existence`` the element stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "attribute", "part", "existence", "place", "element"]
Who = Literal["base", "ours", "theirs"]
KINDS: tuple[Kind, ...] = ("text", "attribute", "part", "existence", "place", "element")


@dataclass(frozen=True)
class Place:
    """Where an element stands: below which other, and behind which of its children."""

    parent: str
    after: str = ""


@dataclass(frozen=True)
class Variant:
    """What one or more revisions made of the thing; ``by`` names them.

    ``value`` is an attribute's value, else XML (see ``fragments``); None where it is not there.
    ``place`` is for conflicts about the place.
    """

    side: Who
    by: tuple[str, ...] = ()
    value: str | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Conflict:
    """One open question; ``target`` is the id of the element concerned.

    The first variant is that of the base. A side without a variant of its own has that one.
    """

    id: str
    kind: Kind
    target: str
    field: str
    variants: tuple[Variant, ...]

    def variant(self, side: str, by: str = "") -> Variant:
        """Return what a side made of it; ``by`` tells several returned files apart."""
        for each in self.variants:
            if each.side == side and (not by or by in each.by):
                return each
        return self.base

    @property
    def base(self) -> Variant:
        """What it was before."""
        return self.variants[0]

    @property
    def others(self) -> tuple[Variant, ...]:
        """What the returned files made of it."""
        return tuple(each for each in self.variants if each.side == "theirs")


@dataclass(frozen=True)
class Taken:
    """Something that went into the result without a question, or did not and needs none.

    ``kind`` is ``added``, ``removed``, ``moved``, ``retyped``, ``text``, ``attribute``, ``part``,
    ``once`` (the same insertion of several, taken once), ``renamed`` (its id was taken already)
    or ``outside`` (comments around the document).
    """

    kind: str
    target: str
    field: str
    by: tuple[str, ...]


def conflict_of(kind: Kind, target: str, field: str, variants: Sequence[Variant]) -> Conflict:
    """Return a conflict; its id follows from what it is about, so that it is found again."""
    says = repr((kind, target, field, [(v.side, v.value, v.place) for v in variants]))
    digest = hashlib.sha256(says.encode("utf-8", "surrogatepass")).hexdigest()
    return Conflict(f"c_{digest[:16]}", kind, target, field, tuple(variants))


def in_order(conflicts: Iterable[Conflict], order: dict[str, int]) -> tuple[Conflict, ...]:
    """Return conflicts in the order of the document, each once."""
    unique = {each.id: each for each in conflicts}
    return tuple(
        sorted(
            unique.values(),
            key=lambda each: (order.get(each.target, -1), KINDS.index(each.kind), each.field),
        )
    )
