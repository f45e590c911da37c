"""Where the entries of one revision are in the next."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from strategy_editor.exchange.reading.blocks import Block
from strategy_editor.ui.text.heights import Heights


@dataclass(frozen=True, slots=True)
class Anchor:
    """The first visible entry, and how many pixels of it are above the window's edge.

    The default is the very beginning, with whatever space there is above the first entry.
    """

    index: int = 0
    offset: float = -1e6


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of one revision."""

    blocks: list[Block]
    parts: array[int]

    def name(self, index: int) -> tuple[str, str, str, int]:
        """Return what identifies an entry across revisions."""
        block = self.blocks[index]
        return block.node_id, block.kind, block.field, self.parts[index]

    def shown(self, index: int) -> tuple[int, str, str, int]:
        """Return what an entry shows; equal only while the element is the same object."""
        block = self.blocks[index]
        return id(block.node), block.kind, block.field, self.parts[index]


class Change:
    """What differs between the entries of two revisions.

    Both are equal up to ``first`` and in the last ``tail`` entries; what lies between is matched
    by element.
    """

    def __init__(self, old: Entries, new: Entries) -> None:
        self._old = old
        self._new = new
        limit = min(len(old.blocks), len(new.blocks))
        self.first = _equal(iter(old.blocks), iter(new.blocks), limit)
        ends = reversed(old.blocks), reversed(new.blocks)
        self.tail = _equal(*ends, limit - self.first)

    @property
    def last(self) -> int:
        """Where the equal end begins in the old revision."""
        return len(self._old.blocks) - self.tail

    def known_heights(self, heights: Heights) -> Iterator[float | None]:
        """Yield the height of each new entry between, None where it shows something else."""
        known = {self._old.shown(index): heights[index] for index in range(self.first, self.last)}
        for index in range(self.first, len(self._new.blocks) - self.tail):
            yield known.get(self._new.shown(index))

    def moved(self, anchor: Anchor, heights: Heights) -> Anchor:
        """Return the anchor in the new revision; where the entry is gone, one that was near it."""
        if not self._old.blocks or not self._new.blocks:
            return Anchor()
        if not self.first <= anchor.index < self.last:
            return Anchor(self._shifted(anchor.index), anchor.offset)
        between = range(self.first, len(self._new.blocks) - self.tail)
        names = {self._new.name(index): index for index in reversed(between)}
        if self.tail:
            names[self._old.name(self.last)] = self._shifted(self.last)
        below = range(anchor.index, min(self.last + 1, len(self._old.blocks)))
        above = range(anchor.index - 1, self.first - 1, -1)
        for index in (*below, *above):
            found = names.get(self._old.name(index))
            if found is not None:
                return self._beside(anchor, index, found, heights)
        return self._beside(anchor, self.first - 1, self.first - 1, heights)

    def _shifted(self, index: int) -> int:
        if index < self.first:
            return index
        return index + len(self._new.blocks) - len(self._old.blocks)

    def _beside(self, anchor: Anchor, old: int, new: int, heights: Heights) -> Anchor:
        if old < 0:
            return Anchor()
        distance = heights.top(old) - heights.top(anchor.index)
        return Anchor(new, anchor.offset - distance)


def _equal(old: Iterator[Block], new: Iterator[Block], limit: int) -> int:
    """Return how many blocks show the same, at most so many; most are even the same objects."""
    pairs = enumerate(zip(old, new, strict=False))
    while True:
        others = ((number, was, now) for number, (was, now) in pairs if was is not now)
        number, was, now = next(others, (limit, None, None))
        if number >= limit or was is None or now is None or not _same(was, now):
            return min(number, limit)


def _same(was: Block, now: Block) -> bool:
    """Whether a block shows the same element in the same way."""
    return was.node is now.node and was[3:5] == now[3:5] and was.kind == now.kind
