"""What is derived from an element and all below it, kept as long as that element is in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from strategy_editor.document.node import Node
from strategy_editor.pacing import give_way

T = TypeVar("T")

_SPARE = 5_000
"""How many elements of earlier revisions are kept at least before they are looked for."""


class Derived(Generic[T]):
    """Values of identified elements from revision to revision; belongs to one thread.

    An edit makes new elements from the root down to what was edited; all others are the same
    objects as before, and what follows from them is still true. ``derive`` must be a function of
    the element alone, and asks ``of`` for what it needs of the identified elements below.
    """

    def __init__(self, derive: Callable[[Node], T]) -> None:
        self._derive = derive
        # The element is kept with its value: no other can be found at its address meanwhile.
        self._known: dict[int, tuple[Node, T]] = {}
        self._limit = 0

    def of(self, node: Node) -> T:
        """Return the value of an element, derived only where it is not known."""
        known = self._known.get(id(node))
        if known is not None:
            return known[1]
        give_way()
        value = self._derive(node)
        self._known[id(node)] = (node, value)
        return value

    def forget(self) -> None:
        """Derive everything anew the next time."""
        self._known.clear()
        self._limit = 0

    def tidy(self, root: Node) -> None:
        """Let go of elements that are not below this root, once there are many of them."""
        if len(self._known) <= self._limit:
            return
        if self._limit:
            known = self._known
            self._known = {id(node): known[id(node)] for node in root.walk() if id(node) in known}
        self._limit = 2 * len(self._known) + _SPARE
