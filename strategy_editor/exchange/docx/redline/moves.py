"""What the comparison of two editions says of elements, by the bookmarks of what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from strategy_editor.document.document import Document
from strategy_editor.exchange.docx.anchors import bookmark_name
from strategy_editor.exchange.kin import kin_of


@dataclass(frozen=True)
class Kinship:
    """As ``Kin``, with the names of bookmarks in ``roots`` and ``wholes`` for ids."""

    old: Document
    names: Mapping[str, str] = field(default_factory=dict)
    roots: Mapping[str, str] = field(default_factory=dict)
    wholes: Mapping[str, str] = field(default_factory=dict)


def kinship(old: Document, new: Document) -> Kinship:
    """Align two editions; ``old`` of the result knows its elements by the ids of the new one.

    Raises ``DuplicateId`` where an id occurs twice in one document.
    """
    kin = kin_of(old, new)
    return Kinship(kin.old, kin.names, _by_bookmark(kin.roots), _by_bookmark(kin.wholes))


def _by_bookmark(ids: Mapping[str, str]) -> dict[str, str]:
    return {bookmark_name(one): bookmark_name(other) for one, other in ids.items()}
