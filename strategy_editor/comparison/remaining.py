"""After a part was taken: will the next comparison match what remains as this one did?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from strategy_editor.comparison.alignment import Alignment, align
from strategy_editor.comparison.counterparts import with_counterparts
from strategy_editor.comparison.declared import Known
from strategy_editor.comparison.layout import all_ids
from strategy_editor.comparison.rekeying import rekeyed
from strategy_editor.document.document import Document

_ROUNDS = 4
"""How often the rest is looked at again before everything is said."""


def remembering(
    alignment: Alignment, mixed: Document, names: Mapping[str, str], taken: Document
) -> Document:
    """Return the taken document with as much said of counterparts as the next comparison needs.

    ``mixed`` is the same in the ids of the alignment, ``names`` leads from these to its own.
    """
    other = alignment.new
    if alignment.new_ids:
        other = replace(other, root=rekeyed(other.root, alignment.new_ids), shared_index=None)
    wanted = _wanted(alignment, mixed, names)
    said: set[str] = set()
    for round_ in range(_ROUNDS + 1):
        known = wanted.known(said) if round_ < _ROUNDS else wanted.known(wanted.all_ids)
        taken = with_counterparts(taken, other, known)
        if round_ == _ROUNDS:
            break
        found = _Matches.of(align(taken, other), taken)
        wrong = wanted.unlike(found)
        if not wrong:
            break
        said |= wrong
    return taken


@dataclass(frozen=True)
class _Matches:
    """What each element of one document is in another, empty for nothing, and its parts."""

    counterparts: Mapping[str, str]
    splits: Mapping[str, tuple[str, ...]]
    merges: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(alignment: Alignment, document: Document) -> _Matches:
        there = set(all_ids(alignment.new.root))
        names = {original: known for known, original in alignment.ids.items()}
        known = {each: names.get(each, each) for each in all_ids(document.root)}
        return _Matches(
            {each: name if name in there else "" for each, name in known.items()},
            alignment.splits,
            {
                after: tuple(alignment.original(each) for each in parts)
                for after, parts in alignment.merges.items()
            },
        )

    @property
    def all_ids(self) -> set[str]:
        return set(self.counterparts)

    def unlike(self, found: _Matches) -> set[str]:
        """Return the elements that were found to be something else."""
        wrong = {
            each
            for each, counterpart in self.counterparts.items()
            if found.counterparts.get(each) != counterpart
        }
        back = {after: each for each, after in self.counterparts.items() if after}
        for mine, theirs in ((self.splits, found.splits), (self.merges, found.merges)):
            for after in mine.keys() | theirs.keys():
                if mine.get(after) != theirs.get(after) and after in back:
                    wrong.add(back[after])
                    wrong.update(self.merges.get(after, ()))
        return wrong

    def known(self, said: set[str]) -> Known:
        """Return what is to be said of some elements."""
        parts = {each for some in self.merges.values() for each in some}
        pairs = {each: self.counterparts[each] for each in said if self.counterparts.get(each)}
        return Known(
            pairs,
            frozenset(each for each in said if self.counterparts.get(each) == "") - parts,
            frozenset(),
            {after: self.splits[after] for after in pairs.values() if after in self.splits},
            {after: some for after, some in self.merges.items() if not said.isdisjoint(some)},
        )


def _wanted(alignment: Alignment, mixed: Document, names: Mapping[str, str]) -> _Matches:
    """How the elements shall be matched that both documents of the comparison knew."""
    here = all_ids(mixed.root)
    present = set(here)
    olds, news = set(all_ids(alignment.old.root)), set(all_ids(alignment.new.root))
    theirs = alignment.new_ids
    splits, merges = {}, {}
    for after, parts in alignment.splits.items():
        rest = tuple(theirs.get(each, each) for each in parts if each not in present)
        if rest and after in present:
            splits[theirs.get(after, after)] = rest
    for after, parts in alignment.merges.items():
        rest = tuple(names.get(each, each) for each in parts if each in present)
        if rest and after in present:
            merges[theirs.get(after, after)] = rest
    return _Matches(
        {
            names.get(each, each): theirs.get(each, each) if each in news else ""
            for each in here
            if each in news or each in olds
        },
        splits,
        merges,
    )
