"""Filtering the outline in slices, so that typing never waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

from strategy_editor.document.node import Node
from strategy_editor.search.sifting import Criteria, Marked, Sieve, Sifted
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.outline.entries import outline_children

_SLICE = 0.006
"""Seconds of work between two looks at the event loop."""
_AFTER_EDIT = 200
"""Milliseconds of quiet after an edit until the filter is held against the document again."""


class Filtering(QObject):
    """Runs the sieve over the newest document and hands over the outcome; only the newest."""

    def __init__(
        self, controller: Controller, marked: Callable[[], Marked], done: Callable[[Sifted], None]
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._marked = marked
        self._done = done
        self._sieve = Sieve()
        self._run: Iterator[Sifted | None] | None = None
        self._outcome: Sifted | None = None
        self.criteria = Criteria()
        self._with_text = False
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._go_on)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_EDIT)
        self._later.timeout.connect(self.start)

    @property
    def is_busy(self) -> bool:
        """Whether an outcome is still to come."""
        return self._slices.isActive() or self._later.isActive()

    def show_text(self, with_text: bool) -> None:
        """Have rows for texts or not; that is another outline to sift."""
        self._with_text = with_text
        self._sieve = Sieve()

    def start(self) -> None:
        """Sift the newest document from the beginning."""
        self.stop()
        root = self._controller.session.document.root
        self._run = self._sieve.sift(root, self.rows_below, self.criteria, self._marked())
        self._slices.start()

    def start_later(self) -> None:
        """Sift again when there has been quiet for a while."""
        if not self.criteria.is_empty:
            self._later.start()

    def stop(self) -> None:
        """Hand over nothing any more."""
        self._slices.stop()
        self._later.stop()
        self._run = self._outcome = None

    def rows_below(self, node: Node) -> list[Node]:
        """Return the elements that the outline shows directly below one, filter or not."""
        return outline_children(node, with_text=self._with_text)

    def _go_on(self) -> None:
        """Work for a while; the outcome is handed over in a turn of its own, for that is work."""
        outcome, end = self._outcome, time.perf_counter() + _SLICE
        if outcome is not None:
            self.stop()
            self._done(outcome)
            return
        while self._run and not self._outcome and time.perf_counter() < end:
            self._outcome = next(self._run)
