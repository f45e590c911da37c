"""Pairs of elements, found from what is equal: whole subtrees, and children that voted."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from strategy_editor.comparison.elements import Elements
from strategy_editor.comparison.vocabulary import Vocabulary
from strategy_editor.comparison.walk import Check, never

OPEN, CLOSED = -1, -2
"""Not matched yet, and not to be matched."""
_EQUAL = 1.0
_VOTED = 0.9
_BY_PLACE = 0.8
_TELLING = 8
"""Characters of text that are hardly in two places by chance."""
_LONG = 40
"""Characters of text that weigh as much as an element."""


class Matching:
    """Which elements of two documents correspond; found pairs stay.

    ``partners`` leads from the old number to the new one, ``origins`` back; ``sureness`` is by
    new number. ``ids_hint`` says that the same id speaks for a match, ``ids_kept`` also that one
    which is in one document only speaks against it.
    """

    def __init__(
        self,
        old: Elements,
        new: Elements,
        check: Check = never,
        *,
        ids_hint: bool = False,
        ids_kept: bool = False,
    ) -> None:
        self.old = old
        self.new = new
        self.partners = [OPEN] * len(old.nodes)
        self.origins = [OPEN] * len(new.nodes)
        self.sureness: dict[int, float] = {}
        self.check = check
        self.ids_hint = ids_hint
        self.ids_kept = ids_kept
        self.certain: set[int] = set()
        self.vocabulary = Vocabulary(len(old.nodes))

    def pair(self, old: int, new: int, sureness: float = _EQUAL) -> bool:
        """Match two elements unless one of them is matched already."""
        if self.partners[old] != OPEN or self.origins[new] != OPEN:
            return False
        self.partners[old] = new
        self.origins[new] = old
        if sureness < _EQUAL:
            self.sureness[new] = sureness
        return True

    def unpair(self, old: int) -> None:
        """Take a match back."""
        new = self.partners[old]
        self.partners[old] = self.origins[new] = OPEN
        self.sureness.pop(new, None)

    def is_certain(self, new: int) -> bool:
        """Whether a pair was given by believed ids, so that its footnotes have theirs too."""
        return new in self.certain

    def open_old(self, numbers: Iterable[int] | None = None) -> list[int]:
        """Return the old elements without a partner, all or among some."""
        partners = self.partners
        some = range(len(partners)) if numbers is None else numbers
        return [each for each in some if partners[each] == OPEN]

    def open_new(self, numbers: Iterable[int] | None = None) -> list[int]:
        """Return the new elements without an origin, all or among some."""
        origins = self.origins
        some = range(len(origins)) if numbers is None else numbers
        return [each for each in some if origins[each] == OPEN]

    def matched_parents(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of elements with something below them, from the top down."""
        for old, new in enumerate(self.partners):
            if new >= 0 and self.old.kids[old] and self.new.kids[new]:
                yield old, new


def match_equal(matching: Matching) -> None:
    """Match subtrees that are equal and the only ones so, largest first; then let them vote."""
    old, new = matching.old, matching.new
    once = _unique(old.whole, matching.open_old())
    there = _unique(new.whole, matching.open_new())
    for number in sorted(once.values()):
        if matching.partners[number] == OPEN and _says_something(old, number):
            other = there.get(old.whole[number], OPEN)
            if other >= 0 and matching.origins[other] == OPEN:
                match_whole(matching, number, other)
    vote(matching)


def _says_something(elements: Elements, number: int) -> bool:
    """Whether an element is more than a value, which stands in many places by chance."""
    return bool(elements.kids[number]) or len(elements.text(number)) >= _TELLING


def match_whole(matching: Matching, old: int, new: int, sureness: float = _EQUAL) -> None:
    """Match two equal elements with all below them."""
    pending = [(old, new)]
    while pending:
        one, other = pending.pop()
        matching.pair(one, other, sureness)
        pending.extend(zip(matching.old.kids[one], matching.new.kids[other], strict=False))


