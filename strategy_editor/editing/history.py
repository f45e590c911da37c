"""Undo and redo: a list of revisions and a position in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from strategy_editor.document.document import Document
from strategy_editor.editing.typing import UNFINISHED, Run, following


@dataclass(frozen=True)
class Step:
    """What a revision came from: a message key with values, and where it happened."""

    label: str
    values: tuple[tuple[str, str], ...] = ()
    node_id: str | None = None
    field: str | None = None


@dataclass(frozen=True)
class _Revision:
    document: Document
    step: Step
    run: Run | None = None


class History:
    """The revisions of one session, oldest first.

    Revisions share all unchanged nodes and the one index, so a thousand of them cost little more
    than one. ``clock`` gives seconds: what is typed after a pause is a step of its own.
    """

    def __init__(
        self, document: Document, limit: int = 1000, clock: Callable[[], float] = monotonic
    ) -> None:
        self._clock = clock
        self._revisions = [_Revision(document, Step(""))]
        self._position = 0
        self._limit = limit

    @property
    def document(self) -> Document:
        """The present revision."""
        return self._revisions[self._position].document

    @property
    def undo_step(self) -> Step | None:
        """What undo would take back."""
        return self._revisions[self._position].step if self._position else None

    @property
    def redo_step(self) -> Step | None:
        """What redo would do again."""
        following = self._revisions[self._position + 1 : self._position + 2]
        return following[0].step if following else None

    def record(self, document: Document, step: Step, merge_key: object = None) -> None:
        """Add a revision; a run of edits with one merge key stays a single step.

        With a ``Typing`` as key the run ends where a writer expects it, see ``editing.typing``.
        """
        current = self._revisions[self._position]
        del self._revisions[self._position + 1 :]
        goes_on, run = following(current.run, merge_key, self._clock())
        if goes_on:
            self._revisions[-1] = _Revision(document, step, run)
        else:
            self._revisions.append(_Revision(document, step, run))
            del self._revisions[: max(0, len(self._revisions) - self._limit - 1)]
        self._position = len(self._revisions) - 1

    def amend(self, document: Document, step: Step) -> None:
        """Add to the last step what tidies up after it; a step of its own where it is another's.

        A step that comes to nothing by it goes.
        """
        current = self._revisions[self._position]
        same_place = (current.step.node_id, current.step.field) == (step.node_id, step.field)
        if not self._position or not same_place:
            self.record(document, step)
            return
        del self._revisions[self._position :]
        self._position -= 1
        if document != self.document:
            self._revisions.append(_Revision(document, current.step))
            self._position += 1

    def is_unfinished(self, node_id: str, field: str) -> bool:
        """Whether the last step is a run of typing in this field that may yet go on."""
        current = self._revisions[self._position]
        place = (current.step.node_id, current.step.field)
        if current.run is None or place != (node_id, field):
            return False
        return self._clock() - current.run.last < UNFINISHED

    def close_step(self) -> None:
        """Let the next edit be a step of its own, even with the same merge key."""
        current = self._revisions[self._position]
        self._revisions[self._position] = _Revision(current.document, current.step)

    def undo(self) -> Document:
        """Go back one step, if there is one."""
        self._position = max(0, self._position - 1)
        return self.document

    def redo(self) -> Document:
        """Go forward one step, if there is one."""
        self._position = min(len(self._revisions) - 1, self._position + 1)
        return self.document
