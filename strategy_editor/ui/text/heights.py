"""The heights of all entries, estimated until laid out, and where each one stands."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Heights:
    """Pixels; positions are summed up anew when asked for after a change."""

    def __init__(self) -> None:
        self._heights = array("d")
        self._tops: list[float] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> float:
        return self._heights[index]

    def __setitem__(self, index: int, height: float) -> None:
        if self._heights[index] != height:
            self._heights[index] = height
            self._tops = None

    def replace(self, first: int, last: int, heights: Iterable[float]) -> None:
        """Put other entries in the place of some."""
        self._heights[first:last] = array("d", heights)
        self._tops = None

    @property
    def total(self) -> float:
        """The height of all entries."""
        return self._summed()[-1]

    def top(self, index: int) -> float:
        """Return where an entry begins."""
        return self._summed()[index]

    def at(self, y: float) -> int:
        """Return the entry at a position, the nearest where there is none."""
        found = bisect_right(self._summed(), y) - 1
        return max(0, min(found, len(self._heights) - 1))

    def _summed(self) -> list[float]:
        if self._tops is None:
            self._tops = [0.0, *accumulate(self._heights)]
        return self._tops
