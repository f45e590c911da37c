"""Writes down which documents are open, and opens them again at the next start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject

from strategy_editor.ui.panels import VIEWS
from strategy_editor.ui.windows import DocumentWindow, Windows
from strategy_editor.workspace.last_session import Place, save_places


class Restoring(QObject):
    """Keeps the list of open documents up to date while windows come and go.

    The last window to close stays in the list: it was open at the end.
    """

    def __init__(self, windows: Windows) -> None:
        super().__init__(windows)
        self._windows = windows
        windows.changed.connect(self.note)

    def note(self) -> None:
        """Write down what is open now."""
        open_ones = [each for each in self._windows.all if each.has_document]
        if self._windows.is_quitting or not open_ones:
            return
        save_places([place for each in open_ones if (place := _place(each)) is not None])


def _place(window: DocumentWindow) -> Place | None:
    path = window.session.path
    if path is None:
        return None
    geometry = bytes(window.parent_window.saveGeometry().toHex().data()).decode("ascii")
    return Place(str(path.absolute()), geometry, window.view, window.selected)


def put_back(window: DocumentWindow, place: Place) -> None:
    """Bring a window with its document to where it was."""
    if place.geometry:
        window.parent_window.restoreGeometry(QByteArray.fromHex(place.geometry.encode("ascii")))
    window.go_to(place.selected, place.view if place.view in VIEWS else VIEWS[0])


def open_others(windows: Windows, places: Sequence[Place], window: DocumentWindow) -> None:
    """Open the further windows of the last run."""
    for place in places:
        path = Path(place.file)
        if windows.showing(path) is None and windows.open(path, window):
            there = windows.showing(path)
            if there is not None:
                put_back(there, place)
