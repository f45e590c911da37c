"""What documents declare of their elements: what goes on as what, and what does not.

The newer of two editions says in its lineage what became of the goals of the older one. A draft
into which a part of another document was taken may say which elements correspond with that
document's (see ``counterparts``).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field

from strategy_editor.comparison.elements import own_text
from strategy_editor.comparison.layout import Catalogue, catalogue
from strategy_editor.comparison.vocabulary import Vocabulary
from strategy_editor.document.node import Node
from strategy_editor.lineage.kinds import UNSTATED, news, olds

Fates = dict[str, tuple[str, ...]]
"""For each goal of the older edition, by its id there, those of the newer one that it became."""


@dataclass(frozen=True)
class Known:
    """What is known of two documents before they are looked at, by the ids of each.

    ``pairs`` lead from old to new; ``old_alone`` and ``new_alone`` have no counterpart. ``splits``
    leads from a new id to the other new ids, ``merges`` from a new id to the other old ones.
    """

    pairs: Mapping[str, str] = field(default_factory=dict)
    old_alone: frozenset[str] = frozenset()
    new_alone: frozenset[str] = frozenset()
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def turned(self) -> Known:
        """Return the same seen from the other document."""
        back = {new: old for old, new in self.pairs.items()}
        return Known(
            back, self.new_alone, self.old_alone,
            {back[new]: parts for new, parts in self.merges.items() if new in back},
            {back[new]: parts for new, parts in self.splits.items() if new in back},
        )  # fmt: skip

    def ids(self) -> set[str]:
        """Return all ids of either document that something is known of."""
        return {*self.pairs, *self.pairs.values(), *self.old_alone, *self.new_alone}

    def without(self, old: Container[str], new: Container[str]) -> Known:
        """Return what is known of others than these; splits and merges are left out."""
        pairs = {one: two for one, two in self.pairs.items() if one not in old and two not in new}
        return Known(
            pairs,
            frozenset(each for each in self.old_alone if each not in old),
            frozenset(each for each in self.new_alone if each not in new),
        )


def lineage_of(old: Node, new: Node) -> Known:
    """Return what the lineage of the newer of two editions says of the goals of the other."""
    fates = _fates(old, new)
    if fates:
        return _chosen(fates, old, new)
    fates = _fates(new, old)
    return _chosen(fates, new, old).turned() if fates else Known()


def _fates(older: Node, newer: Node) -> Fates:
    lineage = newer.child("lineage")
    if lineage is None or older.id is None:
        return {}
    goals = {
        former.id: former.get("goal")
        for predecessor in lineage.children_of("predecessor")
        if predecessor.get("document") == older.id
        for former in predecessor.children_of("former-goal")
    }
    found: Fates = {}
    for disposition in lineage.children_of("disposition"):
        after = news(disposition)
        if not after and disposition.get("kind") == UNSTATED:
            continue
        for each in olds(disposition):
            if goals.get(each):
                found[goals[each]] = (*found.get(goals[each], ()), *after)
    return found


def _chosen(fates: Fates, older: Node, newer: Node) -> Known:
    """Of several that became several, those go on as each other that are most alike."""
    befores, afters = catalogue(older), catalogue(newer)
    likeness = _likeness(befores, afters)
    fits = [
        (before, after)
        for before, those in fates.items()
        if before in befores
        for after in dict.fromkeys(those)
        if after in afters
    ]
    is_plain = len({before for before, _ in fits}) == len({after for _, after in fits}) == len(fits)
    if not is_plain:
        fits.sort(key=lambda pair: -likeness(*pair))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for before, after in fits:
        if before not in pairs and after not in taken:
            pairs[before] = after
            taken.add(after)
    rest = {before for before in fates if before in befores} - pairs.keys()
    return Known(
        pairs, frozenset(rest), frozenset(after for _, after in fits if after not in taken)
    )


def _likeness(befores: Catalogue, afters: Catalogue) -> Callable[[str, str], float]:
    vocabulary = Vocabulary(2)

    def likeness(before: str, after: str) -> float:
        one, other = own_text(befores[before][0]), own_text(afters[after][0])
        return vocabulary.likeness(vocabulary.words(one), vocabulary.words(other))

    return likeness


def together(one: Known, other: Known) -> Known:
    """Return what both know; where they disagree, the first is right."""
    rest = other.without(_olds(one), _news(one))
    return Known(
        {**rest.pairs, **one.pairs}, rest.old_alone | one.old_alone,
        rest.new_alone | one.new_alone, one.splits, one.merges,
    )  # fmt: skip


def _olds(known: Known) -> set[str]:
    return {*known.pairs, *known.old_alone, *_all(known.merges.values())}


def _news(known: Known) -> set[str]:
    return {*known.pairs.values(), *known.new_alone, *_all(known.splits.values())}


def _all(parts: Iterable[tuple[str, ...]]) -> Iterable[str]:
    return (each for some in parts for each in some)
