"""Unfolding many rows in slices, from the top down, so that the window never waits for it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator

from PySide6.QtCore import QObject, QPersistentModelIndex, QPoint, QTimer
from PySide6.QtWidgets import QTreeView

from strategy_editor.ui.outline.model import OutlineModel

_SLICE = 0.003
"""Seconds of work between two looks at the event loop."""


class Unfolding(QObject):
    """Unfolds rows below others, in their order; what is in view keeps its place meanwhile."""

    def __init__(self, tree: QTreeView, model: OutlineModel) -> None:
        super().__init__(tree)
        self._tree = tree
        self._model = model
        self._run: Iterator[None] = iter(())
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._go_on)
        self.is_unfolding = False
        """Whether what the tree says of unfolded rows is our own doing at the moment."""

    @property
    def is_busy(self) -> bool:
        """Whether rows are still to be unfolded."""
        return self._slices.isActive()

    def start(self, wanted: Collection[str] | None, above: str = "") -> None:
        """Unfold those wanted below a row, or everything; the first screens at once."""
        self._run = self._walk(wanted, above)
        self._slices.start()
        self._go_on()

    def stop(self) -> None:
        """Leave folded what still is."""
        self._slices.stop()

    def _go_on(self) -> None:
        end = time.perf_counter() + _SLICE
        top = self._tree.indexAt(QPoint(0, 0))
        anchor = QPersistentModelIndex(top) if top.row() or top.parent().isValid() else None
        before = self._tree.visualRect(top).top() if anchor is not None else 0
        was, self.is_unfolding = self.is_unfolding, True
        try:
            while time.perf_counter() < end:
                if next(self._run, self) is self:
                    self._slices.stop()
                    break
        finally:
            self.is_unfolding = was
        if anchor is not None and anchor.isValid():
            moved = self._tree.visualRect(anchor).top() - before
            if moved:
                bar = self._tree.verticalScrollBar()
                bar.setValue(bar.value() + moved)

    def _walk(self, wanted: Collection[str] | None, above: str) -> Iterator[None]:
        model, tree = self._model, self._tree
        pending = model.children_of(above)[::-1]
        while pending:
            yield
            node_id = pending.pop()
            if wanted is not None and node_id not in wanted:
                continue
            index = model.index_of(node_id)
            if not model.hasChildren(index):
                continue
            if not tree.isExpanded(index):
                tree.expand(index)
            pending.extend(reversed(model.children_of(node_id)))
