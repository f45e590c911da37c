"""Which elements of two documents correspond."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from zlib import crc32

from strategy_editor.comparison.correspondence import Correspondence, match_all, match_rest
from strategy_editor.comparison.counterparts import known_of
from strategy_editor.comparison.declared import Known, lineage_of, together
from strategy_editor.comparison.layout import (
    Catalogue,
    all_ids,
    catalogue,
    key_of,
    refuse_doubles,
)
from strategy_editor.comparison.rekeying import rekeyed_apart
from strategy_editor.comparison.trust import doubtful
from strategy_editor.comparison.walk import Check, Differences, differences, never
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node


@dataclass(frozen=True)
class Alignment:
    """Two documents in which the same id means the same element.

    ``old`` is the old document with every matched element under the id it has in ``new``, and
    references to them rewritten along; an unmatched one whose id means another element in ``new``
    has a fresh id. It is the given document itself where nothing had to be renamed. ``ids`` leads
    from an id in ``old`` to the one the element had originally, where they differ; ``new_ids``
    does so for ``new``, which differs only where a comparison was turned round. ``confidence``
    holds how sure a match is, by id, where it is less than certain. ``splits`` leads from an id
    to those of the other parts the element was split into, ``merges`` from an id to those of the
    old elements that were taken into it; these are not matched themselves.
    """

    old: Document
    new: Document
    ids: Mapping[str, str] = field(default_factory=dict)
    new_ids: Mapping[str, str] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def original(self, node_id: str) -> str:
        """Return the id by which the given old document knows an element."""
        return self.ids.get(node_id, node_id)


def align(old: Document, new: Document, check: Check = never) -> Alignment:
    """Find out which elements correspond; the roots always do.

    Raises ``DuplicateId`` where an id occurs twice in one document, and what ``check`` raises.
    """
    return aligned(old, new, check)[0]


def aligned(old: Document, new: Document, check: Check = never) -> tuple[Alignment, Differences]:
    """Align, and return where the aligned documents differ, which is found on the way."""
    if old.root is new.root:
        return Alignment(old, new), Differences()
    run = _Run(old.root, new.root, known_of(old, new), check)
    names, base = run.names(), old
    if names:
        root, parted = rekeyed_apart(old.root, names, run.free)
        base, names = replace(old, root=root, shared_index=None), names | parted
    found = run.found
    merges = {
        key: tuple(names.get(each, each) for each in ids) for key, ids in found.merges.items()
    }
    alignment = Alignment(
        base, new, {after: before for before, after in names.items()}, {}, found.sureness,
        found.splits, merges,
    )  # fmt: skip
    if run.differences is None or names.keys() - {old.root.id}:
        return alignment, differences(base.root, new.root, check)
    return alignment, run.differences


class _Run:
    """Finds the pairs, and the differences where they can be used as they are."""

    def __init__(self, old: Node, new: Node, known: Known, check: Check) -> None:
        self._old, self._new, self._known, self._check = old, new, known, check
        olds, news = all_ids(old), all_ids(new)
        self._old_ids, self._new_ids = refuse_doubles(olds), refuse_doubles(news)
        self._turned = _comes_second(olds, news)
        self._unmatched: Collection[str] = ()
        self.differences: Differences | None = None
        self.found = self._corresponding()
        self._keep_to_known()
        if old.id is not None and new.id is not None:
            self.found.pairs[old.id] = new.id

    def names(self) -> dict[str, str]:
        """Return the new name of each old element that needs another."""
        pairs = self.found.pairs
        names = {before: after for before, after in pairs.items() if before != after}
        for each in self._unmatched:
            if each in self._new_ids and each not in pairs:
                names[each] = self.free(each)
        # An id may be a footnote's in one document and an element's in the other.
        for each in sorted(set(names.values()) & self._old_ids - names.keys()):
            names[each] = self.free(each)
        return names

    def free(self, node_id: str) -> str:
        """Return an id that no element has, the same one in every comparison."""
        names = (f"old{number or ''}-{node_id}" for number in count())
        return next(
            each for each in names if each not in self._old_ids and each not in self._new_ids
        )

    def _keep_to_known(self) -> None:
        """Let nothing contradict what is known: footnotes are matched behind everything else."""
        known, pairs = self._known, self.found.pairs
        if not known.pairs and not known.old_alone:
            return
        taken = set(known.pairs.values())
        for before, after in list(pairs.items()):
            if before in known.old_alone or (after in taken and known.pairs.get(before) != after):
                del pairs[before]
        for before, after in known.pairs.items():
            if before in self._old_ids and after in self._new_ids:
                pairs[before] = after
        self._unmatched = {*self._unmatched, *(known.ids() & self._old_ids)}

    def _corresponding(self) -> Correspondence:
        old, new = _as_root(self._old, self._new), self._new
        walked = differences(old, new, self._check)
        common = self._old_ids & self._new_ids
        catalogues = cache(lambda: (catalogue(old), catalogue(new)))
        doubted = doubtful(walked, key_of(new), len(common), catalogues)
        if doubted is None or not common - {key_of(new)}:
            return self._everything(together(self._known, lineage_of(self._old, new)))
        self.differences = walked
        doubted |= self._known.ids() & common
        if not doubted and not walked.gone and not walked.come:
            return Correspondence()
        olds = _known(walked.gone, walked, doubted, 0)
        news = _known(walked.come, walked, doubted, 1)
        if not doubted <= olds.keys() & news.keys():
            olds, news = catalogues()
        open_old = walked.gone.keys() | (doubted & olds.keys())
        open_new = walked.come.keys() | (doubted & news.keys())
        self._unmatched = open_old
        # An id that is believed counts more than what is declared.
        lineage = lineage_of(self._old, new).without(common - doubted, common - doubted)
        known = together(self._known, lineage)
        if self._turned:
            turned = known.turned()
            return match_rest(
                news, olds, (open_new, open_old), common, turned, self._check
            ).turned()
        return match_rest(olds, news, (open_old, open_new), common, known, self._check)

    def _everything(self, known: Known) -> Correspondence:
        self._unmatched = self._old_ids
        if self._turned:
            return match_all(self._new, self._old, known.turned(), self._check).turned()
        return match_all(self._old, self._new, known, self._check)


def _comes_second(olds: Sequence[str], news: Sequence[str]) -> bool:
    """Whether to look from the other side: both directions shall find the same pairs."""
    if len(olds) != len(news):
        return len(olds) > len(news)
    return crc32("".join(olds).encode()) > crc32("".join(news).encode())


def _known(only: Catalogue, walked: Differences, doubted: Collection[str], side: int) -> Catalogue:
    """The elements that are in one document only or doubted, and those they can stand below."""
    found = {key: (pair[side], "") for key, pair in {**walked.visited, **walked.lists}.items()}
    found.update(only)
    parents = walked.new_parents if side else walked.old_parents
    for key in doubted:
        if key in walked.own and parents.get(key, "") in found:
            found[key] = (walked.own[key][side], parents[key])
    return found


def _as_root(old: Node, new: Node) -> Node:
    """The old root under the id of the new one."""
    return old if old.id == new.id else old.with_attribute("id", new.id)