def _unique(hashes: Sequence[int], numbers: Iterable[int]) -> dict[int, int]:
    """Return what occurs once among some elements, with its number."""
    found: dict[int, int] = {}
    twice: set[int] = set()
    for number in numbers:
        key = hashes[number]
        if key in found:
            twice.add(key)
        else:
            found[key] = number
    for key in twice:
        del found[key]
    return found


def vote(matching: Matching) -> bool:
    """Match elements that hold most of what the children of the other have become.

    Say whether there were any.
    """
    any_found = False
    old, new = matching.old, matching.new
    for number in range(len(old.nodes) - 1, -1, -1):
        kids = old.kids[number]
        if not kids or matching.partners[number] != OPEN:
            continue
        votes: dict[int, int] = defaultdict(int)
        for kid in kids:
            partner = matching.partners[kid]
            if partner >= 0:
                above = new.parents[partner]
                if above >= 0 and matching.origins[above] == OPEN:
                    votes[above] += 1 + len(old.text(kid)) // _LONG
        tag = old.nodes[number].tag
        fitting = [(votes[each], -each) for each in votes if new.nodes[each].tag == tag]
        if fitting:
            any_found = matching.pair(number, -max(fitting)[1], _VOTED) or any_found
    return any_found


def match_repeated(matching: Matching) -> None:
    """Match equal subtrees of which there are several: by their place, then by their neighbours."""
    for old, new in list(matching.matched_parents()):
        _in_order(matching, matching.old.kids[old], matching.new.kids[new])
    _beside(matching)
    _equally_often(matching)


def _in_order(matching: Matching, olds: Sequence[int], news: Sequence[int]) -> None:
    waiting: dict[int, deque[int]] = defaultdict(deque)
    for new in matching.open_new(news):
        waiting[matching.new.whole[new]].append(new)
    if not waiting:
        return
    ids = {matching.new.nodes[new].id: new for new in news} if matching.ids_hint else {}
    for old in olds:
        group = waiting.get(matching.old.whole[old])
        if not group or matching.partners[old] != OPEN or not _may_repeat(matching, old):
            continue
        same = ids.get(matching.old.nodes[old].id, OPEN)
        if same >= 0 and matching.new.whole[same] == matching.old.whole[old]:
            match_whole(matching, old, same)
        while group and matching.partners[old] == OPEN:
            match_whole(matching, old, group.popleft())


def _may_repeat(matching: Matching, old: int) -> bool:
    """Whether being equal is enough: mere values with other ids are others where ids are kept."""
    return not matching.ids_kept or _says_something(matching.old, old)


def _beside(matching: Matching) -> None:
    """Match what stands beside a matched element on both sides and is equal."""
    old, new = matching.old, matching.new
    known = set(new.whole)
    for number in matching.open_old():
        if old.whole[number] not in known or not _may_repeat(matching, number):
            continue
        for side, neighbour in enumerate(old.neighbours(number)):
            partner = matching.partners[neighbour] if neighbour >= 0 else OPEN
            if partner < 0:
                continue
            other = new.neighbours(partner)[1 - side]
            is_open = other >= 0 and matching.origins[other] == OPEN
            if is_open and new.whole[other] == old.whole[number]:
                match_whole(matching, number, other, _BY_PLACE)
                break


def _equally_often(matching: Matching) -> None:
    """Match in order what is equal and occurs as often in both, if it says something at all."""
    olds = _groups(matching.old, matching.open_old())
    news = _groups(matching.new, matching.open_new())
    for key, group in olds.items():
        others = news.get(key, [])
        if len(group) == len(others):
            for old, new in zip(group, others, strict=True):
                if matching.partners[old] == OPEN and matching.origins[new] == OPEN:
                    match_whole(matching, old, new, _BY_PLACE)


def _groups(elements: Elements, numbers: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        if _says_something(elements, number):
            found[elements.whole[number]].append(number)
    return found
