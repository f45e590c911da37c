"""The outline panel on the stress document: scrolling, filtering, letting everything through."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator

from tests.bench.measure import Row, milliseconds
from tests.bench.stress_file import StressFile

_STEPS = 150
_WORDS = ("verwaltung", "ver", "e")
_LIMIT = 60.0


def outlining(stress: StressFile) -> Iterator[Row]:
    """Longest frames and stalls, with every row unfolded and the texts shown."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from strategy_editor.i18n import Translator
    from strategy_editor.storage.reading import Opened, stamp_of
    from strategy_editor.ui.controller import Controller
    from strategy_editor.ui.outline.panel import OutlinePanel
    from strategy_editor.ui.theme import LIGHT
    from strategy_editor.workspace.session import Session

    instance = QApplication.instance()
    application = instance if isinstance(instance, QApplication) else QApplication([])
    qInstallMessageHandler(lambda *_: None)
    session = Session(Opened(stress.document, stamp_of(b"")), None)
    panel = OutlinePanel(Controller(session, Translator("de"), application), LIGHT)
    panel.resize(330, 700)
    panel.show()
    panel.expand_first()
    panel.bar.show_text(True)
    panel.tree.expandAll()
    application.processEvents()
    bar, frames = panel.tree.verticalScrollBar(), list[float]()
    for value in range(0, bar.maximum(), max(1, bar.maximum() // _STEPS)):
        bar.setValue(value)
        frames.append(milliseconds(panel.tree.viewport().repaint))
    how = f"longest of {len(frames)}"
    yield Row("scroll the outline", max(frames), "ms", how, goal=16.0)

    def stall(start: Callable[[], None]) -> float:
        """The longest turn of the event loop until all is done."""
        turns, end = [_timed(start)], time.perf_counter() + _LIMIT
        while panel.is_busy and time.perf_counter() < end:
            turns.append(_timed(application.processEvents))
        return max(*turns, _timed(application.processEvents))

    # As in the window, where rubbish is swept up between two events only.
    gc.collect()
    gc.disable()
    stalls = [stall(lambda word=word: panel.filter.setText(word)) for word in _WORDS]
    yield Row("stall while filtering", max(stalls), "ms", f"longest of {len(_WORDS)}", goal=33.0)
    yield Row("stall while resetting the filter", stall(panel.bar.reset), "ms", "once", goal=33.0)
    gc.enable()
    panel.close()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
