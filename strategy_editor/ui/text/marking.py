"""What is marked to be copied: from one place of the text to another, over any blocks between."""

from __future__ import annotations

from typing import NamedTuple

from strategy_editor.ui.text.laid import LaidText
from strategy_editor.ui.text.places import Places, Spot
from strategy_editor.ui.text.source import Caret


class End(NamedTuple):
    """One end of what is marked, where it is in this revision."""

    spot: Spot
    shown: int
    caret: Caret


class Marking:
    """The marked stretch; ``anchor`` stays, ``caret`` moves."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.anchor: Caret | None = None
        self.caret: Caret | None = None
        self._ends: tuple[End, End] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is marked."""
        return self.anchor is None or self.anchor == self.caret

    @property
    def is_many(self) -> bool:
        """Whether the stretch goes over several texts."""
        return (
            self.anchor is not None
            and self.caret is not None
            and self.anchor.source != self.caret.source
        )

    def put(self, anchor: Caret | None, caret: Caret | None) -> None:
        """Mark another stretch, nothing for None."""
        self.anchor, self.caret = anchor, caret
        self.follow()

    def clear(self) -> None:
        """Mark nothing."""
        self.put(None, None)

    def follow(self) -> None:
        """Find the ends anew: entries moved, or are laid out anew."""
        self._ends = None
        if self.anchor is None or self.caret is None or self.is_empty:
            return
        first, last = self._end(self.anchor), self._end(self.caret)
        if first is None or last is None:
            self.anchor = self.caret = None
            return
        self._ends = (first, last) if first[:2] <= last[:2] else (last, first)

    def ends(self) -> tuple[End, End] | None:
        """Return first and last place in reading order; None where nothing is marked."""
        return self._ends

    def range_in(self, index: int, number: int, text: LaidText) -> tuple[int, int] | None:
        """Return what of a text is marked, as printed."""
        if self._ends is None:
            return None
        first, last = self._ends
        here = Spot(index, number)
        if not first.spot <= here <= last.spot:
            return None
        length = len(text.layout.text().encode("utf-16-le")) // 2
        start = first.shown if here == first.spot else 0
        end = last.shown if here == last.spot else length
        return start, end

    def _end(self, caret: Caret) -> End | None:
        near = self._ends[0].spot.entry if self._ends else -1
        spot = self._places.find(caret.source, near)
        if spot is None:
            return None
        return End(spot, self._places.scale(spot).shown(caret.position), caret)
