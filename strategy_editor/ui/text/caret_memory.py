"""Where the caret was at each step, so that undo and redo can put it back."""

from __future__ import annotations

from collections import OrderedDict

from strategy_editor.editing.history import Step
from strategy_editor.ui.text.source import Caret

_KEPT = 2000


class CaretMemory:
    """Remembers the last caret that each revision saw, by the step that made it."""

    def __init__(self) -> None:
        self._seen: OrderedDict[int, tuple[Step | None, Caret]] = OrderedDict()

    def note(self, step: Step | None, caret: Caret) -> None:
        """Remember where the caret is after a step; None before the first."""
        self._seen[id(step)] = step, caret
        self._seen.move_to_end(id(step))
        if len(self._seen) > _KEPT:
            self._seen.popitem(last=False)

    def of(self, step: Step | None) -> Caret | None:
        """Return where the caret was after a step."""
        found = self._seen.get(id(step))
        return found[1] if found is not None else None

    def clear(self) -> None:
        """Forget everything: another document is open."""
        self._seen.clear()
