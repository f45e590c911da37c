"""Whether a document can have grown from a base at all, before the two are merged."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from strategy_editor.comparison.words import tokens
from strategy_editor.document.document import Document

Descent = Literal["likely", "doubtful", "none"]
"""``doubtful``: ids are the same, hardly any text is; or a few texts are the same by chance."""

_FEW = 12
"""Texts. So few say nothing about whether two documents belong together."""
_SHORT = 20
"""Characters. So short a text says nothing either."""
_BY_CHANCE, _LIKELY = 0.02, 0.08
"""The shares of common texts up to which they are chance, and from which they are none."""
_SAME_IDS = 0.5
"""The share of common ids from which documents may belong together for all that."""
_ALIKE = 0.5
"""The share of common words from which a text is a reworded one."""
_SAMPLE = 500
"""Of more texts than these not all are looked at."""
_TELLING = 4
"""Letters. Shorter words are in every text."""


def descent(base: Document, document: Document) -> Descent:
    """Return whether a document can have grown from a base, by the texts and ids in both.

    Nothing is held against documents of which one has hardly any text.
    """
    known, other = _texts(base), _texts(document)
    fewer = min(len(known), len(other))
    if fewer < _FEW:
        return "likely"
    common = len(known & other)
    enough = fewer * _LIKELY
    if common >= enough or _reworded(base, document) >= enough:
        return "likely"
    return "doubtful" if common >= fewer * _BY_CHANCE or _has_its_ids(base, document) else "none"


def _has_its_ids(base: Document, document: Document) -> bool:
    ids = [{node.id for node in each.root.walk() if node.id} for each in (base, document)]
    return len(ids[0] & ids[1]) >= min(map(len, ids)) * _SAME_IDS


def _texts(document: Document) -> set[str]:
    return {
        part
        for node in document.root.walk()
        for part in node.content
        if isinstance(part, str) and len(part) > _SHORT
    }


def _reworded(base: Document, document: Document) -> float:
    """How many texts of the same elements have words in common, judged by some of them."""
    known, other = _texts_by_place(base), _texts_by_place(document)
    places = [place for place in known if place in other]
    looked_at = places[:: len(places) // _SAMPLE + 1]
    alike = sum(_is_alike(known[place], other[place]) for place in looked_at)
    return alike * len(places) / max(1, len(looked_at))


def _texts_by_place(document: Document) -> dict[tuple[str, str], str]:
    """Return the first text in each field of each element: by its id, and the tag of the field."""
    found: dict[tuple[str, str], str] = {}
    for node in document.root.walk():
        for field in (node, *node.children):
            if node.id is None or (field is not node and field.id is not None):
                continue
            first = field.content[0] if field.content else ""
            if isinstance(first, str) and len(first) > _SHORT:
                found[node.id, field.tag] = first
    return found


def _is_alike(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    total = sum(first.values()) + sum(second.values())
    return bool(total) and 2 * sum((first & second).values()) >= _ALIKE * total


def _words(text: str) -> Counter[str]:
    return Counter(word for word in tokens(text) if len(word) >= _TELLING)
