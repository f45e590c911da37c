"""Which part of the sheet is seen: held at the first visible entry, not at a pixel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from strategy_editor.ui.text.following import Anchor
from strategy_editor.ui.text.heights import Heights

Shown = list[tuple[int, int]]
"""Entries in view, each with its distance from the upper edge."""


class HasHeight(Protocol):
    """What is laid out."""

    @property
    def height(self) -> int:
        """Pixels."""
        ...


class Stacked(Protocol):
    """Entries below each other, laid out when they are asked for."""

    @property
    def heights(self) -> Heights:
        """The heights of all entries; ``laid`` corrects them."""
        ...

    def __len__(self) -> int: ...

    def laid(self, index: int, /) -> HasHeight:
        """Return an entry laid out."""
        ...

    def unfold(self, index: int, /) -> int:
        """Split an entry into several; return by how many there are more."""
        ...


class Scroll:
    """The position in the sheet.

    Heights above the window are corrected without anything moving, because the position is the
    first visible entry and the pixels of it that are hidden; ``margin`` is the space above the
    first entry and below the last one.
    """

    def __init__(self, sheet: Stacked) -> None:
        self._sheet = sheet
        self.anchor = Anchor()
        self.margin = 0

    @property
    def position(self) -> int:
        """How far the upper edge is below the beginning; partly estimated."""
        if not len(self._sheet):
            return 0
        top = self._sheet.heights.top(self.anchor.index)
        return max(0, round(top + self.anchor.offset + self.margin))

    @property
    def extent(self) -> int:
        """The height of everything; partly estimated."""
        return round(self._sheet.heights.total) + 2 * self.margin

    def by(self, pixels: float) -> None:
        """Move on by some pixels, exactly."""
        self.anchor = Anchor(self.anchor.index, self.anchor.offset + pixels)

    def to(self, position: float) -> None:
        """Jump to a position of the whole."""
        y = position - self.margin
        index = self._sheet.heights.at(y)
        self.anchor = Anchor(index, y - self._sheet.heights.top(index))

    def to_entry(self, index: int, distance: float) -> None:
        """Jump so that an entry stands at a distance from the upper edge."""
        self.anchor = Anchor(index, -distance)

    def rescale(self, change: Callable[[], None]) -> None:
        """Keep the place within the first visible entry while ``change`` alters its height."""
        index, offset = self.anchor.index, self.anchor.offset
        before = self._sheet.heights[index] if len(self._sheet) else 0.0
        change()
        if offset > 0 and before > 0:
            self.anchor = Anchor(index, offset / before * self._sheet.laid(index).height)

    def lay(self, height: int) -> Shown:
        """Lay out what is seen in a window of some height, and keep within the ends."""
        if not len(self._sheet):
            return []
        self._settle()
        shown, bottom = self._fill(height)
        if bottom < height and self.position > 0:
            self.by(bottom - height)
            self._settle()
            shown, bottom = self._fill(height)
        return shown

    def _settle(self) -> None:
        """Move the anchor to the entry at the upper edge, laying out what is passed."""
        sheet, index, offset = self._sheet, self.anchor.index, round(self.anchor.offset)
        index = min(index, len(sheet) - 1)
        while offset < 0 and index > 0:
            index += sheet.unfold(index - 1) - 1
            offset += sheet.laid(index).height
        sheet.unfold(index)
        height = sheet.laid(index).height
        while offset >= height and index + 1 < len(sheet):
            offset -= height
            index += 1
            sheet.unfold(index)
            height = sheet.laid(index).height
        if index == 0:
            offset = max(offset, -self.margin)
        self.anchor = Anchor(index, offset)

    def _fill(self, height: int) -> tuple[Shown, int]:
        """Lay out from the anchor on; return also where the end of the sheet is, if in sight."""
        sheet = self._sheet
        shown: Shown = []
        index, y = self.anchor.index, -round(self.anchor.offset)
        while y < height:
            if index >= len(sheet):
                return shown, y + self.margin
            sheet.unfold(index)
            shown.append((index, y))
            y += sheet.laid(index).height
            index += 1
        at_end = index >= len(sheet)
        return shown, y + self.margin if at_end else height
