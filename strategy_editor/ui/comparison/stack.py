"""The rows of a comparison below each other, each as high as its highest entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategy_editor.ui.comparison.edition import Edition
from strategy_editor.ui.comparison.rows import NOWHERE, Fold, Row, folded
from strategy_editor.ui.comparison.wording_marks import Marked, differing
from strategy_editor.ui.text.heights import Heights
from strategy_editor.ui.text.laid import Laid
from strategy_editor.ui.text.styles import Styles

FOLD_HEIGHT = 34
_BETWEEN = 6
"""Pixels: a fold, and what separates two rows."""


@dataclass(frozen=True)
class Beside:
    """A row laid out: an entry for each edition, None for none."""

    height: int
    entries: tuple[Laid | None, ...]


class Stack:
    """What is shown of a comparison: rows, and folds over rows without a change."""

    def __init__(
        self, editions: Sequence[Edition], rows: Sequence[Row], *, folding: bool = True
    ) -> None:
        self.editions = editions
        self.rows = rows
        self.heights = Heights()
        self.folding = folding
        self._opened: set[int] = set()
        self._marked: dict[int, tuple[tuple[Laid, Laid], tuple[Marked, Marked]]] = {}
        self.shown: list[int | Fold] = []
        self.refold()

    def __len__(self) -> int:
        return len(self.shown)

    def refold(self) -> None:
        """Show what is to be seen anew."""
        everything: list[int | Fold] = list(range(len(self.rows)))
        self.shown = folded(self.rows, frozenset(self._opened)) if self.folding else everything
        self.heights.replace(0, len(self.heights), map(self._estimate, self.shown))

    def open(self, fold: Fold) -> None:
        """Show the rows of a fold."""
        self._opened.add(fold.first)
        self.refold()

    def place_of(self, row: int) -> int:
        """Return where a row is shown, or the fold that it is in."""
        for at, each in enumerate(self.shown):
            if each == row or (isinstance(each, Fold) and each.first <= row < each.last):
                return at
        return 0

    def set_look(self, styles: Styles, width: int) -> None:
        """Lay everything out anew."""
        for edition in self.editions:
            edition.sheet.set_look(styles, width)
        self._marked.clear()
        self.heights.replace(0, len(self.heights), map(self._estimate, self.shown))

    def unfold(self, _index: int, /) -> int:
        """Rows are never split."""
        return 0

    def laid(self, index: int, /) -> Beside:
        """Return what is shown at a place, laid out."""
        shown = self.shown[index]
        if isinstance(shown, Fold):
            return Beside(FOLD_HEIGHT, ())
        row = self.rows[shown]
        entries = tuple(
            edition.laid(entry) if entry != NOWHERE else None
            for edition, entry in zip(self.editions, row.entries, strict=True)
        )
        height = max((each.height for each in entries if each is not None), default=0) + _BETWEEN
        self.heights[index] = height
        return Beside(height, entries)

    def marked(self, row: int, older: int) -> tuple[Marked, Marked] | None:
        """Return the words that differ between an edition and the next, None where none can.

        A moved entry is held against the place where it stands now.
        """
        old = self._entry(row, older)
        new = self._entry(row, older + 1)
        if old is None or new is None:
            return None
        key = row * len(self.editions) + older
        known = self._marked.get(key)
        if known is None or known[0][0] is not old or known[0][1] is not new:
            known = self._marked[key] = ((old, new), differing(old, new))
        return known[1]

    def _entry(self, row: int, edition: int) -> Laid | None:
        here = self.rows[row]
        entry = here.entries[edition]
        if entry == NOWHERE and here.partner != NOWHERE:
            entry = self.rows[here.partner].entries[edition]
        return self.editions[edition].laid(entry) if entry != NOWHERE else None

    def _estimate(self, shown: int | Fold) -> float:
        if isinstance(shown, Fold):
            return FOLD_HEIGHT
        entries = zip(self.editions, self.rows[shown].entries, strict=True)
        found = [edition.sheet.heights[entry] for edition, entry in entries if entry != NOWHERE]
        return max(found, default=0.0) + _BETWEEN
