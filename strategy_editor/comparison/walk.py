"""Where two documents with common ids differ, found in one walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from strategy_editor.comparison.layout import (
    ROOT,
    Part,
    children_of,
    elements_below,
    is_child,
    is_running_text,
)
from strategy_editor.comparison.moves import stayed
from strategy_editor.document.node import Node

Check = Callable[[], None]
"""Called now and then during long work; raises whatever shall end it."""
_OFTEN = 512


def never(*_: object) -> None:
    """Do not cancel."""


@dataclass
class Differences:
    """What the walk found; elements are known by their ids.

    ``own`` holds the pairs that differ in what is their own, ``lists`` those whose identified
    children are others or stand in another order, ``layouts`` those where only comments and the
    like stand between other children. ``gone`` and ``come`` hold the elements that
    are in one document only, ``away`` those whose parent is another; each with its parent's id.
    ``visited`` are pairs of elements with something below them that was looked at.
    ``old_parents`` and ``new_parents`` know the parents of all elements with something below
    them that were looked at.
    """

    own: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    lists: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    layouts: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    gone: dict[str, tuple[Node, str]] = field(default_factory=dict)
    come: dict[str, tuple[Node, str]] = field(default_factory=dict)
    away: dict[str, tuple[str, str]] = field(default_factory=dict)
    moved_nodes: dict[str, Node] = field(default_factory=dict)
    visited: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    old_parents: dict[str, str] = field(default_factory=dict)
    new_parents: dict[str, str] = field(default_factory=dict)
    _moved_in: dict[str, frozenset[str]] = field(default_factory=dict)

    def moved_in(self, parent: str) -> frozenset[str]:
        """Return the children that stand elsewhere below the same parent."""
        if parent not in self._moved_in:
            pair = self.lists.get(parent)
            self._moved_in[parent] = _moved(*pair) if pair is not None else frozenset()
        return self._moved_in[parent]

    @property
    def differs(self) -> bool:
        """Whether anything was found."""
        return bool(self.own or self.lists or self.layouts)


def differences(old: Node, new: Node, check: Check = never) -> Differences:
    """Compare two roots, which always correspond; ids must be unique on each side."""
    walk = _Walk(check)
    walk.down(old, new)
    walk.elsewhere()
    return walk.found


class _Walk:
    def __init__(self, check: Check) -> None:
        self.found = Differences()
        self._check = check
        self._gone: list[tuple[Node, str]] = []
        self._come: list[tuple[Node, str]] = []

    def down(self, old: Node, new: Node) -> None:
        """Walk down the pairs that stand below the same parents."""
        pending = [(old, new)]
        found, steps = self.found, 0
        while pending:
            steps += 1
            if not steps % _OFTEN:
                self._check()
            one, other = pending.pop()
            before, after = one.content, other.content
            if one.tag != other.tag or one.attributes != other.attributes:
                found.own[_key(one)] = (one, other)
            # What was a child is a piece of text where its parent becomes a paragraph.
            is_alike = one.tag == other.tag or is_running_text(one) == is_running_text(other)
            if is_alike and len(before) == len(after) and self._side_by_side(one, other, pending):
                continue
            self._matched(one, other, pending)

    def _side_by_side(self, one: Node, other: Node, pending: list[tuple[Node, Node]]) -> bool:
        """Compare parts in their places; give up where identified children are others."""
        deeper: list[tuple[Node, Node]] = []
        differs = False
        for before, after in zip(one.content, other.content, strict=True):
            if before is after or _same_leaf(before, after):
                continue
            said = _compared(before, after)
            if said == _OTHERS:
                return False
            differs = differs or said == _DIFFERENT
            if said == _DEEPER:
                deeper.append((before, after))  # type: ignore[arg-type]
        if deeper and (is_running_text(one) or is_running_text(other)):
            return False
        if differs:
            self.found.own[_key(one)] = (one, other)
        if deeper:
            self._deeper(one, other, deeper)
            pending.extend(deeper)
        return True

    def _deeper(self, one: Node, other: Node, pairs: list[tuple[Node, Node]]) -> None:
        key = _key(one)
        self.found.visited[key] = (one, other)
        for before, _ in pairs:
            self._parented(_key(before), key)

    def _parented(self, key: str, parent: str) -> None:
        self.found.old_parents[key] = self.found.new_parents[key] = parent

    def _matched(self, one: Node, other: Node, pending: list[tuple[Node, Node]]) -> None:
        """Compare the children of two elements by their ids, and their own parts in order."""
        key = _key(one)
        self._alone(key, one, other)
        self.found.visited[key] = (one, other)
        olds = {_key(child): child for child in children_of(one)}
        news = {_key(child): child for child in children_of(other)}
        for node_id, child in olds.items():
            after = news.get(node_id)
            if after is None:
                self._gone.append((child, key))
            elif child is not after:
                self._parented(node_id, key)
                pending.append((child, after))
        self._come += [(child, key) for node_id, child in news.items() if node_id not in olds]

    def elsewhere(self) -> None:
        """Look at what is not below the same parent: moved there, gone or come."""
        if not self._gone and not self._come:
            return
        olds = _spread(self._gone)
        news = _spread(self._come)
        self._gone, self._come = [], []
        found = self.found
        found.old_parents.update((key, parent) for key, (_, parent) in olds.items())
        found.new_parents.update((key, parent) for key, (_, parent) in news.items())
        found.gone = {key: each for key, each in olds.items() if key not in news}
        found.come = {key: each for key, each in news.items() if key not in olds}
        for at, (key, (node, parent)) in enumerate(olds.items()):
            if not at % _OFTEN:
                self._check()
            if key in news:
                other, above = news[key]
                if above != parent:
                    found.away[key] = (parent, above)
                    found.moved_nodes[key] = other
                self._alone(key, node, other)

    def _alone(self, key: str, one: Node, other: Node) -> None:
        """Compare two elements without going down."""
        if one is other:
            return
        if (one.tag, one.attributes) != (other.tag, other.attributes) or _own(one) != _own(other):
            self.found.own[key] = (one, other)
        olds = [child.id for child in children_of(one)]
        if olds != [child.id for child in children_of(other)]:
            self.found.lists[key] = (one, other)
        elif key not in self.found.own and _order(one) != _order(other):
            self.found.layouts[key] = (one, other)


_HEAVY = frozenset({"table", "section", "field", "claim", "goal", "part", "context", "annex"})


def _moved(old: Node, new: Node) -> frozenset[str]:
    before = {_key(child): child for child in children_of(old)}
    after = {_key(child): child for child in children_of(new)}
    common = [each for each in after if each in before]
    if common == [each for each in before if each in after]:
        return frozenset()

    def weigh(key: str) -> int:
        # Not the sum: what grows weighs the same when some of the changes were taken.
        return max(_weight(before[key]), _weight(after[key]))

    return frozenset(common) - stayed(list(before), list(after), weigh)


def _weight(node: Node) -> int:
    """How much an element rather stays: headings and tables before all, then by length.

    Lengths count roughly, so that another word here or there makes nothing else move.
    """
    if node.tag in _HEAVY:
        return (1 << 20) + len(node.content).bit_length()
    return len(node.text).bit_length()


def _key(node: Node) -> str:
    return node.id or ROOT


_ALIKE, _DIFFERENT, _DEEPER, _OTHERS = range(4)


def _compared(one: Part, other: Part) -> int:
    """Say of two parts in the same place whether they are alike, or what is to be done."""
    if isinstance(one, str) or isinstance(other, str):
        if one.__class__ is not other.__class__:
            return _OTHERS
        return _ALIKE if one == other else _DIFFERENT
    if one.id != other.id:
        return _OTHERS
    if one.id is None or one.tag == "footnote" or other.tag == "footnote":
        return _ALIKE if one == other else _DIFFERENT
    return _DEEPER


def _same_leaf(one: Part, other: Part) -> bool:
    """Whether two elements are alike and hold nothing but text, as most do."""
    if one.__class__ is str or other.__class__ is str:
        return False
    inner = one.content  # type: ignore[union-attr]
    return (
        len(inner) == 1
        and inner[0].__class__ is str
        and inner == other.content  # type: ignore[union-attr]
        and one.attributes == other.attributes  # type: ignore[union-attr]
        and one.tag == other.tag  # type: ignore[union-attr]
    )


def _order(node: Node) -> list[object]:
    return [part if isinstance(part, str) else part.id or part.tag for part in node.content]


def _own(node: Node) -> object:
    if is_running_text(node):
        return node.content
    return [part for part in node.content if not is_child(part)]


def _spread(tops: list[tuple[Node, str]]) -> dict[str, tuple[Node, str]]:
    found: dict[str, tuple[Node, str]] = {}
    for node, parent in tops:
        for each, above in elements_below(node, parent):
            found[each.id or ROOT] = (each, above)
    return found


def top_of(key: str, those: Mapping[str, tuple[Node, str]]) -> str:
    """Return the highest element of what came or went together with an element."""
    while (above := those[key][1]) in those:
        key = above
    return key
