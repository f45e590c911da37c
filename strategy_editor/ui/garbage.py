"""Garbage collection on the window's thread only.

Python collects on whichever thread happens to allocate. On a worker that would take down widgets
that are part of some circle, and a widget destroyed outside the window's thread corrupts memory.
So automatic collection is off, and a timer collects where the widgets live.
"""

from __future__ import annotations

import gc
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 1000
"""Milliseconds between two looks."""
_MANY = 10_000
"""So many new objects at once are a document, or what a check has gathered of it, and last."""
_LONG = 0.004
"""Seconds. A look that takes longer went through much that lasts."""


class GarbageCollector(QObject):
    """Collects what has become garbage, by Python's own thresholds, from a timer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin, and count what is there now as lasting: it is not looked at again."""
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Collect the youngest generations that have grown past their threshold.

        What has come in a flood, or has survived all looks or a long one, is not looked at again:
        going through a large document takes longer than the window may stand still.
        """
        counts = gc.get_count()
        if counts[0] > _MANY:
            gc.freeze()
            return
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                start = perf_counter()
                gc.collect(generation)
                if generation == 2 or perf_counter() - start > _LONG:
                    gc.freeze()
                return
