"""Texts that stand in a strategy twice, or nearly so (T-10), followed from revision to revision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import NamedTuple

from strategy_editor.document.node import Node
from strategy_editor.document.texts import wording
from strategy_editor.pacing import give_way

_FIELDS = {"paragraph": "", "item": "text", "goal": "statement", "subgoal": "statement",
           "claim": "statement", "measure": "statement"}  # fmt: skip
_WORDS, _MANY_WORDS = 12, 25
"""A text of fewer words may well stand twice; one of fewer than the second may be alike."""
_ALIKE = 0.85
"""The share of words, counted with their number, from which two texts are nearly the same."""
_LETTERS, _KEY = 80, 32
"""A text of fewer letters has too few words; so many at its beginning and end make a key."""
_MOST = 4
"""Texts with the same key that may be alike: more are a form that is filled in again and again."""
_EDGES = ".,;:!?()[]„“”\"»«’'…"


class Pair(NamedTuple):
    """Two elements whose texts are the same, or nearly.

    Of many that say the same, each makes a pair with one of them, not with all.
    """

    one: str
    other: str
    is_same: bool


class Repeats:
    """Finds texts that are like another; an edit costs what was edited. For one thread.

    Only texts that begin or end alike are held against each other, word by word.
    """

    def __init__(self) -> None:
        self._by_key: dict[int, list[Node]] = {}
        self._pairs: dict[int, tuple[Pair, ...]] = {}

    def follow(self, gone: Iterable[Node], come: Iterable[Node]) -> frozenset[Pair]:
        """Take elements that are no longer there, and new ones; return the pairs that there are."""
        for key in self._drop(gone) | self._add(come):
            self._compare(key)
        return frozenset(pair for pairs in self._pairs.values() for pair in pairs)

    def _add(self, nodes: Iterable[Node]) -> set[int]:
        touched = set()
        for node in nodes:
            for key in _keys(node):
                found = self._by_key.setdefault(key, [])
                found.append(node)
                if len(found) > 1:
                    touched.add(key)
        return touched

    def _drop(self, nodes: Iterable[Node]) -> set[int]:
        touched = set()
        for node in nodes:
            for key in _keys(node):
                found = [each for each in self._by_key.get(key, ()) if each is not node]
                if found:
                    self._by_key[key] = found
                else:
                    self._by_key.pop(key, None)
                touched.add(key)
        return touched

    def _compare(self, key: int) -> None:
        nodes = self._by_key.get(key, [])
        self._pairs.pop(key, None)
        if len(nodes) > 1:
            give_way()
            pairs = tuple(_pairs(nodes))
            if pairs:
                self._pairs[key] = pairs


def field_of(node: Node) -> str:
    """Return the field of an element that is held against others."""
    return _FIELDS[node.tag]


def _pairs(nodes: list[Node]) -> Iterator[Pair]:
    by_text: dict[str, list[str]] = {}
    for node in nodes:
        by_text.setdefault(text_of(node), []).append(node.id or "")
    for text, (one, *others) in by_text.items():
        if others and len(text.split()) >= _WORDS:
            yield from (Pair(one, other, is_same=True) for other in others)
    if len(nodes) <= _MOST:
        for (text, ids), (another, further) in combinations(by_text.items(), 2):
            if _are_alike(text, another):
                yield from (Pair(*pair, is_same=False) for pair in product(ids, further))


def _are_alike(text: str, another: str) -> bool:
    least, most = sorted((len(text), len(another)))
    if least < _ALIKE * most:
        return False
    words, others = _words(text), _words(another)
    least, most = sorted((len(words), len(others)))
    if least < _MANY_WORDS:
        return False
    return sum((Counter(words) & Counter(others)).values()) >= _ALIKE * most


def _keys(node: Node) -> set[int]:
    if node.tag not in _FIELDS:
        return set()
    text = text_of(node)
    if len(text) < _LETTERS:
        return set()
    # A key is no proof: what shares one is compared word by word.
    return {hash(text[:_KEY]), hash(text[-_KEY:])}


def text_of(node: Node) -> str:
    """Return the text of an element that is held against others."""
    field = _FIELDS[node.tag]
    text = node.child(field) if field else node
    return wording(text) if text is not None else ""


def _words(text: str) -> list[str]:
    return [word.strip(_EDGES) for word in text.casefold().split()]
