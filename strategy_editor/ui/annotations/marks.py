"""Passages with open annotations, marked in the text view and in forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import QObject, QTimer, SignalInstance

from strategy_editor.editing.annotations import OPEN, all_annotations, place_of
from strategy_editor.ui.host import Host

_Key = str | tuple[str, str]
_Spans = dict[_Key, list[tuple[int, int]]]
_QUIET = 300
"""Milliseconds without a change after which passages are looked for again."""


class _Marked(Protocol):
    """A view of the middle that shows remarks."""

    def show_remarks(self, spans: _Spans) -> None:
        """Mark passages by element or field."""
        ...


class _MarkedText(_Marked, Protocol):
    """The view of the text: a remark that is clicked names its element."""

    remarkClicked: SignalInstance


class PassageMarks(QObject):
    """Looks for the passages in the view in front when nobody types for a moment."""

    def __init__(self, host: Host, clicked: Callable[[str], None]) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._clicked = clicked
        self._text: _MarkedText | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.show)
        host.panels.viewChanged.connect(lambda _view: self.show())
        host.controller.documentChanged.connect(self._timer.start)
        host.controller.selectionChanged.connect(lambda _node_id: self._timer.start())

    def show(self) -> None:
        """Mark the passages of open annotations."""
        panels = self._host.panels
        if panels.view == "form":
            cast("_Marked", panels.form).show_remarks(self.spans())
        elif panels.view == "text":
            if self._text is None:
                self._text = cast("_MarkedText", panels.panel("text"))
                self._text.remarkClicked.connect(self._clicked)
            self._text.show_remarks(self.spans())

    def spans(self) -> _Spans:
        """Return where the passages stand, counted in the wording of their fields."""
        document = self._host.controller.session.document
        found: _Spans = {}
        for annotation in all_annotations(document.root):
            place = place_of(document, annotation) if annotation.state == OPEN else None
            if place is not None:
                key = (annotation.target, place.field) if place.field else annotation.target
                found.setdefault(key, []).append((place.start, place.end))
        return found
