"""Open a view of the window for the first time and print, as JSON, how long that takes.

Arguments: ``versions`` and a file that has a history, or ``comparison``, a file and another. Of
all turns of the event loop until the view has been painted with what belongs into it, the longest
is the stall; times are by the clock and what the window's thread was computing.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from strategy_editor.ui.app import open_window
from strategy_editor.ui.garbage import GarbageCollector
from strategy_editor.ui.importing import read_no_sources

_LIMIT = 60.0
"""Seconds after which nothing is waited for any more."""
_AFTERWARDS = 0.5
"""Seconds in which what follows on the painting is looked at too."""


class Seen(QObject):
    """Whether a widget was painted when something was there to be painted."""

    def __init__(self, widget, is_there):
        super().__init__(widget)
        self.at = None
        self._is_there = is_there
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802
        if event.type() == QEvent.Type.Paint and self.at is None and self._is_there():
            self.at = _moment()
        return False


def _moment():
    return time.perf_counter(), time.thread_time()


def _turns(until):
    """Turn the event loop; return the longest turn."""
    longest = (0.0, 0.0)
    while not until():
        before = _moment()
        QApplication.processEvents()
        after = _moment()
        longest = max(longest, (after[0] - before[0], after[1] - before[1]))
        time.sleep(0.0002)
    return longest


def _for(seconds):
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() > end


def _versions(window):
    window.actions_["show-versions"].trigger()
    page = window.panels.sides.panel("versions").timeline
    return Seen(page.list.viewport(), lambda: page.model.rowCount() > 0)


def _comparison(window, other):
    window.compare_with(Path(other))
    panel = window.panels.panel("comparison")
    return Seen(panel.area.viewport(), lambda: panel.result is not None)


def main():
    view, file, *others = sys.argv[1:]
    read_no_sources()
    application = QApplication(sys.argv[:1])
    window = open_window(application, [Path(file)], "de")
    window.resize(1280, 760)
    window.show()
    GarbageCollector(application).start()
    _turns(_for(3.0))
    if not window.has_document:
        sys.exit(f"{file} could not be opened")
    start = _moment()
    seen = _versions(window) if view == "versions" else _comparison(window, *others)
    first = _moment()
    late = _for(_LIMIT)
    longest = _turns(lambda: seen.at is not None or late())
    end = seen.at or _moment()
    longest = max(longest, (first[0] - start[0], first[1] - start[1]), _turns(_for(_AFTERWARDS)))
    figures = {
        "opened": [1000 * (new - old) for new, old in zip(end, start, strict=True)],
        "stall": [1000 * each for each in longest],
    }
    print(json.dumps(figures))
    sys.stdout.flush()
    # Nothing is asked or written on the way out.
    os._exit(0)


if __name__ == "__main__":
    main()
