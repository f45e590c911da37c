"""Which ids can be believed: an id means the same element only where text or surroundings agree.

Other tools renumber ids or use them again; then they mislead. The decision is made for each
pair. Only where so many disagree that agreeing would be chance, no id is believed at all.
"""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz.distance import Indel

from strategy_editor.comparison.elements import own_text
from strategy_editor.comparison.layout import ROOT, Catalogue, children_of
from strategy_editor.comparison.walk import Differences
from strategy_editor.document.node import Node
from strategy_editor.document.texts import common_start

Catalogues = tuple[Catalogue, Catalogue]
"""The elements of the old and of the new document."""
_ALIKE = 0.5
_FEW, _MANY, _AWAY, _SOME = 0.2, 0.7, 0.15, 10
"""Shares from which on no id is believed: of the common ids that stand with unlike texts (looked
at closely from the first share on), and of those that stand below other parents. Editions years
apart, two thirds of them written anew, keep below; shuffled ids do not."""


def doubtful(
    found: Differences, root: str, common: int, catalogues: Callable[[], Catalogues]
) -> set[str] | None:
    """Return the ids that cannot be believed; None where none can.

    ``found`` are the differences as they are when all ids are believed; ``common`` is how many
    ids both documents have. The elements of both are asked for only where they are needed.
    """
    if len(found.away) > _AWAY * common + _SOME:
        return None
    unlike = {key for key, pair in found.own.items() if not _are_alike(*pair)}
    unlike.discard(root)
    if not unlike:
        return unlike
    if len(unlike) > _FEW * common and len(unlike) > _MANY * _with_text(catalogues()):
        return None
    return _Doubts(found, unlike).remaining()


def _with_text(catalogues: Catalogues) -> int:
    """How many elements with a common id say something in both documents."""
    old, new = catalogues
    return sum(bool(own_text(old[key][0]) and own_text(new[key][0])) for key in old.keys() & new)


def _are_alike(old: Node, new: Node) -> bool:
    before, after = own_text(old), own_text(new)
    if before == after or not before or not after:
        return True
    start = common_start(before, after)
    stop = common_start(before[start:][::-1], after[start:][::-1])
    if 4 * (start + stop) >= len(before) + len(after):
        return True
    return Indel.normalized_similarity(before.split(), after.split()) >= _ALIKE


class _Doubts:
    """Elements under one id with unlike texts, seen with what stands around them."""

    def __init__(self, found: Differences, unlike: set[str]) -> None:
        self._found = found
        self._unlike = unlike
        self._old_texts = {own_text(found.own[key][0]) for key in unlike}
        self._old_texts.update(own_text(node) for node, _ in found.gone.values())
        self._new_texts = {own_text(found.own[key][1]) for key in unlike}
        self._new_texts.update(own_text(node) for node, _ in found.come.values())

    def remaining(self) -> set[str]:
        """Return those whose surroundings do not agree either."""
        return {key for key in self._unlike if not self._agrees(key)}

    def _agrees(self, key: str) -> bool:
        old, new = self._found.own[key]
        if own_text(old) in self._new_texts or own_text(new) in self._old_texts:
            return False
        found = self._found
        parent = found.old_parents.get(key, "")
        above = found.visited.get(parent)
        if above is None or parent != found.new_parents[key] or parent in self._unlike:
            return False
        pairs = list(zip(_beside(above[0], key), _beside(above[1], key), strict=True))
        if all(one == other == "" for one, other in pairs):
            return True
        return any(one == other != "" and self._is_sure(one) for one, other in pairs)

    def _is_sure(self, key: str) -> bool:
        found = self._found
        return key not in self._unlike and key not in found.gone and key not in found.come


def _beside(parent: Node, key: str) -> tuple[str, str]:
    """The siblings before and behind an element, empty for none."""
    row = [child.id or ROOT for child in children_of(parent)]
    at = row.index(key)
    return row[at - 1] if at else "", row[at + 1] if at + 1 < len(row) else ""
