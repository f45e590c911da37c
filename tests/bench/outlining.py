"""The outline panel on the stress document: scrolling, filtering, letting everything through."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from functools import partial

from tests.bench.measure import Row, Taken, longest, swept, taken
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
    bar, frames = panel.tree.verticalScrollBar(), list[Taken]()
    for value in range(0, bar.maximum(), max(1, bar.maximum() // _STEPS)):
        bar.setValue(value)
        frames.append(swept(panel.tree.viewport().repaint))
    yield longest("scroll the outline", frames, 16.0)

    def turns(start: Callable[[], None]) -> list[Taken]:
        """The turns of the event loop until all is done."""
        found, end = [taken(start)], time.perf_counter() + _LIMIT
        while panel.is_busy and time.perf_counter() < end:
            found.append(taken(application.processEvents))
        return [*found, taken(application.processEvents)]

    # As in the window, where rubbish is swept up between two events only.
    gc.collect()
    gc.disable()
    filtered = [turn for word in _WORDS for turn in turns(partial(panel.filter.setText, word))]
    yield longest("stall while filtering", filtered, 33.0)
    yield longest("stall while resetting the filter", turns(panel.bar.reset), 33.0)
    gc.enable()
    panel.close()
