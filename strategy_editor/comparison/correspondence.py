"""Match two documents: all that belongs together, whatever the ids say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain

from strategy_editor.comparison.declared import Known
from strategy_editor.comparison.elements import Elements, whole_document
from strategy_editor.comparison.layout import ROOT, Catalogue, children_of, fields_of
from strategy_editor.comparison.matching import (
    CLOSED,
    OPEN,
    Matching,
    match_equal,
    match_repeated,
    vote,
)
from strategy_editor.comparison.runs import footnotes
from strategy_editor.comparison.similarity import match_similar
from strategy_editor.comparison.splitting import Parts, match_split
from strategy_editor.comparison.surroundings import match_surrounded
from strategy_editor.comparison.walk import Check
from strategy_editor.document.node import Node

_KEPT = 0.7
"""Share of the elements with a common id from which on an id in one document only says much."""


@dataclass(frozen=True)
class Correspondence:
    """Pairs of ids, old to new, with how sure each is where it is not certain (by new id).

    ``splits`` leads from a new id to the new ids of the other parts, ``merges`` from a new id to
    the old ids of what was taken into it.
    """

    pairs: dict[str, str] = field(default_factory=dict)
    sureness: dict[str, float] = field(default_factory=dict)
    splits: dict[str, tuple[str, ...]] = field(default_factory=dict)
    merges: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def turned(self) -> Correspondence:
        """Return the same seen from the other document."""
        back = {new: old for old, new in self.pairs.items()}
        return Correspondence(
            back,
            {back[new]: sureness for new, sureness in self.sureness.items()},
            {back[new]: others for new, others in self.merges.items()},
            {back[new]: others for new, others in self.splits.items()},
        )


def match_all(old: Node, new: Node, known: Known, check: Check) -> Correspondence:
    """Match whole documents; ids decide between equals only."""
    matching = Matching(whole_document(old), whole_document(new), check)
    matching.pair(0, 0)
    if known.ids() or known.merges:
        olds = {node.id or ROOT: number for number, node in enumerate(matching.old.nodes)}
        news = {node.id or ROOT: number for number, node in enumerate(matching.new.nodes)}
        _keep_to(matching, olds, news, known)
    return _with_known(_result(matching, _run(matching)), known)


def _keep_to(
    matching: Matching, olds: Mapping[str, int], news: Mapping[str, int], known: Known
) -> None:
    """Match what is known to belong together, and leave aside what belongs to nothing."""
    for before, after in known.pairs.items():
        if before in olds and after in news:
            matching.pair(olds[before], news[after])
    _close(matching.partners, olds, known.old_alone, known.merges)
    _close(matching.origins, news, known.new_alone, known.splits)


def _close(
    counterparts: list[int],
    numbers: Mapping[str, int],
    alone: Iterable[str],
    parts: Mapping[str, tuple[str, ...]],
) -> None:
    for key in chain(alone, *parts.values()):
        if key in numbers and counterparts[numbers[key]] == OPEN:
            counterparts[numbers[key]] = CLOSED


def _with_known(found: Correspondence, known: Known) -> Correspondence:
    for after in found.pairs.values():
        if after in known.splits:
            found.splits[after] = known.splits[after]
        if after in known.merges:
            found.merges[after] = known.merges[after]
    return found


def match_rest(
    old: Catalogue,
    new: Catalogue,
    opened: tuple[Set[str], Set[str]],
    common: Set[str],
    known: Known,
    check: Check,
) -> Correspondence:
    """Match what has no partner by its id, or one that is doubted."""
    open_old, open_new = opened
    olds, news = _Pool(old, open_old), _Pool(new, open_new)
    shared = [key for key in {**olds.parents, **news.parents} if key not in open_old | open_new]
    before, after = olds.elements(shared), news.elements(shared)
    are_kept = len(common) >= _KEPT * min(len(old), len(new))
    matching = Matching(before, after, check, ids_hint=True, ids_kept=are_kept)
    for key, number in olds.numbers.items():
        if key not in olds.open:
            other = news.numbers.get(key, OPEN)
            if other >= 0 and key not in news.open:
                matching.pair(number, other)
                matching.certain.add(other)
            else:
                matching.partners[number] = CLOSED
    for key, number in news.numbers.items():
        if key not in news.open and matching.origins[number] == OPEN:
            matching.origins[number] = CLOSED
    _keep_to(matching, olds.numbers, news.numbers, known)
    return _with_known(_result(matching, _run(matching), common), known)


def _run(matching: Matching) -> Parts:
    match_equal(matching)
    match_repeated(matching)
    match_similar(matching)
    vote(matching)
    parts = match_split(matching)
    match_repeated(matching)
    match_surrounded(matching)
    if vote(matching):
        match_surrounded(matching)
    return parts


def _result(matching: Matching, parts: Parts, common: Set[str] = frozenset()) -> Correspondence:
    olds, news = matching.old.nodes, matching.new.nodes
    found = Correspondence()
    for number, partner in enumerate(matching.partners):
        key = olds[number].id or ROOT
        if partner >= 0:
            after = news[partner].id or ROOT
            found.pairs[key] = after
            if partner in matching.sureness:
                found.sureness[after] = matching.sureness[partner]
    _add_footnotes(matching, found, common)
    for old, others in parts.splits.items():
        found.splits[news[matching.partners[old]].id or ""] = _ids(news, others)
    for new, others in parts.merges.items():
        found.merges[news[new].id or ""] = _ids(olds, others)
    return found


def _add_footnotes(matching: Matching, found: Correspondence, common: Set[str]) -> None:
    """Match footnotes: in matched texts by their own texts and order, then wherever they hang."""
    left: list[Node] = []
    came: list[Node] = []
    for number, node in enumerate(matching.old.nodes):
        partner = matching.partners[number]
        if partner == CLOSED or (partner >= 0 and matching.is_certain(partner)):
            continue
        before = _footnotes(node, common)
        after = _footnotes(matching.new.nodes[partner], common) if partner >= 0 else []
        if before and after:
            pairs = _matched_in_order(before, after)
            found.pairs.update(pairs)
            taken = set(pairs.values())
            before = [note for note in before if note.id not in pairs]
            after = [note for note in after if note.id not in taken]
        left += before
        came += after
    for number, node in enumerate(matching.new.nodes):
        if matching.origins[number] == OPEN:
            came += _footnotes(node, common)
    found.pairs.update(_matched_in_order(left, came, also_rest=False))


def _footnotes(node: Node, common: Set[str]) -> list[Node]:
    content = node.content
    if not content or (len(content) == 1 and isinstance(content[0], str)):
        return []
    notes = (note for parts in fields_of(node).values() for note in footnotes(parts).values())
    return [note for note in notes if note.id not in common]


def _matched_in_order(
    olds: list[Node], news: list[Node], *, also_rest: bool = True
) -> dict[str, str]:
    """Match footnotes of equal texts, then, if there are as many, those that are left."""
    pairs: dict[str, str] = {}
    texts = _by_text(news)
    waiting = []
    for note in olds:
        if texts.get(note.text):
            pairs[note.id or ""] = texts[note.text].pop(0).id or ""
        else:
            waiting.append(note)
    taken = set(pairs.values())
    rest = [note for note in news if note.id not in taken]
    if also_rest and len(rest) == len(waiting):
        pairs.update((one.id or "", two.id or "") for one, two in zip(waiting, rest, strict=True))
    return pairs


def _by_text(notes: Iterable[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for note in notes:
        found.setdefault(note.text, []).append(note)
    return found


def _ids(nodes: Sequence[Node], numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(nodes[number].id or "" for number in numbers)


class _Pool:
    """The open elements of one document with their parents and siblings around them."""

    def __init__(self, known: Catalogue, open_keys: Set[str]) -> None:
        self.open = open_keys
        self.numbers: dict[str, int] = {}
        self._known = known
        self.parents = dict.fromkeys(
            sorted(parent for key in open_keys if (parent := known[key][1]) not in open_keys)
        )
        self._order = self._from_above()

    def _from_above(self) -> list[str]:
        """The open elements, each behind the one it stands below if that is open too."""
        found: list[str] = []
        pending = [parent for parent in reversed(self.parents) if parent]
        while pending:
            key = pending.pop()
            if key in self.open:
                found.append(key)
            below = [child.id or ROOT for child in children_of(self._known[key][0])]
            pending.extend(each for each in reversed(below) if each in self.open)
        return found

    def elements(self, shared: Sequence[str]) -> Elements:
        """Return the elements: for each parent on either side, and each open element, its row."""
        found = Elements()
        fixed: dict[int, int] = {}
        wanted = dict.fromkeys([*(key for key in shared if key in self._known), *self._order])
        for key in wanted:
            node = self._known[key][0]
            parent = self._number(found, fixed, node, OPEN)
            for child in children_of(node):
                self._number(found, fixed, child, parent)
        found.hash_all(fixed)
        return found

    def _number(self, found: Elements, fixed: dict[int, int], node: Node, parent: int) -> int:
        key = node.id or ROOT
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = found.add(node, parent)
            if key not in self.open:
                fixed[number] = hash(key)
        elif parent >= 0:
            found.adopt(parent, number)
        return number
