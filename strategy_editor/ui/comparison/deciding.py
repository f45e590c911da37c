"""Taking changes into the draft, worked out away from the window: one step each, to be undone."""

from __future__ import annotations

from collections.abc import Callable

from strategy_editor.document.document import Document
from strategy_editor.editing.history import Step
from strategy_editor.ui.controller import Controller

Edit = Callable[[Document], Document]


class Deciding:
    """Makes one edit after the other; what is decided meanwhile waits for its turn."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._waiting: list[tuple[Step, Edit, Callable[[], None]]] = []

    def start(self, step: Step, edit: Edit, unchanged: Callable[[], None]) -> None:
        """Make an edit; ``unchanged`` is called where it changed nothing."""
        self._waiting.append((step, edit, unchanged))
        if len(self._waiting) == 1:
            self._next()

    def forget(self) -> None:
        """Another document is open: make none of the edits that wait."""
        self._waiting.clear()
        self._controller.tasks.forget("decide")

    def _next(self) -> None:
        draft = self._controller.session.document
        edit = self._waiting[0][1]
        self._controller.tasks.run(
            "decide", lambda: edit(draft), lambda taken: self._made(draft, taken), self._failed
        )

    def _made(self, draft: Document, taken: Document) -> None:
        if self._controller.session.document is not draft:
            # Something was typed meanwhile: that stays, and the change comes on top of it.
            self._next()
            return
        step, _, unchanged = self._waiting.pop(0)
        if not self._controller.apply(step, lambda _: taken):
            unchanged()
        if self._waiting:
            self._next()

    def _failed(self, error: Exception) -> None:
        self._waiting.clear()
        raise error
